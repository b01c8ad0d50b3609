/// The table of bodies outside the geography: operators, State bodies, associations, syndicates.
struct BodyTable {
  private static let kinds: Set<RegisterEntry.Kind> = [.operator, .state, .association, .syndicate]

  private let table: CSV
  private let name, article, kind, siren, departments, website, source: Int

  init(_ table: CSV) throws(RegisterError) {
    self.table = table
    name = try table.column("name")
    article = try table.column("article")
    kind = try table.column("kind")
    siren = try table.column("siren")
    departments = try table.column("departments")
    website = try table.column("website")
    source = try table.column("source")
  }

  /// The bodies in the table's order.
  func entries(_ territories: Territories) throws(RegisterError) -> [RegisterEntry] {
    var entries: [RegisterEntry] = []
    var known: Set<String> = []
    for row in 0..<table.count {
      let entry = try body(row, territories)
      for code in [entry.name, entry.siren] {
        if let code, !known.insert(code).inserted {
          throw RegisterError(file: table.file, line: table.line(of: row), reason: .repeatedEntry(code))
        }
      }
      entries.append(entry)
    }
    return entries
  }

  private func body(_ row: Int, _ territories: Territories) throws(RegisterError) -> RegisterEntry {
    guard let name = table.prose(row, self.name) else { throw table.refusal(row, self.name) }
    guard let source = table.prose(row, self.source) else { throw table.refusal(row, self.source) }
    guard let kind = RegisterEntry.Kind(rawValue: table.text(row, self.kind)), BodyTable.kinds.contains(kind) else {
      throw table.refusal(row, self.kind)
    }
    let forms = FrenchName(body: name, article: table.prose(row, article) ?? name)
    var entry = RegisterEntry(kind: kind, name: forms, source: source)
    entry.siren = try table.siren(row, siren)
    entry.departments = table.text(row, departments).split(separator: " ").map(String.init)
    guard entry.departments.allSatisfy({ territories.departments[$0] != nil }) else {
      throw table.refusal(row, departments)
    }
    let regions = Set(entry.departments.compactMap { territories.departments[$0]?.region })
    entry.department = entry.departments.count == 1 ? entry.departments.first : nil
    entry.region = regions.count == 1 ? regions.first : nil
    entry.website = table.optionalText(row, website)
    if let website = entry.website, !website.hasPrefix("https://"), !website.hasPrefix("http://") {
      throw table.refusal(row, self.website)
    }
    return entry
  }
}
