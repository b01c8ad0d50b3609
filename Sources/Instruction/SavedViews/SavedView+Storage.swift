import Localization
import Platform
import Storage

extension SavedView {
  /// Those of somebody, by their names.
  static func all(of person: Int64, in consultation: Int64, _ db: Snapshot) throws -> [SavedView] {
    try db.rows(
      """
      SELECT token, name, filters FROM saved_view
      WHERE person_id = \(person) AND consultation_id = \(consultation) AND ended_event_id IS NULL ORDER BY name, id
      """)
  }

  /// - Throws: `SavedViewRefusal`.
  static func keep(
    _ filters: String, named name: String, token: Token, of person: Int64, in consultation: Int64, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    guard !name.isEmpty else { throw SavedViewRefusal.noName }
    guard name.unicodeScalars.count <= longestName else { throw SavedViewRefusal.longName }
    let known = try all(of: person, in: consultation, db)
    guard !known.contains(where: { $0.name == name }) else { throw SavedViewRefusal.known }
    guard known.count < most else { throw SavedViewRefusal.many }
    let event = try Event(
      "view.kept", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO saved_view (token, consultation_id, person_id, name, filters, event_id, kept_at)
      VALUES (\(token.text), \(consultation), \(person), \(name), \(filters), \(event), \(now))
      """)
  }

  /// Ends one of hers.
  /// - Throws: `SavedViewRefusal.gone`.
  static func end(
    _ token: String, of person: Int64, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let isHers = try all(of: person, in: consultation, db).contains { $0.token == token }
    guard isHers else { throw SavedViewRefusal.gone }
    let event = try Event(
      "view.ended", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    try db.execute(
      "UPDATE saved_view SET ended_event_id = \(event) WHERE token = \(token) AND ended_event_id IS NULL")
  }
}
