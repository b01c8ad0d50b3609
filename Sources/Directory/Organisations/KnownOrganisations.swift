import Storage

/// A row of the directory as an import compares it with an entry of the register.
struct KnownOrganisation: RowDecodable {
  var id: Int64
  var entry: RegisterEntry

  /// Whether an edition of the register brought it, and not a person who asked for it.
  var isOfRegister: Bool { entry.source != OrganisationSource.request }
  var shownName: String { entry.shownName }

  init(from row: inout Row) throws {
    id = try row.next()
    let kind: String = try row.next()
    let name: String = try row.next()
    let genitive: String = try row.next()
    guard let known = RegisterEntry.Kind(rawValue: kind) else { throw StorageError.statement("a kind is unknown") }
    entry = RegisterEntry(kind: known, name: FrenchName(name: name, genitive: genitive, locative: ""), source: "")
    entry.siren = try row.next()
    entry.inseeCode = try row.next()
    entry.population = try row.next()
    entry.department = try row.next()
    entry.region = try row.next()
    entry.intercommunalitySiren = try row.next()
    entry.longitude = try row.next()
    entry.latitude = try row.next()
    entry.website = try row.next()
    entry.source = try row.next()
  }

  /// All but those of the demonstration, which no edition names.
  static func all(_ db: Snapshot) throws -> [KnownOrganisation] {
    try db.rows(
      """
      SELECT id, kind, name, genitive, siren, insee_code, population, department, region, intercommunality_siren,
        longitude, latitude, website, source
      FROM organisation WHERE source <> \(OrganisationSource.demonstration) ORDER BY id
      """)
  }

  /// Whether an entry says something else of it; the wording of its source is no difference, being asked for is one.
  func differs(from other: RegisterEntry) -> Bool {
    var (mine, theirs) = (entry, other)
    if isOfRegister { mine.source = theirs.source }
    mine.locative = theirs.locative
    (mine.departments, theirs.departments) = ([], [])
    return mine != theirs
  }
}

/// The rows of the directory that no entry has claimed yet.
struct KnownOrganisations {
  private var byKey: [String: KnownOrganisation] = [:]
  private var bySiren: [String: KnownOrganisation] = [:]
  private var taken: Set<Int64> = []
  private let all: [KnownOrganisation]

  init(_ all: [KnownOrganisation]) {
    for known in all {
      if known.isOfRegister { byKey[Self.key(of: known.entry)] = known }
      if let siren = known.entry.siren { bySiren[siren] = known }
    }
    self.all = all
  }

  /// What makes two editions speak of the same body: its INSEE code, else its SIREN, else its name.
  private static func key(of entry: RegisterEntry) -> String {
    if let code = entry.inseeCode { return "\(entry.kind.rawValue) \(code)" }
    if let siren = entry.siren { return "siren \(siren)" }
    return "\(entry.kind.rawValue) \(entry.name)"
  }

  /// The row of an entry: by its key, by the code that the commune bore before, by its SIREN.
  mutating func take(_ entry: RegisterEntry, _ history: CommuneHistory, in codes: Set<String>) -> KnownOrganisation? {
    let found = byKey[Self.key(of: entry)] ?? before(entry, history, codes) ?? sameNumber(entry, codes)
    guard let found, taken.insert(found.id).inserted else { return nil }
    return found
  }

  private func before(
    _ entry: RegisterEntry, _ history: CommuneHistory, _ codes: Set<String>
  ) -> KnownOrganisation? {
    guard entry.kind == .commune, let code = entry.inseeCode, let old = history.code(before: code),
      !codes.contains(old)
    else { return nil }
    return byKey["commune \(old)"]
  }

  /// A commune whose own code is still in the edition is another, whatever its number.
  private func sameNumber(_ entry: RegisterEntry, _ codes: Set<String>) -> KnownOrganisation? {
    guard let found = entry.siren.flatMap({ bySiren[$0] }) else { return nil }
    if found.entry.kind == .commune, let code = found.entry.inseeCode, codes.contains(code) { return nil }
    return found
  }

  var left: [KnownOrganisation] { all.filter { !taken.contains($0.id) } }

  /// Takes a SIREN off the row that bears it when the edition gives it to another.
  func freeNumbers(_ matched: [(RegisterEntry, KnownOrganisation?)], _ db: Transaction) throws {
    for (entry, existing) in matched {
      guard let siren = entry.siren, let holder = bySiren[siren], holder.id != existing?.id else { continue }
      try db.execute("UPDATE organisation SET siren = NULL WHERE id = \(holder.id)")
    }
  }
}
