import Consultations
import Localization
import Platform
import Storage

/// `/administration/consultations/services-2021/vote/verifications`
struct ThirdPartyVerificationAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/verifications"
  var consultation: String
}

struct ThirdPartyVerificationEndAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/verifications/retrait"
  var consultation: String
}

struct ThirdPartyVerificationTyped: Input {
  static let fields: Set<String> = ["nom", "date", "rapport", "lignes", "verification"]
  var typed: ThirdPartyVerification.Typed
  var token: String
  init(_ visit: Visit) {
    func field(_ name: String) -> String { (visit.form[name] ?? "").trimmed }
    typed = ThirdPartyVerification.Typed(
      name: field("nom"), date: field("date"), report: field("rapport"), size: field("lignes"))
    token = field("verification")
  }
}

extension VotesModule {
  func registerThirdPartyVerifications(in registry: inout Registry) {
    registry.get(ThirdPartyVerificationAddress.self, permission: .prepare) { address, visit in
      try await verificationsPage(address.consultation, visit, typed: ThirdPartyVerification.Typed(), refusal: nil)
    }
    registry.post(
      ThirdPartyVerificationAddress.self, permission: .prepare, input: ThirdPartyVerificationTyped.self
    ) { address, visit, sent in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      return try await actOnVerifications(address.consultation, visit, sent.typed, "enregistre") { vote, db in
        try ThirdPartyVerification.record(
          sent.typed, of: vote, token: token, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(
      ThirdPartyVerificationEndAddress.self, permission: .prepare, input: ThirdPartyVerificationTyped.self
    ) { address, visit, sent in
      try await actOnVerifications(address.consultation, visit, ThirdPartyVerification.Typed(), "retire") { vote, db in
        try ThirdPartyVerification.end(sent.token, of: vote, by: visit.actor, at: visit.now, db)
      }
    }
  }

  private func actOnVerifications(
    _ slug: String, _ visit: PersonVisit, _ typed: ThirdPartyVerification.Typed, _ word: String,
    _ body: @escaping @Sendable (Vote, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await write { db in
        let (_, vote) = try found(slug, db)
        guard vote.countedAt != nil else { throw ThirdPartyVerification.Refusal.notPublic }
        try body(vote, db)
      }
      return .redirect(to: ThirdPartyVerificationAddress(consultation: slug).path + "?fait=" + word)
    } catch let refusal as ThirdPartyVerification.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await verificationsPage(slug, visit, typed: typed, refusal: refusal)
      }
    }
  }

  private func verificationsPage(
    _ slug: String, _ visit: PersonVisit, typed: ThirdPartyVerification.Typed, refusal: ThirdPartyVerification.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(slug, db)
      return ThirdPartyVerificationPage(
        consultation: consultation, isCounted: vote.countedAt != nil,
        verifications: try ThirdPartyVerification.all(of: vote.id, db),
        newest: vote.sealed, typed: typed, refusal: refusal, done: visit.visit.query["fait"])
    }
    return .page(Page(t("Vérifications par des tiers"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
