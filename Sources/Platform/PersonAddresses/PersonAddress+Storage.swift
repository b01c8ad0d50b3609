import Localization
import Storage

extension PersonAddress {
  /// Those of a person, in the order in which they came.
  static func all(of person: Int64, _ db: Snapshot) throws -> [PersonAddress] {
    try db.rows("SELECT id, mail, confirmed_at FROM person_address WHERE person_id = \(person) ORDER BY id")
  }

  /// Why an address cannot be added to those of a person; nil where it can.
  static func refusal(adding mail: String, to person: Int64, _ db: Snapshot) throws -> Refusal? {
    let all = try all(of: person, db)
    if all.contains(where: { $0.mail == mail }) { return .already }
    return all.count < most ? nil : .tooMany
  }

  /// Takes one away, and ends the sessions that it opened.
  func remove(from person: SignedIn, at now: Instant, _ db: Transaction) throws {
    guard try Self.all(of: person.id, db).count > 1 else { throw Refusal.last }
    guard mail != person.mail else { throw Refusal.inUse }
    try db.execute("DELETE FROM person_address WHERE id = \(id) AND person_id = \(person.id)")
    try db.execute(
      """
      UPDATE session SET ended_at = \(now) WHERE person_id = \(person.id) AND mail = \(mail) AND ended_at IS NULL
      """)
    try Event("address.removed", on: .init("person", person.id), by: person.actor(for: nil), at: now).record(db)
  }
}

extension AddressRequest {
  private static let columns: SQL = "id, person_id, mail, code_hash, wrong_tries"

  /// Writes a request and its mail. Whether somebody else uses the address changes nothing.
  static func ask(
    _ mail: MailAddress, by person: Int64, proof: SignIn.Proof, from browser: Secret, letter: OutgoingMail,
    at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = try PersonAddress.refusal(adding: mail.text, to: person, db) { throw refusal }
    let hour = now.adding(seconds: -3600)
    let sent = try db.value(
      """
      SELECT count(*) FROM address_request
      WHERE (mail = \(mail.text) OR person_id = \(person)) AND asked_at > \(hour)
      """, as: Int.self)
    guard sent ?? 0 < mailsPerHour else { throw PersonAddress.Refusal.tooManyMails }
    try db.execute(
      """
      INSERT INTO address_request (person_id, mail, link_hash, code_hash, asked_at, expires_at, wrong_tries)
      VALUES (\(person), \(mail.text), \(proof.link.hash(for: "address")),
        \(SignIn.hash(code: proof.code, browser: browser)), \(now), \(now.adding(seconds: lifetimeSeconds)), 0)
      """)
    try letter.queue(db, at: now)
  }

  /// The newest of a person that may still be proved.
  static func open(of person: Int64, at now: Instant, _ db: Snapshot) throws -> AddressRequest? {
    try db.first(
      """
      SELECT \(columns) FROM address_request
      WHERE person_id = \(person) AND expires_at > \(now) AND ended_at IS NULL ORDER BY asked_at DESC, id DESC LIMIT 1
      """)
  }

  /// Nil for the link of somebody else, as for one that is none.
  static func with(link: Secret, of person: Int64, at now: Instant, _ db: Snapshot) throws -> AddressRequest? {
    try db.first(
      """
      SELECT \(columns) FROM address_request
      WHERE link_hash = \(link.hash(for: "address")) AND person_id = \(person) AND expires_at > \(now)
        AND ended_at IS NULL
      """)
  }

  /// Compares a typed code with that of the newest; a wrong one is counted.
  /// - Returns: the refusal: thrown, it would undo the count.
  static func prove(
    code: String, by person: SignedIn, in browser: Secret, letter: (String) -> [OutgoingMail], at now: Instant,
    _ db: Transaction
  ) throws -> PersonAddress.Refusal? {
    guard let open = try open(of: person.id, at: now, db) else { return .expired }
    guard open.wrongTries < wrongTriesAllowed else { return .noCodeLeft }
    guard areEqualInConstantTime(open.codeHash, SignIn.hash(code: code, browser: browser)) else {
      try db.execute("UPDATE address_request SET wrong_tries = wrong_tries + 1 WHERE id = \(open.id)")
      return open.wrongTries + 1 < wrongTriesAllowed ? .wrongCode : .noCodeLeft
    }
    try open.confirm(by: person, letter: letter, at: now, db)
    return nil
  }

  /// The address is hers from now on; those that she had before are told.
  func confirm(
    by person: SignedIn, letter: (String) -> [OutgoingMail], at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = try PersonAddress.refusal(adding: mail, to: person.id, db) { throw refusal }
    let before = letter(mail)
    try db.execute(
      "INSERT INTO person_address (person_id, mail, confirmed_at) VALUES (\(person.id), \(mail), \(now))")
    try db.execute("UPDATE address_request SET ended_at = \(now) WHERE person_id = \(person.id) AND mail = \(mail)")
    try Event("address.added", on: .init("person", person.id), by: person.actor(for: nil), at: now).record(db)
    // Whoever has what was in a mail has had the mail.
    try RefusingAddress.end(mail, by: .link, at: now, db)
    for mail in before { try mail.queue(db, at: now) }
  }

  /// Deletes those whose link and code have been worth nothing for a day.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    try db.execute(
      """
      DELETE FROM address_request WHERE id IN (
        SELECT id FROM address_request WHERE expires_at < \(now.adding(seconds: -86_400)) LIMIT \(most))
      """)
  }
}
