import Consultations
package import Directory
import Localization
import Platform
package import Storage

extension DepositsModule {
  /// Publishes a draft, or the correction that it holds; a second click finds what the first has done.
  func publish(_ place: DraftPlace, _ typed: PublicationTyped, _ visit: PersonVisit) async throws -> Answer {
    let desk = try await database.read { db in try self.desk(place, visit, db) }
    do {
      let answer = try await database.write { db -> String? in
        guard let consultation = try Consultation.with(slug: place.consultation, db) else { return nil }
        guard let draft = try Draft.with(token: place.token, db) else {
          guard let published = try Contribution.with(token: place.token, db),
            published.consultation == consultation.id, try Withdrawal.of(published.id, db) == nil
          else { return nil }
          return ContributionAddress(published, in: consultation).path
        }
        guard let part = try draft.part(of: visit.person, at: visit.now, db), draft.consultation == consultation.id
        else { return nil }
        guard draft.isDecided(by: part) else { throw DepositRefusal.leadDecides }
        guard let standing = desk?.standing else {
          guard typed.whenConfirmed, draft.contribution == nil, try draft.refusalToPublish(db) == nil else {
            throw MandateNeeded()
          }
          try draft.publishWhenConfirmed(db)
          return GettingInAddress().path + "?fait=attente"
        }
        guard typed.revision.map({ $0 == draft.revision }) ?? true else { throw DepositRefusal.changedSinceRead }
        if let refusal = try draft.refusalToPublish(db) { throw refusal }
        let openings = try Openings.of(consultation.id, for: [standing], at: visit.now, db)
        guard draft.contribution == nil else {
          return try self.correct(with: draft, in: consultation, openings, visit, db)
        }
        try openings.require(draft.rubric.act, for: standing.organisation, db)
        let publication = Publication(
          consultation: consultation, organisation: standing.organisation, organisationName: standing.fullName,
          actor: visit.person.actor(for: standing.organisation), person: visit.person.id, mail: visit.person.mail,
          language: visit.language, site: visit.site, now: visit.now)
        return try publication.publish(draft, db).map { $0.path + "?fait=publiee" }
      }
      guard let answer else { throw NotFound() }
      return .redirect(to: visit.language.address(answer))
    } catch let refusal as ContributionText.Refusal {
      guard let desk, let draft = desk.draft, !visit.visit.wantsJSON else { throw refusal }
      return try await page(desk, draft.text, visit, refusal: .text(refusal))
    } catch let refusal as DepositRefusal {
      return try await refused(refusal, place, visit)
    } catch let refusal as ParticipationRefusal {
      return try await refused(refusal, place, visit)
    } catch let veto as ContributionVeto {
      return try await refused(veto, place, visit)
    }
  }

  /// The preview as it is now, which may not be what was read.
  private func refused(_ refusal: some Refusal, _ place: DraftPlace, _ visit: PersonVisit) async throws -> Answer {
    guard !visit.visit.wantsJSON else { throw refusal }
    let desk = try await self.desk(place, visit)
    guard let draft = desk.draft else { throw refusal }
    return try await preview(desk, draft, visit, refusal: refusal)
  }

  /// Where the contribution is whose text `draft` has become; nil when the reader does not act for its organisation.
  private func correct(
    with draft: Draft, in consultation: Consultation, _ openings: Openings, _ visit: PersonVisit, _ db: Transaction
  ) throws -> String? {
    let ids = draft.contribution.map { [$0] } ?? []
    guard let contribution = try Contribution.with(ids: ids, db).first,
      let standing = try contribution.standing(of: visit.person, db)
    else { return nil }
    guard try Withdrawal.of(contribution.id, db) == nil else { throw DepositRefusal.withdrawn }
    try openings.require(.correction, for: standing.organisation, db)
    try requireNoVeto(on: contribution, db)
    let actor = visit.person.actor(for: standing.organisation)
    let text = try draft.publishable(db)
    let files = try DraftAttachments(of: draft, db)
    guard text != contribution.text || files.changesAny else { throw DepositRefusal.unchanged }
    if text != contribution.text {
      try contribution.correct(with: text, by: actor, at: visit.now, db)
    } else {
      try contribution.noteFilesChanged(by: actor, at: visit.now, db)
    }
    try Attachment.publish(draft, with: contribution.id, by: actor, at: visit.now, db)
    try draft.delete(db)
    guard let corrected = try Contribution.with(ids: ids, db).first else { return nil }
    try CodepositLetters(
      deposited: .contribution(corrected), consultation: consultation, leadName: standing.fullName, site: visit.site
    ).tellCorrected(by: standing.organisation, at: visit.now, db)
    return ContributionAddress(corrected, in: consultation).path + "?fait=corrigee"
  }

  /// Publishes what somebody had asked to be published as soon as she may act for an organisation, and leads on to the
  /// last of them. What cannot be published stays a draft, and its author is told why: it never holds back the mandate.
  package func publishWaiting(_ given: MandateGiven, _ db: Transaction) throws -> String? {
    var onward: String?
    guard let organisation = try Organisation.with(ids: [given.organisation], db).first else { return nil }
    let asksOtherwise = try MandateRequest.isOpen(of: given.person, besides: given.organisation, at: given.now, db)
    for draft in try Draft.waiting(of: given.person, db) {
      guard draft.organisation == nil || draft.organisation == given.organisation else { continue }
      guard let consultation = try Consultation.with(id: draft.consultation, db) else { continue }
      let openings = try Openings.of(draft.consultation, at: given.now, db)
      let obstacle: Phrase? =
        if let refusal = openings.refusal(of: draft.rubric.act, by: organisation.kind) {
          refusal.sentence
        } else if draft.organisation == nil, asksOtherwise {
          t("Vous avez demandé à agir pour plusieurs organismes : dites pour lequel le publier.")
        } else {
          try draft.refusalToPublish(db)?.sentence
        }
      if let obstacle {
        try Self.letter(draft, in: consultation, obstacle, given).queue(db, at: given.now)
        continue
      }
      let publication = Publication(
        consultation: consultation, organisation: organisation.id,
        organisationName: register.places.fullName(of: organisation),
        actor: Actor(person: given.person, organisation: organisation.id, through: .job), person: given.person,
        mail: given.mail, language: given.language, site: given.site, now: given.now)
      onward = try publication.publish(draft, db).map { $0.path + "?fait=publiee" } ?? onward
    }
    return onward
  }

  /// To the author of a text that was to be published by itself, and is not.
  private static func letter(
    _ draft: Draft, in consultation: Consultation, _ obstacle: Phrase, _ given: MandateGiven
  ) -> OutgoingMail {
    let title: Phrase = draft.text.title.isEmpty ? t("sans titre") : .verbatim(draft.text.title)
    let address = DraftAddress(DraftPlace(consultation: consultation.slug, token: draft.token))
    return OutgoingMail(
      fact: "draft/\(draft.token)/unpublished/\(given.organisation)", to: given.mail, person: given.person,
      in: given.language, of: given.site, subject: t("Votre texte n’est pas publié : \(title)"),
      [
        t("Bonjour,"),
        t("Votre habilitation est confirmée, mais votre texte « \(title) » n’a pas pu être publié de lui-même."),
        obstacle,
        t("Il est gardé ici :"),
        .verbatim(given.site.settings.baseAddress + given.language.address(address.path)),
        given.site.settings.helpLine,
      ])
  }
}

extension Draft {
  /// Becomes a contribution, with its files and with those who deposit it together; the draft is gone.
  func publish(
    for organisation: Int64, of person: Int64, in language: Language, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Contribution? {
    let id = try Contribution.publish(
      try publishable(db), rubric: rubric, token: token, in: consultation, for: organisation, by: actor, at: now, db)
    try Attachment.publish(self, with: id, by: actor, at: now, db)
    try Codeposit.carry(from: self, to: id, db)
    try delete(db)
    guard let contribution = try Contribution.with(ids: [id], db).first else { return nil }
    try contribution.shareMaintenance(by: actor, at: now, db)
    // Whoever deposits wants to know what becomes of it.
    for follower in try [person] + Codeposit.persons(of: .contribution(contribution), db) {
      try Follow.begin(.contribution(id), person: follower, in: language, by: actor, at: now, db)
    }
    return contribution
  }
}

/// In whose name a draft becomes a contribution, and to whom that is acknowledged.
private struct Publication {
  var consultation: Consultation
  var organisation: Int64
  var organisationName: String
  var actor: Actor
  var person: Int64
  var mail: String
  var language: Language
  var site: Site
  var now: Instant

  /// Where the contribution is; the draft is gone and the acknowledgement queued.
  func publish(_ draft: Draft, _ db: Transaction) throws -> ContributionAddress? {
    let published = try draft.publish(for: organisation, of: person, in: language, by: actor, at: now, db)
    guard let contribution = published else { return nil }
    let clock = try Organisation.with(ids: [organisation], db).first?.clock
    try acknowledgement(of: contribution, on: clock).queue(db, at: now)
    try CodepositLetters(
      deposited: .contribution(contribution), consultation: consultation, leadName: organisationName, site: site
    ).tellPublished(at: now, db)
    return ContributionAddress(contribution, in: consultation)
  }

  /// `clock` is that of an organisation overseas.
  private func acknowledgement(of contribution: Contribution, on clock: WallClock?) -> OutgoingMail {
    let address = ContributionAddress(contribution, in: consultation)
    let local: [Phrase] = clock.map { [t("Chez vous : \(now, .full, on: $0).")] } ?? []
    return OutgoingMail(
      fact: "contribution/\(contribution.token)/published", to: mail, person: person, in: language, of: site,
      subject: t("Accusé de réception : contribution n° \(contribution.number)"),
      [
        t("Bonjour,"),
        t(
          "Votre contribution « \(contribution.text.title) » est publiée sous le n° \(contribution.number) pour \(organisationName), depuis le \(now, .dateAndTime) (heure de Paris)."
        ),
      ] + local + [
        t("Elle se lit, se corrige et se complète ici :"),
        .verbatim(site.settings.baseAddress + language.address(address.path)),
        t("Chaque contribution est lue. Vous recevrez la réponse à cette adresse."),
        site.settings.helpLine,
      ])
  }
}
