import Localization
import Storage

extension OutgoingMail.Priority {
  /// How many mails to one domain are under way at once. The server may be slow for one; the others do not wait.
  var atOnceForDomain: Int { self == .signIn ? 4 : 1 }

  /// After this a mail that was only ever postponed is given up: a code is then worth nothing.
  var worthSeconds: Int64 { self == .signIn ? 3600 : 5 * 86_400 }
}

/// How mails leave: which are due, who takes them, what became of them.
extension OutgoingMail {
  /// One that waits to be sent.
  struct Waiting: Sendable, RowDecodable {
    var id: Int64
    var recipient: String
    var domain: String
    var person: Int64?
    var priority: Priority
    var subject: String
    var body: String
    var unsubscribe: String?
    var worthUntil: Instant
    var tries: Int

    init(from row: inout Row) throws {
      id = try row.next()
      recipient = try row.next()
      domain = try row.next()
      person = try row.next()
      priority = try row.next()
      subject = try row.next()
      body = try row.next()
      unsubscribe = try row.next()
      worthUntil = try row.next()
      tries = try row.next()
    }
  }

  /// Mails of one priority that may leave now. A sign-in is never paced; another waits while `pace` mails have left
  /// for its domain within a minute.
  private static func due(_ priority: Priority, at now: Instant, pace: Int) -> SQL {
    let due: SQL = "state = 'waiting' AND priority = \(priority) AND next_try_at <= \(now)"
    guard priority == .ordinary else { return due }
    return """
      \(due) AND domain NOT IN (
        SELECT domain FROM outgoing_mail
        WHERE tried_at > \(now.adding(seconds: -60)) AND tried_at <= \(now) AND priority = \(priority)
        GROUP BY domain HAVING count(*) >= \(pace))
      """
  }

  static func isDue(_ priority: Priority, at now: Instant, pace: Int, _ db: Snapshot) throws -> Bool {
    let due = due(priority, at: now, pace: pace)
    return try db.value("SELECT id FROM outgoing_mail WHERE \(due) LIMIT 1", as: Int64.self) != nil
  }

  /// The oldest that are due, a few for each domain, but none for the domains that have enough under way.
  static func due(
    _ priority: Priority, at now: Instant, pace: Int, excluding domains: [String], limit: Int, _ db: Snapshot
  ) throws -> [Waiting] {
    try db.rows(
      """
      SELECT id, recipient, domain, person_id, priority, subject, body, unsubscribe,
        coalesce(worth_until, created_at + \(priority.worthSeconds * 1000)), tries
      FROM outgoing_mail WHERE id IN (
        SELECT id FROM (
          SELECT id, next_try_at, row_number() OVER (PARTITION BY domain ORDER BY next_try_at, id) AS place
          FROM outgoing_mail
          WHERE \(due(priority, at: now, pace: pace)) AND domain NOT IN (\(SQL.domains(domains)))) AS ranked
        WHERE place <= \(priority.atOnceForDomain) ORDER BY next_try_at, id LIMIT \(limit))
      ORDER BY next_try_at, id
      """)
  }

  /// How long a mail is with the node that took it; longer than any server takes to answer.
  static let takenSeconds: Int64 = 300

  /// Takes a mail for five minutes, so that two nodes never send the same one; false when another has it.
  static func take(_ mail: Waiting, at now: Instant, _ db: Transaction) throws -> Bool {
    try db.execute(
      """
      UPDATE outgoing_mail SET next_try_at = \(now.adding(seconds: takenSeconds)), tries = tries + 1, tried_at = \(now)
      WHERE id = \(mail.id) AND state = 'waiting' AND tries = \(mail.tries) AND next_try_at <= \(now)
      """) == 1
  }

  /// Notes what became of a mail that was taken. The words of a sign-in are blotted out once it has left, unless they
  /// are kept to be shown.
  static func settle(
    _ mail: Waiting, as state: State, answer: String, keepingText: Bool, at now: Instant, _ db: Transaction
  ) throws {
    let blots = mail.priority == .signIn && !keepingText
    try db.execute(
      """
      UPDATE outgoing_mail SET state = \(state), answer = \(answer), settled_at = \(now) WHERE id = \(mail.id)
      """)
    // Never the words that were read before it left: they may have been blotted out meanwhile.
    if blots { try db.execute("UPDATE outgoing_mail SET subject = '', body = '' WHERE id = \(mail.id)") }
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

  /// Blots out the words of mails that have left since three months; that they did is kept, so that none leaves twice.
  static func blot(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    try db.execute(
      """
      UPDATE outgoing_mail SET subject = '', body = '' WHERE id IN (
        SELECT id FROM outgoing_mail
        WHERE state <> 'waiting' AND body <> '' AND settled_at < \(now.adding(seconds: -90 * 86_400)) LIMIT \(most))
      """)
  }

  /// Forgets mails that have left long ago: that they did tells who was written to.
  static func forget(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    guard let old = PersonalKind.mails.oldest(at: now) else { return 0 }
    return try db.execute(
      """
      DELETE FROM outgoing_mail WHERE id IN (
        SELECT id FROM outgoing_mail WHERE state <> 'waiting' AND settled_at < \(old) ORDER BY id LIMIT \(most))
      """)
  }

  /// Puts back a mail that was taken and could not leave through no fault of its own.
  static func putBack(_ mail: Waiting, at now: Instant, _ db: Transaction) throws {
    try db.execute("UPDATE outgoing_mail SET next_try_at = \(now), tries = \(mail.tries) WHERE id = \(mail.id)")
  }
}

extension SQL {
  /// `NOT IN (NULL)` would let nothing through; no domain is empty.
  fileprivate static func domains(_ domains: [String]) -> SQL { list(domains.isEmpty ? [""] : domains) }
}
