import Consultations
import Deposits
import Directory
import HTML
import Instruction
import Localization
import Platform
import Proof

/// The result: what is selected in the order of the rule, what is not, the figures, the ballots, and how to recount.
struct ResultsPage: Component {
  var consultation: Consultation
  var vote: Vote
  var results: Results
  var ballots: [PublicBallot]
  var page: Int
  var called: Int
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var here: String { language.address(ResultsAddress(consultation).path) }
  private var pages: Int {
    max(1, (Int(results.tally.voters + results.tally.contested) + PublicBallot.pageSize - 1) / PublicBallot.pageSize)
  }
  private var lead: Phrase {
    t(
      results.selected.count,
      one: "\(results.selected.count) proposition retenue, pour \(Int(results.tally.cost)) euros.",
      other: "\(results.selected.count) propositions retenues, pour \(Int(results.tally.cost)) euros.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { t("Résultats du vote") }
    p(.class("lead")) { lead }
    div(.class("columns")) {
      div {
        ResultLines(title: t("Retenues"), lines: results.selected, consultation: consultation, language: language)
        ResultLines(title: t("Non retenues"), lines: results.others, consultation: consultation, language: language)
        HTML.section(.class("section"), .id("bulletins")) {
          h2 { t("Les bulletins") }
          p(.class("help")) { t("Publics depuis la clôture, par collectivité.") }
          ul(.class("list plain")) {
            for ballot in ballots { PublicBallotLine(ballot: ballot, titles: titles) }
          }
          Pagination(page: page, pages: pages, address: { [here] in here + "?page=\($0)#bulletins" })
        }
      }
      aside(.ariaLabel(t("En chiffres"))) {
        ResultFigures(results: results, called: called)
        RecountCard(consultation: consultation, vote: vote, language: language)
      }
    }
  }

  private var titles: [String: String] {
    Dictionary(results.lines.map { ($0.proposition.name, $0.proposition.title) }, uniquingKeysWith: { $1 })
  }
}

private struct ResultLines: Component {
  var title: Phrase
  var lines: [Results.Line]
  var consultation: Consultation
  var language: Language

  var body: some Markup {
    if !lines.isEmpty {
      HTML.section(.class("section")) {
        h2 { title }
        div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
          table(.class("table")) {
            thead {
              tr {
                th(.named("scope", "col")) { t("Proposition") }
                th(.named("scope", "col")) { t("Choix") }
                th(.named("scope", "col")) { t("Coût (euros)") }
              }
            }
            tbody { for line in lines { ResultRow(line: line, consultation: consultation, language: language) } }
          }
        }
      }
    }
  }
}

private struct ResultRow: Component {
  var line: Results.Line
  var consultation: Consultation
  var language: Language

  private var page: String {
    language.address(Proposition.path(token: line.proposition.name, in: consultation))
  }
  private var place: String { line.place.map { "\($0). " } ?? "" }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        place
        a(.href(page), .lang("fr")) { line.proposition.title }
      }
      td(.class("number")) { line.supports }
      td(.class("number")) { Int(line.proposition.cost) }
    }
  }
}

private struct PublicBallotLine: Component {
  var ballot: PublicBallot
  var titles: [String: String]

  private var chosen: String {
    ballot.choices.map { titles[$0] ?? $0 }.joined(separator: " · ")
  }

  var body: some Markup {
    li(.class("entry brief")) {
      h3 { ballot.name }
      if ballot.choices.isEmpty { p { t("Bulletin blanc") } } else { p(.lang("fr")) { chosen } }
      div(.class("meta")) {
        span { ballot.kind.title }
        span { ballot.function.title }
      }
    }
  }
}

private struct ResultFigures: Component {
  var results: Results
  var called: Int

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("En chiffres") }
      dl(.class("figures")) {
        ResultFigure(label: t("Appelées"), value: called)
        ResultFigure(label: t("Bulletins comptés"), value: Int(results.tally.voters))
        ResultFigure(label: t("dont blancs"), value: Int(results.tally.blank))
        ResultFigure(label: t("Contestés, non comptés"), value: Int(results.tally.contested))
        ResultFigure(label: t("Enveloppe (euros)"), value: Int(results.budget))
        ResultFigure(label: t("Coût retenu (euros)"), value: Int(results.tally.cost))
      }
    }
  }
}

private struct RecountCard: Component {
  var consultation: Consultation
  var vote: Vote
  var language: Language

  private var leaves: String { LogFileAddress(consultation, file: .leaves).path }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Recompter soi-même") }
      p { t("Chacun peut recompter, avec son propre programme, depuis le journal public.") }
      p { vote.form.rule.title }
      p { a(.href(leaves)) { t("Les lignes du journal") } }
      pre(.named("tabindex", "0")) { code { "coporter verify export" } }
    }
  }
}

private struct ResultFigure: Component {
  var label: Phrase
  var value: Int

  var body: some Markup {
    div {
      dt { label }
      dd { value }
    }
  }
}
