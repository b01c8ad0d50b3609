package import Localization
package import Storage

/// An address that refuses our mails for ever, with the words of its server: no such box, a box that is closed.
///
/// Noted when a mail is refused; shown to its owner, and to administrators as a list to telephone. Ended when a mail
/// gets through again, or when its owner enters with a code that came there.
package struct RefusingAddress: Sendable, RowDecodable {
  /// Who said so: the server during the dialogue, or a bounce afterwards.
  package enum Source: String, Sendable, ColumnCodable { case dialogue, bounce }

  package var id: Int64
  package var mail: String
  package var since: Instant
  package var answer: String
  /// Those who enter with it, by name.
  package var persons: [String] = []

  package init(from row: inout Row) throws {
    id = try row.next()
    mail = try row.next()
    since = try row.next()
    answer = try row.next()
  }

  private static let columns: SQL = "id, mail, since, answer"
  /// Beyond this an answer says nothing more.
  static let longestAnswer = 500

  /// Notes a refusal; of an address that refuses already, the newest words.
  static func note(
    _ mail: String, in outgoing: Int64, said source: Source, answer: String, at now: Instant, _ db: Transaction
  ) throws {
    let words = String(answer.prefix(longestAnswer))
    let known = try db.execute(
      """
      UPDATE refusing_address SET answer = \(words), source = \(source)
      WHERE mail = \(mail) AND ended_event_id IS NULL
      """)
    guard known == 0 else { return }
    let event = try Event("address.refused", on: .init("mail", outgoing), by: .job, at: now).record(db)
    try db.execute(
      """
      INSERT INTO refusing_address (mail, since, source, answer, noted_event_id)
      VALUES (\(mail), \(now), \(source), \(words), \(event))
      """)
  }

  /// It takes mails again.
  /// - Parameter source: only if this is where the refusal came from: a server that takes a mail says nothing of what
  ///   comes back later. Nil for all.
  static func end(_ mail: String, said source: Source? = nil, by actor: Actor, at now: Instant, _ db: Transaction)
    throws
  {
    let condition: SQL = source.map { "AND source = \($0)" } ?? ""
    let live = try db.value(
      "SELECT id FROM refusing_address WHERE mail = \(mail) AND ended_event_id IS NULL \(condition)", as: Int64.self)
    guard let live else { return }
    let event = try Event("address.restored", on: .init("refusing-address", live), by: actor, at: now).record(db)
    try db.execute("UPDATE refusing_address SET ended_event_id = \(event) WHERE id = \(live)")
  }

  /// Forgets those of long ago: the next mail will tell again.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    guard let old = PersonalKind.refusals.oldest(at: now) else { return 0 }
    return try db.execute(
      """
      DELETE FROM refusing_address WHERE id IN (
        SELECT id FROM refusing_address WHERE since < \(old) ORDER BY id LIMIT \(most))
      """)
  }

  /// Those of a person.
  static func all(of person: Int64, _ db: Snapshot) throws -> [RefusingAddress] {
    try db.rows(
      """
      SELECT \(columns) FROM refusing_address WHERE ended_event_id IS NULL
        AND mail IN (SELECT mail FROM person_address WHERE person_id = \(person)) ORDER BY mail
      """)
  }

  /// All of them, by address, after the one given; those who enter with each beside it.
  static func all(after mail: String, limit: Int, _ db: Snapshot) throws -> [RefusingAddress] {
    var found: [RefusingAddress] = try db.rows(
      """
      SELECT \(columns) FROM refusing_address WHERE ended_event_id IS NULL AND mail > \(mail)
      ORDER BY mail LIMIT \(limit)
      """)
    let names = try db.rows(
      """
      SELECT person_address.mail, person.name FROM person_address
      JOIN person ON person.id = person_address.person_id
      WHERE person_address.mail IN (\(SQL.list(found.map(\.mail)))) ORDER BY person.id
      """
    ) { row in (mail: try row.next(String.self), name: try row.next(String.self)) }
    for index in found.indices { found[index].persons = names.filter { $0.mail == found[index].mail }.map(\.name) }
    return found
  }
}

/// Which organisations an address is known for; given by the room that keeps them, since the kernel does not.
package typealias AddressOwners =
  @Sendable (_ mails: [String], _ now: Instant, _ db: Snapshot) throws -> [String: [String]]
