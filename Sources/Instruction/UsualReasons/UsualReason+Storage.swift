import Localization
import Platform
import Storage

extension UsualReason: RowDecodable {
  init(from row: inout Row) throws {
    token = try row.next()
    kind = try row.next()
    title = try row.next()
    text = try row.next()
    event = try row.next()
  }

  /// Those of a consultation, by kind and title.
  static func all(of consultation: Int64, _ db: Snapshot) throws -> [UsualReason] {
    try db.rows(
      """
      SELECT token, kind, title, text, event_id FROM usual_reason
      WHERE consultation_id = \(consultation) AND ended_event_id IS NULL ORDER BY kind, title, id
      """)
  }

  /// Adds one to the library.
  /// - Throws: `UsualReasonRefusal`.
  static func make(
    _ kind: Decision.Kind, title: String, text: String, token: Token, in consultation: Int64, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    guard !title.isEmpty else { throw UsualReasonRefusal.noTitle }
    guard title.unicodeScalars.count <= longestTitle else { throw UsualReasonRefusal.longTitle }
    guard !text.isEmpty else { throw UsualReasonRefusal.noText }
    guard text.unicodeScalars.count <= Decision.longestReason else { throw UsualReasonRefusal.longText }
    let bare = places.reduce(text) { $0.replacing($1, with: "") }
    guard !bare.contains("{") else { throw UsualReasonRefusal.unknownPlace }
    let event = try Event(
      "usual-reason.made", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO usual_reason (token, consultation_id, kind, title, text, event_id, made_at)
      VALUES (\(token.text), \(consultation), \(kind), \(title), \(text), \(event), \(now))
      """)
  }
}
