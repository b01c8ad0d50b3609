package import Foundation
package import Localization
import Platform
package import Storage

/// What an import of the register changed.
package struct RegisterImport: Sendable, Equatable {
  package var created = 0
  package var renamed = 0
  package var vanished: [String] = []
  package var unchanged = 0

  /// Loads the official geography from `folder` into the directory, in one transaction. A second run changes nothing.
  /// A body that is no longer in the edition is listed and stays: what it deposited refers to it.
  package static func run(from folder: URL, into database: Database, now: Instant) async throws -> RegisterImport {
    let entries = try RegisterFile.load(folder: folder)
    return try await database.write { db in
      var result = RegisterImport()
      var known = try Known.all(db)
      var generator = SystemRandomNumberGenerator()
      for entry in entries {
        let key = Known.key(kind: entry.kind.rawValue, code: entry.inseeCode, siren: entry.siren, name: entry.name)
        guard let existing = known.removeValue(forKey: key) else {
          try insert(entry, Token(using: &generator), now, db)
          result.created += 1
          continue
        }
        if existing.name == entry.name, existing.population == entry.population {
          result.unchanged += 1
        } else {
          try update(existing.id, entry, db)
          result.renamed += 1
        }
      }
      result.vanished = known.values.map(\.name).sorted()
      return result
    }
  }

  private struct Known: RowDecodable {
    var id: Int64
    var kind: String
    var name: String
    var code: String?
    var siren: String?
    var population: Int?

    init(from row: inout Row) throws {
      id = try row.next()
      kind = try row.next()
      name = try row.next()
      code = try row.next()
      siren = try row.next()
      population = try row.next()
    }

    static func all(_ db: Snapshot) throws -> [String: Known] {
      let rows: [Known] = try db.rows(
        """
        SELECT id, kind, name, insee_code, siren, population FROM organisation
        WHERE source NOT IN (\(SQL.list(OrganisationSource.beyondRegister)))
        """)
      return Dictionary(
        rows.map { (key(kind: $0.kind, code: $0.code, siren: $0.siren, name: $0.name), $0) },
        uniquingKeysWith: { first, _ in first })
    }

    /// What makes two editions speak of the same body: its INSEE code, else its SIREN, else its name.
    static func key(kind: String, code: String?, siren: String?, name: String) -> String {
      if let code { return "\(kind) \(code)" }
      if let siren { return "siren \(siren)" }
      return "\(kind) \(name)"
    }
  }

  private static func insert(_ entry: RegisterEntry, _ token: Token, _ now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO organisation (token, kind, name, genitive, siren, insee_code, population, department, region,
        intercommunality_siren, longitude, latitude, website, source, created_at)
      VALUES (\(token.text), \(entry.kind.rawValue), \(entry.name), \(entry.genitive), \(entry.siren),
        \(entry.inseeCode), \(entry.population), \(entry.department), \(entry.region), \(entry.intercommunalitySiren),
        \(entry.longitude), \(entry.latitude), \(entry.website), \(entry.source), \(now))
      """)
  }

  private static func update(_ id: Int64, _ entry: RegisterEntry, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE organisation SET name = \(entry.name), genitive = \(entry.genitive), population = \(entry.population),
        intercommunality_siren = \(entry.intercommunalitySiren) WHERE id = \(id)
      """)
  }
}
