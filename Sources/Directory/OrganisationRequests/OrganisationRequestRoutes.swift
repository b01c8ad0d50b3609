import Localization
import Platform
import Storage

/// `/organismes/demande`: asking for a body that is missing.
package struct OrganisationAskingAddress: FixedAddress {
  package static let pattern: StaticString = "/organismes/demande"
  package init() {}
}

/// `/instruction/organismes`: the bodies that wait for an answer.
struct OrganisationQueueAddress: FixedAddress {
  static let pattern: StaticString = "/instruction/organismes"
}

struct OrganisationDecisionAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/organismes/{request}/decision"
  var token: String
}

extension Permission {
  static let decideOrganisations = Permission("organisations.decide", [.instructor, .administrator])
}

/// The page where a missing body is asked for, and the queue of those that wait.
struct OrganisationRequestDesk: Sendable {
  let register: Register
  private var database: Database { register.database }
  private static let shown = 100

  func register(in registry: inout Registry) {
    registry.addToMenu(
      NavigationEntry(t("Organismes demandés"), path: OrganisationQueueAddress().path), for: .decideOrganisations)
    registry.get(OrganisationAskingAddress.self, for: PersonVisit.self) { _, visit in
      page(.init(), visit, refusal: nil, isDone: visit.visit.query["fait"] == "demande")
    }
    registry.post(OrganisationAskingAddress.self, for: PersonVisit.self, input: OrganisationRequest.Asking.self) {
      _, visit, asking in
      try await ask(asking, visit)
    }
    registry.get(OrganisationQueueAddress.self, permission: .decideOrganisations) { _, visit in
      let requests = try await database.read { db in try OrganisationRequest.waiting(limit: Self.shown, db) }
      let page = OrganisationQueuePage(
        requests: requests, done: visit.visit.query["fait"], language: visit.language)
      return .page(Page(t("Organismes demandés"), page))
    }
    registry.post(OrganisationDecisionAddress.self, permission: .decideOrganisations, input: RequestDecision.self) {
      address, visit, decision in
      try await decide(decision, address.token, visit)
    }
  }

  private func page(
    _ asking: OrganisationRequest.Asking, _ visit: PersonVisit, refusal: OrganisationRequest.Refusal?, isDone: Bool
  ) -> Answer {
    let page = OrganisationAskingPage(asking: asking, refusal: refusal, isDone: isDone, language: visit.language)
    return .page(
      Page(
        t("Ajouter un organisme"), status: refusal?.status ?? 200, section: OrganisationsAddress().path,
        isNarrow: true, page))
  }

  private func ask(_ asking: OrganisationRequest.Asking, _ visit: PersonVisit) async throws -> Answer {
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator)
    do {
      try await database.write { db in
        try OrganisationRequest.ask(
          asking, token: token, by: visit.person, in: visit.language, actor: visit.actor, at: visit.now, db)
      }
      return .redirect(to: visit.language.address(OrganisationAskingAddress().path) + "?fait=demande")
    } catch let refusal as OrganisationRequest.Refusal {
      return try await visit.visit.refuse(refusal) { page(asking, visit, refusal: refusal, isDone: false) }
    }
  }

  private func decide(_ decision: RequestDecision, _ token: String, _ visit: PersonVisit) async throws -> Answer {
    guard let isYes = decision.isYes else { throw RequestRefusal.nothingChosen }
    var generator = SystemRandomNumberGenerator()
    let organisationToken = Token(using: &generator)
    try await database.write { db in
      guard let request = try OrganisationRequest.with(token: token, db) else { throw NotFound() }
      var made: Organisation?
      if isYes {
        made = try request.accept(token: organisationToken, by: visit.actor, at: visit.now, db)
      } else {
        try request.refuse(by: visit.actor, at: visit.now, db)
      }
      try Self.letter(request, made, visit.site).queue(db, at: visit.now)
    }
    try await register.refresh()
    let told = isYes ? "?fait=accord" : "?fait=refus"
    return .redirect(to: visit.language.address(OrganisationQueueAddress().path) + told)
  }

  /// To the asker: where to act for it, or that it was refused.
  private static func letter(_ request: OrganisationRequest, _ made: Organisation?, _ site: Site) -> OutgoingMail {
    let sentence =
      made == nil
      ? t("L’organisme \(request.name) n’a pas été ajouté à l’annuaire.")
      : t("L’organisme \(request.name) est maintenant dans l’annuaire.")
    let address = made.map { MandateAskingAddress($0).path } ?? OrganisationAskingAddress().path
    return OutgoingMail(
      fact: "organisation-request/\(request.token)/decided", to: request.mail, person: request.person,
      in: request.language, of: site, subject: sentence,
      [
        t("Bonjour,"), sentence, .verbatim(site.settings.baseAddress + request.language.address(address)),
        site.settings.helpLine,
      ])
  }
}
