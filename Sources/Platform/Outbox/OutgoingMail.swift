package import Localization
package import Storage

/// A mail that a fact calls for: written in the transaction of that fact, sent afterwards, exactly once for each
/// (address, fact).
package struct OutgoingMail: Sendable {
  /// The smaller leaves first.
  package enum Priority: Int64, Sendable, ColumnCodable { case signIn = 0, ordinary = 1 }
  package enum State: String, Sendable, ColumnCodable { case waiting, sent, refused }

  /// What it tells: `contribution/12/published`. A second mail for the same fact is not written.
  package var fact: String
  package var recipient: String
  package var person: Int64?
  package var priority: Priority
  package var subject: String
  package var body: String

  package init(
    fact: String, to recipient: String, person: Int64?, priority: Priority = .ordinary, subject: String, body: String
  ) {
    self.fact = fact
    self.recipient = recipient
    self.person = person
    self.priority = priority
    self.subject = subject
    self.body = body
  }

  /// A letter: its paragraphs in the language of whoever reads it, an empty line between them.
  package init(
    fact: String, to recipient: String, person: Int64?, priority: Priority = .ordinary, in language: Language,
    of site: Site, subject: Phrase, _ paragraphs: [Phrase]
  ) {
    self.init(
      fact: fact, to: recipient, person: person, priority: priority,
      subject: subject.text(in: language, site.catalogue),
      body: paragraphs.map { $0.text(in: language, site.catalogue) }.filter { !$0.isEmpty }.joined(separator: "\n\n")
        + "\n")
  }

  /// Puts it in the outbox; nothing happens when this fact was already told to this address.
  package func queue(_ db: Transaction, at now: Instant) throws {
    try db.execute(
      """
      INSERT INTO outgoing_mail (fact, recipient, person_id, priority, subject, body, created_at, state, tries,
        next_try_at)
      VALUES (\(fact), \(recipient), \(person), \(priority), \(subject), \(body), \(now), \(State.waiting), 0, \(now))
      ON CONFLICT (recipient, fact) DO NOTHING
      """)
  }

  /// One that waits to be sent.
  struct Waiting: RowDecodable {
    var id: Int64
    var recipient: String
    var priority: Priority
    var subject: String
    var body: String
    var tries: Int

    init(from row: inout Row) throws {
      id = try row.next()
      recipient = try row.next()
      priority = try row.next()
      subject = try row.next()
      body = try row.next()
      tries = try row.next()
    }
  }

  static func waiting(at now: Instant, limit: Int, _ db: Snapshot) throws -> [Waiting] {
    try db.rows(
      """
      SELECT id, recipient, priority, subject, body, tries FROM outgoing_mail
      WHERE state = 'waiting' AND next_try_at <= \(now) ORDER BY priority, next_try_at, id LIMIT \(limit)
      """)
  }

  /// Takes a mail for five minutes, so that two nodes never send the same one; false when another has it.
  static func take(_ mail: Waiting, at now: Instant, _ db: Transaction) throws -> Bool {
    try db.execute(
      """
      UPDATE outgoing_mail SET next_try_at = \(now.adding(seconds: 300)), tries = tries + 1
      WHERE id = \(mail.id) AND state = 'waiting' AND tries = \(mail.tries) AND next_try_at <= \(now)
      """) == 1
  }

  /// Notes what the server answered. The text of a sign-in is blotted out once it has left, unless kept to be shown.
  static func settle(
    _ mail: Waiting, as state: State, answer: String, keepingText: Bool, at now: Instant, _ db: Transaction
  ) throws {
    let blots = mail.priority == .signIn && !keepingText
    let body = blots ? "" : mail.body
    try db.execute(
      """
      UPDATE outgoing_mail SET state = \(state), answer = \(answer), settled_at = \(now), body = \(body)
      WHERE id = \(mail.id)
      """)
  }

  /// To be tried again, later each time: one minute, then doubled, a day at most.
  static func postpone(_ mail: Waiting, answer: String, at now: Instant, _ db: Transaction) throws {
    let wait = Int64(60) << Int64(min(mail.tries, 10))
    try db.execute(
      """
      UPDATE outgoing_mail SET answer = \(answer), next_try_at = \(now.adding(seconds: min(wait, 86_400)))
      WHERE id = \(mail.id)
      """)
  }
}
