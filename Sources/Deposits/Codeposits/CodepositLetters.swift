import Consultations
import Directory
import Localization
import Platform
import Storage

/// What those who deposit together are told by mail: in the language in which they follow, else in French, which is the
/// town hall's.
struct CodepositLetters: Sendable {
  var deposited: Deposited
  var consultation: Consultation
  /// The full name of the organisation that leads.
  var leadName: String
  var site: Site

  private var title: Phrase { deposited.title }

  /// To those who act for the organisation that is invited; where nobody does, to its official mailbox.
  func invite(_ codeposit: Codeposit, named name: String, at now: Instant, _ db: Transaction) throws {
    let isKnown = try !OrganisationContact.holders(of: codeposit.organisation, at: now, db).isEmpty
    try write(
      "codeposit/\(codeposit.token)/invited", to: codeposit.organisation, at: now, db,
      subject: t("\(leadName) invite \(name) à co-déposer")
    ) { language in
      [
        t("Bonjour,"),
        t(
          "Sur \(site.settings.siteName), \(leadName) prépare « \(title) », et propose à \(name) de le déposer ensemble."
        ),
        t("Co-déposer, c’est signer à égalité, écrire ensemble, et recevoir les mêmes réponses."),
        isKnown
          ? t("Lisez le texte, puis acceptez ou déclinez ici :")
          : t("Pour lire le texte et répondre, prouvez une fois que vous agissez pour \(name) :"),
        link(CodepositAddress(token: codeposit.token).path, language),
        t("Sans réponse, rien n’est signé en votre nom."),
        site.settings.helpLine,
      ]
    }
  }

  /// To the person who invited.
  func tellAnswer(_ codeposit: Codeposit, named name: String, at now: Instant, _ db: Transaction) throws {
    // One that waits again has not answered yet.
    guard !codeposit.isWaiting, let inviter = try codeposit.inviter(db), let mail = try Person.mail(of: inviter, db)
    else { return }
    let outcome = codeposit.outcome?.rawValue ?? "accepted"
    let sentence: Phrase =
      switch codeposit.outcome {
      case nil: t("\(name) dépose désormais avec vous « \(title) ».")
      case .declined: t("\(name) décline votre invitation à déposer « \(title) ».")
      case .left, .takenBack, .lapsed: t("\(name) ne dépose plus avec vous « \(title) ».")
      }
    let language = try Follower.language(of: inviter, db)
    try OutgoingMail(
      fact: "codeposit/\(codeposit.token)/\(outcome)", to: mail, person: inviter, in: language, of: site,
      subject: sentence, [t("Bonjour,"), sentence, link(place, language), site.settings.helpLine]
    ).queue(db, at: now)
  }

  /// The acknowledgement, to all who deposit with the lead.
  func tellPublished(at now: Instant, _ db: Transaction) throws {
    guard case .contribution(let contribution) = deposited else { return }
    try tellAll(
      "published", at: now, db, subject: t("Accusé de réception : contribution n° \(contribution.number)")
    ) { language in
      [
        t("Bonjour,"),
        t(
          "« \(title) », que vous déposez avec \(leadName), est publié sous le n° \(contribution.number), depuis le \(now, .dateAndTime) (heure de Paris)."
        ),
        t("Vous pouvez le lire et le corriger ici :"), link(place, language),
        t("Chaque contribution est lue. Vous recevrez la réponse à cette adresse."),
        site.settings.helpLine,
      ]
    }
  }

  /// One of them has changed the text or its files: the others are told, that which leads among them.
  /// - Parameter organisation: the one that has; `leadName` is its name here.
  func tellCorrected(by organisation: Int64, at now: Instant, _ db: Transaction) throws {
    guard case .contribution(let contribution) = deposited else { return }
    let others = try [contribution.organisation] + Codeposit.organisations(of: deposited, db)
    for other in others where other != organisation {
      try write(
        "contribution/\(contribution.token)/corrected/\(contribution.version)/\(now.milliseconds)/\(other)", to: other,
        at: now, db, subject: t("\(leadName) a corrigé « \(title) »")
      ) { language in
        [
          t("Bonjour,"),
          t(
            "\(leadName) a corrigé « \(title) », que vous déposez ensemble. Le texte, ses versions et ses pièces jointes se lisent ici :"
          ),
          link(place, language), site.settings.helpLine,
        ]
      }
    }
  }

  /// The lead has taken it back: all are told, and why.
  func tellWithdrawn(because reason: String, at now: Instant, _ db: Transaction) throws {
    try tellAll(
      "withdrawn", at: now, db, subject: t("\(leadName) a retiré « \(title) »")
    ) { language in
      [
        t("Bonjour,"), t("\(leadName) a retiré « \(title) », que vous déposiez ensemble. La raison donnée :"),
        .verbatim(reason), link(place, language), site.settings.helpLine,
      ]
    }
  }

  /// The lead has put it back on line.
  func tellPutBack(at now: Instant, _ db: Transaction) throws {
    try tellAll(
      "put-back", at: now, db, subject: t("\(leadName) a remis en ligne « \(title) »")
    ) { language in
      [
        t("Bonjour,"), t("\(leadName) a remis en ligne « \(title) », que vous déposez ensemble."),
        link(place, language), site.settings.helpLine,
      ]
    }
  }

  /// The lead has deleted the draft.
  func tellDeleted(at now: Instant, _ db: Transaction) throws {
    try tellAll(
      "deleted", at: now, db, subject: t("\(leadName) a supprimé le brouillon « \(title) »")
    ) { _ in
      [
        t("Bonjour,"), t("\(leadName) a supprimé le brouillon « \(title) », que vous prépariez ensemble."),
        site.settings.helpLine,
      ]
    }
  }

  private var place: String {
    switch deposited {
    case .draft(let draft): DraftAddress(DraftPlace(consultation: consultation.slug, token: draft.token)).path
    case .contribution(let contribution): ContributionAddress(bare: contribution, in: consultation).path
    }
  }

  private func link(_ path: String, _ language: Language) -> Phrase {
    .verbatim(site.settings.baseAddress + language.address(path))
  }

  private func tellAll(
    _ fact: String, at now: Instant, _ db: Transaction, subject: Phrase, _ paragraphs: (Language) -> [Phrase]
  ) throws {
    for codeposit in try Codeposit.all(of: deposited, db) where codeposit.isStanding {
      try write(
        "codeposit/\(codeposit.token)/\(fact)", to: codeposit.organisation, at: now, db, subject: subject, paragraphs)
    }
  }

  private func write(
    _ fact: String, to organisation: Int64, at now: Instant, _ db: Transaction, subject: Phrase,
    _ paragraphs: (Language) -> [Phrase]
  ) throws {
    for contact in try OrganisationContact.nearest(to: organisation, at: now, db) {
      let language = try contact.person.map { try Follower.language(of: $0, db) } ?? .french
      try OutgoingMail(
        fact: fact, to: contact.mail, person: contact.person, in: language, of: site, subject: subject,
        paragraphs(language)
      ).queue(db, at: now)
    }
  }
}
