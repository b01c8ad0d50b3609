import Foundation
import Localization
import Platform
import Storage

/// `/habilitation`: one's organisations, what one asked, what colleagues ask, and the way to one more.
package struct GettingInAddress: FixedAddress {
  package static let pattern: StaticString = "/habilitation"
  package init() {}
}

/// `/habilitation/7k3m9p2q4r-dax`: asking to act for an organisation.
package struct MandateAskingAddress: AddressOfOrganisation {
  package static let pattern: StaticString = "/habilitation/{organisation}"
  package var organisation: OrganisationAddress
  package init(organisation: OrganisationAddress) { self.organisation = organisation }
}

struct MandateCodeAddress: TokenAddress {
  static let pattern: StaticString = "/habilitation/demandes/{request}"
  var token: String
}

struct MandateDecisionAddress: TokenAddress {
  static let pattern: StaticString = "/habilitation/demandes/{request}/decision"
  var token: String
}

struct MandateEndAddress: FixedAddress {
  static let pattern: StaticString = "/habilitation/fin"
}

struct MandateQueueAddress: FixedAddress {
  static let pattern: StaticString = "/instruction/habilitations"
}

extension Permission {
  static let decideMandates = Permission("mandates.decide", [.instructor, .administrator])
}

/// The pages by which a person comes to act for an organisation.
struct MandateDesk: Sendable {
  let register: Register
  let whenGiven: [MandateGiven.Follower]
  private var database: Database { register.database }
  private static let shown = 20
  private static let colleaguesTold = 5

  func register(in registry: inout Registry) {
    registry.readStandings { person, now, db in try Mandate.standings(person, now, db) }
    registry.getIn(at: GettingInAddress().path)
    // Whoever votes needs a mandate first.
    registry.keepOpen([MandateAskingAddress.self, MandateCodeAddress.self], during: .acts)
    registry.addToMenu(
      NavigationEntry(t("Demandes d’habilitation"), path: MandateQueueAddress().path), for: .decideMandates)
    registry.get(GettingInAddress.self, for: PersonVisit.self) { _, visit in try await mine(visit) }
    registry.get(MandateAskingAddress.self, for: PersonVisit.self) { address, visit in
      try await asking(address, visit, typed: .init(), refusal: nil)
    }
    registry.post(MandateAskingAddress.self, for: PersonVisit.self, input: MandateForm.self) { address, visit, typed in
      try await ask(address, typed, visit)
    }
    registry.get(MandateCodeAddress.self, for: PersonVisit.self) { address, visit in
      try await codePage(address.token, visit, refusal: nil)
    }
    registry.post(MandateCodeAddress.self, for: PersonVisit.self, input: MandateCodeTyped.self) {
      address, visit, typed in
      try await typeCode(typed.code, address.token, visit)
    }
    registry.post(MandateDecisionAddress.self, for: PersonVisit.self, input: RequestDecision.self) {
      address, visit, decision in
      try await decide(decision, address.token, visit)
    }
    registry.post(MandateEndAddress.self, for: PersonVisit.self, input: MandateEnd.self) { _, visit, typed in
      try await end(typed, visit)
    }
    registry.get(MandateQueueAddress.self, permission: .decideMandates) { _, visit in
      let query = String((visit.visit.query["q"] ?? "").prefix(Limits.searchCharacters))
      let ids = await register.find(query, limit: Self.shown)
      let (requests, organisations, found) = try await database.read { db in
        let requests = try MandateRequest.waiting(for: nil, limit: 100, db)
        return (
          requests, try Organisation.with(ids: requests.map(\.organisation), db), try Organisation.with(ids: ids, db)
        )
      }
      let page = MandateQueuePage(
        requests: RequestList(
          requests: requests, organisations: organisations, places: register.places, now: visit.now,
          returnTo: MandateQueueAddress().path, language: visit.language),
        hunt: OrganisationHunt(
          title: t("Qui agit pour un organisme ?"), label: t("Nom, code INSEE ou SIREN"),
          nothing: t("Aucun organisme ne porte ce nom."),
          action: visit.language.address(MandateQueueAddress().path), query: query, found: found,
          places: register.places
        ) { visit.language.address(MandateHoldersAddress($0).path) },
        done: visit.visit.query["fait"])
      return .page(Page(t("Demandes d’habilitation"), page))
    }
  }

  private func mine(_ visit: PersonVisit) async throws -> Answer {
    let query = String((visit.visit.query["q"] ?? "").prefix(Limits.searchCharacters))
    let ids = await register.find(query, limit: Self.shown)
    let page = try await database.read { db in
      let mandates = try Mandate.all(of: visit.person.id, at: visit.now, db)
      let open = try MandateRequest.open(of: visit.person.id, db).filter {
        $0.sentTo == nil || $0.isCodeOpen(at: visit.now)
      }
      let asked = try MandateRequest.waiting(for: mandates.map(\.organisation), limit: 100, db)
        .filter { $0.person != visit.person.id }
      let organisations = try Organisation.with(
        ids: Array(Set((mandates.map(\.organisation) + open.map(\.organisation) + asked.map(\.organisation)))), db)
      let confirmers = try Confirmer.all(of: visit.person.id, at: visit.now, db)
      let territory = try MandateRequest.waiting(in: confirmers, besides: visit.person.id, limit: 100, db).count
      return GettingInPage(
        territoryRequests: confirmers.isEmpty ? nil : territory,
        preparations: PreparationLinks(
          isOperator: try visit.person.standings.contains { try OrganisationMember.count(of: $0.organisation, db) > 0 },
          count: try Preparation.all(about: mandates.map(\.organisation), at: visit.now, db).count,
          language: visit.language),
        mandates: mandates, open: open,
        organisations: organisations, query: query,
        found: try Organisation.with(ids: ids, db),
        asked: RequestList(
          requests: asked, organisations: organisations, places: register.places, now: visit.now,
          returnTo: GettingInAddress().path, language: visit.language),
        done: visit.visit.query["fait"], places: register.places, language: visit.language)
    }
    return .page(Page(t("Agir pour un organisme"), page))
  }

  private func asking(
    _ address: MandateAskingAddress, _ visit: PersonVisit, typed: MandateForm, refusal: MandateRequest.Refusal?
  ) async throws -> Answer {
    let found = try await database.read { db -> (Organisation, Proofs, Mandate?, Organisation?)? in
      guard let organisation = try Organisation.with(token: address.organisation.token, db) else { return nil }
      let held = try Mandate.live(of: visit.person.id, for: organisation.id, at: visit.now, db)
      return (
        organisation, try Proofs.offered(to: visit.person, by: organisation, at: visit.now, db), held,
        try Merger.successor(of: organisation.id, db)?.organisation
      )
    }
    guard let (organisation, proofs, held, successor) = found else { throw NotFound() }
    let title = t("Agir pour \(organisation.name)")
    var typed = typed
    if held?.kind == .agent, typed.kind == nil { typed.kind = .elected }
    let page = MandateAskingPage(
      organisation: organisation, proofs: proofs, held: held?.kind, successor: successor, typed: typed,
      refusal: refusal, places: register.places, language: visit.language)
    return .page(Page(title, status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func ask(
    _ address: MandateAskingAddress, _ typed: MandateForm, _ visit: PersonVisit
  ) async throws -> Answer {
    do {
      guard let kind = typed.kind else { throw MandateRequest.Refusal.noKind }
      guard typed.message.unicodeScalars.count <= MandateRequest.longestMessage else {
        throw MandateRequest.Refusal.longMessage
      }
      let found = try await database.read { db in try Organisation.with(token: address.organisation.token, db) }
      guard let organisation = found else { throw NotFound() }
      var generator = SystemRandomNumberGenerator()
      let asking = MandateRequest.Asking(
        person: visit.person.id, organisation: organisation.id, kind: kind, mail: visit.person.mail,
        language: visit.language, message: typed.message, token: Token(using: &generator))
      switch typed.proof {
      case .mailbox(let mailbox):
        let code = sixFigures(using: &generator)
        let letters = MandateLetters(organisation: organisation, places: register.places, site: visit.site)
        try await database.write { db in
          try MandateRequest.ask(
            asking, through: mailbox, code: code, browser: visit.visit.browser,
            letter: { letters.code(code, for: visit.person, token: asking.token, to: $0) }, at: visit.now, db)
        }
        return .redirect(to: visit.language.address(MandateCodeAddress(token: asking.token.text).path))
      case .address:
        let onward = try await database.write { db in
          let proofs = try Proofs.offered(to: visit.person, by: organisation, at: visit.now, db)
          guard let method = proofs.ownAddress else { throw MandateRequest.Refusal.notOwnAddress }
          try Mandate.give(
            to: visit.person.id, for: organisation.id, as: kind, by: method, actor: visit.actor, at: visit.now, db)
          try Session.act(for: organisation.id, in: visit.person.session, db)
          return try follow(visit.person.id, organisation.id, mail: visit.person.mail, in: visit.language, visit, db)
        }
        return .redirect(to: onward.map(visit.language.address) ?? done("agir", visit))
      case .person:
        try await database.write { db in
          try MandateRequest.ask(asking, by: visit.actor, at: visit.now, db)
          try tellColleagues(of: organisation, asking, visit, db)
        }
        return .redirect(to: done("demande", visit))
      case nil: throw MandateRequest.Refusal.noProof
      }
    } catch let refusal as MandateRequest.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await asking(address, visit, typed: typed, refusal: refusal)
      }
    }
  }

  /// Tells the other rooms that somebody may now act for an organisation.
  private func follow(
    _ person: Int64, _ organisation: Int64, mail: String, in language: Language, _ visit: PersonVisit,
    _ db: Transaction
  ) throws -> String? {
    let given = MandateGiven(
      person: person, organisation: organisation, mail: mail, language: language, site: visit.site, now: visit.now)
    return try whenGiven.compactMap { follower in try follower(given, db) }.last
  }

  private func done(_ what: String, _ visit: PersonVisit) -> String {
    visit.language.address(GettingInAddress().path) + "?fait=" + what
  }

  /// The first colleagues learn that somebody waits for their word.
  private func tellColleagues(
    of organisation: Organisation, _ asking: MandateRequest.Asking, _ visit: PersonVisit, _ db: Transaction
  ) throws {
    let letters = MandateLetters(organisation: organisation, places: register.places, site: visit.site)
    let colleagues = try Mandate.colleagues(
      in: organisation.id, besides: visit.person.id, at: visit.now, limit: Self.colleaguesTold, db)
    for colleague in colleagues {
      guard let mail = try Person.mail(of: colleague, db).flatMap(MailAddress.init) else { continue }
      try letters.asked(by: visit.person, token: asking.token, to: mail, person: colleague).queue(db, at: visit.now)
    }
  }

  private func codePage(_ token: String, _ visit: PersonVisit, refusal: MandateRequest.Refusal?) async throws
    -> Answer
  {
    let found = try await database.read { db -> (MandateRequest, Organisation)? in
      guard let request = try MandateRequest.with(token: token, db), request.person == visit.person.id,
        request.sentTo != nil
      else { return nil }
      return try Organisation.with(ids: [request.organisation], db).first.map { (request, $0) }
    }
    guard let (request, organisation) = found else { throw NotFound() }
    if request.outcome == .given { return .redirect(to: visit.language.address(GettingInAddress().path)) }
    let page = MandateCodePage(
      request: request, organisation: organisation, refusal: refusal, settings: visit.site.settings,
      isLate: visit.now.seconds(since: request.askedAt) >= 120, language: visit.language)
    return .page(Page(t("Tapez le code de la boîte officielle"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func typeCode(_ code: String, _ token: String, _ visit: PersonVisit) async throws -> Answer {
    try visit.visit.client.mayGuess()
    let (refusal, onward) = try await database.write { db -> (MandateRequest.Refusal?, String?) in
      guard let request = try MandateRequest.with(token: token, db), request.person == visit.person.id,
        request.sentTo != nil
      else { throw NotFound() }
      let refusal = try request.prove(
        code: code, browser: visit.visit.browser, by: visit.actor, at: visit.now, db)
      guard refusal == nil else { return (refusal, nil) }
      try Session.act(for: request.organisation, in: visit.person.session, db)
      return (
        nil, try follow(request.person, request.organisation, mail: request.mail, in: request.language, visit, db)
      )
    }
    if let refusal {
      visit.visit.client.hasFailed()
      return try await visit.visit.refuse(refusal) { try await codePage(token, visit, refusal: refusal) }
    }
    return .redirect(to: onward.map(visit.language.address) ?? done("agir", visit))
  }

  /// A colleague decides for her own organisations, an instructor for all, those who confirm within their territory;
  /// never for oneself.
  private func decide(_ decision: RequestDecision, _ token: String, _ visit: PersonVisit) async throws -> Answer {
    guard let isYes = decision.isYes else { throw RequestRefusal.nothingChosen }
    try await database.write { db in
      guard let request = try MandateRequest.with(token: token, db), request.sentTo == nil,
        let organisation = try Organisation.with(ids: [request.organisation], db).first
      else { throw NotFound() }
      let isColleague =
        try Mandate.live(of: visit.person.id, for: request.organisation, at: visit.now, db) != nil
      let isInstructor = visit.person.holds(.decideMandates)
      let confirmer =
        isColleague || isInstructor
        ? nil : try Confirmer.confirming(request.organisation, by: visit.person.id, at: visit.now, db)
      guard isColleague || isInstructor || confirmer != nil else { throw NotFound() }
      guard request.person != visit.person.id else { throw MandateRequest.Refusal.ownRequest }
      let actor = visit.person.actor(for: isColleague ? request.organisation : confirmer?.organisation)
      let letters = MandateLetters(organisation: organisation, places: register.places, site: visit.site)
      if isYes {
        let method: Mandate.Method = isColleague ? .colleague : isInstructor ? .instructor : .territory
        try request.accept(by: method, actor: actor, at: visit.now, db)
        _ = try follow(request.person, request.organisation, mail: request.mail, in: request.language, visit, db)
      } else {
        try request.refuse(by: actor, at: visit.now, db)
      }
      try letters.decided(request, isGiven: isYes).queue(db, at: visit.now)
    }
    let told = (decision.returnTo.contains("?") ? "&" : "?") + "fait=" + (isYes ? "accord" : "refus")
    return .redirect(to: visit.language.address(decision.returnTo) + told)
  }

  private func end(_ typed: MandateEnd, _ visit: PersonVisit) async throws -> Answer {
    guard let id = typed.mandate else { throw RequestRefusal.nothingChosen }
    let day = typed.day
    try await database.write { db in
      let mine = try Mandate.all(of: visit.person.id, at: visit.now, db).first { $0.id == id }
      guard let mandate = mine else { throw NotFound() }
      guard !day.isEmpty else { return try mandate.end(by: visit.actor, at: visit.now, db) }
      guard let last = ParisTime.endOfDay(day) else { throw MandateRequest.Refusal.pastDate }
      try mandate.end(on: last, by: visit.actor, at: visit.now, db)
    }
    return .redirect(to: done(day.isEmpty ? "fin" : "date", visit))
  }
}

/// The ways of proving that are open to a person for an organisation.
struct Proofs: Sendable {
  var mailboxes: [OrganisationMailbox]
  /// Set where the address with which she signed in is enough by itself.
  var ownAddress: Mandate.Method?
  var hasColleague: Bool

  static func offered(
    to person: SignedIn, by organisation: Organisation, at now: Instant, _ db: Snapshot
  ) throws -> Proofs {
    let boxes = try OrganisationMailbox.all(of: organisation.id, db)
    var method: Mandate.Method?
    if boxes.contains(where: { $0.mail == person.mail }) {
      method = .mailbox
    } else if let mail = MailAddress(person.mail), !mail.isAtSharedProvider,
      try OrganisationMailbox.owns(organisation.id, domain: mail.domain, db)
    {
      method = .domain
    }
    return Proofs(
      mailboxes: boxes, ownAddress: method,
      hasColleague: try Mandate.isHeld(in: organisation.id, besides: person.id, at: now, db))
  }
}
