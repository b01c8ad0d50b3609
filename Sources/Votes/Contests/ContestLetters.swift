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
  }

  private func letter(
    _ contest: Contest, _ organisation: Organisation, to contact: OrganisationContact, in language: Language
  ) -> OutgoingMail {
    let title = Ballot.title(of: organisation, in: language)
    let said: [Phrase]
    switch contest.outcome {
    case nil:
      said = [
        t(
          "Depuis sa boîte officielle, cette collectivité conteste son bulletin : il est suspendu, et n’est plus compté."
        ),
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
