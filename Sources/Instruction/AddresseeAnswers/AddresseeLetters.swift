import Consultations
import Deposits
import Localization
import Platform
import Storage

/// What the addressee of a redirection is written, in French; and what those who deposit are told of its answer.
struct AddresseeLetters: Sendable {
  var site: Site

  /// To each addressee that has a mail: one letter for each decision.
  /// - Parameter days: how long those that are reminded have been silent, by decision.
  func ask(_ decisions: [Decision], days: [Int64: Int] = [:], at now: Instant, _ db: Transaction) throws {
    let redirected = decisions.filter { $0.kind == .redirected }
    let asked = try AskedAddressee.still(redirected, db)
    let names = try Contribution.depositorNames(of: redirected.map(\.contribution), db)
    for decision in redirected {
      guard let asked = asked[decision.id] else { continue }
      try ask(asked, named: names[decision.contribution] ?? [], days: days[decision.id] ?? 0, at: now, db)
    }
  }

  private func ask(
    _ asked: AskedAddressee, named names: [String], days: Int, at now: Instant, _ db: Transaction
  ) throws {
    guard MailAddress(asked.addressee.mail) != nil else { return }
    let decision = asked.decision
    var generator = SystemRandomNumberGenerator()
    let link = Secret(using: &generator)
    try AddresseeLink.keep(link, to: decision.id, days: days, at: now, db)
    if days > 0 {
      try Event(
        "addressee.reminded", on: .init("contribution", decision.contribution), by: .job, at: now,
        consultation: asked.consultation.id,
        details: [("decision", .number(decision.id)), ("days", .number(Int64(days)))]
      ).record(db)
    }
    let fact = "redirection/\(decision.token)/" + (days == 0 ? "asked" : "reminder/\(days)")
    try letter(
      fact, to: asked, at: now, db, subject: subject(asked, days),
      [
        t("Bonjour,"),
        days == 0 ? nil : t("Nous vous avons écrit il y a \(days) jours, et votre réponse manque encore."),
        what(asked, named: names),
        t("Le texte entier, à lire par tous :"), page(asked),
        t("La raison de cette réorientation :"), .verbatim(decision.reason),
        t(
          "Répondez sur cette page, sans compte : vous vous en chargez, vous ne vous en chargez pas, ou il vous faut d’abord quelque chose. Votre réponse sera publique, et vous pourrez la changer."
        ),
        .verbatim(site.settings.baseAddress + AddresseeLinkAddress(secret: link).path),
      ])
  }

  /// Tells the addressees that were asked that nothing is asked of them any more.
  func tellUndone(_ decisions: [Decision], at now: Instant, _ db: Transaction) throws {
    let written = try AddresseeLink.asked(decisions.map(\.id), db)
    let still = try AskedAddressee.still(decisions.filter { written[$0.id] != nil }, db)
    for decision in decisions {
      guard let asked = still[decision.id] else { continue }
      try letter(
        "redirection/\(decision.token)/undone", to: asked, at: now, db,
        subject: t("Contribution n° \(asked.contribution.number) : vous n’avez plus à répondre"),
        [
          t("Bonjour,"),
          t(
            "La décision de vous adresser « \(asked.contribution.text.title) » (contribution n° \(asked.contribution.number)) est annulée : il n’y a plus rien à répondre. Merci."
          ),
          page(asked),
        ])
    }
  }

  /// Tells those who deposit what was answered.
  func tell(_ answer: AddresseeAnswer, of asked: AskedAddressee, at now: Instant, _ db: Transaction) throws {
    let contribution = asked.contribution
    let letters = DecisionLetters(consultation: asked.consultation, site: site)
    try letters.write(
      "redirection/\(asked.decision.token)/answer/\(answer.id)", about: contribution, at: now, db,
      subject: t("Contribution n° \(contribution.number) : \(asked.addressee.name) a répondu")
    ) { language, _ in
      [
        t("Bonjour,"),
        t(
          "\(asked.addressee.name), à qui votre contribution « \(contribution.text.title) » (n° \(contribution.number)) est adressée, a répondu :"
        ),
        answer.kind.title, .verbatim(answer.text),
        t("Cette réponse est publique :"),
        letters.link(ContributionAddress(bare: contribution, in: asked.consultation).path, language),
        site.settings.helpLine,
      ]
    }
  }

  private func subject(_ asked: AskedAddressee, _ days: Int) -> Phrase {
    let title = asked.contribution.text.title
    return days == 0
      ? t("Une contribution vous est adressée : \(title)") : t("Rappel : une contribution vous attend : \(title)")
  }

  private func what(_ asked: AskedAddressee, named names: [String]) -> Phrase {
    t(
      "Dans la consultation « \(asked.consultation.title) », \(names.joined(separator: ", ")) demande : « \(asked.contribution.text.title) » (contribution n° \(asked.contribution.number)). Après lecture, elle est adressée à \(asked.addressee.name)."
    )
  }

  private func page(_ asked: AskedAddressee) -> Phrase {
    .verbatim(
      site.settings.baseAddress + ContributionAddress(bare: asked.contribution, in: asked.consultation).path)
  }

  private func letter(
    _ fact: String, to asked: AskedAddressee, at now: Instant, _ db: Transaction, subject: Phrase,
    _ paragraphs: [Phrase]
  ) throws {
    try OutgoingMail(
      fact: fact, to: asked.addressee.mail, person: nil, in: .french, of: site, subject: subject,
      paragraphs + [site.settings.helpLine]
    ).queue(db, at: now)
  }
}

/// Writes again to the addressees that are silent, 15 and 30 days after the first letter, once each.
struct AddresseeReminders: Sendable {
  let site: Site
  private static let atOnce = 100

  func write(in database: Database, _ clock: Clock) async throws {
    while try await database.write({ db in try some(at: clock.now(), db) }) == Self.atOnce {
      try Task.checkCancellation()
    }
  }

  private func some(at now: Instant, _ db: Transaction) throws -> Int {
    let silent = try AddresseeLink.silent(at: now, limit: Self.atOnce, db)
    let decisions: [Decision] = try db.rows(
      "SELECT \(Decision.columns) FROM \(Decision.source) WHERE decision.id IN (\(SQL.list(silent.map(\.decision))))")
    let known = Dictionary(uniqueKeysWithValues: decisions.map { ($0.id, $0) })
    let days = Dictionary(uniqueKeysWithValues: silent.map { ($0.decision, $0.days(at: now)) })
    try AddresseeLetters(site: site).ask(silent.compactMap { known[$0.decision] }, days: days, at: now, db)
    return silent.count
  }
}
