import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// What those who deposited are written of a draft: that it is theirs to re-read, and what was replied to what they
/// found missing. One letter for each person and draft, however many of her texts it unites.
struct AuthorReadingLetters: Sendable {
  var consultation: Consultation
  var site: Site

  /// - Parameter proposition: its token.
  private func link(_ proposition: String, _ language: Language) -> Phrase {
    let path = AuthorReadingAddress(consultation, token: proposition).path
    return .verbatim(site.settings.baseAddress + language.address(path))
  }

  /// - Parameter authors: organisations, with their contributions.
  func ask(
    _ reading: AuthorReading, of proposition: Proposition, _ authors: [Int64: [Int64]], at now: Instant,
    _ db: Transaction
  ) throws {
    let contributions = Set(authors.values.joined())
    let found = try ContributionSummary.with(ids: Array(contributions), db)
    let numbers = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.number) })
    for (organisation, its) in authors.sorted(by: { $0.key < $1.key }) {
      let told = its.compactMap { numbers[$0] }.sorted().map { t("n° \($0)") }
      let list = told.dropFirst().reduce(told.first ?? .verbatim("")) { t("\($0), \($1)") }
      try write("draft/\(reading.id)", to: organisation, at: now, db, subject: t("Un projet de proposition à relire")) {
        language in
        [
          t("Bonjour,"),
          t(
            "Ce que vous aviez déposé (\(list)) alimente un projet de proposition, « \(proposition.wording.title) », qui sera soumis au vote."
          ),
          t(
            "Vous pouvez le relire, dire qu’il convient ou ce qui y manque, une seule fois, jusqu’au \(reading.last, .dateAndTime). Sans réponse, il est réputé convenir."
          ),
          link(proposition.token, language),
          site.settings.helpLine,
        ]
      }
    }
  }

  /// - Parameter event: of the reply.
  func tell(
    _ kind: AuthorRemark.Reply.Kind, _ text: String, on remark: AuthorRemark, of proposition: Proposition,
    event: Int64, at now: Instant, _ db: Transaction
  ) throws {
    try write(
      "draft/\(remark.reading)/reply/\(event)", to: remark.organisation, at: now, db,
      subject: t("Réponse à votre remarque sur un projet de proposition")
    ) { language in
      let answer: [Phrase] =
        kind == .taken
        ? [t("Ce que vous aviez dit manquer est pris en compte dans son texte.")]
        : [t("La réponse de l’instruction :"), .verbatim(text)]
      return [t("Bonjour,"), t("Vous aviez fait une remarque sur le projet « \(proposition.wording.title) ».")] + answer
        + [link(proposition.token, language), site.settings.helpLine]
    }
  }

  /// Tells that what was replied holds no more: their authors wait for another, where the proposition lasts.
  func tellUndone(_ replied: [RepliedRemark], at now: Instant, _ db: Transaction) throws {
    for one in replied {
      guard let reply = one.remark.reply else { continue }
      let lasts = try Proposition.with(token: one.proposition, in: consultation.id, db) != nil
      try write(
        "draft/\(one.remark.reading)/reply/\(reply.event)/undone", to: one.remark.organisation, at: now, db,
        subject: t("La réponse à votre remarque est annulée")
      ) { language in
        let rest: [Phrase] =
          lasts
          ? [t("Une autre vous sera donnée avant toute publication."), link(one.proposition, language)]
          : [t("Cette proposition n’existe plus.")]
        return [
          t("Bonjour,"),
          t("Vous aviez fait une remarque sur le projet « \(one.title) »."),
          t("La réponse que vous aviez reçue est annulée."),
        ] + rest + [site.settings.helpLine]
      }
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
