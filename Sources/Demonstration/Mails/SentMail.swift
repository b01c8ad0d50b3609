import Localization
import Platform
import Storage

/// A mail that left, as its reader has it.
struct SentMail: RowDecodable {
  var recipient: String
  var subject: String
  var body: String
  var at: Instant

  init(from row: inout Row) throws {
    recipient = try row.next()
    subject = try row.next()
    body = try row.next()
    at = try row.next()
  }

  private static let shown = 50

  static func newest(_ db: Snapshot) throws -> [SentMail] {
    try db.rows(
      """
      SELECT recipient, subject, body, created_at FROM outgoing_mail WHERE state = 'sent'
      ORDER BY id DESC LIMIT \(shown)
      """)
  }
}
