import Localization
import Platform
import Storage

package struct DemonstrationMailsAddress: FixedAddress {
  package static let pattern: StaticString = "/demonstration/courriels"
  package init() {}
}

extension DemonstrationModule {
  func registerMails(in registry: inout Registry) {
    registry.get(DemonstrationMailsAddress.self, access: .anyone) { [database] _, visit in
      let mails = try await database.read { db in try SentMail.newest(db) }
      return .page(Page(t("Courriels de la démonstration"), SentMailsPage(mails: mails)))
    }
  }
}
