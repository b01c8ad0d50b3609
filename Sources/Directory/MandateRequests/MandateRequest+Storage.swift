package import Localization
import Platform
package import Storage

extension MandateRequest: RowDecodable {
  private static let columns: SQL = """
    mandate_request.id, mandate_request.token, mandate_request.person_id, person.name, mandate_request.organisation_id,
    mandate_request.kind, mandate_request.mail, mandate_request.language, mandate_request.message,
    mandate_request.asked_at, mandate_request.sent_to, mandate_request.code_hash, mandate_request.wrong_tries,
    mandate_request.outcome
    """
  private static let source: SQL = "mandate_request JOIN person ON person.id = mandate_request.person_id"

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    person = try row.next()
    personName = try row.next()
    organisation = try row.next()
    kind = try row.next()
    mail = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    message = try row.next()
    askedAt = try row.next()
    sentTo = try row.next()
    codeHash = try row.next()
    wrongTries = try row.next()
    outcome = try row.next()
  }

  package static func with(token: String, _ db: Snapshot) throws -> MandateRequest? {
    try db.first("SELECT \(columns) FROM \(source) WHERE mandate_request.token = \(token)")
  }

  /// Those of a person that nothing has settled, the newest first.
  static func open(of person: Int64, _ db: Snapshot) throws -> [MandateRequest] {
    try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE mandate_request.person_id = \(person) AND mandate_request.outcome IS NULL
      ORDER BY mandate_request.asked_at DESC, mandate_request.id DESC LIMIT 50
      """)
  }

  /// Whether a person asks to act for another organisation too; a code that has expired asks nothing.
  package static func isOpen(
    of person: Int64, besides organisation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> Bool {
    try db.value(
      """
      SELECT id FROM mandate_request
      WHERE person_id = \(person) AND organisation_id <> \(organisation) AND outcome IS NULL
        AND (sent_to IS NULL OR asked_at > \(now.adding(seconds: -codeSeconds))) LIMIT 1
      """, as: Int64.self) != nil
  }

  /// Those that wait for a decision, the oldest first: for some organisations, or for all (nil).
  package static func waiting(for organisations: [Int64]?, limit: Int, _ db: Snapshot) throws -> [MandateRequest] {
    if let organisations, organisations.isEmpty { return [] }
    let those: SQL = organisations.map { "AND mandate_request.organisation_id IN (\(SQL.list($0)))" } ?? ""
    return try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE mandate_request.outcome IS NULL AND mandate_request.sent_to IS NULL \(those)
      ORDER BY mandate_request.asked_at, mandate_request.id LIMIT \(limit)
      """)
  }

  /// Those that wait within the territories of some confirmers, the oldest first, but for one's own.
  static func waiting(
    in confirmers: [Confirmer], besides person: Int64, limit: Int, _ db: Snapshot
  ) throws -> [MandateRequest] {
    guard !confirmers.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE mandate_request.outcome IS NULL AND mandate_request.sent_to IS NULL
        AND mandate_request.person_id <> \(person)
        AND mandate_request.organisation_id IN (\(Confirmer.organisations(of: confirmers)))
      ORDER BY mandate_request.asked_at, mandate_request.id LIMIT \(limit)
      """)
  }

  /// Who asks, for which organisation, in what capacity.
  package struct Asking: Sendable {
    var person: Int64
    var organisation: Int64
    var kind: Mandate.Kind
    /// The address with which the asker signed in.
    var mail: String
    var language: Language
    var message: String
    var token: Token
  }

  /// Sends a code to an official mailbox of the organisation; `letter` is given its address.
  static func ask(
    _ asking: Asking, through mailbox: Int64, code: String, browser: Secret, letter: (String) -> OutgoingMail,
    at now: Instant, _ db: Transaction
  ) throws {
    guard try !Mandate.covers(asking.kind, of: asking.person, for: asking.organisation, at: now, db) else {
      throw Refusal.alreadyHeld
    }
    guard try Merger.of(asking.organisation, db) == nil else { throw Refusal.merged }
    let box = try OrganisationMailbox.all(of: asking.organisation, db).first { $0.id == mailbox }
    guard let box else { throw Refusal.unknownMailbox }
    let hour = now.adding(seconds: -3600)
    let sent = try db.value(
      "SELECT count(*) FROM mandate_request WHERE sent_to = \(box.mail) AND asked_at > \(hour)", as: Int.self)
    guard sent ?? 0 < mailsPerHour else { throw Refusal.tooManyMails }
    // The oldest codes go when a fourth comes.
    for surplus in try codes(of: asking.person, for: asking.organisation, at: now, db).dropFirst(openCodes - 1) {
      try db.execute(
        "UPDATE mandate_request SET outcome = \(Outcome.replaced) WHERE id = \(surplus.id)")
    }
    let hash = hash(code: code, token: asking.token.text, browser: browser)
    try insert(asking, sentTo: box.mail, codeHash: hash, at: now, db)
    try letter(box.mail).queue(db, at: now)
  }

  /// Puts a request before colleagues and instructors; an earlier one of the same person is replaced.
  static func ask(_ asking: Asking, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard try !Mandate.covers(asking.kind, of: asking.person, for: asking.organisation, at: now, db) else {
      throw Refusal.alreadyHeld
    }
    guard try Merger.of(asking.organisation, db) == nil else { throw Refusal.merged }
    try db.execute(
      """
      UPDATE mandate_request SET outcome = \(Outcome.replaced)
      WHERE person_id = \(asking.person) AND organisation_id = \(asking.organisation) AND sent_to IS NULL
        AND outcome IS NULL
      """)
    try insert(asking, sentTo: nil, codeHash: nil, at: now, db)
    try Event("mandate.asked", on: .init("organisation", asking.organisation), by: actor, at: now).record(db)
  }

  private static func insert(
    _ asking: Asking, sentTo: String?, codeHash: [UInt8]?, at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO mandate_request (token, person_id, organisation_id, kind, mail, language, message, asked_at, sent_to,
        code_hash, wrong_tries)
      VALUES (\(asking.token.text), \(asking.person), \(asking.organisation), \(asking.kind), \(asking.mail),
        \(asking.language.rawValue), \(asking.message), \(now), \(sentTo), \(codeHash), 0)
      """)
  }

  /// The codes of a person for an organisation that may still be typed, the newest first.
  private static func codes(
    of person: Int64, for organisation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [MandateRequest] {
    try open(of: person, db).filter { $0.organisation == organisation && $0.isCodeOpen(at: now) }
  }

  /// Compares a typed code with all the open ones of this person for this organisation; each counts a wrong one.
  /// - Returns: nil when the mandate is given, else the refusal: thrown, it would undo the count.
  func prove(code: String, browser: Secret, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Refusal? {
    let open = try Self.codes(of: person, for: organisation, at: now, db)
    guard !open.isEmpty else { return wrongTries >= Self.wrongTriesAllowed ? .noCodeLeft : .codeExpired }
    let right = open.first { request in
      let typed = Self.hash(code: code, token: request.token, browser: browser)
      return areEqualInConstantTime(request.codeHash ?? [], typed)
    }
    guard let right else {
      let tries = (open.map(\.wrongTries).max() ?? 0) + 1
      try db.execute("UPDATE mandate_request SET wrong_tries = \(tries) WHERE id IN (\(SQL.list(open.map(\.id))))")
      return tries < Self.wrongTriesAllowed ? .wrongCode : .noCodeLeft
    }
    try right.accept(by: .mailbox, actor: actor, at: now, db)
    return nil
  }

  /// Gives the mandate, and closes whatever this person had asked for this organisation.
  func accept(by method: Mandate.Method, actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == nil else { throw Refusal.settled }
    try Mandate.give(to: person, for: organisation, as: kind, by: method, actor: actor, at: now, db)
  }

  /// Closes all that a person had asked for an organisation, once she may act for it.
  static func settleAll(of person: Int64, for organisation: Int64, event: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE mandate_request SET outcome = \(Outcome.given), settled_event_id = \(event)
      WHERE person_id = \(person) AND organisation_id = \(organisation) AND outcome IS NULL
      """)
  }

  /// Says no; the asker is told by mail, and may ask again.
  func refuse(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == nil else { throw Refusal.settled }
    let event = try Event(
      "mandate.refused", on: .init("person", person), by: actor, at: now,
      details: [("organisation", .number(organisation))]
    ).record(db)
    try db.execute(
      "UPDATE mandate_request SET outcome = \(Outcome.refused), settled_event_id = \(event) WHERE id = \(id)")
  }
}
