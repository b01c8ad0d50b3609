import Consultations
import Directory
import Localization
import Platform
import Storage
import Proof

/// The letters about a contest, to the official mailbox and to those who may cast.
struct ContestLetters: Sendable {
  var consultation: Consultation
  var language: ReaderLanguage
  var site: Site

  func tell(_ contest: Contest, at now: Instant, _ db: Transaction) throws {
    guard let organisation = try Organisation.with(ids: [contest.organisation], db).first else { return }
    for contact in try VoteContacts.all(of: organisation.id, in: contest.vote, at: now, db) {
      let language = try contact.person.map { try self.language($0, db) } ?? .french
      try letter(contest, organisation, to: contact, in: language).queue(db, at: now)
    }
    guard contest.outcome == nil else { return }
    for person in try Self.deciders(of: contest, at: now, db) {
      try asked(contest, organisation, to: person).queue(db, at: now)
    }
  }

  /// Those of whom two decide; nobody who acts or votes for that organisation.
  private static func deciders(of contest: Contest, at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    let persons: [Int64] = try db.values(
      """
      SELECT DISTINCT person_id FROM role WHERE kind IN ('instructor', 'administrator') AND ended_event_id IS NULL
      ORDER BY person_id
      """)
    return
      try persons
      .filter { try !CastingRight.isParty($0, to: contest.organisation, in: contest.vote, at: now, db) }
      .compactMap { try OrganisationContact(person: $0, db) }
  }

  private static func suspended(_ contest: Contest) -> Phrase {
    contest.method == .letter
      ? t(
        "Par le second code d’une lettre, cette collectivité conteste son bulletin : il est suspendu, et n’est plus compté."
      )
      : t(
        "Depuis sa boîte officielle, cette collectivité conteste son bulletin : il est suspendu, et n’est plus compté."
      )
  }

  private func asked(
    _ contest: Contest, _ organisation: Organisation, to person: OrganisationContact
  ) -> OutgoingMail {
    let title = Ballot.title(of: organisation, in: .french)
    return OutgoingMail(
      fact: "contest-desk/\(contest.token)", to: person.mail, person: person.person, in: .french, of: site,
      subject: t("\(title) : contesté"),
      [
        t("Bonjour,"), .verbatim(consultation.title),
        Self.suspended(contest),
        t(
          "Appelez la collectivité, puis signez à deux avant le dépouillement : bulletin rétabli, ou écarté. Sans cela, il n’est pas compté."
        ),
        .verbatim(site.settings.baseAddress + ContestsAddress(consultation).path),
        t("Tous les votes à suivre :"),
        .verbatim(site.settings.baseAddress + VoteDeskAddress().path), site.settings.helpLine,
      ])
  }

  private func letter(
    _ contest: Contest, _ organisation: Organisation, to contact: OrganisationContact, in language: Language
  ) -> OutgoingMail {
    let title = Ballot.title(of: organisation, in: language)
    let said: [Phrase]
    switch contest.outcome {
    case nil:
      said = [
        Self.suspended(contest),
        t("Deux personnes en décident avant le dépouillement. Elles vous appelleront."),
      ]
    case .restored: said = [t("Deux personnes ont rétabli ce bulletin : il est compté de nouveau.")]
    case .setAside: said = [t("Deux personnes ont écarté ce bulletin : il n’est pas compté.")]
    }
    return OutgoingMail(
      fact: "contest/\(contest.token)/\(contest.outcome?.rawValue ?? "made")", to: contact.mail, person: contact.person,
      in: language, of: site, subject: contest.outcome.map { t("\(title) : \($0.title)") } ?? t("\(title) : contesté"),
      [t("Bonjour,"), .verbatim(consultation.wording(in: language).words.title)] + said + [site.settings.helpLine])
  }
}
