package import Storage

/// What ties a body to an operator that pools its digital services (« adhérents »); from the file of members alone,
/// which replaces the whole list of each operator that it names.
package enum OrganisationMember {
  /// Ties a body to an operator, or dates the tie anew.
  package static func tie(
    _ member: Int64, to operator: Int64, source: String, dated: String, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO organisation_member (operator_id, member_id, source, dated)
      VALUES (\(`operator`), \(member), \(source), \(dated))
      ON CONFLICT (operator_id, member_id) DO UPDATE SET source = excluded.source, dated = excluded.dated
      """)
  }

  /// The members of an operator, the most populous first.
  static func all(of operator: Int64, limit: Int, _ db: Snapshot) throws -> [Organisation] {
    try db.rows(
      """
      SELECT \(Organisation.columns) FROM organisation
      WHERE id IN (SELECT member_id FROM organisation_member WHERE operator_id = \(`operator`))
      ORDER BY coalesce(population, 0) DESC, id LIMIT \(limit)
      """)
  }

  static func count(of operator: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM organisation_member WHERE operator_id = \(`operator`)", as: Int.self) ?? 0
  }

  /// The operators of a body: its own, and those of its intercommunality.
  static func operators(of organisation: Organisation, _ db: Snapshot) throws -> [Organisation] {
    let siren = organisation.intercommunalitySiren ?? ""
    return try db.rows(
      """
      SELECT \(Organisation.columns) FROM organisation
      WHERE id IN (
        SELECT operator_id FROM organisation_member
        WHERE member_id = \(organisation.id)
          OR member_id IN (SELECT id FROM organisation WHERE siren = \(siren)))
      ORDER BY name, id LIMIT 20
      """)
  }
}
