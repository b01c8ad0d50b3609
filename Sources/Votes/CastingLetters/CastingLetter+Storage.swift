import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

extension CastingLetter: RowDecodable {
  static let columns: SQL = """
    casting_letter.id, casting_letter.vote_id, casting_letter.organisation_id, casting_letter.expires_at,
    casting_letter.used_event_id, casting_letter.replaced_event_id
    """

  init(from row: inout Row) throws {
    id = try row.next()
    vote = try row.next()
    organisation = try row.next()
    expiresAt = try row.next()
    isUsed = try row.next(Int64?.self) != nil
    isReplaced = try row.next(Int64?.self) != nil
  }

  static func with(_ code: Code, _ db: Snapshot) throws -> CastingLetter? {
    try db.first("SELECT \(columns) FROM casting_letter WHERE code_hash = \(code.hash)")
  }

  /// That of which it is the second code; nil once another letter replaced it.
  static func contesting(_ code: Code, _ db: Snapshot) throws -> CastingLetter? {
    try db.first(
      """
      SELECT \(columns) FROM casting_letter WHERE contest_hash = \(code.contestHash) AND replaced_event_id IS NULL
      """)
  }

  /// The postal code of each commune that has one alone: with several, nobody here knows that of its town hall.
  static func postcodes(of communes: [Int64], _ db: Snapshot) throws -> [Int64: String] {
    let found = try db.rows(
      """
      SELECT organisation_id, min(postcode) FROM organisation_postcode WHERE organisation_id IN (\(SQL.list(communes)))
      GROUP BY organisation_id HAVING count(*) = 1
      """
    ) { row in (commune: try row.next(Int64.self), postcode: try row.next(String.self)) }
    return Dictionary(found.map { ($0.commune, $0.postcode) }, uniquingKeysWith: { $1 })
  }

  /// When the code of one that is printed now ends.
  static func expiry(closing: Instant?, at now: Instant) -> Instant {
    let latest = now.adding(seconds: days * 86_400)
    return min(closing ?? latest, latest)
  }

  /// Prints one for each of these organisations; those that were on their way are worth nothing any more.
  /// - Returns: what is written on that of each.
  static func issue(
    for organisations: [Int64], in vote: Vote, closing: Instant?, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> [Int64: Codes] {
    guard [.prepared, .open].contains(vote.state(at: now)) else { throw CastingRight.Refusal.notOpen }
    let expires = expiry(closing: closing, at: now)
    var generator = SystemRandomNumberGenerator()
    var codes: [Int64: Codes] = [:]
    for organisation in organisations {
      let new = Codes(casting: Code(using: &generator), contesting: Code(using: &generator))
      let event = try Event(
        "casting-letter.printed", on: .init("organisation", organisation), by: actor, at: now,
        consultation: vote.consultation
      ).record(db)
      try db.execute(
        """
        UPDATE casting_letter SET replaced_event_id = \(event) WHERE vote_id = \(vote.id)
          AND organisation_id = \(organisation) AND used_event_id IS NULL AND replaced_event_id IS NULL
        """)
      try db.execute(
        """
        INSERT INTO casting_letter (vote_id, organisation_id, code_hash, contest_hash, printed_at, expires_at,
          printed_event_id)
        VALUES (\(vote.id), \(organisation), \(new.casting.hash), \(new.contesting.contestHash), \(now), \(expires),
          \(event))
        """)
      codes[organisation] = new
    }
    return codes
  }

  /// Somebody types its code and says that she is the head: she acts for the organisation, and casts.
  /// - Returns: whether she did not act for it before.
  /// - Throws: `CastingLetter.Refusal`, or `CastingRight.Refusal`.
  func use(by person: Int64, actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    guard !isUsed else { throw Refusal.used }
    guard !isReplaced, now < expiresAt, let vote = try Vote.with(id: vote, db) else { throw Refusal.over }
    guard try vote.calls(organisation, db) else { throw CastingRight.Refusal.notCalled }
    let mandate = try Mandate.live(of: person, for: organisation, at: now, db)
    guard mandate?.kind != .agent else { throw CastingRight.Refusal.notElected }
    if mandate == nil {
      // What came to the town hall by post is a code sent to its official address, as one sent to its mailbox is.
      try Mandate.give(
        to: person, for: organisation, as: .elected, by: .mailbox, evenMerged: true, actor: actor, at: now, db)
    }
    try CastingRight.grantHead(to: person, of: organisation, in: vote, by: .letter, actor: actor, at: now, db)
    let event = try Event(
      "casting-letter.used", on: .init("organisation", organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    try db.execute("UPDATE casting_letter SET used_event_id = \(event) WHERE id = \(id)")
    return mandate == nil
  }
}

/// Those of the roll whose head has not come, by why.
struct UnreachedHeads: Sendable {
  struct Entry: Sendable, Equatable {
    var organisation: Int64
    var department: String
    var reach: CastingLetter.Reach
  }

  /// In the order of the roll.
  var entries: [Entry]

  init(in vote: Vote, at now: Instant, _ db: Snapshot) throws {
    func set(_ sql: SQL) throws -> Set<Int64> { Set(try db.values(sql, as: Int64.self)) }
    let come = try set(
      """
      SELECT organisation_id FROM casting_right WHERE vote_id = \(vote.id) AND function = 'head'
        AND ended_event_id IS NULL
      """)
    let actedFor = try set(
      """
      SELECT organisation_id FROM mandate WHERE ended_event_id IS NULL AND (ends_at IS NULL OR ends_at > \(now))
      """)
    let printed = try set(
      """
      SELECT organisation_id FROM casting_letter WHERE vote_id = \(vote.id) AND used_event_id IS NULL
        AND replaced_event_id IS NULL AND expires_at > \(now)
      """)
    var mailboxes: [Int64: (all: Int, refusing: Int)] = [:]
    try db.forEach(
      """
      SELECT organisation_mailbox.organisation_id, count(*), count(refusing_address.id) FROM organisation_mailbox
      LEFT JOIN refusing_address ON refusing_address.mail = organisation_mailbox.mail
        AND refusing_address.ended_event_id IS NULL
      GROUP BY organisation_mailbox.organisation_id
      """
    ) { row in mailboxes[try row.next()] = (try row.next(), try row.next()) }
    let roll = try RollEntry.roll(of: vote, db)
    entries = roll.filter { !come.contains($0.organisation) }.map { entry in
      let boxes = mailboxes[entry.organisation] ?? (0, 0)
      return Entry(
        organisation: entry.organisation, department: entry.department,
        reach: CastingLetter.Reach.of(
          hasPrinted: printed.contains(entry.organisation), isActedFor: actedFor.contains(entry.organisation),
          mailboxes: boxes.all, refusing: boxes.refusing))
    }
  }

  func count(_ reach: CastingLetter.Reach) -> Int { entries.count { $0.reach == reach } }

  /// - Parameter department: its code; empty for all.
  func chosen(_ reach: CastingLetter.Reach, in department: String) -> [Int64] {
    entries.filter { $0.reach == reach && (department.isEmpty || $0.department == department) }.map(\.organisation)
  }
}
