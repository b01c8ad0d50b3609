import Deposits
import Storage

/// What a divided contribution holds besides the parts whose decision is published; told only beside one of these, so
/// that a division is not known before it has an answer.
struct OtherParts: Sendable, Equatable {
  /// The numbers of those without a published decision.
  var waiting: [Int] = []
  /// What is in no part.
  var left: PartWords?

  /// By contribution.
  static func of(beside published: [Decision], _ db: Snapshot) throws -> [Int64: OtherParts] {
    let decided = Set(published.compactMap(\.part))
    let divided = Set(published.filter { $0.part != nil }.map(\.contribution))
    guard !divided.isEmpty else { return [:] }
    var found = try PartWords.left(of: divided, db).mapValues { OtherParts(left: $0) }
    try db.forEach(
      """
      SELECT part.contribution_id, part.id, part.number
      FROM part JOIN contribution ON contribution.id = part.contribution_id AND \(Withdrawal.stands)
      WHERE part.contribution_id IN (\(SQL.list(divided))) AND part.ended_event_id IS NULL
      ORDER BY part.contribution_id, part.number
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let part: Int64 = try row.next()
      let number: Int = try row.next()
      if !decided.contains(part) { found[contribution, default: OtherParts()].waiting.append(number) }
    }
    return found
  }
}
