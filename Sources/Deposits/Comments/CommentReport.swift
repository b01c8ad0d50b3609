package import Localization
package import Platform
package import Storage

/// Somebody who is signed in asks the instructors to look at a comment: once for each person until they have.
package struct CommentReport: Sendable {
  package var ground: Ground
  package var message: String
  package var reportedAt: Instant

  package static let longestMessage = 500

  package enum Ground: String, Sendable, CaseIterable, ColumnCodable {
    case insult, personal, advertising, offTopic = "off-topic", another = "other"

    package var title: Phrase {
      switch self {
      case .insult: t("Injure, menace ou discrimination")
      case .personal: t("Donnée personnelle ou nom d’une personne")
      case .advertising: t("Publicité")
      case .offTopic: t("Sans rapport avec la contribution")
      case .another: t("Autre motif")
      }
    }

    var word: StaticString {
      switch self {
      case .insult: "insult"
      case .personal: "personal"
      case .advertising: "advertising"
      case .offTopic: "off-topic"
      case .another: "other"
      }
    }
  }

  package static func make(
    of comment: Comment, on ground: Ground, message: String, by person: Int64, actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    guard comment.isShown else { throw CommentRefusal.gone }
    guard message.unicodeScalars.count <= longestMessage else { throw CommentRefusal.longMessage }
    let live = try db.value(
      """
      SELECT id FROM comment_report
      WHERE comment_id = \(comment.id) AND person_id = \(person) AND settled_event_id IS NULL
      """, as: Int64.self)
    guard live == nil else { throw CommentRefusal.alreadyReported }
    let event = try Event(
      "comment.reported", on: .init("comment", comment.id), by: actor, at: now,
      details: [("ground", .word(ground.word))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO comment_report (comment_id, person_id, ground, message, reported_event_id, reported_at)
      VALUES (\(comment.id), \(person), \(ground), \(message), \(event), \(now))
      """)
  }

  /// Lets a comment stand: its reports have been looked at.
  package static func dismiss(of comment: Comment, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard try !waiting(of: comment.id, db).isEmpty else { throw CommentRefusal.noReport }
    let event = try Event("comment.kept", on: .init("comment", comment.id), by: actor, at: now).record(db)
    try settle(of: comment.id, event: event, db)
  }

  static func settle(of comment: Int64, event: Int64, _ db: Transaction) throws {
    try db.execute(
      "UPDATE comment_report SET settled_event_id = \(event) WHERE comment_id = \(comment) AND settled_event_id IS NULL"
    )
  }

  /// Those of a comment that wait, the oldest first.
  package static func waiting(of comment: Int64, _ db: Snapshot) throws -> [CommentReport] {
    try db.rows(
      """
      SELECT ground, message, reported_at FROM comment_report
      WHERE comment_id = \(comment) AND settled_event_id IS NULL ORDER BY id LIMIT 100
      """
    ) { row in CommentReport(ground: try row.next(), message: try row.next(), reportedAt: try row.next()) }
  }

  /// Forgets those that have had their time, looked at or not.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    guard let old = PersonalKind.reports.oldest(at: now) else { return 0 }
    return try db.execute(
      """
      DELETE FROM comment_report WHERE id IN (
        SELECT id FROM comment_report WHERE reported_at < \(old) ORDER BY id LIMIT \(most))
      """)
  }
}
