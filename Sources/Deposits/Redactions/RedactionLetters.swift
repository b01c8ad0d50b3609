import Consultations
import Directory
import Localization
import Platform
import Storage

/// What becomes of a request to blot something out, told to who asked it, and to those whose words went.
struct RedactionLetters: Sendable {
  var redaction: Redaction
  var contribution: Contribution
  var consultation: Consultation
  var site: Site

  private var isFile: Bool { redaction.spot.place == .attachment }
  private var path: String { ContributionAddress(bare: contribution, in: consultation).path }
  private var number: Int { contribution.number }
  private var proposer: Int64? { redaction.proposedBy }

  /// To the organisations whose words or files held it, and to who asked, unless she has just decided it herself.
  func tellDone(_ reach: RedactionReach, by settler: Int64?, at now: Instant, _ db: Transaction) throws {
    let what: Phrase =
      isFile
      ? t("Une pièce jointe de la contribution n° \(number) a été retirée. Elle est détruite, pour de bon.")
      : t("Un passage de la contribution n° \(number) a été retiré, partout où il était. Il est détruit, pour de bon.")
    let count = reach.files.count + reach.draftFiles.count
    let files: [Phrase] =
      count == 0
      ? []
      : [
        t(
          count, one: "Une pièce jointe qui le contenait est détruite avec lui.",
          other: "\(count) pièces jointes qui le contenaient sont détruites avec lui.")
      ]
    let why: [Phrase] = [t("Le motif, que tout le monde peut lire :"), .verbatim(redaction.reason)]
    let who: Phrase =
      redaction.origin == .author
      ? t("Un organisme qui y a écrit l’a demandé ; un instructeur l’a accepté.")
      : t("Deux instructeurs l’ont décidé.")
    let subject: Phrase =
      isFile
      ? t("Contribution n° \(number) : une pièce jointe a été retirée")
      : t("Contribution n° \(number) : un passage a été retiré")
    for contact in try contacts(reach, besides: settler, at: now, db) {
      try letter("done", to: contact, subject, [what] + files + why + [who]).queue(db, at: now)
    }
  }

  /// To who asked, unless she has just decided it herself.
  func tellRefused(by settler: Int64?, at now: Instant, _ db: Transaction) throws {
    guard let proposer, proposer != settler, let contact = try OrganisationContact(person: proposer, db) else { return }
    let what: Phrase =
      isFile
      ? t("Un instructeur a refusé le retrait d’une pièce jointe de la contribution n° \(number). Elle reste.")
      : t("Un instructeur a refusé le retrait d’un passage de la contribution n° \(number). Le texte reste.")
    let why: [Phrase] = [t("Le motif de la demande :"), .verbatim(redaction.reason)]
    try letter(
      "refused", to: contact, t("Contribution n° \(number) : le retrait est refusé"), [what] + why
    ).queue(db, at: now)
  }

  private func contacts(
    _ reach: RedactionReach, besides settler: Int64?, at now: Instant, _ db: Snapshot
  ) throws -> [OrganisationContact] {
    var contacts = try reach.organisations.sorted().flatMap {
      try OrganisationContact.nearest(to: $0, at: now, db)
    }
    if let proposer, let contact = try OrganisationContact(person: proposer, db) { contacts.append(contact) }
    return contacts.filter { $0.person == nil || $0.person != settler }
  }

  private func letter(
    _ outcome: String, to contact: OrganisationContact, _ subject: Phrase, _ paragraphs: [Phrase]
  ) -> OutgoingMail {
    let language: Language = contact.person != nil && contact.person == proposer ? redaction.language : .french
    let link: Phrase = .verbatim(site.settings.baseAddress + language.address(path))
    return OutgoingMail(
      fact: "redaction/\(redaction.token)/\(outcome)", to: contact.mail, person: contact.person, in: language,
      of: site, subject: subject, [t("Bonjour,")] + paragraphs + [link, site.settings.helpLine])
  }
}
