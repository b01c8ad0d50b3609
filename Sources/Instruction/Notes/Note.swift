import Localization
import Platform
import Storage

/// What an instructor writes to her colleagues about a contribution. Read at the desk alone; taken away by undoing it.
struct Note: Sendable, Equatable, RowDecodable {
  var person: String
  var text: String
  var at: Instant
  var event: Int64

  static let longest = 5_000

  init(from row: inout Row) throws {
    person = try row.next()
    text = try row.next()
    at = try row.next()
    event = try row.next()
  }

  /// Those of a contribution, the oldest first.
  static func all(of contribution: Int64, _ db: Snapshot) throws -> [Note] {
    try db.rows(
      """
      SELECT person.name, instruction_note.text, instruction_note.written_at, instruction_note.event_id
      FROM instruction_note JOIN person ON person.id = instruction_note.person_id
      WHERE instruction_note.contribution_id = \(contribution) AND instruction_note.ended_event_id IS NULL
      ORDER BY instruction_note.id
      """)
  }

  /// - Throws: `NoteRefusal`.
  static func write(
    _ text: String, on contribution: Int64, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard !text.isEmpty else { throw NoteRefusal.empty }
    guard text.unicodeScalars.count <= longest else { throw NoteRefusal.long }
    guard let person = actor.person else { return }
    let event = try Event(
      "contribution.noted", on: .init("contribution", contribution), by: actor, at: now, consultation: consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO instruction_note (contribution_id, person_id, text, event_id, written_at)
      VALUES (\(contribution), \(person), \(text), \(event), \(now))
      """)
  }
}

enum NoteRefusal: FieldRefusal, Equatable, CaseIterable {
  case empty, long

  var status: Int { 422 }
  var field: String { "note" }

  var sentence: Phrase {
    switch self {
    case .empty: t("Écrivez la note.")
    case .long: t("Cette note est trop longue : 5 000 caractères au plus.")
    }
  }
}
