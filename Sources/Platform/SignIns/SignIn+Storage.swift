package import Localization
package import Storage

extension SignIn {
  /// Writes a sign-in and its mail; refuses a sixth mail within an hour. Whether the address is known changes nothing.
  static func ask(
    _ mail: String, from browser: Secret, returningTo path: String, proof: Proof, letter: (Proof) -> OutgoingMail,
    at now: Instant, _ db: Transaction
  ) throws {
    let hour = now.adding(seconds: -3600)
    let sent = try db.value(
      "SELECT count(*) FROM sign_in WHERE mail = \(mail) AND asked_at > \(hour)", as: Int.self)
    guard sent ?? 0 < mailsPerHour else { throw Refusal.tooManyMails }
    try db.execute(
      """
      INSERT INTO sign_in (mail, browser_hash, link_hash, code_hash, return_to, asked_at, expires_at, wrong_tries)
      VALUES (\(mail), \(browser.hash(for: "browser")), \(proof.link.hash(for: "sign-in")),
        \(hash(code: proof.code, browser: browser)), \(path), \(now), \(now.adding(seconds: lifetimeSeconds)), 0)
      """)
    // The oldest codes of this browser for this address go when a fourth comes; their links stay.
    let open = try self.open(for: browser, at: now, db).filter { $0.mail == mail }
    for surplus in open.dropFirst(openCodes) {
      try db.execute("UPDATE sign_in SET wrong_tries = \(wrongTriesAllowed) WHERE id = \(surplus.id)")
    }
    try letter(proof).queue(db, at: now)
  }

  package static let invitationSeconds: Int64 = 7 * 86_400

  /// An invitation: a link that an administrator gives by hand, valid for a week, without a code.
  package static func invite(_ mail: String, link: Secret, at now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO sign_in (mail, browser_hash, link_hash, code_hash, return_to, asked_at, expires_at, wrong_tries)
      VALUES (\(mail), \([UInt8]()), \(link.hash(for: "sign-in")), \([UInt8]()), '/', \(now),
        \(now.adding(seconds: invitationSeconds)), \(wrongTriesAllowed))
      """)
  }

  /// Those of a browser whose code may still be typed, the newest first.
  static func open(for browser: Secret, at now: Instant, _ db: Snapshot) throws -> [SignIn] {
    try db.rows(
      """
      SELECT \(columns) FROM sign_in
      WHERE browser_hash = \(browser.hash(for: "browser")) AND expires_at > \(now) AND ended_at IS NULL
        AND proved_at IS NULL AND wrong_tries < \(wrongTriesAllowed)
      ORDER BY asked_at DESC, id DESC
      """)
  }

  /// The newest that this browser asked for, whatever became of its code.
  static func newest(for browser: Secret, _ db: Snapshot) throws -> SignIn? {
    try db.first(
      """
      SELECT \(columns) FROM sign_in WHERE browser_hash = \(browser.hash(for: "browser"))
      ORDER BY asked_at DESC, id DESC LIMIT 1
      """)
  }

  static func with(link: Secret, at now: Instant, _ db: Snapshot) throws -> SignIn? {
    try db.first(
      """
      SELECT \(columns) FROM sign_in
      WHERE link_hash = \(link.hash(for: "sign-in")) AND expires_at > \(now) AND ended_at IS NULL
      """)
  }

  /// The one whose address this browser has proved, while one says who one is.
  static func proved(by browser: Secret, at now: Instant, _ db: Snapshot) throws -> SignIn? {
    try db.first(
      """
      SELECT \(columns) FROM sign_in
      WHERE proved_browser_hash = \(browser.hash(for: "browser")) AND ended_at IS NULL
        AND proved_at > \(now.adding(seconds: -choosingSeconds))
      ORDER BY proved_at DESC, id DESC LIMIT 1
      """)
  }

  /// Compares a typed code with the open ones; a wrong one counts against them all, and its count is kept.
  /// - Returns: the sign-in that it proves, or the refusal: thrown, it would undo the count.
  static func prove(
    code: String, in browser: Secret, at now: Instant, _ db: Transaction
  ) throws -> Result<SignIn, Refusal> {
    let open = try self.open(for: browser, at: now, db)
    guard let first = open.first else { return .failure(try refusal(for: browser, at: now, db)) }
    let typed = hash(code: code, browser: browser)
    let mine = open.filter { $0.mail == first.mail }
    if let right = mine.first(where: { areEqualInConstantTime($0.codeHash, typed) }) {
      try right.markProved(by: browser, at: now, db)
      return .success(right)
    }
    let tries = (mine.map(\.wrongTries).max() ?? 0) + 1
    try db.execute(
      "UPDATE sign_in SET wrong_tries = \(tries) WHERE id IN (\(SQL.list(mine.map(\.id))))")
    return .failure(tries < wrongTriesAllowed ? .wrongCode : .noCodeLeft)
  }

  private static func refusal(for browser: Secret, at now: Instant, _ db: Snapshot) throws -> Refusal {
    guard let newest = try newest(for: browser, db), newest.expiresAt > now else { return .expired }
    return newest.wrongTries >= wrongTriesAllowed ? .noCodeLeft : .expired
  }

  func markProved(by browser: Secret, at now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE sign_in SET proved_at = \(now), proved_browser_hash = \(browser.hash(for: "browser")) WHERE id = \(id)
      """)
    // Whoever has what was in a mail has had the mail; an invitation is given by hand.
    if !codeHash.isEmpty { try RefusingAddress.end(mail, by: .link, at: now, db) }
  }

  /// Deletes those whose link and code have been worth nothing for a day, invitations included.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    try db.execute(
      """
      DELETE FROM sign_in WHERE id IN (
        SELECT id FROM sign_in WHERE expires_at < \(now.adding(seconds: -86_400)) LIMIT \(most))
      """)
  }

  /// It has served; neither its link nor its code opens anything again.
  func end(at now: Instant, _ db: Transaction) throws {
    try db.execute("UPDATE sign_in SET ended_at = \(now) WHERE id = \(id)")
  }
}
