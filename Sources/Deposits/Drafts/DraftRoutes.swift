import Consultations
import Directory
import Forms
import Foundation
import Localization
import Platform
import Storage

extension DepositsModule {
  func registerDrafts(in registry: inout Registry) {
    // A draft begins with an address of its own, and exists from its first save: looking writes nothing.
    registry.get(DepositAddress.self, for: PersonVisit.self) { address, visit in
      var generator = SystemRandomNumberGenerator()
      let place = DraftPlace(consultation: address.consultation, token: Token(using: &generator).text)
      return .redirect(to: visit.language.address(DraftAddress(place).path) + "?rubrique=\(address.rubric.slug)")
    }
    registry.get(DraftsAddress.self, for: PersonVisit.self) { address, visit in try await mine(address, visit) }
    registry.get(DraftAddress.self, for: PersonVisit.self) { address, visit in
      let desk = try await self.desk(address.place, visit)
      return try await page(desk, desk.draft?.text ?? ContributionText(language: visit.language), visit, refusal: nil)
    }
    registry.post(DraftAddress.self, for: PersonVisit.self, input: DraftTyped.self) { address, visit, typed in
      try await save(typed, address, visit)
    }
    registry.get(PreviewAddress.self, for: PersonVisit.self) { address, visit in
      let desk = try await self.desk(address.place, visit)
      guard let draft = desk.draft else { throw NotFound() }
      if let refusal = try await database.read({ db in try draft.refusalToPublish(db) }) {
        return try await page(desk, draft.text, visit, refusal: .text(refusal))
      }
      return try await preview(desk, draft, visit, refusal: nil)
    }
    registry.post(PublicationAddress.self, for: PersonVisit.self, input: PublicationTyped.self) {
      address, visit, typed in
      try await publish(address.place, typed, visit)
    }
    registry.post(DraftDeletionAddress.self, for: PersonVisit.self, input: DraftDeletionTyped.self) {
      address, visit, typed in
      try await delete(typed, address.place, visit)
    }
    registry.post(CorrectionAddress.self, for: PersonVisit.self) { address, visit in
      try await correct(address.contribution, visit)
    }
  }

  /// Refused where somebody has saved it since it was looked at.
  private func delete(_ typed: DraftDeletionTyped, _ place: DraftPlace, _ visit: PersonVisit) async throws -> Answer {
    do {
      let consultation = try await database.write { db -> Consultation? in
        guard let draft = try Draft.with(token: place.token, db),
          let part = try draft.part(of: visit.person, at: visit.now, db)
        else {
          return nil
        }
        guard draft.isDecided(by: part) else { throw DepositRefusal.leadDecides }
        guard typed.revision.map({ $0 == draft.revision }) ?? true else { throw DepositRefusal.changedSinceRead }
        let consultation = try Consultation.with(slug: place.consultation, db)
        if let consultation, draft.contribution == nil, let standing = part.standing {
          try CodepositLetters(
            deposited: .draft(draft), consultation: consultation, leadName: standing.fullName, site: visit.site
          ).tellDeleted(at: visit.now, db)
        }
        // Its words go; that it was there, and who deleted it, stays.
        try Event(
          "draft.deleted", on: .init("draft", draft.id), by: visit.person.actor(for: part.standing?.organisation),
          at: visit.now, consultation: draft.consultation
        ).record(db)
        try draft.delete(db)
        return consultation
      }
      guard let consultation else { throw NotFound() }
      return .redirect(to: visit.language.address(DraftsAddress(consultation).path) + "?fait=supprime")
    } catch let refusal as DepositRefusal {
      return try await visit.visit.refuse(refusal) {
        let desk = try await self.desk(place, visit)
        return try await page(desk, desk.draft?.text ?? ContributionText(), visit, refusal: .deposit(refusal))
      }
    }
  }

  /// What the script is told of a save: the revision, and the marks of what its form holds.
  private struct Saved: Encodable {
    var version: Int
    var base: String
    var message: String
  }

  /// What the pages of a draft need.
  struct DraftDesk: Sendable {
    var consultation: Consultation
    var place: DraftPlace
    var themes: [Theme]
    var openings: Openings
    var draft: Draft?
    var rubric: Rubric
    var invitation: RubricInvitation
    /// For which of her organisations the reader writes it; she publishes for it too, if hers leads.
    var standing: Standing?
    /// Whether she may publish it, or delete it.
    var decides: Bool
    /// The member for which an operator begins it, before it is kept.
    var preparedFor: Organisation?
    /// Whether the reader prepares it for a member.
    var isPreparing: Bool
    /// The operators that have written it.
    var preparers: [DraftPreparer]
    /// The names of those who deposit it: the one that leads, then the others; nothing while nobody leads.
    var depositors: [String]
    var done: String?
    /// The extra questions of its rubric.
    var questionnaire: RubricQuestionnaire?
    /// Whether the reader has another version that waits for a choice.
    var isContested: Bool
    /// Whether the contribution that it corrects was taken back.
    var isWithdrawn: Bool
    /// Drawn for the form of this page.
    var window: String
    var attachments: DraftAttachments
  }

  func desk(_ place: DraftPlace, _ visit: PersonVisit) async throws -> DraftDesk {
    let desk = try await database.read { db in try self.desk(place, visit, db) }
    guard let desk else { throw NotFound() }
    return desk
  }

  func desk(_ place: DraftPlace, _ visit: PersonVisit, _ db: Snapshot) throws -> DraftDesk? {
    guard let consultation = try Consultation.with(slug: place.consultation, db) else { return nil }
    let draft = try Draft.with(token: place.token, db)
    let part = try draft?.part(of: visit.person, at: visit.now, db)
    let preparing = try draft == nil ? self.preparing(visit, db) : nil
    guard draft != nil || preparing != nil || Self.memberNamed(by: visit) == nil else { return nil }
    guard draft == nil || (draft?.consultation == consultation.id && part != nil) else { return nil }
    let rubric = draft?.rubric ?? (visit.visit.query["rubrique"] ?? visit.form["rubrique"]).flatMap(Rubric.init(slug:))
    guard let rubric else { return nil }
    // A draft of an organisation is published for that one alone, also by somebody who acts for others now.
    var standing = draft?.organisation == nil ? visit.person.standing : part?.standing
    if let preparing { standing = preparing.standing }
    var depositors = preparing.map { [$0.member.id] } ?? []
    if let draft, let lead = draft.organisation {
      depositors = [lead] + (try Codeposit.organisations(of: .draft(draft), db))
    }
    var generator = SystemRandomNumberGenerator()
    return DraftDesk(
      consultation: consultation, place: place, themes: try Theme.all(of: consultation.id, db),
      openings: try Openings.of(
        consultation.id, for: preparing != nil || part.isOperator ? [] : standing.map { [$0] } ?? [], at: visit.now,
        db),
      draft: draft, rubric: rubric, invitation: try RubricInvitations.of(consultation.id, db)[rubric],
      standing: standing,
      decides: preparing == nil && (draft.flatMap { draft in part.map { draft.isDecided(by: $0) } } ?? true),
      preparedFor: preparing?.member, isPreparing: preparing != nil || part.isOperator,
      preparers: try draft.map { try DraftPreparer.all(of: $0.id, db) } ?? [],
      depositors: try Organisation.with(ids: depositors, db).map { register.places.fullName(of: $0) },
      done: visit.visit.query["fait"],
      questionnaire: try RubricQuestionnaire.current(of: consultation.id, rubric, db),
      isContested: try !DraftConflict.all(of: visit.person.id, upon: place.token, db).isEmpty,
      isWithdrawn: try draft?.contribution.map { try Withdrawal.of($0, db) != nil } ?? false,
      window: Token(using: &generator).text,
      attachments: try draft.map { try DraftAttachments(of: $0, db) } ?? DraftAttachments())
  }

  func page(
    _ desk: DraftDesk, _ text: ContributionText, _ visit: PersonVisit, refusal: DraftPage.Refused?
  ) async throws -> Answer {
    let resemblances = try await database.read { db in try self.resemblances(of: text, desk, db) }
    let names = try await names(
      of: text.answers, asked: desk.questionnaire?.questionnaire, files: desk.attachments.kept)
    var refusal = refusal
    if case .text(.answer(let key, .unknownAuthority)) = refusal, !(names.offered[key] ?? []).isEmpty {
      refusal = .text(.answer(key, .ambiguousAuthority))
    }
    // What is missing is told all at once; a text that cannot even be kept is told of that alone.
    let all = text.refusalsToPublish(as: desk.rubric, asking: desk.questionnaire?.questionnaire)
    var lacking: [ContributionText.Refusal] = []
    if case .text(let refused) = refusal, all.contains(refused) { lacking = all }
    let page = DraftPage(
      desk: desk, text: text, names: names, refusal: refusal, lacking: lacking, resemblances: resemblances,
      pageLanguage: visit.language)
    return .page(
      Page(
        desk.invitation.title(in: visit.language), status: visit.visit.method == .get ? 200 : refusal?.status ?? 200,
        section: AllContributionsAddress().path, page))
  }

  func preview(
    _ desk: DraftDesk, _ draft: Draft, _ visit: PersonVisit, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db in
      PreviewPage(
        desk: desk, draft: try read(draft, desk, db), refusal: refusal, articles: try selfCheck(draft, db),
        resemblances: try resemblances(of: draft.text, desk, db), language: visit.language)
    }
    return .page(
      Page(
        t("Relire et publier"), status: refusal?.status ?? 200,
        section: AllContributionsAddress().path, isNarrow: true, page))
  }

  /// The draft as it is read again: what its answers point at, by name.
  private func read(_ draft: Draft, _ desk: DraftDesk, _ db: Snapshot) throws -> Draft {
    let asked = desk.questionnaire?.questionnaire
    var draft = draft
    draft.text = try named(draft.text, asked: asked, files: desk.attachments.kept, db)
    return draft
  }

  /// The articles of the Rules that one reads again before publishing; a correction is of what was published.
  private func selfCheck(_ draft: Draft, _ db: Snapshot) throws -> [Rules.Article] {
    guard draft.contribution == nil else { return [] }
    return try Rules.current(of: draft.consultation, db)?.articles.filter(\.isSelfCheck) ?? []
  }

  /// By the script while one types, or by a button, which then leads on.
  private func save(_ typed: DraftTyped, _ address: DraftAddress, _ visit: PersonVisit) async throws -> Answer {
    var typed = typed
    let desk = try await self.desk(address.place, visit)
    let asked = desk.questionnaire?.questionnaire
    typed.text.answers = try await found(asked?.carried(typed.text.answers) ?? Answers(), asked: asked)
    typed.text.questionnaire = desk.questionnaire?.id
    let text = typed.text
    let saving: Draft.Saving?
    do {
      if let refusal = text.refusalToKeep(among: desk.themes, asking: asked) { throw refusal }
      saving = try await keep(typed, desk, visit)
    } catch let refusal as ContributionText.Refusal {
      guard !visit.visit.wantsJSON else { throw refusal }
      return try await page(desk, text, visit, refusal: .text(refusal))
    }
    let refusal: DepositRefusal? =
      switch saving {
      case .saved, .merged: nil
      case .contested: .changedMeanwhile
      case nil: .draftGone
      }
    if let refusal {
      return try await visit.visit.refuse(refusal) {
        let window = typed.seen.window
        return try await conflictPage(
          address.place, from: window.isEmpty ? nil : window, visit, refusal: refusal)
      }
    }
    guard !visit.visit.wantsJSON else { return try told(saving, text, desk, visit) }
    // What is missing is told by a page that can be come back to.
    let onward =
      switch typed.onward {
      case .preview: PreviewAddress(address.place).path
      case .attachments: DraftAttachmentsAddress(address.place).path
      case .codepositors: DraftCodepositorsAddress(address.place).path
      case .stay: DraftAddress(address.place).path + "?fait=enregistre"
      }
    return .redirect(to: visit.language.address(onward))
  }

  private func told(
    _ saving: Draft.Saving?, _ text: ContributionText, _ desk: DraftDesk, _ visit: PersonVisit
  ) throws -> Answer {
    var message: Phrase = t("✓ Enregistré à \(visit.now, .time)")
    var version = 0
    switch saving {
    case .saved(let revision): version = revision
    case .merged(let revision):
      version = revision
      message = t("✓ Enregistré. Quelqu’un d’autre écrit aussi dans ce brouillon : rechargez pour le lire.")
    case .contested, nil: break
    }
    let told = Saved(
      version: version, base: DraftBase(text, desk.rubric).text,
      message: message.text(in: visit.language, visit.site.catalogue))
    return .json([UInt8](try JSONEncoder().encode(told)))
  }

  /// Nil where the draft is gone, and what was typed is kept apart.
  func keep(_ typed: DraftTyped, _ desk: DraftDesk, _ visit: PersonVisit) async throws -> Draft.Saving? {
    let (text, seen) = (typed.text, typed.seen)
    return try await database.write { db in
      guard let draft = try Draft.with(token: desk.place.token, db) else {
        let published = try Contribution.with(token: desk.place.token, db)
        guard seen.revision > 0 else {
          // One that was published is not begun again by a late save.
          guard published == nil else { throw NotFound() }
          if let (member, standing) = try self.preparing(visit, db) {
            try Draft.prepare(
              text, rubric: desk.rubric, token: desk.place.token, in: desk.consultation.id, for: member.id,
              by: visit.person.actor(for: standing.organisation), from: seen.window, at: visit.now, db)
            return .saved(revision: 1)
          }
          guard Self.memberNamed(by: visit) == nil else { throw NotFound() }
          try Draft.create(
            token: desk.place.token, rubric: desk.rubric, text: text, in: desk.consultation.id,
            for: desk.standing?.organisation, by: visit.person.id, from: seen.window, at: visit.now, db)
          return .saved(revision: 1)
        }
        // Nothing is lost of what was published as it was typed.
        if let published, DraftBase(published.text, desk.rubric) == DraftBase(text, desk.rubric) { throw NotFound() }
        try DraftConflict.keep(
          text, seen: seen, desk.place.token, desk.rubric, in: desk.consultation.id, by: visit.person.id,
          at: visit.now, db)
        return nil
      }
      guard let part = try draft.part(of: visit.person, at: visit.now, db) else { throw NotFound() }
      if case .operator(let standing) = part { try draft.note(standing, visit, db) }
      return try draft.save(
        text, upon: seen, by: visit.person.id, for: desk.standing?.organisation, at: visit.now, db)
    }
  }

  /// Opens a draft that holds the current version, or the one that a colleague has begun.
  private func correct(_ address: ContributionAddress, _ visit: PersonVisit) async throws -> Answer {
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator)
    let place = try await database.write { db -> DraftPlace? in
      guard let (consultation, contribution) = try Self.contribution(at: address, db),
        try contribution.standing(of: visit.person, db) != nil
      else { return nil }
      try Openings.of(consultation.id, at: visit.now, db).require(.correction, for: contribution.organisation, db)
      try requireNoVeto(on: contribution, db)
      if let begun = try Draft.correcting(contribution.id, db) {
        return DraftPlace(consultation: consultation.slug, token: begun.token)
      }
      try Draft.create(
        token: token.text, rubric: contribution.rubric, text: contribution.text, in: consultation.id,
        for: contribution.organisation, by: visit.person.id, correcting: contribution.id, at: visit.now, db)
      return DraftPlace(consultation: consultation.slug, token: token.text)
    }
    guard let place else { throw NotFound() }
    return .redirect(to: visit.language.address(DraftAddress(place).path))
  }

  private func mine(_ address: DraftsAddress, _ visit: PersonVisit) async throws -> Answer {
    let page = try await database.read { db -> MyDepositsPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      let themes = try Theme.all(of: consultation.id, db)
      let published = try visit.person.standing.map {
        try ContributionSummary.all(of: $0.organisation, in: consultation.id, limit: 100, db)
      }
      let supported = try visit.person.standing.map {
        try ContributionSummary.supported(by: $0.organisation, in: consultation.id, limit: 100, db)
      }
      let acting = try visit.person.standing.flatMap { try Organisation.with(ids: [$0.organisation], db).first }
      let invitations = try Codeposit.waiting(for: visit.person.standings.map(\.organisation), limit: 50, db)
      return MyDepositsPage(
        consultation: consultation, drafts: try Draft.all(for: visit.person, in: consultation.id, db),
        conflicts: try DraftConflict.all(of: visit.person.id, in: consultation.id, db),
        hasManyServices: acting.map { [.operator, .syndicate].contains($0.kind) } ?? false,
        members: try visit.person.standings.map {
          try Preparation.members(of: $0.organisation, at: visit.now, db).count
        }.max() ?? 0,
        invitations: invitations, titles: try Codeposit.titles(of: invitations, db),
        inviters: try CodepositInviter.of(invitations, db),
        published: try entries(published ?? [], visit.person, themes, db),
        supported: try entries(supported ?? [], visit.person, themes, db),
        withdrawn: try visit.person.standing.map {
          try Contribution.withdrawn(by: $0.organisation, in: consultation.id, limit: 100, db)
        } ?? [],
        words: try RubricInvitations.of(consultation.id, db),
        openings: try Openings.of(
          consultation.id, for: visit.person.standing.map { [$0] } ?? [], at: visit.now, db),
        person: visit.person,
        done: visit.visit.query["fait"], language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Mes dépôts"), section: MyDepositsAddress().path, page))
  }
}
