import Localization
import MerkleLog
import Platform
import Storage

/// An administrator has said when the vote will be counted and its result published: the house does it then, by itself.
/// Taken back until that instant, by her or by an incident that moves the closing beyond it; one that could not be done
/// says why, and another may be given.
struct CountOrder: Sendable, Equatable, RowDecodable {
  var id: Int64
  var vote: Int64
  var due: Instant
  /// Why it could not be counted then.
  var failure: String?
  /// The closing of the vote.
  var closes: Instant?

  /// Whether authorities have less than a day, from the closing to the count, to contest their ballot.
  var leavesLittleToContest: Bool { closes.map { due.seconds(since: $0) < 86_400 } ?? false }

  /// A tie remained then, that the public draw has to settle.
  var lackedDraw: Bool { failure == VoteRefusal.drawNeeded.word }

  private static let columns: SQL = """
    vote_count_order.id, vote_count_order.vote_id, vote_count_order.due_at, vote_count_order.failure,
    (SELECT closes_at FROM vote WHERE vote.id = vote_count_order.vote_id)
    """
  private static let waits: SQL = "done_event_id IS NULL AND ended_event_id IS NULL"

  init(from row: inout Row) throws {
    id = try row.next()
    vote = try row.next()
    due = try row.next()
    failure = try row.next()
    closes = try row.next()
  }

  static func waiting(for vote: Int64, _ db: Snapshot) throws -> CountOrder? {
    try db.first("SELECT \(columns) FROM vote_count_order WHERE vote_id = \(vote) AND \(waits)")
  }

  private static func due(at now: Instant, _ db: Snapshot) throws -> [CountOrder] {
    try db.rows(
      "SELECT \(columns) FROM vote_count_order WHERE \(waits) AND failure IS NULL AND due_at <= \(now) ORDER BY id")
  }

  static func isAnyDue(at now: Instant, _ db: Snapshot) throws -> Bool { try !due(at: now, db).isEmpty }

  /// Replaces the one that waits, if any.
  static func give(_ due: Instant, for vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard vote.countedAt == nil else { throw VoteRefusal.counted }
    guard let closes = vote.closesAt else { throw VoteRefusal.notPrepared }
    guard due > now, due >= closes else { throw VoteRefusal.badInstant }
    if let waiting = try waiting(for: vote.id, db) { try waiting.end(of: vote, by: actor, at: now, db) }
    let event = try event("vote.count-ordered", vote, by: actor, at: now).record(db)
    try db.execute(
      "INSERT INTO vote_count_order (vote_id, due_at, event_id) VALUES (\(vote.id), \(due), \(event))")
  }

  func end(of vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let given = try db.value("SELECT event_id FROM vote_count_order WHERE id = \(id)", as: Int64.self)
    let event = try Self.event("vote.count-order-ended", vote, by: actor, at: now, undoes: given).record(db)
    try db.execute("UPDATE vote_count_order SET ended_event_id = \(event) WHERE id = \(id)")
  }

  private static func event(
    _ kind: StaticString, _ vote: Vote, by actor: Actor, at now: Instant, undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: .init("consultation", vote.consultation), by: actor, at: now, consultation: vote.consultation,
      undoes: undoes)
  }

  /// Counts what is due; what cannot be counted is noted, and not tried again.
  static func run(with key: SigningKey, at now: Instant, _ db: Transaction) throws {
    for order in try due(at: now, db) {
      guard let vote = try Vote.with(id: order.vote, db) else { continue }
      do {
        try vote.count(with: key, by: .job, at: now, db)
        let event = try event("vote.count-done", vote, by: .job, at: now).record(db)
        try db.execute("UPDATE vote_count_order SET done_event_id = \(event) WHERE id = \(order.id)")
      } catch VoteRefusal.notClosed {
        // The closing comes within the second.
        continue
      } catch let refusal as VoteRefusal {
        try db.execute("UPDATE vote_count_order SET failure = \(refusal.word) WHERE id = \(order.id)")
      }
    }
  }
}

extension VoteRefusal {
  /// For the row of an order that failed.
  fileprivate var word: String { self == .drawNeeded ? "draw-needed" : "refused" }
}
