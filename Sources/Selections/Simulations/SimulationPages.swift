import Consultations
import HTML
import Localization
import Platform
import Votes

/// What would remain of the envelope with some choices; nothing is kept of it but its address.
struct SimulationPage: Component {
  var consultation: Consultation
  var committee: Committee
  var lines: [CountedVote.Line]
  var chosen: Set<String>
  /// What was decided so far, by name.
  var amounts: [String: Int64]

  private var back: String { CommitteeAddress(consultation).path }
  private var here: String { SimulationAddress(consultation).path }
  private var picked: [CountedVote.Line] { lines.filter { chosen.contains($0.proposition.name) } }
  private var cost: Int64 { picked.reduce(0) { $0 + $1.proposition.cost } }
  private var remains: Int64 { committee.envelope - cost }
  private var verdict: Phrase {
    remains >= 0
      ? t("Ce choix tient dans l’enveloppe : il reste \(Phrase.euros(remains)).")
      : t("Ce choix dépasse l’enveloppe de \(Phrase.euros(-remains)).")
  }
  private var count: Phrase {
    t(
      picked.count, one: "\(picked.count) proposition, pour \(Int(cost)) euros sur \(Int(committee.envelope)).",
      other: "\(picked.count) propositions, pour \(Int(cost)) euros sur \(Int(committee.envelope)).")
  }

  /// The same with the amounts that were decided, where some were.
  private var decided: Phrase? {
    guard picked.contains(where: { amounts[$0.proposition.name] != nil }) else { return nil }
    let spent = picked.reduce(0) { $0 + (amounts[$1.proposition.name] ?? $1.proposition.cost) }
    let left = committee.envelope - spent
    return left >= 0
      ? t("Avec les montants déjà décidés : \(Int(spent)) euros, il reste \(Int(left)) euros.")
      : t("Avec les montants déjà décidés : \(Int(spent)) euros, l’enveloppe est dépassée de \(Int(-left)) euros.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    h1 { t("Simuler un choix") }
    p(.class("lead")) { t("Cochez des propositions : la page dit ce qui reste. Rien n’est décidé ici.") }
    div(.class(remains >= 0 ? "notice notice-ok" : "notice notice-wait"), .role("status")) {
      p { verdict }
      p { count }
      if let decided { p { decided } }
    }
    form(.method("get"), .action(here)) {
      fieldset(.class("field")) {
        legend { t("Propositions, dans l’ordre du vote") }
        for line in lines {
          SimulatedLine(
            line: line, isChosen: chosen.contains(line.proposition.name), remains: remains,
            amount: amounts[line.proposition.name])
        }
      }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Recalculer") } }
    }
  }
}

private struct SimulatedLine: Component {
  var line: CountedVote.Line
  var isChosen: Bool
  var remains: Int64
  /// That which was decided.
  var amount: Int64?

  private var fits: Bool { isChosen || line.proposition.cost <= remains }
  private var help: Phrase {
    let cost = Int(line.proposition.cost)
    let place = line.place.map { t("place \($0) au vote") } ?? t("non retenue par le vote")
    let told = fits ? t("\(cost) euros, \(place)") : t("\(cost) euros, \(place) : n’entre plus")
    return amount.map { t("\(told) ; décidé : \(Int($0)) euros") } ?? told
  }

  var body: some Markup {
    Choice(
      .checkbox, "choix", line.proposition.name, .verbatim(line.proposition.title), help: help, isChosen: isChosen)
  }
}
