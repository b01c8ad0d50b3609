import Consultations
import Deposits
import HTML
import Instruction
import Localization
import Platform
import Votes

/// The sheet of a proposition, for whoever sits in the committee.
struct GradeSheetPage: Component {
  var attendant: Attendant
  var line: CountedVote.Line
  var criteria: [Criterion]
  var sheet: GradeSheet
  /// What is refused of it.
  var typed: GradeSheet?
  var conflict: Conflict?
  var supports: Bool
  /// Before the proposition was decided: what was sent later counts for others alone.
  var isSent: Bool
  var isDecided: Bool
  /// What others said, for whoever may read it.
  var others: [OtherSheet]
  var summary: GradeSummary?
  var previous: String?
  var next: String?
  var refusal: GradeRefusal?
  var done: String?

  private var consultation: Consultation { attendant.consultation }
  private var back: String { CommitteeAddress(consultation).path }
  private var proposition: VotedProposition { line.proposition }
  private var confirmation: Phrase? {
    switch done {
    case "note": t("C’est enregistré ; personne d’autre ne le voit avant votre envoi.")
    case "deport": t("Vous vous déportez sur cette proposition.")
    case "retour": t("Vous ne vous déportez plus sur cette proposition.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { proposition.title }
    VotedFacts(line: line, consultation: consultation)
    if supports { p(.class("notice")) { t("Votre organisme a soutenu une des contributions qu’elle réunit.") } }
    details {
      HTML.summary { t("Le texte de la proposition") }
      div(.class("prose")) { Markdown(proposition.text, under: 2) }
    }
    if attendant.seat != nil {
      if let conflict { div(.class("notice notice-wait")) { p { conflict.sentence } } }
      if conflict == nil {
        GradeForm(
          consultation: consultation, token: proposition.name, criteria: criteria, sheet: sheet,
          typed: typed, isSent: isSent, isDecided: isDecided, refusal: refusal)
      }
      if !isDecided { RecusalForm(consultation: consultation, token: proposition.name, conflict: conflict) }
    }
    if let summary { GradesRead(summary: summary, others: others, criteria: criteria) }
    SheetNeighbours(consultation: consultation, previous: previous, next: next)
  }
}

/// What another seat said.
struct OtherSheet: Sendable {
  var body: String
  var sheet: GradeSheet
  var score: Score?
}

/// What the vote said of a proposition, and its cost.
struct VotedFacts: Component {
  var line: CountedVote.Line
  var consultation: Consultation

  private var place: Phrase {
    line.place.map { t("Retenue par le vote, à la place \($0)") } ?? t("Non retenue par le vote")
  }
  private var choices: Phrase {
    t(
      line.supports, one: "choisie par \(line.supports) collectivité",
      other: "choisie par \(line.supports) collectivités")
  }
  private var cost: Phrase { t("\(Int(line.proposition.cost)) euros") }
  private var page: String { Proposition.path(token: line.proposition.name, in: consultation) }

  var body: some Markup {
    div(.class("meta")) {
      span(.class("tag")) { line.proposition.kind.title }
      span { place }
      span { choices }
      span { cost }
      a(.href(page)) { t("Sa page publique") }
    }
  }
}

private struct GradeForm: Component {
  var consultation: Consultation
  var token: String
  var criteria: [Criterion]
  var sheet: GradeSheet
  var typed: GradeSheet?
  var isSent: Bool
  var isDecided: Bool
  var refusal: GradeRefusal?

  private var action: String { GradeSheetAddress(consultation, token: token).path }
  private var ended: GradeRefusal? { isSent ? .sent : (isDecided ? .decided : nil) }
  private var shown: GradeSheet { typed ?? sheet }

  var body: some Markup {
    HTML.section(.class("section"), .id("notes")) {
      h2 { t("Vos notes") }
      if let ended {
        p(.class("help")) { ended.sentence }
        if sheet != GradeSheet() {
          if !isSent {
            p(.class("notice notice-wait")) { t("Ces notes n’ont pas été envoyées : elles ne comptent pas.") }
          }
          GivenSheet(criteria: criteria, sheet: sheet)
        }
        if let typed, typed != sheet {
          p(.class("notice notice-wait")) { t("Ce que vous venez d’écrire n’est pas enregistré :") }
          GivenSheet(criteria: criteria, sheet: typed)
        }
      } else {
        p(.class("help")) { t("De 0, pas du tout, à 5, tout à fait. Personne ne voit vos notes avant leur envoi.") }
        postForm(.action(action), .named("novalidate", "")) {
          for criterion in criteria { GradeField(criterion: criterion, value: shown.grades[criterion.number]) }
          TextArea(
            "commentaire", t("En quelques mots"), value: shown.comment, longest: GradeSheet.longestComment, rows: 3,
            refusal: refusal == .longComment ? refusal?.sentence : nil, isOptional: true)
          div(.class("actions")) {
            button(.class("button button-primary"), .type("submit"), .name("suite"), .value("suivante")) {
              t("Enregistrer, puis la suivante")
            }
            button(.class("button button-secondary"), .type("submit")) { t("Enregistrer") }
          }
        }
      }
    }
  }
}

private struct GradeField: Component {
  var criterion: Criterion
  var value: Int?

  private var name: String { "note-\(criterion.number)" }
  private var title: Phrase { t("\(criterion.title) (poids : \(criterion.weight))") }
  private static let options: [Choices.Option] =
    [.init("", t("Pas encore notée"))] + (0...GradeSheet.greatest).map { .init("\($0)", .verbatim("\($0)")) }

  var body: some Markup { Choices(name, title, Self.options, chosen: value.map { "\($0)" } ?? "") }
}

private struct GivenSheet: Component {
  var criteria: [Criterion]
  var sheet: GradeSheet

  var body: some Markup {
    ul { for criterion in criteria { GivenGrade(criterion: criterion, value: sheet.grades[criterion.number]) } }
    if !sheet.comment.isEmpty { p { sheet.comment } }
  }
}

private struct GivenGrade: Component {
  var criterion: Criterion
  var value: Int?
  private var line: Phrase { t("\(criterion.title) : \(value.map { "\($0)" } ?? "—")") }
  var body: some Markup { li { line } }
}

private struct RecusalForm: Component {
  var consultation: Consultation
  var token: String
  var conflict: Conflict?

  private var action: String { RecusalAddress(consultation, token: token).path }

  var body: some Markup {
    switch conflict {
    case nil:
      details {
        HTML.summary { t("Un autre lien avec cette proposition ?") }
        p {
          t(
            "Si vous ou votre organisme y avez un intérêt, déportez-vous : vous ne notez pas, et ne votez pas sur ce point."
          )
        }
        postForm(.action(action)) {
          button(.class("button button-secondary"), .type("submit"), .name("deport"), .value("oui")) {
            t("Me déporter")
          }
        }
      }
    case .declared:
      postForm(.action(action)) {
        button(.class("button button-quiet"), .type("submit"), .name("deport"), .value("non")) {
          t("Ne plus me déporter")
        }
      }
    case .deposited: Nothing()
    }
  }
}

/// What the grades that were sent come to.
struct GradesRead: Component {
  var summary: GradeSummary
  var others: [OtherSheet]
  var criteria: [Criterion]

  private var mean: Phrase {
    t(
      summary.scores.count, one: "\(summary.mean.text) sur 100, d’après une note.",
      other: "\(summary.mean.text) sur 100 en moyenne, d’après \(summary.scores.count) notes.")
  }
  private var spread: Phrase {
    t("De \(summary.lowest.text) à \(summary.highest.text) : \(summary.spread.text) points d’écart.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Les notes envoyées") }
      p { mean }
      p { spread }
      if summary.isDisputed { p(.class("notice notice-wait")) { t("Les avis sont partagés.") } }
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(t("Les notes envoyées"))) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Membre") }
              for criterion in criteria { CriterionHead(criterion: criterion) }
              th(.named("scope", "col")) { t("Sur 100") }
            }
          }
          tbody { for other in others { OtherRow(other: other, criteria: criteria) } }
        }
      }
    }
  }
}

private struct CriterionHead: Component {
  var criterion: Criterion
  private var number: String { "\(criterion.number)" }
  var body: some Markup { th(.named("scope", "col")) { abbr(.named("title", criterion.title)) { number } } }
}

private struct OtherRow: Component {
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

private struct SheetNeighbours: Component {
  var consultation: Consultation
  var previous: String?
  var next: String?
  private func address(_ token: String) -> String { GradeSheetAddress(consultation, token: token).path }

  var body: some Markup {
    nav(.class("actions"), .ariaLabel(t("Propositions"))) {
      if let previous { a(.class("button button-quiet"), .href(address(previous))) { t("← Précédente") } }
      if let next { a(.class("button button-quiet"), .href(address(next))) { t("Suivante →") } }
    }
  }
}
