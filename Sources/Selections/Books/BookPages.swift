import Consultations
import HTML
import Localization
import Platform
import Votes

/// All sheets of the committee as one text to print: each proposition with what the vote said, the grades that were
/// sent and what was decided.
struct BookPage: Component {
  struct Entry: Sendable {
    var line: CountedVote.Line
    var others: [OtherSheet]
    var summary: GradeSummary?
    var ruling: Ruling?
    var contributions: [Int]
  }

  var consultation: Consultation
  var criteria: [Criterion]
  var entries: [Entry]

  private var back: String { CommitteeAddress(consultation).path }
  private var title: Phrase {
    t(entries.count, one: "\(entries.count) proposition", other: "\(entries.count) propositions")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    h1 { t("Livret du comité de sélection") }
    p(.class("lead")) { consultation.title }
    CriteriaList(criteria: criteria)
    p { title }
    for (place, entry) in entries.enumerated() {
      BookSheet(number: place + 1, entry: entry, criteria: criteria, consultation: consultation)
    }
  }
}

private struct BookSheet: Component {
  var number: Int
  var entry: BookPage.Entry
  var criteria: [Criterion]
  var consultation: Consultation

  private var title: String { "\(number). \(entry.line.proposition.title)" }
  private var feeding: Phrase? {
    entry.contributions.isEmpty
      ? .none
      : t(
        entry.contributions.count, one: "Réunit la contribution n° \(told).",
        other: "Réunit les contributions n° \(told).")
  }
  private var told: String { entry.contributions.map(String.init).joined(separator: ", ") }

  var body: some Markup {
    HTML.section(.class("section sheet")) {
      h2 { title }
      VotedFacts(line: entry.line, consultation: consultation)
      if let feeding { p(.class("help")) { feeding } }
      div(.class("prose")) { Markdown(entry.line.proposition.text, under: 2) }
      if let ruling = entry.ruling {
        p {
          strong { t("Décidé :") }
          " "
          RulingLine(ruling: ruling)
        }
        if !ruling.reason.isEmpty { p { ruling.reason } }
      }
      if let summary = entry.summary { BookGrades(summary: summary, others: entry.others, criteria: criteria) }
    }
  }
}

private struct BookGrades: Component {
  var summary: GradeSummary
  var others: [OtherSheet]
  var criteria: [Criterion]

  private var mean: Phrase {
    t("Moyenne : \(summary.mean.text) sur 100, de \(summary.lowest.text) à \(summary.highest.text).")
  }

  var body: some Markup {
    p { mean }
    table(.class("table")) {
      thead {
        tr {
          th(.named("scope", "col")) { t("Membre") }
          for criterion in criteria { BookCriterion(criterion: criterion) }
          th(.named("scope", "col")) { t("Sur 100") }
        }
      }
      tbody { for other in others { BookRow(other: other, criteria: criteria) } }
    }
  }
}

private struct BookCriterion: Component {
  var criterion: Criterion
  private var number: String { "\(criterion.number)" }
  var body: some Markup { th(.named("scope", "col")) { number } }
}

private struct BookRow: Component {
  var other: OtherSheet
  var criteria: [Criterion]
  private func grade(_ criterion: Criterion) -> String { other.sheet.grades[criterion.number].map { "\($0)" } ?? "—" }
  private var score: String { other.score?.text ?? "—" }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        other.body
        if !other.sheet.comment.isEmpty { p(.class("help")) { other.sheet.comment } }
      }
      for criterion in criteria { td(.class("number")) { grade(criterion) } }
      td(.class("number")) { score }
    }
  }
}
