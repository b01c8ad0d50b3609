import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// « Où sont passées nos contributions ? », for one organisation.
struct OrganisationOutcomesPage: Component {
  var consultation: Consultation
  var organisation: Organisation
  var outcomes: OrganisationOutcomes
  /// Of later rooms.
  var panels: [AnyMarkup]
  /// Whether the reader acts for it.
  var isMine: Bool
  var language: Language

  private var back: String { language.address(OutcomesAddress(consultation).path) }
  private var home: String { language.address(OrganisationAddress(organisation).path) }
  private var count: Int { outcomes.entries.count }
  private var lead: Phrase {
    t(
      count, one: "Une contribution déposée, et la suite qui lui est donnée.",
      other: "\(count) contributions déposées, et la suite donnée à chacune.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Où sont passées les contributions ?") }
    p(.class("overline")) { organisation.name }
    h1 { t("Où sont passées nos contributions ?") }
    if outcomes.entries.isEmpty {
      NothingDeposited(consultation: consultation, organisation: organisation, language: language)
    } else {
      p(.class("lead")) { lead }
      for panel in panels { panel }
      if outcomes.decided == 0 { NothingDecided(instruction: outcomes.instruction) }
      ul(.class("list")) {
        for entry in outcomes.entries {
          OrganisationOutcomeEntry(consultation: consultation, entry: entry, isMine: isMine, language: language)
        }
      }
      p { a(.href(home)) { t("Voir la page de cet organisme") } }
      if outcomes.hasMore { p { t("Seules les plus récentes sont ici.") } }
    }
  }
}

private struct NothingDeposited: Component {
  var consultation: Consultation
  var organisation: Organisation
  var language: Language

  private var sentence: Phrase { t("\(organisation.name) n’a rien déposé dans cette consultation.") }
  private var search: String { language.address(OutcomesAddress(consultation).path) }
  private var list: String { language.address(ContributionsAddress(consultation).path) }

  var body: some Markup {
    div(.class("empty")) {
      p { sentence }
      p { t("Une contribution a pu être déposée par un voisin, une intercommunalité ou un syndicat.") }
      p { a(.href(search)) { t("Chercher un autre organisme, ou une contribution") } }
      p { a(.href(list)) { t("Voir toutes les contributions") } }
    }
  }
}

/// Before anything is published: when it will be.
private struct NothingDecided: Component {
  var instruction: Phase?

  private var sentence: Phrase {
    guard let instruction else { return t("Les décisions ne sont pas encore publiées.") }
    guard let closesAt = instruction.closesAt else {
      return t("Les décisions seront publiées à partir du \(instruction.opensAt, .date).")
    }
    return t(
      "Les décisions seront publiées entre le \(instruction.opensAt, .date) et le \(closesAt.adding(seconds: -60), .date)."
    )
  }

  var body: some Markup {
    div(.class("notice")) {
      p { sentence }
      p { t("Chacune vous sera envoyée par courriel, avec sa raison, et se lira ici.") }
    }
  }
}

private struct OrganisationOutcomeEntry: Component {
  var consultation: Consultation
  var entry: OrganisationOutcomes.Entry
  var isMine: Bool
  var language: Language

  private var contribution: ContributionSummary { entry.contribution }
  private var address: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var number: Phrase { t("n° \(contribution.number)") }

  var body: some Markup {
    li(.class("entry")) {
      SupportCount(supports: contribution.supports, isMine: false)
      h2(.class("h3"), .lang(contribution.language.rawValue)) { a(.href(address)) { contribution.title } }
      div(.class("meta")) {
        strong { contribution.organisationName }
        span { number }
      }
      div(.class("answers")) {
        for asked in entry.earlier { EarlierReexaminationLine(asked: asked) }
        for answer in entry.answers {
          AnswerText(consultation: consultation, answer: answer, isMine: isMine, language: language)
        }
        if entry.answers.isEmpty { p { t("À l’étude") } }
        if let others = entry.others { OtherPartsLines(others: others) }
      }
      if !entry.letters.isEmpty { ToldLetters(letters: entry.letters) }
    }
  }
}

/// What was written about it.
private struct ToldLetters: Component {
  var letters: [ToldLetter]
  private var title: Phrase {
    let sent = letters.count { $0.addresses > 0 }
    guard sent > 0 else { return t("Aucun courriel n’est arrivé") }
    return t(sent, one: "Un courriel envoyé", other: "\(sent) courriels envoyés")
  }

  var body: some Markup {
    details {
      summary { title }
      ul { for letter in letters { ToldLetterLine(letter: letter) } }
    }
  }
}

private struct ToldLetterLine: Component {
  var letter: ToldLetter
  private var when: Phrase {
    guard letter.addresses > 0 else { return t("le \(letter.at, .dateAndTime)") }
    return t(
      letter.addresses, one: "le \(letter.at, .dateAndTime), à une adresse",
      other: "le \(letter.at, .dateAndTime), à \(letter.addresses) adresses")
  }
  private var refused: Phrase {
    t(letter.refused, one: "refusé par une adresse", other: "refusé par \(letter.refused) adresses")
  }
  var body: some Markup {
    li {
      span { letter.kind.title }
      " "
      span(.class("help")) { when }
      if letter.refused > 0 {
        " "
        span(.class("tag tag-wait")) { refused }
      }
    }
  }
}

/// On the page of an organisation, once something of what it deposited is decided.
struct OrganisationOutcomesLinks: Component {
  struct Line: Sendable {
    var consultation: Consultation
    var decided: Int
  }

  var organisation: Organisation
  var lines: [Line]
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce que ses contributions sont devenues") }
      ul(.class("list plain")) {
        for line in lines { OrganisationOutcomesLink(organisation: organisation, line: line, language: language) }
      }
    }
  }
}

/// Under an organisation that a search has found.
struct FoundOrganisationOutcomes: Component {
  var address: String
  var body: some Markup { p { a(.href(address)) { t("Où sont passées nos contributions ?") } } }
}

private struct OrganisationOutcomesLink: Component {
  var organisation: Organisation
  var line: OrganisationOutcomesLinks.Line
  var language: Language

  private var address: String {
    language.address(OrganisationOutcomesAddress(line.consultation, organisation).path)
  }
  private var wording: (words: Consultation.Wording, language: Language) { line.consultation.wording(in: language) }
  private var count: Phrase {
    t(line.decided, one: "\(line.decided) contribution décidée", other: "\(line.decided) contributions décidées")
  }

  var body: some Markup {
    li(.class("entry")) {
      h3(.lang(wording.language.rawValue)) { wording.words.title }
      div(.class("meta")) { span { count } }
      p { a(.href(address)) { t("Où sont passées nos contributions ?") } }
    }
  }
}
