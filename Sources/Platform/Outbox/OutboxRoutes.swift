import Localization
import Storage

/// `/administration/courriels`: the mails to send and sent.
package struct OutboxAddress: FixedAddress {
  package static let pattern: StaticString = "/administration/courriels"
  package init() {}
}

struct ResendingAddress: Address {
  static let pattern: StaticString = "/administration/courriels/{mail}/renvoi"
  var mail: Int64
  init(mail: Int64) { self.mail = mail }
  init(segments: [String]) throws(NotFound) {
    guard let mail = segments.first.flatMap({ Int64($0) }) else { throw NotFound() }
    self.mail = mail
  }
  var segments: [String] { [String(mail)] }
}

extension Permission {
  static let manageMails = Permission("mails.manage", [.administrator])
}

/// The outbox as administrators see it.
struct OutboxDesk: Sendable {
  let database: Database
  private static let shown = 50

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Courriels"), path: OutboxAddress().path,
        summary: t("Ce qui est parti ou attend, ce que les serveurs ont répondu, les adresses à appeler."),
        permission: .manageMails))
    registry.get(OutboxAddress.self, permission: .manageMails) { _, visit in
      let filter = OutboxFilter(visit.visit.query)
      let (found, failing) = try await database.read { db in
        (try OutgoingMail.all(filter, limit: Self.shown + 1, db), try Job.failing(db).filter { $0.hasPrefix("mails.") })
      }
      let mails = Array(found.prefix(Self.shown))
      let page = OutboxPage(
        mails: mails, filter: filter, older: found.count > Self.shown ? mails.last?.id : nil, isShut: !failing.isEmpty,
        isDone: visit.visit.query["fait"] == "renvoi", language: visit.language)
      return .page(Page(t("Courriels"), page))
    }
    registry.post(ResendingAddress.self, permission: .manageMails) { address, visit in
      try await database.write { db in
        guard let mail = try OutgoingMail.with(id: address.mail, db) else { throw NotFound() }
        try mail.resend(by: visit.actor, at: visit.now, db)
      }
      let list = visit.language.address(OutboxAddress().path)
      return .redirect(to: list + "?fait=renvoi")
    }
  }
}
