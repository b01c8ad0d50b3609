import Localization
import MerkleLog
import Platform
import Proof
import Storage

extension Draw: RowDecodable {
  private static let columns: SQL = """
    vote_draw.id, vote_draw.token, vote_draw.vote_id, vote_draw.held_at, vote_draw.numbers, vote_draw.source,
    vote_draw.author_id, vote_draw.written_at, vote_draw.published_at
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    vote = try row.next()
    held = try row.next()
    numbers = try row.next()
    source = try row.next()
    author = try row.next()
    writtenAt = try row.next()
    publishedAt = try row.next()
  }

  /// The one that was typed and not taken back.
  static func of(_ vote: Int64, _ db: Snapshot) throws -> Draw? {
    try db.first("SELECT \(columns) FROM vote_draw WHERE vote_id = \(vote) AND ended_event_id IS NULL")
  }

  /// What everyone reads.
  static func published(of vote: Int64, _ db: Snapshot) throws -> Draw? {
    try of(vote, db).flatMap { $0.publishedAt == nil ? nil : $0 }
  }

  private static func event(
    _ kind: StaticString, _ vote: Vote, by actor: Actor, at now: Instant, undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: .init("consultation", vote.consultation), by: actor, at: now, consultation: vote.consultation,
      undoes: undoes)
  }

  static func requireMoment(of vote: Vote) throws(Refusal) {
    guard vote.form.ties == .lots else { throw Refusal.notForeseen }
    guard vote.closedAt != nil, vote.countedAt == nil else { throw Refusal.notNow }
  }

  /// Typed by the first person; nothing is public yet.
  static func write(
    _ typed: DrawTyped, in vote: Vote, token: Token, author: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    try requireMoment(of: vote)
    guard try of(vote.id, db) == nil else { throw Refusal.waiting }
    guard let held = ParisTime.instant(typed.held) else { throw Refusal.badMoment }
    guard let closed = vote.closedAt, held > closed, held <= now else { throw Refusal.untimely }
    guard let numbers = numbers(typed.numbers, count: vote.form.numbers) else {
      throw Refusal.badNumbers(Int(vote.form.numbers))
    }
    guard !typed.source.isEmpty else { throw Refusal.noSource }
    guard typed.source.utf8.count <= longestSource else { throw Refusal.longSource }
    let event = try event("draw.written", vote, by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO vote_draw (token, vote_id, held_at, numbers, source, author_id, written_event_id, written_at)
      VALUES (\(token.text), \(vote.id), \(held), \(numbers), \(typed.source), \(author), \(event), \(now))
      """)
  }

  /// Typed again by another person: where both agree, it enters the log.
  func confirm(
    _ typed: String, by signer: Int64, in vote: Vote, with key: SigningKey, actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    guard publishedAt == nil else { throw Refusal.settled }
    try Self.requireMoment(of: vote)
    guard signer != author else { throw Refusal.ownNumbers }
    guard let numbers = Self.numbers(typed, count: vote.form.numbers) else {
      throw Refusal.badNumbers(Int(vote.form.numbers))
    }
    guard numbers == self.numbers else { throw Refusal.different }
    let event = try Self.event("draw.published", vote, by: actor, at: now).record(db)
    let persons = Signers([author, signer])
    var log = try WholeLog(of: vote.id, size: vote.leaves, at: now, db)
    let place: Int64
    do {
      place = try log.append(
        .draw(
          DrawLeaf(at: log.at, held: held.milliseconds, text: numbers, source: source, by: persons.commitments)))
    } catch LedgerRefusal.untimelyDraw {
      throw Refusal.untimely
    }
    try log.sign(key)
    try log.write(db)
    try persons.keep(of: vote.id, at: place, db)
    try db.execute(
      """
      UPDATE vote_draw SET signer_id = \(signer), leaf = \(place), published_at = \(log.now),
        published_event_id = \(event) WHERE id = \(id)
      """)
  }

  /// Taken back before it was confirmed.
  func end(in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard publishedAt == nil else { throw Refusal.settled }
    let written = try db.value("SELECT written_event_id FROM vote_draw WHERE id = \(id)", as: Int64.self)
    let event = try Self.event("draw.withdrawn", vote, by: actor, at: now, undoes: written).record(db)
    try db.execute("UPDATE vote_draw SET ended_event_id = \(event) WHERE id = \(id)")
  }
}
