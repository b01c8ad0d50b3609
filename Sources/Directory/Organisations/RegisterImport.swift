package import Foundation
package import Localization
import Platform
package import Storage

/// What an import of the register changed, line by line.
package struct RegisterImport: Sendable, Equatable {
  package var changes: [RegisterChange] = []
  package var unchanged = 0

  package func count(_ kind: RegisterChange.Kind) -> Int { changes.count { $0.kind == kind } }
  /// Whether the edition brought nothing; those that it does not name stay as they are.
  package var isEmpty: Bool { changes.allSatisfy { $0.kind == .vanished } }

  /// Loads the official geography from `folder` into the directory, in one transaction. A second run changes nothing.
  package static func run(from folder: URL, into database: Database, now: Instant) async throws -> RegisterImport {
    let result = try await DirectoryImport(entries: RegisterFile.load(folder: folder))
      .run(into: database, by: .command, at: now)
    return result.register ?? RegisterImport()
  }

  /// Brings the directory to an edition, itself brought up to date by the movements known since.
  static func run(
    _ entries: [RegisterEntry], _ history: CommuneHistory, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> RegisterImport {
    var result = RegisterImport()
    var known = KnownOrganisations(try KnownOrganisation.all(db))
    let edition = entries.map { $0.upToDate(history) }
    let codes = Set(edition.lazy.filter { $0.kind == .commune }.compactMap(\.inseeCode))
    let matched = edition.map { ($0, known.take($0, history, in: codes)) }
    try known.freeNumbers(matched, db)
    var generator = SystemRandomNumberGenerator()
    for (entry, existing) in matched {
      if let existing {
        try result.bring(existing, to: entry, db)
      } else {
        try entry.insert(Token(using: &generator), now, db)
        result.changes.append(.created(entry.shownName))
      }
    }
    try result.merge(history, by: actor, at: now, db)
    let merged = Set(try Merger.all(db).map(\.organisation))
    let vanished = known.left.filter { $0.isOfRegister && !merged.contains($0.id) }
    result.changes += vanished.map { .vanished($0.shownName) }.sorted { $0.name < $1.name }
    return result
  }

  private mutating func bring(_ existing: KnownOrganisation, to entry: RegisterEntry, _ db: Transaction) throws {
    guard existing.differs(from: entry) else {
      unchanged += 1
      return
    }
    try entry.update(existing.id, db)
    let isRenamed = existing.entry.name != entry.name
    changes.append(
      isRenamed ? .renamed(existing.shownName, to: entry.shownName) : .updated(entry.shownName))
  }

  private mutating func merge(
    _ history: CommuneHistory, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    var communes: [String: Int64] = [:]
    var names: [Int64: String] = [:]
    try db.forEach("SELECT id, insee_code, name, department FROM organisation WHERE kind = 'commune'") { row in
      let id: Int64 = try row.next()
      let code: String? = try row.next()
      let name: String = try row.next()
      let department: String? = try row.next()
      names[id] = department.map { "\(name) (\($0))" } ?? name
      if let code { communes[code] = id }
    }
    let (made, ended) = try Merger.bring(to: history, communes: communes, by: actor, at: now, db)
    changes += made.map { .merged(names[$0.organisation] ?? "", into: names[$0.into] ?? "") }
    changes += ended.map { .restored(names[$0.organisation] ?? "") }
  }
}

extension RegisterChange {
  fileprivate var name: String { if case .vanished(let name) = self { name } else { "" } }
}

extension RegisterEntry {
  /// « Dax (40) »: many communes share their name.
  var shownName: String { kind == .department ? name : department.map { "\(name) (\($0))" } ?? name }

  /// With the name that the commune has taken since the edition.
  fileprivate func upToDate(_ history: CommuneHistory) -> RegisterEntry {
    guard kind == .commune, let code = inseeCode, let today = history.name(of: code, from: name) else { return self }
    var entry = self
    (entry.name, entry.genitive, entry.locative) = (today.name, today.genitive, today.locative)
    return entry
  }

  fileprivate func insert(_ token: Token, _ now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO organisation (token, kind, name, genitive, siren, insee_code, population, department, region,
        intercommunality_siren, longitude, latitude, website, source, created_at)
      VALUES (\(token.text), \(kind.rawValue), \(name), \(genitive), \(siren), \(inseeCode), \(population),
        \(department), \(region), \(intercommunalitySiren), \(longitude), \(latitude), \(website), \(source), \(now))
      """)
  }

  fileprivate func update(_ id: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE organisation SET kind = \(kind.rawValue), name = \(name), genitive = \(genitive), siren = \(siren),
        insee_code = \(inseeCode), population = \(population), department = \(department), region = \(region),
        intercommunality_siren = \(intercommunalitySiren), longitude = \(longitude), latitude = \(latitude),
        website = \(website), source = \(source)
      WHERE id = \(id)
      """)
  }
}
