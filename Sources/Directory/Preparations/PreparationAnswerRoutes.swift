import Localization
import Platform
import Storage

/// The pages on which a member answers: by the link of a letter, or signed in.
struct PreparationAnswerDesk: Sendable {
  let register: Register
  private var database: Database { register.database }

  func register(in registry: inout Registry) {
    registry.get(PreparationLinkAddress.self, access: .anyone) { address, visit in
      try await page(try await link(address, visit).preparation, address, visit, typed: nil, refusal: nil)
    }
    registry.post(PreparationLinkAddress.self, access: .anyone, input: PreparationAnswer.self) {
      address, visit, typed in
      let link = try await link(address, visit)
      return try await answer(typed, link.preparation, address, visit, by: link.actor)
    }
    registry.get(MyPreparationsAddress.self, for: PersonVisit.self) { _, visit in
      let page = try await database.read { db in
        let mine = try Preparation.all(about: visit.person.standings.map(\.organisation), at: visit.now, db)
        return MyPreparationsPage(
          preparations: mine,
          organisations: try Organisation.with(
            ids: Array(Set(mine.flatMap { [$0.operator, $0.member] })).sorted(), db),
          now: visit.now, places: register.places, language: visit.language)
      }
      return .page(Page(t("Autorisations de préparer"), isNarrow: true, page))
    }
    registry.get(PreparationAddress.self, for: PersonVisit.self) { address, visit in
      try await page(try await mine(address, visit), address, visit.visit, typed: nil, refusal: nil)
    }
    registry.post(PreparationAddress.self, for: PersonVisit.self, input: PreparationAnswer.self) {
      address, visit, typed in
      let preparation = try await mine(address, visit)
      return try await answer(
        typed, preparation, address, visit.visit, by: visit.person.actor(for: preparation.member))
    }
    registry.run(
      Job("preparations.clearing", title: t("Oublier les liens des autorisations terminées"), everySeconds: 3600) {
        most, now, db in try PreparationLink.clear(most, at: now, db)
      })
  }

  private func link(_ address: PreparationLinkAddress, _ visit: Visit) async throws -> PreparationLink {
    try visit.client.mayGuess()
    let found = try await database.read { db in try PreparationLink.with(address.secret, at: visit.now, db) }
    guard let found else {
      visit.client.hasFailed()
      throw PreparationRefusal.expired
    }
    return found
  }

  /// One about an organisation for which the visitor acts.
  private func mine(_ address: PreparationAddress, _ visit: PersonVisit) async throws -> Preparation {
    let found = try await database.read { db in try Preparation.with(token: address.token, db) }
    guard let found, visit.person.standings.contains(where: { $0.organisation == found.member }) else {
      throw NotFound()
    }
    return found
  }

  private func answer(
    _ typed: PreparationAnswer, _ preparation: Preparation, _ address: some Address, _ visit: Visit, by actor: Actor
  ) async throws -> Answer {
    do {
      guard let word = typed.word else { throw NotFound() }
      try await database.write { db in
        // As it is now, which may not be what was read.
        guard let preparation = try Preparation.with(token: preparation.token, db) else { throw NotFound() }
        switch word {
        case .refuse: try preparation.refuse(by: actor, at: visit.now, db)
        case .end: try preparation.end(by: actor, at: visit.now, db)
        case .accept:
          guard typed.isTicked else { throw PreparationRefusal.noScope }
          guard let day = ParisTime.endOfDay(typed.day) else { throw PreparationRefusal.pastDate }
          try preparation.accept(until: day, ballots: typed.hasBallots, by: actor, at: visit.now, db)
        case .scope: try preparation.allowBallots(typed.hasBallots, by: actor, at: visit.now, db)
        }
      }
      return .redirect(to: visit.language.address(address.path) + "?fait=" + word.rawValue)
    } catch let refusal as PreparationRefusal {
      return try await visit.refuse(refusal) {
        let now = try await database.read { db in try Preparation.with(token: preparation.token, db) }
        return try await page(now ?? preparation, address, visit, typed: typed, refusal: refusal)
      }
    }
  }

  private func page(
    _ preparation: Preparation, _ address: some Address, _ visit: Visit, typed: PreparationAnswer?,
    refusal: PreparationRefusal?
  ) async throws -> Answer {
    let organisations = try await database.read { db in
      try Organisation.with(ids: [preparation.operator, preparation.member], db)
    }
    guard organisations.count == 2 else { throw NotFound() }
    let page = PreparationPage(
      preparation: preparation, operatorName: register.places.fullName(of: organisations[0]),
      title: Preparation.title(
        of: register.places.fullName(of: organisations[0]), for: organisations[1], in: visit.language,
        register.places), now: visit.now,
      action: visit.language.address(address.path),
      day: typed?.day ?? String(ParisTime(preparation.until).typed.prefix(10)), refusal: refusal,
      done: visit.query["fait"])
    return .page(Page(t("Autorisation de préparer"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
