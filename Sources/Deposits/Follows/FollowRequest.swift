import Localization
import Platform
import Storage

/// A citizen without account asks to be told by mail: nothing is sent but one link, until she has confirmed it by a
/// button (mail scanners open links). Forgotten after three days.
struct FollowRequest: Sendable {
  var id: Int64
  var mail: String
  var language: Language
  var target: Follow.Target

  static let lifetimeSeconds: Int64 = 3 * 86_400
  static let mailsPerHour = 5

  /// Writes the request and its mail; whether the address is known or follows already changes nothing.
  static func ask(
    _ target: Follow.Target, mail: MailAddress, link: Secret, in language: Language, letter: OutgoingMail,
    at now: Instant, _ db: Transaction
  ) throws {
    let sent = try db.value(
      "SELECT count(*) FROM follow_request WHERE mail = \(mail.text) AND asked_at > \(now.adding(seconds: -3600))",
      as: Int.self)
    guard sent ?? 0 < mailsPerHour else { throw FollowRefusal.tooManyMails }
    try db.execute(
      """
      INSERT INTO follow_request (mail, language, contribution_id, organisation_id, link_hash, asked_at)
      VALUES (\(mail.text), \(language.rawValue), \(target.contribution), \(target.organisation),
        \(link.hash(for: "follow")), \(now))
      """)
    try letter.queue(db, at: now)
  }

  static func with(link: Secret, at now: Instant, _ db: Snapshot) throws -> FollowRequest? {
    try db.first(
      """
      SELECT id, mail, language, contribution_id, organisation_id FROM follow_request
      WHERE link_hash = \(link.hash(for: "follow")) AND asked_at > \(now.adding(seconds: -lifetimeSeconds))
      """
    ) { row in
      let id: Int64 = try row.next()
      let mail: String = try row.next()
      let language = Language(rawValue: try row.next()) ?? .french
      let contribution: Int64? = try row.next()
      let organisation: Int64? = try row.next()
      return FollowRequest(
        id: id, mail: mail, language: language,
        target: contribution.map { .contribution($0) } ?? .organisation(organisation ?? 0))
    }
  }

  /// Follows from now on, and forgets the request: a second click is told that the link is used.
  func confirm(at now: Instant, _ db: Transaction) throws {
    try Unsubscription.end(for: mail, at: now, db)
    let follower = try Follower.make(person: nil, mail: mail, language, rhythm: .weekly, db)
    _ = try Follow.begin(target, follower: follower, by: .link, at: now, db)
    // The limit on mails outlives the link: an hour's requests stay until they are cleared away.
    try db.execute("UPDATE follow_request SET link_hash = \(spent) WHERE id = \(id)")
  }

  /// No link has this hash.
  private var spent: [UInt8] { Array("confirmed \(id)".utf8) }

  /// Forgets what was not confirmed, and citizens who no longer want our mails or follow nothing; how many.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    let old = now.adding(seconds: -lifetimeSeconds)
    let requests = try db.execute(
      """
      DELETE FROM follow_request WHERE id IN (SELECT id FROM follow_request WHERE asked_at < \(old) LIMIT \(most))
      """)
    let gone: [Int64] = try db.values(
      """
      SELECT follower.id FROM follower WHERE mail IS NOT NULL AND (
        mail IN (SELECT mail FROM unsubscription WHERE ended_event_id IS NULL)
        OR NOT EXISTS (SELECT 1 FROM follow WHERE follow.follower_id = follower.id AND ended_event_id IS NULL))
      ORDER BY follower.id LIMIT \(most)
      """)
    guard !gone.isEmpty else { return requests }
    try db.execute("DELETE FROM follow WHERE follower_id IN (\(SQL.list(gone)))")
    try db.execute("DELETE FROM follower WHERE id IN (\(SQL.list(gone)))")
    return max(requests, gone.count)
  }
}
