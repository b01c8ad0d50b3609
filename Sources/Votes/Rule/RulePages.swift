import Consultations
import Directory
import HTML
import Localization
import Platform
import Tallying
import Proof

/// How one votes and how ballots are counted, with an example that the same program counts.
struct RulePage: Component {
  var consultation: Consultation
  var vote: Vote
  var places: Places
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var budget: Phrase { t("L’enveloppe est de \(Int(vote.form.budget)) euros.") }
  private var example: RuleExample? { RuleExample(vote.form) }
  private var minimum: Phrase? {
    guard vote.form.minimum > 1 else { return nil }
    return t(
      "Une proposition choisie par moins de \(Int(vote.form.minimum)) collectivités n’entre pas dans le dépouillement.")
  }
  private var ties: Phrase {
    vote.form.ties == .lots
      ? t("Une égalité est tranchée par un tirage public, tenu après la clôture : \(vote.form.draw)")
      : t("Une égalité est tranchée par l’ordre des identifiants des propositions.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { t("Comment on vote, et comment on compte") }
    p(.class("lead")) { vote.form.sentence }
    p { t("Des choix non utilisés ne sont pas une erreur ; un bulletin sans choix est blanc, et compté comme tel.") }
    HTML.section(.class("section")) {
      h2 { t("La règle") }
      if let territory = vote.form.territory(places) { p { territory } }
      p { budget }
      p { vote.form.rule.title }
      p { vote.form.rule.example }
      if let minimum { p { minimum } }
      p { ties }
    }
    if let example { RuleExampleSection(example: example) }
    HTML.section(.class("section")) {
      h2 { t("Ce qui est public, et quand") }
      ul {
        li { t("Pendant le vote : quelles collectivités ont voté, et quand. Aucun résultat partiel, pour personne.") }
        li { t("À la clôture : chaque bulletin, par collectivité et par fonction. Chacun peut alors recompter.") }
      }
      PublicBallotsLink(consultation: consultation, vote: vote, language: language)
    }
  }
}

private struct RuleExampleSection: Component {
  var example: RuleExample
  private var title: Phrase { t("Un exemple, compté par le même programme") }
  private var told: Phrase {
    t(
      "\(RuleExample.voters) collectivités, 4 propositions, une enveloppe de \(RuleExample.budget) euros. Six collectivités choisissent A et B, les quatre autres C, et plusieurs D."
    )
  }
  private var total: Phrase { t("En tout, \(example.cost) euros sur \(RuleExample.budget).") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      p { told }
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Proposition") }
              th(.class("number"), .named("scope", "col")) { t("Coût (euros)") }
              th(.class("number"), .named("scope", "col")) { t("Choix") }
              th(.named("scope", "col")) { t("Résultat") }
            }
          }
          tbody { for line in example.lines { ExampleRow(line: line) } }
        }
      }
      p { total }
    }
  }
}

private struct ExampleRow: Component {
  var line: RuleExample.Line
  private var result: Phrase {
    line.place.map { t("Retenue, en n° \($0)") } ?? line.obstacle?.reason ?? t("Non retenue")
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { line.letter }
      td(.class("number")) { line.cost }
      td(.class("number")) { line.supporters }
      td { result }
    }
  }
}

extension Outcome.ObstacleKind {
  /// Why a proposition is not selected, in words.
  var reason: Phrase {
    switch self {
    case .unsupported: t("Non retenue : personne ne l’a choisie")
    case .shares:
      t("Non retenue : les parts de celles qui l’ont choisie n’y suffisaient pas, ni ce qui restait à la fin")
    case .budget: t("Non retenue : elle n’entrait plus dans ce qui restait de l’enveloppe")
    case .stopped: t("Non retenue : le dépouillement s’était arrêté avant elle")
    }
  }
}
