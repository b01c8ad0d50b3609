import Consultations
import Deposits
import HTML
import Localization
import Platform

/// One page to print: what was asked under some filters (an organisation’s words, a department, a theme), what was
/// decided of it, why, and when.
struct FichePage: Component {
  /// How many contributions stand on it.
  static let most = 2_000

  struct Entry: Sendable {
    var contribution: ContributionSummary
    /// What is asked for; empty where nothing is said of it.
    var expected: String
    var decisions: [AnswerBanner.Answer]

    var lines: [String] { expected.split(separator: "\n").map(String.init) }
  }

  var consultation: Consultation
  var filters: String
  /// In words: the theme, the place, the words that were looked for.
  var title: String
  var entries: [Entry]
  /// How many there are, and how many of them are decided, on it or not.
  var total: Int
  var decidedTotal: Int
  /// The last minute of the phase in which answers are published; nil where it has none, or is over.
  var last: Instant?

  private var back: String { QueueAddress(consultation).path + filters }
  private var count: Phrase { t(total, one: "\(total) contribution", other: "\(total) contributions") }
  private var decided: Phrase {
    t(
      decidedTotal, one: "\(decidedTotal) contribution décidée", other: "\(decidedTotal) contributions décidées")
  }

  private var hidden: Phrase? {
    let left = total - entries.count
    guard left > 0 else { return nil }
    return t(
      left, one: "Seules les \(entries.count) premières sont sur cette fiche : une autre n’y est pas.",
      other: "Seules les \(entries.count) premières sont sur cette fiche : \(left) autres n’y sont pas.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Instruction des contributions") }
    h1 { title }
    p(.class("lead")) { consultation.title }
    p {
      count
      ", "
      decided
    }
    if let hidden { p(.class("notice")) { hidden } }
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(t("Ce qui a été demandé et décidé"))) {
      table(.class("table")) {
        thead {
          tr {
            th(.named("scope", "col")) { t("Demande") }
            th(.named("scope", "col")) { t("Décision, raison et date") }
          }
        }
        tbody { for entry in entries { FicheRow(entry: entry, last: last) } }
      }
    }
  }
}

private struct FicheRow: Component {
  var entry: FichePage.Entry
  var last: Instant?

  private var studied: Phrase {
    last.map { t("À l’étude : la réponse sera publiée le \($0, .date) au plus tard") } ?? t("À l’étude")
  }
  private var title: String { "\(entry.contribution.number). \(entry.contribution.title)" }
  private var language: String { entry.contribution.language.rawValue }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        span(.lang(language)) { title }
        if !entry.contribution.excerpt.isEmpty { p(.lang(language)) { entry.contribution.excerpt } }
        if !entry.expected.isEmpty {
          p(.class("help")) { t("Attendu :") }
          for line in entry.lines { p(.lang(language)) { line } }
        }
        p(.class("help")) { entry.contribution.organisationName }
      }
      td {
        if entry.decisions.isEmpty { studied }
        for answer in entry.decisions { FicheDecision(answer: answer) }
      }
    }
  }
}

private struct FicheDecision: Component {
  var answer: AnswerBanner.Answer

  private var decision: Decision { answer.decision }
  private var part: Phrase? { answer.part.map { t("Partie \($0.number)") } }
  private var what: String { answer.target.name }
  private var passages: [String] { answer.part?.passages ?? [] }
  private var language: String? { answer.part?.language.rawValue }
  private var when: Phrase {
    decision.publishedAt.map { t("publiée le \($0, .date)") } ?? t("prise le \(decision.at, .date), pas encore publiée")
  }
  private var silence: Phrase? {
    guard let days = answer.exchange?.silentDays, days > 0 else { return nil }
    return t(
      days, one: "sans réponse du guichet depuis un jour", other: "sans réponse du guichet depuis \(days) jours")
  }

  var body: some Markup {
    p {
      if let part {
        part
        " "
      }
      strong { decision.kind.title }
      " "
      what
      ", "
      when
    }
    for passage in passages { p(.class("passage"), .lang(language)) { passage } }
    p { decision.reason }
    if let silence { p { silence } }
    if let said = answer.exchange?.answer { AnswerOfAddressee(answer: said) }
  }
}
