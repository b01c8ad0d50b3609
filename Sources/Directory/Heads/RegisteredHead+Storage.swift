package import Storage

extension RegisteredHead: RowDecodable {
  static let columns: SQL = "organisation_id, family_name, given_name, since_at"

  package init(from row: inout Row) throws {
    organisation = try row.next()
    familyName = try row.next()
    givenName = try row.next()
    since = try row.next()
  }

  /// Those of some organisations that the register knows, by their organisation.
  package static func of(_ organisations: [Int64], _ db: Snapshot) throws -> [Int64: RegisteredHead] {
    guard !organisations.isEmpty else { return [:] }
    let heads: [RegisteredHead] = try db.rows(
      "SELECT \(columns) FROM registered_head WHERE organisation_id IN (\(SQL.list(organisations)))")
    return Dictionary(heads.map { ($0.organisation, $0) }, uniquingKeysWith: { $1 })
  }

  /// Those of all organisations of a kind.
  static func all(of kind: OrganisationKind, _ db: Snapshot) throws -> [RegisteredHead] {
    try db.rows(
      """
      SELECT \(columns) FROM registered_head
      WHERE organisation_id IN (SELECT id FROM organisation WHERE kind = \(kind.rawValue)) ORDER BY organisation_id
      """)
  }

  func keep(_ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO registered_head (organisation_id, family_name, given_name, since_at)
      VALUES (\(organisation), \(familyName), \(givenName), \(since))
      ON CONFLICT (organisation_id) DO UPDATE SET family_name = excluded.family_name,
        given_name = excluded.given_name, since_at = excluded.since_at
      """)
  }
}
