import Consultations
import HTML
import Localization
import Platform
import Proof
import Tallying

/// What another rule takes of the same ballots: information, which changes nothing of the result.
struct ComparedResult: Sendable {
  var rule: ComparedRule
  /// By name, in the order in which it takes them.
  var selected: [String]
  /// In euros.
  var cost: Int64

  /// - Returns: nil for a rule that cannot count these ballots.
  init?(_ rule: ComparedRule, _ ledger: Ledger) {
    guard let name = Rule(rawValue: rule.rule), let utility = Utility(rawValue: rule.utility),
      let selection = try? ledger.selection(by: name, utility)
    else { return nil }
    self.rule = rule
    (selected, cost) = selection
  }
}

/// Propositions in the order of the result, with the place that each rule gives them; nothing where the Rules want no
/// other shown.
struct ComparedResults: Component {
  var results: Results
  private var title: Phrase { t("Ce que d’autres règles auraient retenu") }

  var body: some Markup {
    if !results.compared.isEmpty {
      HTML.section(.class("section"), .id("autres-regles")) {
        h2 { title }
        p(.class("help")) {
          t(
            "Le règlement demande de le montrer, à titre d’information, depuis les mêmes bulletins. La règle du vote compte seule."
          )
        }
        div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
          table(.class("table")) {
            thead {
              tr {
                th(.named("scope", "col")) { t("Proposition") }
                th(.class("number"), .named("scope", "col")) { t("La règle du vote") }
                for one in results.compared { ComparedHeading(rule: one.rule) }
              }
            }
            tbody {
              for line in results.lines { ComparedRow(line: line, compared: results.compared) }
              ComparedCosts(results: results)
            }
          }
        }
      }
    }
  }
}

private struct ComparedHeading: Component {
  var rule: ComparedRule
  private var name: String { rule.utility == "none" ? rule.rule : "\(rule.rule) \(rule.utility)" }

  var body: some Markup {
    th(.class("number"), .named("scope", "col")) {
      span(.lang("fr")) { rule.title }
      " "
      code { name }
    }
  }
}

private struct ComparedRow: Component {
  var line: Results.Line
  var compared: [ComparedResult]
  private var places: [Int?] {
    compared.map { one in one.selected.firstIndex(of: line.proposition.name).map { $0 + 1 } }
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row"), .lang("fr")) { line.proposition.title }
      ComparedPlace(place: line.place)
      for place in places { ComparedPlace(place: place) }
    }
  }
}

private struct ComparedPlace: Component {
  var place: Int?
  private var told: Phrase { place.map { t("retenue, n° \($0)") } ?? .verbatim("—") }
  var body: some Markup { td(.class("number")) { told } }
}

private struct ComparedCosts: Component {
  var results: Results
  private var costs: [Int] { [Int(results.tally.cost)] + results.compared.map { Int($0.cost) } }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { t("Coût retenu (euros)") }
      for cost in costs { td(.class("number")) { cost } }
    }
  }
}
