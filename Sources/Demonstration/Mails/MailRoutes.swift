import Localization
import Platform
import Storage

package struct DemonstrationMailsAddress: FixedAddress {
  package static let pattern: StaticString = "/demonstration/courriels"
  package init() {}
}

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
}

extension DemonstrationModule {
  private static let shown = 50

  func registerMails(in registry: inout Registry) {
    registry.get(DemonstrationMailsAddress.self, access: .anyone) { [database] _, visit in
      let mails: [SentMail] = try await database.read { db in
        try db.rows(
          """
          SELECT recipient, subject, body, created_at FROM outgoing_mail WHERE state = 'sent'
          ORDER BY id DESC LIMIT \(Self.shown)
          """)
      }
      return .page(Page(t("Courriels de la démonstration"), SentMailsPage(mails: mails)))
    }
  }
}
