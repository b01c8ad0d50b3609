import Localization
import Platform
import Proof
import Storage

/// What was proposed to the committee of a proposition, and found no majority.
///
/// Noted by itself when the voices are counted; the minutes tell it. Taken back by whoever leads, where the voices were
/// mistyped, until the minutes are signed.
struct RejectedRuling: Sendable, Equatable, RowDecodable {
  var id: Int64
  var token: String
  var sitting: Int64
  var proposition: Int64
  var list: SelectionList
  var amount: Int64
  var pros: Int
  var cons: Int
  var abstained: Int
  var event: Int64

  private static let columns: SQL = """
    rejected_ruling.id, rejected_ruling.token, rejected_ruling.sitting_id, rejected_ruling.proposition_id,
    rejected_ruling.list, rejected_ruling.amount, rejected_ruling.pros, rejected_ruling.cons,
    rejected_ruling.abstained, rejected_ruling.event_id
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    sitting = try row.next()
    proposition = try row.next()
    list = SelectionList(rawValue: try row.next()) ?? SelectionList.none
    amount = try row.next()
    pros = try row.next()
    cons = try row.next()
    abstained = try row.next()
    event = try row.next()
  }

  /// Those of a committee, in the order in which they were proposed.
  static func all(in committee: Int64, _ db: Snapshot) throws -> [RejectedRuling] {
    try db.rows(
      """
      SELECT \(columns) FROM rejected_ruling JOIN sitting ON sitting.id = rejected_ruling.sitting_id
      WHERE sitting.committee_id = \(committee) AND rejected_ruling.ended_event_id IS NULL ORDER BY rejected_ruling.id
      """)
  }

  /// In the write in which the voices were counted.
  static func note(
    _ proposed: Ruling.Proposed, pros: Int, cons: Int, on proposition: Int64, token: Token, in committee: Committee,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let sitting = try Sitting.open(of: committee.id, db) else { throw Ruling.Refusal.noSitting }
    let voters = try Electorate(of: sitting, on: proposition, in: committee, at: now, db).voters.count
    let event = try committee.event("ruling.rejected", by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO rejected_ruling (token, sitting_id, proposition_id, list, amount, pros, cons, abstained, event_id,
        made_at)
      VALUES (\(token.text), \(sitting.id), \(proposition), \(proposed.list.rawValue), \(proposed.amount), \(pros),
        \(cons), \(voters - pros - cons), \(event), \(now))
      """)
  }

  /// - Throws: `Ruling.Refusal`.
  func undo(in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard try Minutes.of(committee.id, db)?.signedAt == nil else { throw Ruling.Refusal.signed }
    let event = try committee.event("ruling.undone", by: actor, at: now, undoes: self.event).record(db)
    try db.execute("UPDATE rejected_ruling SET ended_event_id = \(event) WHERE id = \(id)")
  }
}
