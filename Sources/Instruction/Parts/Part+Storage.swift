import Deposits
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

  private static let columns: SQL = "id, contribution_id, version, number, ranges, event_id"

  /// Those of a contribution that is divided, in their order.
  package static func all(of contribution: Int64, _ db: Snapshot) throws -> [Part] {
    try db.rows(
      """
      SELECT \(columns) FROM part WHERE contribution_id = \(contribution) AND ended_event_id IS NULL ORDER BY number
      """)
  }

  /// Some by their rows, whether they last or not.
  static func with(ids: [Int64], _ db: Snapshot) throws -> [Int64: Part] {
    guard !ids.isEmpty else { return [:] }
    let found: [Part] = try db.rows("SELECT \(columns) FROM part WHERE id IN (\(SQL.list(Set(ids))))")
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
  }

  /// All that were made of a version, also those of a division that was undone, follow what is written over in it.
  static let following: LaterText.Following = { contribution, version, moves, _, db in
    let parts: [Part] = try db.rows(
      "SELECT \(columns) FROM part WHERE contribution_id = \(contribution) AND version = \(version)")
    for part in parts {
      let moved = part.ranges.moved(by: moves)
      guard moved != part.ranges, !moved.all.isEmpty else { continue }
      try db.execute("UPDATE part SET ranges = \(moved.written) WHERE id = \(part.id)")
    }
  }
}
