import Consultations
package import Directory
import Forms
import Localization
import Platform
package import Storage

extension DepositsModule {
  func registerCodeposits(in registry: inout Registry) {
    registry.get(DraftCodepositorsAddress.self, for: PersonVisit.self) { address, visit in
      try await codepositors(visit, [], refusal: nil) { db in try together(address.place, visit, db) }
    }
    registry.post(DraftCodepositorsAddress.self, for: PersonVisit.self, input: CodepositorsTyped.self) {
      address, visit, typed in
      try await invite(typed, visit) { db in try together(address.place, visit, db) }
    }
    registry.get(CodepositorsAddress.self, for: PersonVisit.self) { address, visit in
      try await codepositors(visit, [], refusal: nil) { db in try together(address.contribution, visit, db) }
    }
    registry.post(CodepositorsAddress.self, for: PersonVisit.self, input: CodepositorsTyped.self) {
      address, visit, typed in
      try await invite(typed, visit) { db in try together(address.contribution, visit, db) }
    }
    registerCodepositAnswers(in: &registry)
  }

  /// A text with those who deposit it, for one of them.
  struct Together: Sendable {
    var consultation: Consultation
    var deposited: Deposited
    var openings: Openings
    /// For which of her organisations the visitor is here.
    var standing: Standing?
    /// Where the page is, and where it leads back.
    var path: String
    var back: String

    var isLead: Bool { standing != nil && standing?.organisation == deposited.lead }
  }

  /// A correction has those of the contribution that it corrects.
  private func together(_ place: DraftPlace, _ visit: PersonVisit, _ db: Snapshot) throws -> Together? {
    guard let desk = try desk(place, visit, db), let draft = desk.draft else { return nil }
    var deposited = Deposited.draft(draft)
    if let corrected = draft.contribution {
      guard !desk.isWithdrawn, let contribution = try Contribution.with(ids: [corrected], db).first else { return nil }
      deposited = .contribution(contribution)
    }
    return Together(
      consultation: desk.consultation, deposited: deposited, openings: desk.openings, standing: desk.standing,
      path: DraftCodepositorsAddress(place).path, back: DraftAddress(place).path)
  }

  private func together(_ address: ContributionAddress, _ visit: PersonVisit, _ db: Snapshot) throws -> Together? {
    guard let (consultation, contribution) = try Self.contribution(at: address, db),
      let standing = try contribution.standing(of: visit.person, db)
    else { return nil }
    let bare = ContributionAddress(bare: contribution, in: consultation)
    return Together(
      consultation: consultation, deposited: .contribution(contribution),
      openings: try Openings.of(consultation.id, at: visit.now, db), standing: standing,
      path: CodepositorsAddress(bare).path, back: bare.path)
  }

  private func codepositors(
    _ visit: PersonVisit, _ chosen: [String], refusal: CodepositRefusal?,
    _ find: @escaping @Sendable (Snapshot) throws -> Together?
  ) async throws -> Answer {
    let query = String((visit.visit.query["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    let found = query.isEmpty ? [] : await register.find(query, limit: 10)
    let tokens = chosen + visit.visit.query.all("choisi").prefix(Codeposit.most).map { String($0.prefix(10)) }
    let page = try await database.read { db -> CodepositorsPage? in
      guard let together = try find(db) else { return nil }
      let codeposits = try Codeposit.all(of: together.deposited, db)
      let known = [together.deposited.lead].compactMap(\.self) + codeposits.map(\.organisation)
      var ready: [Int64] = []
      if case .contribution(let contribution) = together.deposited {
        ready = try SupportStatement.readyToCoCarry(contribution.id, limit: Codeposit.most, db)
      }
      let picked = try tokens.compactMap { try Organisation.with(token: $0, db) }
      let offered = (found + ready).filter { id in !picked.contains { $0.id == id } }
      return CodepositorsPage(
        together: together, codeposits: codeposits,
        inviters: together.isLead ? try CodepositInviter.of(codeposits, db) : [:],
        organisations: try Organisation.with(ids: known, db), picked: picked,
        offered: try Organisation.with(ids: offered, db).filter { !known.contains($0.id) }, ready: Set(ready),
        query: query, refusal: refusal, done: visit.visit.query["fait"], places: register.places,
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        t("Co-déposants"), status: refusal?.status ?? 200, section: AllContributionsAddress().path, isNarrow: true,
        page))
  }

  /// Invites all that are ticked, or none.
  private func invite(
    _ typed: CodepositorsTyped, _ visit: PersonVisit, _ find: @escaping @Sendable (Snapshot) throws -> Together?
  ) async throws -> Answer {
    do {
      let path = try await database.write { db -> String? in
        guard let together = try find(db) else { return nil }
        guard let standing = together.standing, together.isLead else { throw CodepositRefusal.noOrganisation }
        guard together.deposited.isOpen(together.openings) else { throw CodepositRefusal.closed }
        guard !typed.tokens.isEmpty else { throw CodepositRefusal.nobodyChosen }
        let letters = CodepositLetters(
          deposited: together.deposited, consultation: together.consultation, leadName: standing.fullName,
          site: visit.site)
        var generator = SystemRandomNumberGenerator()
        for token in typed.tokens {
          guard let organisation = try Organisation.with(token: token, db) else { throw NotFound() }
          try together.deposited.require(organisation.kind, together.openings)
          let codeposit = try Codeposit.invite(
            organisation.id, to: together.deposited, token: Token(using: &generator),
            by: visit.person.actor(for: standing.organisation), at: visit.now, db)
          try letters.invite(codeposit, named: register.places.fullName(of: organisation), at: visit.now, db)
        }
        return together.path
      }
      guard let path else { throw NotFound() }
      return .redirect(to: visit.language.address(path) + "?fait=invite")
    } catch let refusal as CodepositRefusal {
      return try await visit.visit.refuse(refusal) {
        try await codepositors(visit, typed.tokens, refusal: refusal, find)
      }
    }
  }
}

// MARK: Answering

extension DepositsModule {
  private func registerCodepositAnswers(in registry: inout Registry) {
    registry.get(CodepositAddress.self, for: PersonVisit.self) { address, visit in
      try await invitation(address.token, visit, refusal: nil)
    }
    registry.post(CodepositAnswerAddress.self, for: PersonVisit.self, input: CodepositAnswer.self) {
      address, visit, typed in
      guard let word = typed.word else { throw NotFound() }
      return try await act(address.token, visit, done: word.rawValue) { codeposit, mine, db in
        guard let standing = mine.own else { throw NotFound() }
        let actor = visit.person.actor(for: standing.organisation)
        if word == .decline { return try codeposit.decline(by: actor, at: visit.now, db) }
        guard mine.deposited.isOpen(mine.openings) else { throw CodepositRefusal.closed }
        try mine.deposited.require(mine.organisation.kind, mine.openings)
        if word == .reconsider { return try codeposit.reconsider(by: actor, at: visit.now, db) }
        try codeposit.accept(by: actor, at: visit.now, db)
        if case .contribution(let contribution) = mine.deposited {
          try Follow.begin(
            .contribution(contribution.id), person: visit.person.id, in: visit.language, by: actor, at: visit.now, db)
        }
      }
    }
    registry.post(CodepositEndAddress.self, for: PersonVisit.self) { address, visit in
      try await act(address.token, visit, done: "parti") { codeposit, mine, db in
        guard let standing = mine.own else { throw NotFound() }
        guard mine.deposited.isOpen(mine.openings) else { throw CodepositRefusal.closed }
        try codeposit.leave(by: visit.person.actor(for: standing.organisation), at: visit.now, db)
      }
    }
    registry.post(CodepositRecallAddress.self, for: PersonVisit.self) { address, visit in
      let path = try await database.write { db -> String? in
        guard let (codeposit, mine) = try self.invitation(address.token, visit, db), let lead = mine.lead else {
          return nil
        }
        try codeposit.takeBack(by: visit.person.actor(for: lead.organisation), at: visit.now, db)
        return mine.path
      }
      guard let path else { throw NotFound() }
      return .redirect(to: visit.language.address(path) + "?fait=repris")
    }
  }

  /// An invitation with what it is about, and for whom the visitor acts in it.
  struct Invitation: Sendable {
    var consultation: Consultation
    var deposited: Deposited
    var openings: Openings
    var organisation: Organisation
    var lead: Standing?
    /// Her standing for the organisation that is invited.
    var own: Standing?
    var leadName: String
    /// Where those who deposit are listed.
    var path: String
  }

  private func invitation(_ token: String, _ visit: PersonVisit, _ db: Snapshot) throws -> (Codeposit, Invitation)? {
    guard let codeposit = try Codeposit.with(token: token, db), let deposited = try codeposit.deposited(db),
      let consultation = try Consultation.with(id: deposited.consultation, db),
      let organisation = try Organisation.with(ids: [codeposit.organisation], db).first,
      let lead = try Organisation.with(ids: [deposited.lead].compactMap(\.self), db).first
    else { return nil }
    if let contribution = codeposit.contribution, try Withdrawal.of(contribution, db) != nil { return nil }
    let standings = visit.person.standings
    let path =
      switch deposited {
      case .draft(let draft):
        DraftCodepositorsAddress(DraftPlace(consultation: consultation.slug, token: draft.token)).path
      case .contribution(let contribution):
        CodepositorsAddress(ContributionAddress(bare: contribution, in: consultation)).path
      }
    return (
      codeposit,
      Invitation(
        consultation: consultation, deposited: deposited,
        openings: try Openings.of(consultation.id, at: visit.now, db), organisation: organisation,
        lead: standings.first { $0.organisation == lead.id },
        own: standings.first { $0.organisation == organisation.id },
        leadName: register.places.fullName(of: lead), path: path)
    )
  }

  private func act(
    _ token: String, _ visit: PersonVisit, done: String,
    _ body: @escaping @Sendable (Codeposit, Invitation, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      let isFound = try await database.write { db in
        guard let (codeposit, mine) = try self.invitation(token, visit, db) else { return false }
        try body(codeposit, mine, db)
        guard let after = try Codeposit.with(token: token, db) else { return false }
        let letters = CodepositLetters(
          deposited: mine.deposited, consultation: mine.consultation, leadName: mine.leadName, site: visit.site)
        try letters.tellAnswer(
          after, named: register.places.fullName(of: mine.organisation), at: visit.now, db)
        return true
      }
      guard isFound else { throw NotFound() }
      return .redirect(to: visit.language.address(CodepositAddress(token: token).path) + "?fait=" + done)
    } catch let refusal as CodepositRefusal {
      return try await visit.visit.refuse(refusal) { try await invitation(token, visit, refusal: refusal) }
    }
  }

  private func invitation(_ token: String, _ visit: PersonVisit, refusal: CodepositRefusal?) async throws -> Answer {
    let page = try await database.read { db -> InvitationPage? in
      guard let (codeposit, mine) = try invitation(token, visit, db) else { return nil }
      let asked = try mine.deposited.text.asked(db)
      return InvitationPage(
        codeposit: codeposit, invitation: mine, name: register.places.fullName(of: mine.organisation),
        text: try named(mine.deposited.text, asked: asked, files: [], db), questionnaire: asked, refusal: refusal,
        done: visit.visit.query["fait"],
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Co-déposer"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  /// Leads whoever comes to act for an organisation to the invitation that waits for it.
  package func showInvitation(_ given: MandateGiven, _ db: Transaction) throws -> String? {
    try Codeposit.waiting(for: [given.organisation], limit: 1, db).first.map { CodepositAddress(token: $0.token).path }
  }
}
