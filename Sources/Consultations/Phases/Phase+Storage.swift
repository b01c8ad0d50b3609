package import Storage

extension Phase: RowDecodable {
  package init(from row: inout Row) throws {
    kind = try row.next()
    opensAt = try row.next()
    closesAt = try row.next()
  }

  /// The calendar of a consultation, in the order of time.
  package static func all(of consultation: Int64, _ db: Snapshot) throws -> [Phase] {
    try db.rows(
      """
      SELECT kind, opens_at, closes_at FROM phase WHERE consultation_id = \(consultation) ORDER BY opens_at, id
      """)
  }

  package func insert(into consultation: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO phase (consultation_id, kind, opens_at, closes_at)
      VALUES (\(consultation), \(kind), \(opensAt), \(closesAt))
      """)
  }
}
