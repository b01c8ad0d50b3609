import Localization
package import Storage

extension Organisation: RowDecodable {
  static let columns: SQL = """
    id, token, kind, name, genitive, siren, insee_code, population, department, region, intercommunality_siren,
    longitude, latitude, website
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    kind = try row.next()
    name = try row.next()
    genitive = try row.next()
    siren = try row.next()
    inseeCode = try row.next()
    population = try row.next()
    department = try row.next()
    region = try row.next()
    intercommunalitySiren = try row.next()
    longitude = try row.next()
    latitude = try row.next()
    website = try row.next()
  }

  package static func with(token: String, _ db: Snapshot) throws -> Organisation? {
    try db.first("SELECT \(columns) FROM organisation WHERE token = \(token)")
  }

  /// In the order of `ids`; one that is gone is left out.
  package static func with(ids: [Int64], _ db: Snapshot) throws -> [Organisation] {
    guard !ids.isEmpty else { return [] }
    let found: [Organisation] = try db.rows(
      "SELECT \(columns) FROM organisation WHERE id IN (\(SQL.list(ids)))")
    let byIdentifier = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    return ids.compactMap { byIdentifier[$0] }
  }

  /// The kinds of some organisations; one that is gone is left out.
  package static func kinds(of ids: [Int64], _ db: Snapshot) throws -> [Int64: OrganisationKind] {
    guard !ids.isEmpty else { return [:] }
    var kinds: [Int64: OrganisationKind] = [:]
    try db.forEach("SELECT id, kind FROM organisation WHERE id IN (\(SQL.list(ids)))") { row in
      let id: Int64 = try row.next()
      let kind: OrganisationKind = try row.next()
      kinds[id] = kind
    }
    return kinds
  }

  /// The one that bears this number: the intercommunality of a commune.
  package static func withSiren(_ siren: String, _ db: Snapshot) throws -> Organisation? {
    try db.first("SELECT \(columns) FROM organisation WHERE siren = \(siren)")
  }

  /// That of an INSEE code, which means another thing for each kind.
  package static func with(code: String, of kind: OrganisationKind, _ db: Snapshot) throws -> Organisation? {
    try db.first("SELECT \(columns) FROM organisation WHERE insee_code = \(code) AND kind = \(kind.rawValue)")
  }

  /// The most populous communes of an intercommunality, without those that are no more.
  static func members(ofSiren siren: String, limit: Int, _ db: Snapshot) throws -> [Organisation] {
    try db.rows(
      """
      SELECT \(columns) FROM organisation WHERE intercommunality_siren = \(siren) AND \(Merger.isNone)
      ORDER BY population DESC, id LIMIT \(limit)
      """)
  }

  static func count(_ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM organisation", as: Int.self) ?? 0
  }
}
