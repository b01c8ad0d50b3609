import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// How many came of those called, by kind, size and region.
struct TurnoutTables: Component {
  var turnout: Turnout

  private var kinds: [(Phrase, Turnout.Line)] {
    turnout.kinds.map { (OrganisationKind(rawValue: $0.name)?.plural ?? .verbatim($0.name), $0) }
  }
  private var strata: [(Phrase, Turnout.Line)] {
    SizeStratum.allCases.compactMap { stratum in
      turnout.strata.first { $0.name == stratum.rawValue }.map { (stratum.title, $0) }
    }
  }
  private var regions: [(Phrase, Turnout.Line)] {
    turnout.regions.map { ($0.name.isEmpty ? t("Sans région") : .verbatim($0.name), $0) }
  }

  var body: some Markup {
    TurnoutTable(title: t("Par genre"), lines: kinds)
    TurnoutTable(title: t("Par taille"), lines: strata)
    TurnoutTable(title: t("Par région"), lines: regions)
  }
}

/// The same under a heading.
struct TurnoutSection: Component {
  var turnout: Turnout

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Participation") }
      TurnoutTables(turnout: turnout)
      DaysSection(days: turnout.days)
    }
  }
}

/// How many came each day.
struct DaysSection: Component {
  var days: [Turnout.Day]
  private var most: Int { days.map(\.came).max() ?? 0 }
  private var title: Phrase { t("Jour après jour") }

  var body: some Markup {
    if !days.isEmpty {
      HTML.section(.class("section")) {
        h2 { title }
        div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
          table(.class("table")) {
            thead {
              tr {
                th(.named("scope", "col")) { t("Jour") }
                th(.class("number"), .named("scope", "col")) { t("Ont voté") }
              }
            }
            tbody { for day in days { DayRow(day: day, most: most) } }
          }
        }
      }
    }
  }
}

private struct DayRow: Component {
  var day: Turnout.Day
  var most: Int
  private var date: Phrase { t("\(day.noon, .date)") }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        date
        ShareBar(count: day.came, most: most)
      }
      td(.class("number")) { day.came }
    }
  }
}

/// The departments from which nobody has come, and the list of those to telephone.
struct SilentSection: Component {
  var consultation: Consultation
  var turnout: Turnout
  var places: Places

  private var silent: [String] {
    turnout.silent.filter { places.hasDepartment($0) }.map { "\(places.departmentName($0)) (\($0))" }
  }
  private var title: Phrase {
    t(silent.count, one: "Un département silencieux", other: "\(silent.count) départements silencieux")
  }
  private var line: String { silent.joined(separator: ", ") }
  private func file(_ file: AttendanceFile) -> String { AttendanceFileAddress(consultation, file).path }
  private var came: String { file(.came) }
  private var toCall: String { file(.silent) }

  var body: some Markup {
    if !silent.isEmpty {
      details {
        summary { title }
        p { line }
      }
    }
    p {
      a(.href(toCall)) { t("Celles qui n’ont pas encore voté, à appeler (CSV)") }
      " · "
      a(.href(came)) { t("Celles qui ont voté (CSV)") }
    }
  }
}

private struct TurnoutTable: Component {
  var title: Phrase
  var lines: [(Phrase, Turnout.Line)]

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { title }
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { title }
              th(.named("scope", "col")) { t("Ont voté") }
              th(.named("scope", "col")) { t("Appelées") }
            }
          }
          tbody { for line in lines { TurnoutRow(name: line.0, line: line.1) } }
        }
      }
    }
  }
}

private struct TurnoutRow: Component {
  var name: Phrase
  var line: Turnout.Line

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        name
        ShareBar(count: line.percent, most: 100)
      }
      td(.class("number")) { line.came }
      td(.class("number")) { line.called }
    }
  }
}
