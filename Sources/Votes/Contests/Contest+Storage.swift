import Localization
import Platform
import Proof
import Storage

extension Contest: RowDecodable {
  static let columns: SQL = """
    contest.id, contest.token, contest.vote_id, contest.organisation_id, contest.method, contest.leaf,
    contest.made_at, contest.outcome, contest.settled_at
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    vote = try row.next()
    organisation = try row.next()
    method = ProofMethod(rawValue: try row.next()) ?? .officialMailbox
    leaf = try row.next()
    madeAt = try row.next()
    outcome = try row.next(String?.self).flatMap { ContestOutcome(rawValue: $0) }
    settledAt = try row.next()
  }

  /// Lets through those that keep a ballot out of the count: not settled yet, or settled against it.
  static let isLive: SQL = "(contest.outcome IS NULL OR contest.outcome = 'set-aside')"

  /// That which keeps the ballot of an organisation out of the count.
  static func live(of organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> Contest? {
    try db.first(
      """
      SELECT \(columns) FROM contest WHERE vote_id = \(vote) AND organisation_id = \(organisation)
        AND \(isLive)
      """)
  }

  /// The last of an organisation, whatever became of it.
  static func newest(of organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> Contest? {
    try db.first(
      """
      SELECT \(columns) FROM contest WHERE vote_id = \(vote) AND organisation_id = \(organisation)
      ORDER BY id DESC LIMIT 1
      """)
  }

  static func with(token: String, _ db: Snapshot) throws -> Contest? {
    try db.first("SELECT \(columns) FROM contest WHERE token = \(token)")
  }

  /// Those of a vote, what waits first.
  static func all(of vote: Int64, _ db: Snapshot) throws -> [Contest] {
    try db.rows(
      """
      SELECT \(columns) FROM contest WHERE vote_id = \(vote)
      ORDER BY CASE WHEN outcome IS NULL THEN 0 ELSE 1 END, id LIMIT 500
      """)
  }

  func signatures(_ db: Snapshot) throws -> [Signature] {
    try db.rows("SELECT person_id, outcome FROM contest_signature WHERE contest_id = \(id) ORDER BY id") { row in
      Signature(person: try row.next(), outcome: ContestOutcome(rawValue: try row.next()) ?? .setAside)
    }
  }

  // MARK: Links

  private static let purpose: StaticString = "contest"

  /// A new link for the official mailbox of an organisation; those sent before stay good.
  static func link(_ organisation: Int64, in vote: Int64, at now: Instant, _ db: Transaction) throws -> Secret {
    var generator = SystemRandomNumberGenerator()
    let link = Secret(using: &generator)
    try db.execute(
      """
      INSERT INTO contest_link (vote_id, organisation_id, link_hash, sent_at)
      VALUES (\(vote), \(organisation), \(link.hash(for: purpose)), \(now))
      """)
    return link
  }

  /// The organisation whose mailbox received a link; nil for one of another vote.
  static func organisation(of link: Secret, in vote: Int64, _ db: Snapshot) throws -> Int64? {
    try db.value(
      """
      SELECT organisation_id FROM contest_link WHERE link_hash = \(link.hash(for: purpose)) AND vote_id = \(vote)
      """, as: Int64.self)
  }

  // MARK: Acts

  /// Takes the ballot that stands out of the count.
  @discardableResult
  static func make(
    _ organisation: Int64, in vote: Vote, by method: ProofMethod = .officialMailbox, token: Token, at now: Instant,
    _ db: Transaction
  ) throws -> Contest {
    guard vote.countedAt == nil else { throw Refusal.counted }
    guard let entry = try RollEntry.of(organisation, in: vote.id, db),
      let ballot = try Ballot.standing(of: organisation, in: vote.id, db)
    else { throw Refusal.nothingToContest }
    guard try live(of: organisation, in: vote.id, db) == nil else { throw Refusal.alreadyContested }
    let actor = Actor(person: nil, organisation: organisation, through: .link)
    let event = try Event(
      method == .letter ? "ballot.contested-by-letter" : "ballot.contested", on: .init("organisation", organisation),
      by: actor, at: now, consultation: vote.consultation
    ).record(db)
    let line = try VoteLog.append(to: vote.id, at: now, db) { at, _ in
      .contest(ContestLeaf(at: at, organisation: entry.identifier, ballot: ballot.leaf))
    }
    let id = try db.insert(
      """
      INSERT INTO contest (token, vote_id, organisation_id, ballot_id, method, leaf, made_at, event_id)
      VALUES (\(token.text), \(vote.id), \(organisation), \(ballot.id), \(method.rawValue), \(line.place), \(line.at),
        \(event))
      RETURNING id
      """)
    return Contest(
      id: id, token: token.text, vote: vote.id, organisation: organisation, method: method, leaf: line.place,
      madeAt: line.at)
  }

  /// One person says what should become of it; when two want the same, that is done.
  /// - Returns: whether it is decided.
  func sign(
    _ wanted: ContestOutcome, by person: Int64, in vote: Vote, actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard vote.countedAt == nil else { throw Refusal.counted }
    guard outcome == nil else { throw Refusal.settled }
    guard try !CastingRight.isParty(person, to: organisation, in: vote.id, at: now, db) else { throw Refusal.ownTown }
    let subject = Event.Subject("organisation", organisation)
    let event = try Event("contest.signed", on: subject, by: actor, at: now, consultation: vote.consultation).record(db)
    try db.execute(
      """
      INSERT INTO contest_signature (contest_id, person_id, outcome, event_id)
      VALUES (\(id), \(person), \(wanted.rawValue), \(event))
      ON CONFLICT (contest_id, person_id) DO UPDATE SET outcome = excluded.outcome, event_id = excluded.event_id
      """)
    let signers = try signatures(db).filter { $0.outcome == wanted }.map(\.person)
    guard signers.count >= 2 else { return false }
    let settled = try Event("contest.settled", on: subject, by: actor, at: now, consultation: vote.consultation)
      .record(db)
    let persons = Signers(Array(signers.prefix(2)))
    let line = try VoteLog.append(to: vote.id, at: now, db) { at, _ in
      .outcome(OutcomeLeaf(at: at, contest: leaf, outcome: wanted, by: persons.commitments))
    }
    try persons.keep(of: vote.id, at: line.place, db)
    try db.execute(
      """
      UPDATE contest SET outcome = \(wanted.rawValue), settled_at = \(line.at), settled_event_id = \(settled)
      WHERE id = \(id)
      """)
    return true
  }
}

/// Two persons who sign a line of the log, each under a nonce of her own.
struct Signers {
  private let signers: [(person: Int64, nonce: Octets)]

  init(_ persons: [Int64]) { signers = persons.map { ($0, Octets.random()) } }

  var commitments: [Octets] {
    signers.map { Octets(of: CommittedPerson(organisation: "", person: String($0.person)), under: $0.nonce) }
  }

  /// Keeps what opens the commitments.
  func keep(of vote: Int64, at leaf: Int64, _ db: Transaction) throws {
    for (person, nonce) in signers {
      try db.execute(
        """
        INSERT INTO person_salt (vote_id, leaf, person_id, nonce) VALUES (\(vote), \(leaf), \(person), \(nonce.bytes))
        """)
    }
  }
}
