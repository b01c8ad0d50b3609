import Directory
import Localization
import Platform
import Proof
import Storage

extension CastingRight: RowDecodable {
  static let columns: SQL = """
    casting_right.id, casting_right.vote_id, casting_right.organisation_id, casting_right.person_id,
    casting_right.function, casting_right.method, casting_right.head_right_id, casting_right.until_at,
    casting_right.leaf
    """

  init(from row: inout Row) throws {
    id = try row.next()
    vote = try row.next()
    organisation = try row.next()
    person = try row.next()
    function = HolderFunction(rawValue: try row.next()) ?? .agent
    method = ProofMethod(rawValue: try row.next()) ?? .namedByHead
    head = try row.next()
    until = try row.next()
    leaf = try row.next()
  }

  /// Lets through those that cast now: not ended, before their date, nor lapsed with the mandate of their holder, nor
  /// held from a head whose own right is over.
  static func isLive(at now: Instant) -> SQL { isLive(at: "\(now)") }

  /// - Parameter now: an instant, as a column or as a value.
  static func isLive(at now: SQL) -> SQL {
    """
    casting_right.ended_event_id IS NULL AND (casting_right.until_at IS NULL OR casting_right.until_at > \(now))
      AND NOT (\(isLapsed("casting_right", at: now)))
      AND (casting_right.head_right_id IS NULL OR EXISTS (SELECT 1 FROM casting_right AS head
        WHERE head.id = casting_right.head_right_id AND head.ended_event_id IS NULL
          AND NOT (\(isLapsed("head", at: now)))))
    """
  }

  /// The live ones of a vote, those of heads first.
  static func all(of vote: Int64, at now: Instant, _ db: Snapshot) throws -> [CastingRight] {
    try db.rows(
      """
      SELECT \(columns) FROM casting_right WHERE casting_right.vote_id = \(vote) AND \(isLive(at: now))
      ORDER BY CASE WHEN function = 'head' THEN 0 ELSE 1 END, id
      """)
  }

  /// The live ones of an organisation, that of the head first.
  static func all(of organisation: Int64, in vote: Int64, at now: Instant, _ db: Snapshot) throws -> [CastingRight] {
    try db.rows(
      """
      SELECT \(columns) FROM casting_right
      WHERE casting_right.vote_id = \(vote) AND casting_right.organisation_id = \(organisation)
        AND \(isLive(at: now)) ORDER BY CASE WHEN function = 'head' THEN 0 ELSE 1 END, id
      """)
  }

  static func live(
    of person: Int64, for organisation: Int64, in vote: Int64, at now: Instant, _ db: Snapshot
  ) throws -> CastingRight? {
    try db.first(
      """
      SELECT \(columns) FROM casting_right
      WHERE casting_right.vote_id = \(vote) AND casting_right.organisation_id = \(organisation)
        AND casting_right.person_id = \(person) AND \(isLive(at: now))
      """)
  }

  /// Notes its place in the log, and what opens the commitment to the person.
  func place(at leaf: Int64, under nonce: Octets, _ db: Transaction) throws {
    try db.execute("UPDATE casting_right SET leaf = \(leaf) WHERE id = \(id)")
    try db.execute(
      """
      INSERT INTO person_salt (vote_id, leaf, person_id, nonce) VALUES (\(vote), \(leaf), \(person), \(nonce.bytes))
      """)
  }

  /// The head of an organisation, proved.
  @discardableResult
  static func grantHead(
    to person: Int64, of organisation: Int64, in vote: Vote, by method: ProofMethod, actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> CastingRight {
    let now = vote.instant(at: now)
    try endLapsed(of: organisation, at: now, db)
    guard try all(of: organisation, in: vote.id, at: now, db).first?.function != .head else { throw Refusal.headKnown }
    // Whoever was named, and is the head now, casts in her own name.
    try live(of: person, for: organisation, in: vote.id, at: now, db)?
      .end(.withdrawn, in: vote, by: actor, at: now, db)
    try closeDated(of: person, for: organisation, in: vote.id, at: now, db)
    return try grant(
      CastingRight(
        id: 0, vote: vote.id, organisation: organisation, person: person, function: .head, method: method),
      in: vote, actor: actor, at: now, db)
  }

  /// Somebody whom the head names, until a date.
  static func name(
    _ person: Int64, as kind: Mandate.Kind, until: Instant, by head: CastingRight, in vote: Vote, actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    let now = vote.instant(at: now)
    guard head.function == .head else { throw Refusal.notHead }
    guard until > now else { throw Refusal.pastDate }
    guard until.seconds(since: now) <= 366 * 86_400 else { throw Refusal.longDate }
    guard try live(of: person, for: head.organisation, in: vote.id, at: now, db) == nil else {
      throw Refusal.alreadyHeld
    }
    try endLapsed(of: head.organisation, at: now, db)
    try closeDated(of: person, for: head.organisation, in: vote.id, at: now, db)
    try grant(
      CastingRight(
        id: 0, vote: vote.id, organisation: head.organisation, person: person,
        function: kind == .elected ? .elected : .agent, method: .namedByHead, head: head.id, until: until),
      in: vote, actor: actor, at: now, db)
  }

  /// One whose date has passed, or whose head is gone, makes room for another.
  private static func closeDated(
    of person: Int64, for organisation: Int64, in vote: Int64, at now: Instant, _ db: Transaction
  ) throws {
    let dated = try db.value(
      """
      SELECT id FROM casting_right WHERE vote_id = \(vote) AND organisation_id = \(organisation)
        AND person_id = \(person) AND ended_event_id IS NULL
      """, as: Int64.self)
    guard let dated else { return }
    let event = try Event("casting-right.expired", on: .init("casting-right", dated), by: .job, at: now).record(db)
    try db.execute("UPDATE casting_right SET ended_event_id = \(event) WHERE id = \(dated)")
  }

  @discardableResult
  private static func grant(
    _ right: CastingRight, in vote: Vote, actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> CastingRight {
    guard [.prepared, .open].contains(vote.state(at: now)) else { throw Refusal.notOpen }
    var right = right
    let event = try Event(
      "casting-right.granted", on: .init("organisation", right.organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    right.id = try db.insert(
      """
      INSERT INTO casting_right (vote_id, organisation_id, person_id, function, method, head_right_id, until_at,
        granted_event_id, granted_at, grant_untold)
      VALUES (\(right.vote), \(right.organisation), \(right.person), \(right.function.rawValue),
        \(right.method.rawValue), \(right.head), \(right.until), \(event), \(now), \(true))
      RETURNING id
      """)
    guard vote.openedAt != nil else { return right }
    guard let entry = try RollEntry.of(right.organisation, in: vote.id, db) else { throw Refusal.notCalled }
    let by = try right.head.flatMap { head in
      try db.value("SELECT leaf FROM casting_right WHERE id = \(head)", as: Int64.self)
    }
    let nonce = Octets.random()
    let place = try VoteLog.append(to: vote.id, at: now, db) { [right] at, _ in
      .grant(right.leaf(at: at, of: entry, by: by, under: nonce))
    }.place
    try right.place(at: place, under: nonce, db)
    right.leaf = place
    return right
  }

  /// Ends it at once; those whom a head named cast no longer either.
  func end(_ reason: EndReason, in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let now = vote.instant(at: now)
    let event = try Event(
      "casting-right.ended", on: .init("organisation", organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    let wasOver = try isOver(at: now, db)
    // Nobody is told of the end of what had ended before.
    try db.execute(
      """
      UPDATE casting_right SET ended_event_id = \(event), end_untold = \(wasOver ? nil : reason.rawValue)
      WHERE id = \(id) AND ended_event_id IS NULL
      """)
    guard vote.openedAt != nil, vote.countedAt == nil, let leaf, !wasOver else { return }
    try VoteLog.append(to: vote.id, at: now, db) { at, _ in .end(EndLeaf(at: at, right: leaf, reason: reason)) }
  }

  /// Whether it casts no longer, and the log says so already: by its date, or with the end of the head's own.
  private func isOver(at now: Instant, _ db: Snapshot) throws -> Bool {
    if let until, until <= now { return true }
    guard let head else { return false }
    return try db.value(
      "SELECT id FROM casting_right WHERE id = \(head) AND ended_event_id IS NOT NULL", as: Int64.self) != nil
  }
}

extension RightHolder {
  /// Those who act for an organisation, by name.
  static func names(of organisation: Int64, at now: Instant, _ db: Snapshot) throws -> [RightPage.Colleague] {
    try db.rows(
      """
      SELECT DISTINCT person.id, person.name FROM person JOIN mandate ON mandate.person_id = person.id
      WHERE mandate.organisation_id = \(organisation) AND mandate.ended_event_id IS NULL
        AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now)) ORDER BY person.name, person.id LIMIT 500
      """
    ) { row in RightPage.Colleague(person: try row.next(), name: try row.next()) }
  }
}
