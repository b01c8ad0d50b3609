import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// Who is called to vote, and what has changed in the register since that was frozen.
struct RollPage: Component {
  var consultation: Consultation
  var vote: Vote
  var comparison: RollComparison
  var places: Places
  var language: Language

  /// How many of each are listed; the file has all.
  static let shown = 100

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var file: String { RollFileAddress(consultation, .comparison).path }
  private var attendance: String { language.address(AttendanceAddress(consultation).path) }
  private var lead: Phrase {
    t(
      comparison.frozen, one: "\(comparison.frozen) collectivité est appelée à voter.",
      other: "\(comparison.frozen) collectivités sont appelées à voter.")
  }
  private var frozen: Phrase {
    vote.openedAt.map { t("La liste est figée depuis l’ouverture, le \($0, .full) (heure de Paris).") }
      ?? t("Voici la liste telle que l’ouverture la figerait aujourd’hui : elle suit le registre jusque-là.")
  }
  private var whole: String { RollFileAddress(consultation, .roll).path }
  private var isFrozen: Bool { vote.openedAt != nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { t("Liste des collectivités appelées à voter") }
    p(.class("lead")) { lead }
    p { frozen }
    if let territory = vote.form.territory(places) { p { territory } }
    p { a(.href(whole)) { t("La liste entière (CSV)") } }
    p {
      t("Une commune qui rejoint une autre pendant le vote garde son bulletin jusqu’au bout ; une nouvelle n’en a pas.")
    }
    if isFrozen { p { a(.href(attendance)) { t("Qui a voté") } } }
    RollTable(lines: comparison.lines)
    if !isFrozen {
      Nothing()
    } else if comparison.differences.isEmpty {
      div(.class("empty")) { p { t("Le registre d’aujourd’hui ne diffère pas de la liste.") } }
    } else {
      p { a(.href(file)) { t("Toutes les différences (CSV)") } }
      DifferenceList(title: t("Dans le registre, et pas sur la liste"), differences: comparison.added, places: places)
      DifferenceList(
        title: t("Sur la liste, et plus dans le registre"), differences: comparison.removed, places: places)
    }
  }
}

private struct RollTable: Component {
  var lines: [RollComparison.Line]
  private var title: Phrase { t("La liste et le registre d’aujourd’hui, par genre") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Genre") }
              th(.class("number"), .named("scope", "col")) { t("Liste") }
              th(.class("number"), .named("scope", "col")) { t("Registre") }
              th(.class("number"), .named("scope", "col")) { t("Ajouts") }
              th(.class("number"), .named("scope", "col")) { t("Retraits") }
            }
          }
          tbody { for line in lines { RollRow(line: line) } }
        }
      }
    }
  }
}

private struct RollRow: Component {
  var line: RollComparison.Line

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { line.kind.plural }
      td(.class("number")) { line.frozen }
      td(.class("number")) { line.today }
      td(.class("number")) { line.added }
      td(.class("number")) { line.removed }
    }
  }
}

private struct DifferenceList: Component {
  var title: Phrase
  var differences: [RollComparison.Difference]
  var places: Places

  private var more: Phrase? {
    let left = differences.count - RollPage.shown
    return left > 0 ? t(left, one: "Et \(left) autre.", other: "Et \(left) autres.") : .none
  }

  var body: some Markup {
    if !differences.isEmpty {
      HTML.section(.class("section")) {
        h2 { title }
        ul(.class("list plain")) {
          for difference in differences.prefix(RollPage.shown) {
            DifferenceLine(difference: difference, places: places)
          }
        }
        if let more { p { more } }
      }
    }
  }
}

private struct DifferenceLine: Component {
  var difference: RollComparison.Difference
  var places: Places

  private var entry: RollEntry { difference.entry }
  private var place: String { entry.department.isEmpty ? "" : places.departmentName(entry.department) }
  private var why: Phrase? {
    guard case .merged(let into) = difference.change else { return nil }
    return t("a rejoint \(into), et vote jusqu’au bout")
  }

  var body: some Markup {
    li(.class("entry brief")) {
      h3 { entry.name }
      div(.class("meta")) {
        span { entry.kind.title }
        if !place.isEmpty { span { place } }
        if let why { span { why } }
      }
    }
  }
}
