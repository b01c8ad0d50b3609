import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// What the authors are written when a decision is published, or when one that was published is undone: one letter
/// for each person and decision, in the language in which she follows, else in French.
struct DecisionLetters: Sendable {
  var consultation: Consultation
  var site: Site

  /// Tells what was decided.
  /// - Parameter event: of the act by which they took the place of others, or of that whose undoing brought them back.
  func tell(_ decisions: [Decision], insteadBy event: Int64? = nil, at now: Instant, _ db: Transaction) throws {
    let targets = try Decision.targets(of: decisions, in: consultation.id, asPublished: true, db)
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    let remedies = try Remedies.history(of: consultation.id, db).at(now)
    try each(decisions, at: now, db) { decision, contribution, readers in
      let target = targets[decision.id] ?? .nothing
      let told = read(contribution, decision.part.flatMap { parts[$0] }, sentence(decision, target)) + costs(target)
      let fact = "decision/\(decision.token)" + (event.map { "/instead/\($0)" } ?? "")
      let last = remedies.end(after: decision.publishedAt ?? now).adding(seconds: -60)
      let isOpen = last > now
      let subject =
        event == nil
        ? subject(decision.kind, contribution)
        : t("Contribution n° \(contribution.number) : la suite donnée est corrigée")
      try write(fact, to: [contribution.id], among: readers, at: now, db, subject: subject) { language, organisation in
        let rest: [Phrase] = [
          event == nil ? nil : t("Ceci remplace la décision que vous aviez reçue."),
          t("La raison :"), .verbatim(decision.reason),
          decision.kind == .redirected
            ? t("Si ce guichet refuse, vous pourrez le dire une fois, publiquement, sur la page de la contribution.")
            : nil,
          isOpen
            ? t(
              "Si cette décision ne convient pas, son réexamen peut être demandé une fois, jusqu’au \(last, .dateAndTime) :"
            ) : nil,
          isOpen ? link(ReexaminationAddress(consultation, token: decision.token).path, language) : nil,
          .verbatim(remedies.mention(in: language).text),
          t("Votre texte reste en ligne, avec ses soutiens et la suite donnée :"),
          link(ContributionAddress(bare: contribution, in: consultation).path, language),
          all(of: organisation, in: language),
          site.settings.helpLine,
        ]
        return [t("Bonjour,")] + told + rest
      }
    }
  }

  /// Where all that an organisation deposited went.
  func all(of organisation: Organisation, in language: Language) -> Phrase {
    let path = language.address(OrganisationOutcomesAddress(consultation, organisation).path)
    return t("Toutes les contributions de votre organisme, et leurs suites : \(site.settings.baseAddress + path)")
  }

  /// Tells that a decision which was published holds no more.
  func tellUndone(_ decisions: [Decision], at now: Instant, _ db: Transaction) throws {
    try each(decisions, at: now, db) { decision, contribution, readers in
      try write(
        "decision/\(decision.token)/undone", to: [contribution.id], among: readers, at: now, db,
        subject: t("Contribution n° \(contribution.number) : la décision est annulée")
      ) { language, _ in
        [
          t("Bonjour,"),
          t(
            "La décision publiée sur « \(contribution.text.title) » (n° \(contribution.number)) est annulée : votre contribution est de nouveau à l’étude. Vous recevrez la nouvelle décision à cette adresse."
          ),
          link(ContributionAddress(bare: contribution, in: consultation).path, language),
          site.settings.helpLine,
        ]
      }
    }
  }

  private func each(
    _ decisions: [Decision], at now: Instant, _ db: Snapshot, _ body: (Decision, Contribution, Readers) throws -> Void
  ) throws {
    let ids = Array(Set(decisions.map(\.contribution)))
    let contributions = Dictionary(uniqueKeysWithValues: try Contribution.with(ids: ids, db).map { ($0.id, $0) })
    let readers = try Readers(of: ids, at: now, db)
    for decision in decisions {
      if let contribution = contributions[decision.contribution] { try body(decision, contribution, readers) }
    }
  }

  private func subject(_ kind: Decision.Kind, _ contribution: Contribution) -> Phrase {
    let number = contribution.number
    return switch kind {
    case .grouped: t("Votre contribution n° \(number) est regroupée")
    case .kept: t("Votre contribution n° \(number) devient une proposition")
    case .redirected: t("Votre contribution n° \(number) est réorientée")
    case .rejected: t("Votre contribution n° \(number) n’est pas éligible")
    }
  }

  private func sentence(_ decision: Decision, _ target: Decision.Target) -> Phrase {
    switch (decision.kind, target) {
    case (.grouped, .propositions(let all)) where all.count > 1:
      t("Elle alimente les propositions \(target.name).")
    case (.grouped, _): t("Elle est regroupée avec d’autres dans la proposition \(target.name).")
    case (.kept, _): t("Elle devient à elle seule la proposition \(target.name).")
    case (.redirected, .addressee(let addressee)):
      t("Elle est réorientée vers \(addressee.name) \(.verbatim(contact(addressee))).")
    case (.redirected, _): t("Elle est réorientée.")
    case (.rejected, _): t("Elle n’est pas éligible, d’après l’article \(target.name) du règlement.")
    }
  }

  /// The figure of each proposition that stands in the vote, where there is one.
  private func costs(_ target: Decision.Target) -> [Phrase] {
    guard case .propositions(let all) = target else { return [] }
    return all.compactMap { proposition in
      proposition.wording.retainedCost.map { cost in
        all.count == 1
          ? t("Coût retenu pour le vote : \(cost) euros.")
          : t("« \(proposition.wording.title) », coût retenu pour le vote : \(cost) euros.")
      }
    }
  }

  /// Of what, and what was decided of it.
  private func read(_ contribution: Contribution, _ part: PartWords?, _ what: Phrase) -> [Phrase] {
    let (title, number) = (contribution.text.title, contribution.number)
    guard let part else { return [t("Votre contribution « \(title) » (n° \(number)) a été lue. \(what)")] }
    return [
      t("La partie \(part.number) de votre contribution « \(title) » (n° \(number)) a été lue :"),
      .verbatim(part.passages.joined(separator: "\n")), what,
    ]
  }

  private func contact(_ addressee: Addressee) -> String {
    "(" + [addressee.mail, addressee.page].filter { !$0.isEmpty }.joined(separator: ", ") + ")"
  }

  func link(_ path: String, _ language: Language) -> Phrase {
    .verbatim(site.settings.baseAddress + language.address(path))
  }

  func write(
    _ fact: String, about contribution: Contribution, at now: Instant, _ db: Transaction, subject: Phrase,
    _ paragraphs: (Language, Organisation) -> [Phrase]
  ) throws {
    try write(fact, to: [contribution.id], at: now, db, subject: subject, paragraphs)
  }

  /// Once to each of those who deposit one of some contributions.
  /// - Parameter readers: of these and others, where they are known.
  func write(
    _ fact: String, to contributions: [Int64], among readers: Readers? = nil, at now: Instant, _ db: Transaction,
    subject: Phrase, _ paragraphs: (Language, Organisation) -> [Phrase]
  ) throws {
    let readers = try readers ?? Readers(of: contributions, at: now, db)
    for (contact, organisation, language) in readers.of(contributions) {
      try OutgoingMail(
        fact: fact, to: contact.mail, person: contact.person, in: language, of: site, subject: subject,
        paragraphs(language, organisation)
      ).queue(db, at: now)
    }
  }
}
