import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

/// `/consultations/services-2021/vote/contestation/…`: what a letter to an official mailbox leads to.
struct ContestAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/contestation/{secret}"
  var consultation: String
  var link: Secret

  init(_ consultation: Consultation, _ link: Secret) {
    self.consultation = consultation.slug
    self.link = link
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let link = Secret(segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.link = link
  }
  var segments: [String] { [consultation, link.text] }
}

struct ContestsAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/contestations"
  var consultation: String
}

/// What one of two wants of a contested ballot.
struct ContestDecisionTyped: Input {
  static let fields: Set<String> = ["contestation", "decision"]
  var token: String
  var outcome: ContestOutcome?
  init(_ visit: Visit) {
    token = String((visit.form["contestation"] ?? "").prefix(Token.length))
    outcome = visit.form["decision"].flatMap { ContestOutcome(rawValue: $0) }
  }
}

extension VotesModule {
  func registerContests(in registry: inout Registry) {
    registry.get(ContestAddress.self, access: .anyone) { address, visit in
      try await contestPage(address, visit, refusal: nil)
    }
    registry.post(ContestAddress.self, access: .anyone) { address, visit in
      try visit.client.mayGuess()
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        try await write { db in
          let (consultation, vote) = try found(address.consultation, db)
          guard let id = try Contest.organisation(of: address.link, in: vote.id, db) else {
            throw Contest.Refusal.unknownLink
          }
          let contest = try Contest.make(id, in: vote, token: token, at: try visit.clock.now(in: db), db)
          try letters(consultation, visit.site).tell(contest, at: visit.now, db)
        }
        return .redirect(to: visit.language.address(address.path) + "?fait=conteste")
      } catch let refusal as Contest.Refusal {
        if refusal == .unknownLink { visit.client.hasFailed() }
        return try await visit.refuse(refusal) { try await contestPage(address, visit, refusal: refusal) }
      }
    }
    registry.get(ContestsAddress.self, permission: .settleVotes) { address, visit in
      try await contestsPage(address, visit, refusal: nil)
    }
    registry.post(ContestsAddress.self, permission: .settleVotes, input: ContestDecisionTyped.self) {
      address, visit, typed in
      do {
        let isDecided = try await write { db in
          guard let outcome = typed.outcome else { throw Contest.Refusal.notChosen }
          let (consultation, vote) = try found(address.consultation, db)
          guard let contest = try Contest.with(token: typed.token, db), contest.vote == vote.id else {
            throw NotFound()
          }
          let isDecided = try contest.sign(
            outcome, by: visit.person.id, in: vote, actor: visit.actor, at: try visit.visit.clock.now(in: db), db)
          if isDecided, let settled = try Contest.with(token: typed.token, db) {
            try letters(consultation, visit.site).tell(settled, at: visit.now, db)
          }
          return isDecided
        }
        return .redirect(to: address.path + (isDecided ? "?fait=decide" : "?fait=signe"))
      } catch let refusal as Contest.Refusal {
        return try await visit.visit.refuse(refusal) { try await contestsPage(address, visit, refusal: refusal) }
      }
    }
  }

  private func letters(_ consultation: Consultation, _ site: Site) -> ContestLetters {
    ContestLetters(consultation: consultation, language: language, site: site)
  }

  private func contestPage(
    _ address: ContestAddress, _ visit: Visit, refusal: Contest.Refusal?
  ) async throws -> Answer {
    try visit.client.mayGuess()
    let page = try await database.read { db -> ContestPage? in
      let (consultation, vote) = try found(address.consultation, db)
      guard let id = try Contest.organisation(of: address.link, in: vote.id, db),
        let organisation = try Organisation.with(ids: [id], db).first
      else { return nil }
      return ContestPage(
        consultation: consultation, vote: vote, organisation: organisation,
        ballot: try Ballot.standing(of: id, in: vote.id, db), contest: try Contest.newest(of: id, in: vote.id, db),
        action: visit.language.address(address.path), refusal: refusal, isDone: visit.query["fait"] == "conteste",
        language: visit.language)
    }
    guard let page else {
      visit.client.hasFailed()
      throw Contest.Refusal.unknownLink
    }
    let title = Ballot.title(of: page.organisation, in: visit.language)
    return .page(Page(title, status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func contestsPage(
    _ address: ContestsAddress, _ visit: PersonVisit, refusal: Contest.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(address.consultation, db)
      let contests = try Contest.all(of: vote.id, db)
      let organisations = try Organisation.with(ids: contests.map(\.organisation), db)
      let entries = try contests.map { contest in
        ContestsPage.Entry(
          contest: contest,
          organisation: organisations.first { $0.id == contest.organisation }.map(register.places.fullName) ?? "",
          signatures: try contest.signatures(db).map { (try RightRequest.name(of: $0.person, db), $0.outcome) })
      }
      return ContestsPage(
        consultation: consultation, vote: vote, entries: entries, refusal: refusal, done: visit.visit.query["fait"])
    }
    return .page(Page(t("Bulletins contestés"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
