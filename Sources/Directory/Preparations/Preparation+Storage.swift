package import Localization
package import Platform
package import Storage

extension Preparation: RowDecodable {
  static let columns: SQL = """
    preparation.id, preparation.token, preparation.operator_id, preparation.member_id, preparation.asked_at,
    preparation.written_at, preparation.letters, preparation.until_at, preparation.answer, preparation.answered_at,
    preparation.ended_at,
    CASE WHEN EXISTS (SELECT 1 FROM journal WHERE journal.id = preparation.ended_event_id
      AND journal.organisation_id = preparation.operator_id) THEN 1 ELSE 0 END,
    preparation.has_ballots
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    self.operator = try row.next()
    member = try row.next()
    askedAt = try row.next()
    writtenAt = try row.next()
    letters = try row.next()
    until = try row.next()
    answer = try row.next()
    answeredAt = try row.next()
    endedAt = try row.next()
    isEndedByOperator = try row.next()
    hasBallots = try row.next(Int64.self) == 1
  }

  /// Lets through those that allow to prepare now.
  private static func isLive(at now: Instant) -> SQL {
    """
    preparation.answer = 'accepted' AND preparation.ended_event_id IS NULL AND preparation.until_at > \(now)
      AND \(isOfMember)
    """
  }

  /// Lets through those of bodies that are still members of the operator: what was allowed to it ends with that.
  private static let isOfMember: SQL = """
    EXISTS (SELECT 1 FROM organisation_member WHERE organisation_member.operator_id = preparation.operator_id
      AND organisation_member.member_id = preparation.member_id)
    """

  static func with(token: String, _ db: Snapshot) throws -> Preparation? {
    try db.first("SELECT \(columns) FROM preparation WHERE token = \(token)")
  }

  /// The newest of each member of an operator.
  static func newest(of operator: Int64, _ db: Snapshot) throws -> [Int64: Preparation] {
    let all: [Preparation] = try db.rows(
      "SELECT \(columns) FROM preparation WHERE operator_id = \(`operator`) ORDER BY id")
    return Dictionary(all.map { ($0.member, $0) }, uniquingKeysWith: { $1 })
  }

  /// What some members are asked or have answered, and that lasts; the newest first.
  static func all(about members: [Int64], at now: Instant, _ db: Snapshot) throws -> [Preparation] {
    guard !members.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT \(columns) FROM preparation
      WHERE member_id IN (\(SQL.list(members))) AND ended_event_id IS NULL AND until_at > \(now) AND \(isOfMember)
      ORDER BY id DESC LIMIT 200
      """)
  }

  /// By which of some organisations a member may be prepared for now.
  package static func operators(
    among organisations: [Int64], for member: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [Int64] {
    guard !organisations.isEmpty else { return [] }
    return try db.values(
      """
      SELECT operator_id FROM preparation
      WHERE member_id = \(member) AND operator_id IN (\(SQL.list(organisations))) AND \(isLive(at: now)) ORDER BY id
      """)
  }

  /// The members whose ballot an operator may prepare now.
  package static func ballotMembers(of operator: Int64, at now: Instant, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT member_id FROM preparation WHERE operator_id = \(`operator`) AND has_ballots = 1 AND \(isLive(at: now))
      ORDER BY member_id
      """)
  }

  /// The members for which an operator may prepare now.
  package static func members(of operator: Int64, at now: Instant, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      "SELECT member_id FROM preparation WHERE operator_id = \(`operator`) AND \(isLive(at: now)) ORDER BY member_id")
  }
}

extension Preparation {
  /// Asks a member; one that lasts is left as it is.
  /// - Returns: nil where it cannot be asked now.
  package static func ask(
    _ member: Int64, for operator: Int64, until: Instant, token: Token, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Preparation? {
    guard until > now else { throw PreparationRefusal.pastDate }
    guard until.seconds(since: now) <= longestSeconds else { throw PreparationRefusal.longDate }
    let last: Preparation? = try db.first(
      """
      SELECT \(columns) FROM preparation WHERE operator_id = \(`operator`) AND member_id = \(member)
      ORDER BY id DESC LIMIT 1
      """)
    if let last {
      guard last.mayAskAgain(at: now) else { return nil }
      if last.endedAt == nil {
        try last.close("preparation.expired", by: Actor(person: nil, through: .job), at: now, db)
      }
    }
    guard try Merger.of(member, db) == nil else { return nil }
    let event = try event("preparation.asked", member, `operator`, by: actor, at: now).record(db)
    let id = try db.insert(
      """
      INSERT INTO preparation (token, operator_id, member_id, scope, asked_event_id, asked_at, written_at, letters,
        until_at)
      VALUES (\(token.text), \(`operator`), \(member), 'drafts', \(event), \(now), \(now), 1, \(until)) RETURNING id
      """)
    return Preparation(
      id: id, token: token.text, operator: `operator`, member: member, askedAt: now, writtenAt: now, letters: 1,
      until: until)
  }

  private static func event(
    _ kind: StaticString, _ member: Int64, _ operator: Int64, by actor: Actor, at now: Instant, undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: .init("organisation", member), by: actor, at: now, details: [("operator", .number(`operator`))],
      undoes: undoes)
  }

  /// The member lets the operator prepare, until a day that is no later than what was asked.
  /// - Parameter ballots: whether its ballot too.
  package func accept(
    until day: Instant, ballots: Bool = false, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard day > now else { throw PreparationRefusal.pastDate }
    try settle("preparation.accepted", .accepted, until: min(day, until), by: actor, at: now, db)
    try db.execute("UPDATE preparation SET has_ballots = \(ballots ? 1 : 0) WHERE id = \(id)")
  }

  /// The member says anew whether its ballot too may be prepared.
  package func allowBallots(_ isAllowed: Bool, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard state(at: now) == .accepted else { throw PreparationRefusal.settled }
    try Self.event(
      isAllowed ? "preparation.ballots-allowed" : "preparation.ballots-ended", member, `operator`, by: actor, at: now
    ).record(db)
    try db.execute("UPDATE preparation SET has_ballots = \(isAllowed ? 1 : 0) WHERE id = \(id)")
  }

  package func refuse(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    try settle("preparation.refused", .refused, until: until, by: actor, at: now, db)
  }

  /// A member that has refused may still accept; one that has accepted ends it.
  private func settle(
    _ kind: StaticString, _ answer: Answer, until: Instant, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard state(at: now) != .ended else { throw PreparationRefusal.expired }
    guard self.answer != .accepted, self.answer != answer else { throw PreparationRefusal.settled }
    let event = try Self.event(kind, member, `operator`, by: actor, at: now).record(db)
    try db.execute(
      """
      UPDATE preparation SET answer = \(answer), answered_event_id = \(event), answered_at = \(now), until_at = \(until)
      WHERE id = \(id)
      """)
  }

  /// Ended by the member or by the operator, at once.
  package func end(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard state(at: now) != .ended else { throw PreparationRefusal.settled }
    try close("preparation.ended", by: actor, at: now, db)
  }

  private func close(_ kind: StaticString, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let began = try db.value(
      "SELECT coalesce(answered_event_id, asked_event_id) FROM preparation WHERE id = \(id)", as: Int64.self)
    let event = try Self.event(kind, member, `operator`, by: actor, at: now, undoes: began).record(db)
    try db.execute("UPDATE preparation SET ended_event_id = \(event), ended_at = \(now) WHERE id = \(id)")
  }

  /// Those that are silent, and about which a week has passed without a letter.
  static func forgotten(at now: Instant, limit: Int, _ db: Snapshot) throws -> [Preparation] {
    try db.rows(
      """
      SELECT \(columns) FROM preparation
      WHERE answer IS NULL AND ended_event_id IS NULL AND until_at > \(now) AND letters < \(mostLetters)
        AND written_at <= \(now.adding(seconds: -reminderSeconds)) AND \(isOfMember)
      ORDER BY written_at, id LIMIT \(limit)
      """)
  }

  /// Notes that one more letter is written.
  func remind(by actor: Actor, at now: Instant, _ db: Transaction) throws -> Preparation {
    guard mayRemind(at: now) else { throw PreparationRefusal.nothingToRemind }
    try Self.event("preparation.reminded", member, `operator`, by: actor, at: now).record(db)
    try db.execute("UPDATE preparation SET written_at = \(now), letters = letters + 1 WHERE id = \(id)")
    var reminded = self
    reminded.writtenAt = now
    reminded.letters += 1
    return reminded
  }
}

/// What a link of a letter leads to.
struct PreparationLink: Sendable {
  var preparation: Preparation
  /// To whom it was written; nobody in particular where it went to an official mailbox.
  var person: Int64?

  static func keep(
    _ link: Secret, to preparation: Preparation, person: Int64?, at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO preparation_link (preparation_id, person_id, link_hash, sent_at)
      VALUES (\(preparation.id), \(person), \(link.hash(for: "preparation")), \(now))
      """)
  }

  /// Whoever was written to as the holder of a mandate holds it still, or the link is worth nothing.
  static func with(_ link: Secret, at now: Instant, _ db: Snapshot) throws -> PreparationLink? {
    let found = try db.first(
      """
      SELECT \(Preparation.columns), preparation_link.person_id FROM preparation_link
      JOIN preparation ON preparation.id = preparation_link.preparation_id
      WHERE preparation_link.link_hash = \(link.hash(for: "preparation"))
      """
    ) { row in
      let preparation = try Preparation(from: &row)
      return PreparationLink(preparation: preparation, person: try row.next())
    }
    guard let found, let person = found.person else { return found }
    return try Mandate.live(of: person, for: found.preparation.member, at: now, db) == nil ? nil : found
  }

  /// How long a link still tells how it ended.
  private static let keptSeconds: Int64 = 30 * Preparation.day

  /// Forgets the links of what ended a month ago; how many.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    let old = now.adding(seconds: -keptSeconds)
    return try db.execute(
      """
      DELETE FROM preparation_link WHERE id IN (
        SELECT preparation_link.id FROM preparation_link
        JOIN preparation ON preparation.id = preparation_link.preparation_id
        WHERE preparation.ended_at < \(old) OR preparation.until_at < \(old) LIMIT \(most))
      """)
  }

  /// Who is said to act in the journal.
  var actor: Actor { Actor(person: person, organisation: preparation.member, through: .link) }
}
