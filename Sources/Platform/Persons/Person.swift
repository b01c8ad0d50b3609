package import Localization
package import Storage

/// Somebody who signs in. Created at the first sign-in with an address, or invited by an administrator; may have
/// several addresses, and share one with others (the town hall's box).
package struct Person: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var token: String
  package var name: String

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    name = try row.next()
  }

  package static let longestName = 150

  /// Those who sign in with an address, in the order of their arrival.
  package static func all(with mail: String, _ db: Snapshot) throws -> [Person] {
    try db.rows(
      """
      SELECT person.id, person.token, person.name FROM person
      JOIN person_address ON person_address.person_id = person.id
      WHERE person_address.mail = \(mail) ORDER BY person.id
      """)
  }

  static func with(token: String, _ db: Snapshot) throws -> Person? {
    try db.first("SELECT id, token, name FROM person WHERE token = \(token)")
  }

  /// Where a person is written to: the first address that she confirmed, one that does not refuse our mails before one
  /// that does.
  package static func mail(of person: Int64, _ db: Snapshot) throws -> String? { try mails(of: [person], db)[person] }

  /// The same for several; one who has no address any more is left out.
  package static func mails(of persons: [Int64], _ db: Snapshot) throws -> [Int64: String] {
    guard !persons.isEmpty else { return [:] }
    let addresses = try db.rows(
      """
      SELECT person_address.person_id, person_address.mail FROM person_address
      LEFT JOIN refusing_address
        ON refusing_address.mail = person_address.mail AND refusing_address.ended_event_id IS NULL
      WHERE person_address.person_id IN (\(SQL.list(persons)))
      ORDER BY CASE WHEN refusing_address.id IS NULL THEN 0 ELSE 1 END, person_address.id
      """
    ) { row in (person: try row.next(Int64.self), mail: try row.next(String.self)) }
    return Dictionary(addresses.map { ($0.person, $0.mail) }) { first, _ in first }
  }

  /// A new person with a confirmed address.
  package static func create(
    name: String, mail: String, token: Token, through: Event.Through, at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    try create(name: name, mail: mail, token: token, by: Actor(person: nil, through: through), at: now, db)
  }

  /// The same on behalf of somebody else: an administrator who invites.
  static func create(
    name: String, mail: String, token: Token, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    let id = try db.insert(
      "INSERT INTO person (token, name, created_at) VALUES (\(token.text), \(name), \(now)) RETURNING id")
    try db.execute("INSERT INTO person_address (person_id, mail, confirmed_at) VALUES (\(id), \(mail), \(now))")
    let actor = Actor(person: actor.person ?? id, organisation: actor.organisation, through: actor.through)
    try Event("person.created", on: .init("person", id), by: actor, at: now).record(db)
    return id
  }
}
