package import Localization
package import Storage

/// What a browser holds once signed in. Started by a proved address; ended by hand, from here or elsewhere, or by time.
package struct Session: Sendable, RowDecodable {
  package var id: Int64
  package var browser: String
  package var startedAt: Instant
  package var expiresAt: Instant

  package init(from row: inout Row) throws {
    id = try row.next()
    browser = try row.next()
    startedAt = try row.next()
    expiresAt = try row.next()
  }

  /// Thirty days for agents and elected members, twelve hours for those who hold a role of the installation.
  static func lifetimeSeconds(roles: Set<RoleKind>) -> Int64 { roles.isEmpty ? 30 * 86_400 : 12 * 3600 }

  /// For how long an ended session is still known, so that a page left open over a week-end loses nothing of what is
  /// typed in it: its form is kept for after the sign-in.
  static let rememberedSeconds: Int64 = 7 * 86_400

  /// Starts a session; the secret goes to the browser, its hash to the database.
  package static func start(
    _ secret: Secret, person: Int64, mail: String, browser: String, through: Event.Through, at now: Instant,
    _ db: Transaction
  ) throws -> Instant {
    let expiresAt = now.adding(seconds: lifetimeSeconds(roles: try Role.held(by: person, db)))
    let id = try db.insert(
      """
      INSERT INTO session (token_hash, person_id, mail, browser, started_at, expires_at)
      VALUES (\(secret.hash(for: "session")), \(person), \(mail), \(browser), \(now), \(expiresAt)) RETURNING id
      """)
    try Event("session.started", on: .init("session", id), by: Actor(person: person, through: through), at: now)
      .record(db)
    return expiresAt
  }

  /// Who holds `secret`, if it is of a live session.
  static func person(
    holding secret: Secret, at now: Instant, standings: StandingLoader, _ db: Snapshot
  ) throws -> SignedIn? {
    struct Found: RowDecodable {
      var session: Int64, person: Int64, name: String, mail: String, organisation: Int64?, sharing: Int64,
        refusingMail: String?, roles: Int64
      init(from row: inout Row) throws {
        session = try row.next()
        person = try row.next()
        name = try row.next()
        mail = try row.next()
        organisation = try row.next()
        sharing = try row.next()
        refusingMail = try row.next()
        roles = try row.next()
      }
    }
    let found: Found? = try db.first(
      """
      SELECT session.id, person.id, person.name, session.mail, session.organisation_id,
        (SELECT count(*) FROM person_address WHERE person_address.mail = session.mail),
        (SELECT min(refusing_address.mail) FROM refusing_address
          JOIN person_address ON person_address.mail = refusing_address.mail
          WHERE person_address.person_id = person.id AND refusing_address.ended_event_id IS NULL),
        (SELECT count(*) FROM role WHERE role.person_id = person.id AND role.ended_event_id IS NULL)
      FROM session JOIN person ON person.id = session.person_id
      WHERE session.token_hash = \(secret.hash(for: "session")) AND session.ended_at IS NULL
        AND session.expires_at > \(now)
      """)
    guard let found else { return nil }
    let all = try standings(found.person, now, db)
    return SignedIn(
      session: found.session, id: found.person, name: found.name, mail: found.mail, sharesMail: found.sharing > 1,
      refusingMail: found.refusingMail, roles: found.roles == 0 ? [] : try Role.held(by: found.person, db),
      standings: all,
      standing: all.first { $0.organisation == found.organisation } ?? all.first)
  }

  /// The row of the session that `secret` opened, live or not.
  static func number(of secret: Secret, _ db: Snapshot) throws -> Int64? {
    try db.value("SELECT id FROM session WHERE token_hash = \(secret.hash(for: "session"))", as: Int64.self)
  }

  /// The rows of a person's sessions, live or not.
  static func numbers(of person: Int64, _ db: Snapshot) throws -> [Int64] {
    try db.values("SELECT id FROM session WHERE person_id = \(person) ORDER BY id DESC LIMIT 100")
  }

  /// The live sessions of a person, the newest first.
  static func all(of person: Int64, at now: Instant, _ db: Snapshot) throws -> [Session] {
    try db.rows(
      """
      SELECT id, browser, started_at, expires_at FROM session
      WHERE person_id = \(person) AND ended_at IS NULL AND expires_at > \(now) ORDER BY started_at DESC, id DESC
      """)
  }

  /// Ends one's own session; false when it is not one's own or has ended.
  static func end(_ id: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    let ended = try db.execute(
      "UPDATE session SET ended_at = \(now) WHERE id = \(id) AND person_id = \(actor.person) AND ended_at IS NULL")
    guard ended == 1 else { return false }
    try Event("session.ended", on: .init("session", id), by: actor, at: now).record(db)
    return true
  }

  /// Deletes those that ended, or have expired, a week ago.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    let old = now.adding(seconds: -rememberedSeconds)
    return try db.execute(
      """
      DELETE FROM session WHERE id IN (
        SELECT id FROM session WHERE expires_at < \(old) OR ended_at < \(old) LIMIT \(most))
      """)
  }

  /// Chooses the organisation that the person acts for; only one of her standings.
  package static func act(for organisation: Int64, in session: Int64, _ db: Transaction) throws {
    try db.execute("UPDATE session SET organisation_id = \(organisation) WHERE id = \(session)")
  }
}
