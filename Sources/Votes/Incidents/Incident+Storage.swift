import Consultations
import Localization
import Platform
import Proof
import Storage

extension Incident: RowDecodable {
  static let columns: SQL = """
    incident.id, incident.token, incident.vote_id, incident.title, incident.text, incident.closes_at,
    incident.author_id, incident.written_at, incident.published_at
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    vote = try row.next()
    title = try row.next()
    text = try row.next()
    closes = try row.next()
    author = try row.next()
    writtenAt = try row.next()
    publishedAt = try row.next()
  }

  /// Those of a vote that were not taken back, the newest first.
  static func all(of vote: Int64, _ db: Snapshot) throws -> [Incident] {
    try db.rows(
      """
      SELECT \(columns) FROM incident WHERE vote_id = \(vote) AND ended_event_id IS NULL ORDER BY id DESC LIMIT 200
      """)
  }

  /// What everyone reads, the newest first.
  static func published(of vote: Int64, _ db: Snapshot) throws -> [Incident] {
    try db.rows(
      "SELECT \(columns) FROM incident WHERE vote_id = \(vote) AND leaf IS NOT NULL ORDER BY id DESC LIMIT 200")
  }

  static func with(token: String, _ db: Snapshot) throws -> Incident? {
    try db.first("SELECT \(columns) FROM incident WHERE token = \(token) AND ended_event_id IS NULL")
  }

  private static func event(
    _ kind: StaticString, _ vote: Vote, by actor: Actor, at now: Instant, undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: .init("consultation", vote.consultation), by: actor, at: now, consultation: vote.consultation,
      undoes: undoes)
  }

  /// Written by the first person; nothing is public yet.
  static func write(
    _ title: String, _ text: String, closes: Instant?, in vote: Vote, token: Token, author: Int64, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = refusal(title: title, text: text) { throw refusal }
    try requireMoment(of: vote, closes: closes, at: now)
    let event = try event("incident.written", vote, by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO incident (token, vote_id, title, text, closes_at, author_id, written_event_id, written_at)
      VALUES (\(token.text), \(vote.id), \(title), \(text), \(closes), \(author), \(event), \(now))
      """)
  }

  private static func requireMoment(of vote: Vote, closes: Instant?, at now: Instant) throws {
    guard vote.openedAt != nil, vote.countedAt == nil, let closing = vote.closesAt else { throw Refusal.notOpen }
    guard let closes else { return }
    guard vote.closedAt == nil else { throw Refusal.tooLate }
    guard closes > max(closing, vote.instant(at: now)) else { throw Refusal.notLater }
  }

  /// The second person signs: it is published, and the closing moves where it says so.
  /// - Returns: whether that took back the hour of the count.
  func sign(by signer: Int64, in vote: Vote, actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    guard publishedAt == nil else { throw Refusal.settled }
    guard signer != author else { throw Refusal.ownText }
    try Self.requireMoment(of: vote, closes: closes, at: now)
    let event = try Self.event("incident.published", vote, by: actor, at: now).record(db)
    let (nonce, persons) = (Octets.random(), Signers([author, signer]))
    let committed = PublicText(title: title, text: text)
    let line = try VoteLog.append(to: vote.id, at: now, db) { at, _ in
      .incident(
        IncidentLeaf(
          at: at, text: Octets(of: committed, under: nonce), closes: closes?.milliseconds, by: persons.commitments))
    }
    try persons.keep(of: vote.id, at: line.place, db)
    try db.execute(
      """
      INSERT INTO vote_text (vote_id, leaf, nonce, title, text)
      VALUES (\(vote.id), \(line.place), \(nonce.bytes), \(title), \(text))
      """)
    try db.execute(
      """
      UPDATE incident SET signer_id = \(signer), leaf = \(line.place), published_at = \(line.at),
        published_event_id = \(event) WHERE id = \(id)
      """)
    // A vote that an accident suspended goes on as the incident says.
    try db.execute("UPDATE vote SET suspended_event_id = NULL WHERE id = \(vote.id)")
    guard let closes else { return false }
    return try Self.moveClosing(of: vote, to: closes, by: actor, at: now, db)
  }

  /// The closing of a vote moves, and all that follows it.
  /// - Returns: whether the hour of the count came before it, and was taken back.
  @discardableResult
  static func moveClosing(
    of vote: Vote, to closes: Instant, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    try db.execute("UPDATE vote SET closes_at = \(closes) WHERE id = \(vote.id)")
    // The calendar that everyone reads says the same, and those who follow it are told.
    try Consultation.extend(.vote, of: vote.consultation, to: closes, by: actor, at: now, db)
    // What was written of the former closing is said again for the new one.
    try db.execute("DELETE FROM vote_mailing WHERE vote_id = \(vote.id) AND step <> 'opening'")
    // It would be counted in the second of its closing, before anybody could contest a ballot.
    guard let order = try CountOrder.waiting(for: vote.id, db), order.due <= closes else { return false }
    try order.end(of: vote, by: actor, at: now, db)
    return true
  }

  /// Taken back before it was signed.
  func end(in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard publishedAt == nil else { throw Refusal.settled }
    let written = try db.value("SELECT written_event_id FROM incident WHERE id = \(id)", as: Int64.self)
    let event = try Self.event("incident.withdrawn", vote, by: actor, at: now, undoes: written).record(db)
    try db.execute("UPDATE incident SET ended_event_id = \(event) WHERE id = \(id)")
  }
}
