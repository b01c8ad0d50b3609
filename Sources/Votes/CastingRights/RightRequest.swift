import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

/// Somebody says that she is the head of an organisation. A code sent to its official mailbox proves it at once;
/// without one, two instructors confirm. A code is worth an hour, in the browser that asked; five wrong ones within an
/// hour, over all that one person asked of a mailbox, end them.
struct RightRequest: Sendable, Equatable, RowDecodable {
  var id: Int64
  var token: String
  var vote: Int64
  var organisation: Int64
  var person: Int64
  var askedAt: Instant
  var sentTo: String?
  var codeHash: [UInt8]?
  var wrongTries: Int
  var outcome: String?

  static let codeSeconds: Int64 = 3600
  static let wrongTriesAllowed = 5
  static let mailsPerHour = 5

  static let columns: SQL = """
    right_request.id, right_request.token, right_request.vote_id, right_request.organisation_id,
    right_request.person_id, right_request.asked_at, right_request.sent_to, right_request.code_hash,
    right_request.wrong_tries, right_request.outcome
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    vote = try row.next()
    organisation = try row.next()
    person = try row.next()
    askedAt = try row.next()
    sentTo = try row.next()
    codeHash = try row.next()
    wrongTries = try row.next()
    outcome = try row.next()
  }

  func isCodeOpen(at now: Instant) -> Bool {
    outcome == nil && codeHash != nil && wrongTries < Self.wrongTriesAllowed
      && now.seconds(since: askedAt) < Self.codeSeconds
  }

  static func hash(code: String, token: String, browser: Secret) -> [UInt8] {
    browser.hash(for: "casting-code", with: Array("\(token) \(code)".utf8))
  }

  static func with(token: String, _ db: Snapshot) throws -> RightRequest? {
    try db.first("SELECT \(columns) FROM right_request WHERE token = \(token)")
  }

  /// The newest of a person for an organisation that has no answer yet.
  static func open(of person: Int64, for organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> RightRequest? {
    try db.first(
      """
      SELECT \(columns) FROM right_request WHERE vote_id = \(vote) AND organisation_id = \(organisation)
        AND person_id = \(person) AND outcome IS NULL ORDER BY id DESC LIMIT 1
      """)
  }

  /// Whether the newest of a person for an organisation was refused.
  static func isRefused(of person: Int64, for organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> Bool {
    try db.value(
      """
      SELECT id FROM right_request WHERE outcome = 'refused' AND id = (SELECT max(id) FROM right_request
        WHERE vote_id = \(vote) AND organisation_id = \(organisation) AND person_id = \(person))
      """, as: Int64.self) != nil
  }

  /// Those that wait for two instructors, the oldest first.
  static func waiting(in vote: Int64, _ db: Snapshot) throws -> [RightRequest] {
    try db.rows(
      """
      SELECT \(columns) FROM right_request WHERE vote_id = \(vote) AND outcome IS NULL AND sent_to IS NULL
      ORDER BY id LIMIT 200
      """)
  }

  static func name(of person: Int64, _ db: Snapshot) throws -> String {
    try db.value("SELECT name FROM person WHERE id = \(person)", as: String.self) ?? ""
  }

  /// Who has confirmed it so far.
  func confirmers(_ db: Snapshot) throws -> [Int64] {
    try db.values("SELECT person_id FROM right_confirmation WHERE request_id = \(id) ORDER BY id")
  }

  /// What is written when somebody asks: the code to an official mailbox, or the request to each instructor.
  struct Letters {
    var code: (String) -> OutgoingMail
    var asked: (OrganisationContact) -> OutgoingMail
  }

  /// - Parameters:
  ///   - mailbox: an official mailbox of the organisation; nil for two instructors, who hear even whoever finds that
  ///     another votes as the head already.
  static func ask(
    by person: Int64, for organisation: Int64, in vote: Vote, through mailbox: Int64?, code: String, token: Token,
    browser: Secret, letters: Letters, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard [.prepared, .open].contains(vote.state(at: now)) else { throw CastingRight.Refusal.notOpen }
    guard try Mandate.live(of: person, for: organisation, at: now, db)?.kind == .elected else {
      throw CastingRight.Refusal.notElected
    }
    guard try vote.calls(organisation, db) else { throw CastingRight.Refusal.notCalled }
    let head = try CastingRight.all(of: organisation, in: vote.id, at: now, db).first { $0.function == .head }
    guard head == nil || (mailbox == nil && head?.person != person) else { throw CastingRight.Refusal.headKnown }
    // What waits for instructors, and what they have signed of it, is not asked again.
    let before = try open(of: person, for: organisation, in: vote.id, db)
    if mailbox == nil, let before, before.sentTo == nil { return }
    try db.execute(
      """
      UPDATE right_request SET outcome = 'replaced' WHERE vote_id = \(vote.id) AND person_id = \(person)
        AND organisation_id = \(organisation) AND outcome IS NULL
      """)
    try Event(
      "casting-right.asked", on: .init("organisation", organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    var (sentTo, hash): (String?, [UInt8]?) = (nil, nil)
    if let mailbox {
      let box = try OrganisationMailbox.all(of: organisation, db).first { $0.id == mailbox }
      guard let box else { throw CastingRight.Refusal.unknownMailbox }
      try requireFew(to: box.mail, by: person, at: now, db)
      (sentTo, hash) = (box.mail, Self.hash(code: code, token: token.text, browser: browser))
      try letters.code(box.mail).queue(db, at: now)
    } else {
      for instructor in try instructors(db) { try letters.asked(instructor).queue(db, at: now) }
    }
    try db.execute(
      """
      INSERT INTO right_request (token, vote_id, organisation_id, person_id, asked_at, sent_to, code_hash, wrong_tries)
      VALUES (\(token.text), \(vote.id), \(organisation), \(person), \(now), \(sentTo), \(hash), 0)
      """)
  }

  /// Those who confirm: each is written to at her own address.
  private static func instructors(_ db: Snapshot) throws -> [OrganisationContact] {
    let persons: [Int64] = try db.values(
      "SELECT person_id FROM role WHERE kind = 'instructor' AND ended_event_id IS NULL ORDER BY person_id")
    return try persons.compactMap { try OrganisationContact(person: $0, db) }
  }

  /// An hour bears few mails to one mailbox, and few wrong codes of one person for it, whichever code they were for.
  private static func requireFew(to mail: String, by person: Int64, at now: Instant, _ db: Snapshot) throws {
    let sent = try db.value(
      "SELECT count(*) FROM right_request WHERE sent_to = \(mail) AND asked_at > \(now.adding(seconds: -3600))",
      as: Int.self)
    guard sent ?? 0 < mailsPerHour else { throw CastingRight.Refusal.tooManyMails }
    guard try wrongTries(of: person, at: mail, at: now, db) < wrongTriesAllowed else {
      throw CastingRight.Refusal.tooManyTries
    }
  }

  /// Of all the codes that a person asked a mailbox for within an hour.
  private static func wrongTries(of person: Int64, at mail: String, at now: Instant, _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT CAST(coalesce(sum(wrong_tries), 0) AS BIGINT) FROM right_request
      WHERE sent_to = \(mail) AND person_id = \(person) AND asked_at > \(now.adding(seconds: -codeSeconds))
      """, as: Int.self) ?? 0
  }

  /// Compares a typed code with the one that was sent.
  /// - Returns: nil when the right is granted, else the refusal: thrown, it would undo the count of tries.
  func prove(
    code: String, browser: Secret, in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> CastingRight.Refusal? {
    guard isCodeOpen(at: now) else { return wrongTries >= Self.wrongTriesAllowed ? .noCodeLeft : .codeExpired }
    let before = try Self.wrongTries(of: person, at: sentTo ?? "", at: now, db)
    guard before < Self.wrongTriesAllowed else { return .noCodeLeft }
    guard areEqualInConstantTime(codeHash ?? [], Self.hash(code: code, token: token, browser: browser)) else {
      try db.execute("UPDATE right_request SET wrong_tries = wrong_tries + 1 WHERE id = \(id)")
      return before + 1 < Self.wrongTriesAllowed ? .wrongCode : .noCodeLeft
    }
    try give(by: .officialMailbox, in: vote, actor: actor, at: now, db)
    return nil
  }

  /// One of two instructors confirms; the second gives the right.
  /// - Returns: whether it is given.
  func confirm(by instructor: Int64, in vote: Vote, actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    guard outcome == nil else { throw CastingRight.Refusal.settled }
    guard instructor != person else { throw CastingRight.Refusal.ownRequest }
    guard try !CastingRight.isParty(instructor, to: organisation, in: vote.id, at: now, db) else {
      throw CastingRight.Refusal.ownTown
    }
    var before = try confirmers(db)
    guard !before.contains(instructor) else { return false }
    let event = try Event(
      "casting-right.confirmed", on: .init("organisation", organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO right_confirmation (request_id, person_id, event_id) VALUES (\(id), \(instructor), \(event))
      """)
    before.append(instructor)
    guard before.count >= 2 else { return false }
    try give(by: .twoInstructors, in: vote, actor: actor, at: now, db)
    return true
  }

  func refuse(in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == nil else { throw CastingRight.Refusal.settled }
    try Event(
      "casting-right.refused", on: .init("organisation", organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    try db.execute("UPDATE right_request SET outcome = 'refused', refusal_untold = \(true) WHERE id = \(id)")
  }

  private func give(
    by method: ProofMethod, in vote: Vote, actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    try CastingRight.grantHead(to: person, of: organisation, in: vote, by: method, actor: actor, at: now, db)
    try db.execute("UPDATE right_request SET outcome = 'given' WHERE id = \(id)")
  }
}

extension Vote {
  /// Whether an organisation is called to vote: by the roll once the vote is open, by the table before.
  func calls(_ organisation: Int64, _ db: Snapshot) throws -> Bool {
    if openedAt != nil { return try RollEntry.of(organisation, in: id, db) != nil }
    guard let asked = try Organisation.with(ids: [organisation], db).first,
      form.reaches(department: asked.department, region: asked.region)
    else { return false }
    return try Participation.of(consultation, db)[.vote].kinds.contains(asked.kind)
      && !Merger.isDone(to: organisation, db)
  }
}
