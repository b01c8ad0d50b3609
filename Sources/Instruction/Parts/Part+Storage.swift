package import Storage

extension Part: RowDecodable {
  package init(from row: inout Row) throws {
    id = try row.next()
    contribution = try row.next()
    version = try row.next()
    number = try row.next()
    ranges = Ranges(written: try row.next())
    event = try row.next()
  }

  /// Those of a contribution that is divided, in their order.
  package static func all(of contribution: Int64, _ db: Snapshot) throws -> [Part] {
    try db.rows(
      """
      SELECT id, contribution_id, version, number, ranges, event_id FROM part
      WHERE contribution_id = \(contribution) AND ended_event_id IS NULL ORDER BY number
      """)
  }
}
