import Localization
import Storage

/// `/desinscription/…`: what a notification carries, at its end and in its headers (RFC 8058).
struct UnsubscriptionAddress: Address {
  static let pattern: StaticString = "/desinscription/{token}"
  var token: String
  init(token: String) { self.token = token }
  init(segments: [String]) throws(NotFound) { token = segments.first ?? "" }
  var segments: [String] { [token] }
}

struct UnsubscriptionEndAddress: Address {
  static let pattern: StaticString = "/desinscription/{token}/retrait"
  var token: String
  init(token: String) { self.token = token }
  init(segments: [String]) throws(NotFound) { token = segments.first ?? "" }
  var segments: [String] { [token] }
}

/// Stops the mails that one may refuse, without signing in: the link is the proof.
struct UnsubscriptionDesk: Sendable {
  let database: Database
  let seal: MailSeal

  func register(in registry: inout Registry) {
    registry.get(UnsubscriptionAddress.self, access: .anyone) { address, visit in
      let mail = try mail(address.token)
      let isLive = try await database.read { db in try Unsubscription.isLive(for: mail.text, db) }
      return page(address.token, mail, isLive: isLive, visit)
    }
    registry.postProvedByAddressWithoutFormToken(UnsubscriptionAddress.self) { address, visit in
      let mail = try mail(address.token)
      try await database.write { db in try Unsubscription.make(for: mail.text, at: visit.now, db) }
      // A page at once: programs of mail follow no redirection (RFC 8058 §3.1).
      return page(address.token, mail, isLive: true, visit)
    }
    registry.post(UnsubscriptionEndAddress.self, access: .anyone) { address, visit in
      let mail = try mail(address.token)
      try await database.write { db in try Unsubscription.end(for: mail.text, at: visit.now, db) }
      return .redirect(to: visit.language.address(UnsubscriptionAddress(token: address.token).path))
    }
  }

  private func mail(_ token: String) throws(NotFound) -> MailAddress {
    guard let mail = seal.address(.unsubscription, in: token) else { throw NotFound() }
    return mail
  }

  private func page(_ token: String, _ mail: MailAddress, isLive: Bool, _ visit: Visit) -> Answer {
    let page = UnsubscriptionPage(token: token, mail: mail, isLive: isLive, language: visit.language)
    return .page(Page(t("Messages de ce site"), isNarrow: true, page))
  }
}
