import Consultations
import Directory
import Localization
import Platform
import Storage

/// The letters to all who are called: to those who may cast, each in her language, and to the official mailbox at the
/// opening, or as long as nobody may cast.
struct MailingLetters: Sendable {
  var consultation: Consultation
  var language: ReaderLanguage
  var site: Site

  func write(to organisation: Organisation, of mailing: Mailing, at now: Instant, _ db: Transaction) throws {
    let holders = try VoteContacts.holders(of: organisation.id, in: mailing.vote.id, at: now, db)
    let boxes =
      mailing.step == .opening || holders.isEmpty ? try OrganisationContact.mailboxes(of: organisation.id, db) : []
    var seen: Set<String> = []
    for contact in holders + boxes where seen.insert(contact.mail).inserted {
      let language = try contact.person.map { try self.language($0, db) } ?? .french
      try letter(organisation, mailing, to: contact, in: language).queue(db, at: now)
    }
  }

  /// A reminder of a closing that has moved is another one.
  private func fact(_ mailing: Mailing, _ organisation: Organisation) -> String {
    let closing = mailing.step == .opening ? 0 : (mailing.vote.closesAt?.milliseconds ?? 0) / 1000
    return "vote/\(mailing.vote.id)/\(mailing.step.rawValue)/\(closing)/\(organisation.id)"
  }

  private func letter(
    _ organisation: Organisation, _ mailing: Mailing, to contact: OrganisationContact, in language: Language
  ) -> OutgoingMail {
    let title = Ballot.title(of: organisation, in: language)
    let page = site.settings.baseAddress + language.address(VoteAddress(consultation).path)
    let ballot = site.settings.baseAddress + language.address(BallotAddress(consultation).path)
    let closes: Phrase? = mailing.vote.closesAt.map {
      t("Le vote est ouvert jusqu’au \($0.adding(seconds: -60), .full) (heure de Paris).")
    }
    let how: Phrase =
      contact.person == nil
      ? t(
        "Seul le maire ou le président vote, ou ceux qu’il nomme. Il commence par prouver qui il est, sur cette page :")
      : t("Ouvrez le bulletin : dès cet instant chaque choix compte, et peut être changé jusqu’à la clôture.")
    return OutgoingMail(
      fact: fact(mailing, organisation), to: contact.mail, person: contact.person, in: language, of: site,
      subject: mailing.step == .opening
        ? t("\(title) : le vote est ouvert") : t("\(title) : il n’est pas encore ouvert"),
      [
        t("Bonjour,"), .verbatim(consultation.wording(in: language).words.title),
        closes ?? .verbatim(""), how, .verbatim(contact.person == nil ? page : ballot), site.settings.helpLine,
      ])
  }
}

/// Who is written to about the ballot of an organisation.
enum VoteContacts {
  /// Those who may cast it now.
  static func holders(
    of organisation: Int64, in vote: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [OrganisationContact] {
    try CastingRight.all(of: organisation, in: vote, at: now, db).compactMap { right in
      try OrganisationContact(person: right.person, db)
    }
  }

  /// Its official mailboxes, then those who may cast it; each address once.
  static func all(
    of organisation: Int64, in vote: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [OrganisationContact] {
    var seen: Set<String> = []
    return try (OrganisationContact.mailboxes(of: organisation, db) + holders(of: organisation, in: vote, at: now, db))
      .filter { seen.insert($0.mail).inserted }
  }
}
