import Consultations
import Deposits
import Localization
import Platform
import Storage

extension InstructionModule {
  func registerPropositions(in registry: inout Registry) {
    registry.get(EditedPropositionsAddress.self, permission: .instruct) { address, _ in
      let page = try await database.read { db -> EditedPropositionsPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        let all = try Proposition.all(of: consultation.id, db)
        return EditedPropositionsPage(
          consultation: consultation, entries: try PropositionEntry.of(all, onlyPublished: false, db))
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Propositions"), page))
    }
    registry.get(EditedPropositionAddress.self, permission: .instruct) { address, visit in
      try await editedPage(address, visit, nil, refusal: nil)
    }
    registry.post(EditedPropositionAddress.self, permission: .instruct, input: PropositionTyped.self) {
      address, visit, typed in
      do {
        let isLost = try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          let proposition = try Proposition.edited(token: address.token, in: consultation.id, db)
          let before = try proposition.composed(db)?.composition.sentences.count ?? 0
          let isBefore = (try? Decision.requireBeforeVote(consultation.id, at: visit.now, db)) != nil
          guard isBefore else { throw PropositionRefusal.voteOpen }
          try Recusal.require(visit.actor, ofWhatFeeds: proposition, at: visit.now, db)
          try proposition.requireUnblotted(typed.read, db)
          try proposition.reword(
            try typed.whole(), read: typed.read.id, by: visit.actor, at: visit.now, db)
          return try proposition.composed(db)?.composition.sentences.count ?? 0 < before
        }
        return .redirect(to: address.path + (isLost ? "?fait=sources-perdues" : "?fait=redigee"))
      } catch PropositionRefusal.gone {
        return try await visit.visit.refuse(PropositionRefusal.gone) {
          try await gonePropositionPage(
            address.token, in: address.consultation, read: typed.read, typed: typed.texts)
        }
      } catch let refusal as any FieldRefusal {
        return try await visit.visit.refuse(refusal) { try await editedPage(address, visit, typed, refusal: refusal) }
      }
    }
    registerWordingPublications(in: &registry)
    registerPublicPropositions(in: &registry)
  }

  private func registerWordingPublications(in registry: inout Registry) {
    registry.post(WordingPublicationAddress.self, permission: .instruct) { address, visit in
      let page = EditedPropositionAddress(consultation: address.consultation, token: address.token)
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db),
            let proposition = try Proposition.with(token: address.token, in: consultation.id, db)
          else { throw NotFound() }
          try Decision.requireBeforeVote(consultation.id, at: visit.now, db)
          try Recusal.require(visit.actor, ofWhatFeeds: proposition, at: visit.now, db)
          let before = try PublicWordings(in: consultation.id, db)
          try proposition.publish(by: visit.actor, at: visit.now, db)
          try before.tellChanges(in: consultation, site: visit.site, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: page.path + "?fait=publiee")
      } catch let refusal as any FieldRefusal {
        return try await visit.visit.refuse(refusal) { try await editedPage(page, visit, nil, refusal: refusal) }
      }
    }
  }

  private func registerPublicPropositions(in registry: inout Registry) {
    registry.get(PropositionsAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db -> PropositionsPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        var all = try Proposition.published(in: consultation.id, db)
        let kind = visit.query["decision"].flatMap(Decision.Kind.init(slug:))
        if let kind {
          let made = try Outcomes.propositions(kind, in: consultation.id, db)
          all = all.filter { made.contains($0.id) }
        }
        return PropositionsPage(
          consultation: consultation, entries: try PropositionEntry.of(all, onlyPublished: true, db), kind: kind,
          language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Propositions"), section: AllContributionsAddress().path, page))
    }
    registry.get(PropositionAddress.self, access: .anyone) { address, visit in
      try await publicPage(address, visit)
    }
  }

  private func editedPage(
    _ address: EditedPropositionAddress, _ visit: PersonVisit, _ typed: PropositionTyped?,
    refusal: (any FieldRefusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> EditedPropositionPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let proposition = try Proposition.with(token: address.token, in: consultation.id, db),
        let current = try proposition.currentWording(db),
        let entry = try PropositionEntry.of([proposition], onlyPublished: false, db).first
      else { return nil }
      let now = PropositionTyped(proposition, read: current)
      // What was typed may hold what was blotted out.
      let told = refusal as? PropositionRefusal
      let isPrepared = try proposition.hasUnpublishedWording(db)
      var shown = told == .blotted ? now : typed ?? now
      // What was typed is compared with what is there now, then sent again.
      if told == .changedMeanwhile { shown.read = now.read }
      return EditedPropositionPage(
        consultation: consultation, entry: entry,
        feeding: try Feeding.of(proposition, onlyPublished: false, db),
        newer: try Decision.outdated(in: consultation.id, db),
        composition: try Composition.of(wording: current, onlyPublished: false, db),
        themes: try Theme.all(of: consultation.id, db), typed: shown, refusal: refusal,
        isPrepared: isPrepared,
        correction: isPrepared
          ? try ForeseenCorrection.of(showing: [proposition], in: consultation.id, at: visit.now, db).first : nil,
        done: visit.visit.query["fait"])
    }
    guard let page else {
      return try await leadToSuccessor(address.token, in: address.consultation) {
        EditedPropositionAddress($0, token: $1).path
      }
    }
    return .page(Page(.verbatim(page.entry.proposition.wording.title), status: refusal?.status ?? 200, page))
  }

  /// One that was merged into another leads there.
  private func leadToSuccessor(
    _ token: String, in slug: String, _ path: (Consultation, String) -> String
  ) async throws -> Answer {
    let found = try await database.read { db -> (Consultation, String)? in
      guard let consultation = try Consultation.with(slug: slug, db),
        let heir = try Regrouping.successor(of: token, in: consultation.id, db)
      else { return nil }
      return (consultation, heir)
    }
    guard let found else { throw NotFound() }
    return .redirect(to: path(found.0, found.1))
  }

  private func publicPage(_ address: PropositionAddress, _ visit: Visit) async throws -> Answer {
    let page = try await database.read { db -> PropositionPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let proposition = try Proposition.published(token: address.token, in: consultation.id, db),
        let entry = try PropositionEntry.of([proposition], onlyPublished: true, db).first
      else { return nil }
      let composition = try proposition.published(db)
      let text = SourcedText(proposition.wording.text, taking: composition.sentences)
      return PropositionPage(
        consultation: consultation, entry: entry,
        feeding: try Feeding.of(proposition, onlyPublished: true, db), composition: composition, text: text,
        sources: try NamedSource.of(text, db), themes: try Theme.all(of: consultation.id, db),
        panels: try propositionPanels.map { try $0(consultation, proposition.token, visit, db) },
        language: visit.language)
    }
    guard let page else {
      return try await leadToSuccessor(address.token, in: address.consultation) {
        visit.language.address(PropositionAddress($0, token: $1).path)
      }
    }
    return .page(
      Page(.verbatim(page.entry.proposition.wording.title), section: AllContributionsAddress().path, page))
  }
}

extension PropositionEntry {
  /// - Parameter onlyPublished: counts what everyone knows alone.
  static func of(_ propositions: [Proposition], onlyPublished: Bool, _ db: Snapshot) throws -> [PropositionEntry] {
    let ids = propositions.map(\.id)
    let supports = try Proposition.supports(of: ids, onlyPublished: onlyPublished, db)
    let contributions = try Proposition.contributions(of: ids, onlyPublished: onlyPublished, db)
    return propositions.map { proposition in
      let support = supports[proposition.id] ?? (0, 0)
      return PropositionEntry(
        proposition: proposition, contributions: contributions[proposition.id] ?? 0,
        authorities: support.authorities, others: support.others)
    }
  }
}
