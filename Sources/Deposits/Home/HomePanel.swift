package import Consultations
package import Directory
package import HTML
package import Localization
package import Platform
package import Storage

extension DepositsModule {
  private static let shown = 4

  /// What the home page of a consultation shows of its deposits: the ways in, the most supported, the figures, the map.
  package func homePanel(_ consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws -> ConsultationPanel {
    let themes = try Theme.all(of: consultation.id, db)
    var filter = ContributionFilter()
    filter.order = .supported
    let top = try filter.contributions(in: consultation.id, limit: Self.shown, db)
    let figures = try DepositFigures.of(consultation.id, db)
    let territories = try DepositTerritories.of(consultation.id, db)
    let standing = visit.person?.standing
    let openings = try Openings.of(consultation.id, for: standing.map { [$0] } ?? [], at: visit.now, db)
    return ConsultationPanel(
      main: AnyMarkup(
        HomeDeposits(
          consultation: consultation, entries: try entries(top, visit.person, themes, db), figures: figures,
          words: try RubricInvitations.of(consultation.id, db), openings: openings, standing: standing,
          language: visit.language)),
      aside: AnyMarkup(
        HomeFigures(
          consultation: consultation, figures: figures, organisations: territories.organisations,
          departments: territories.contributions,
          map: map, language: visit.language)))
  }
}

private struct HomeDeposits: Component {
  var consultation: Consultation
  var entries: [ContributionEntryContent]
  var figures: DepositFigures
  var words: RubricInvitations
  var openings: Openings
  var standing: Standing?
  var language: Language

  private var all: String { language.address(ContributionsAddress(consultation).path) }
  private var button: Phrase {
    let count = figures.contributions
    return t(count, one: "Voir la contribution", other: "Voir les \(count) contributions")
  }

  var body: some Markup {
    Ways(consultation: consultation, words: words, openings: openings, standing: standing, language: language)
    section(.class("section")) {
      h2 { t("Les plus soutenues") }
      if entries.isEmpty {
        div(.class("empty")) { p { t("Aucune contribution pour l’instant. La première sera peut-être la vôtre.") } }
      } else {
        ContributionList(consultation: consultation, entries: entries, language: language)
        div(.class("actions")) { a(.class("button button-secondary"), .href(all)) { button } }
      }
    }
  }
}

private struct HomeFigures: Component {
  var consultation: Consultation
  var figures: DepositFigures
  /// How many have deposited, of those that are somewhere.
  var organisations: Int
  var departments: [String: Int]
  var map: TerritoryMap
  var language: Language

  private var list: String { language.address(ContributionsAddress(consultation).path) }
  private var openData: String { language.address(OpenDataAddress(consultation).path) }
  private var whole: String { language.address(FiguresAddress(consultation).path) }
  private var depositors: Phrase {
    t(
      organisations, one: "\(organisations) organisme a déposé",
      other: "\(organisations) organismes ont déposé, y compris les co-déposants")
  }
  private var spread: Phrase {
    t(
      departments.count, one: ", dans \(departments.count) département",
      other: ", dans \(departments.count) départements")
  }

  var body: some Markup {
    if !departments.isEmpty {
      div(.class("card")) {
        h2(.class("h3")) { t("Qui participe") }
        p {
          depositors
          spread
        }
        DepartmentMap(map: map, counts: departments, list: list)
      }
    }
    div(.class("card")) {
      h2(.class("h3")) { t("En chiffres") }
      dl(.class("figures")) {
        Figure(label: t("Besoins"), value: figures.needs)
        Figure(label: t("Services existants"), value: figures.services)
        Figure(label: t("Soutiens de collectivités"), value: figures.authoritySupports)
        Figure(label: t("Soutiens d’autres organismes"), value: figures.otherSupports)
      }
      p { a(.href(whole)) { t("Jour par jour, et par territoire") } }
      p { a(.href(openData)) { t("Données ouvertes") } }
    }
  }
}

/// The departments tinted by how many of something come from each, or by their share of all those that could; a table
/// says the same in words.
package struct DepartmentMap: Component {
  /// All those that could, by department.
  package struct Wholes: Sendable {
    var counts: [String: Int]
    var counted: Phrase
    package init(_ counts: [String: Int], counted: Phrase) {
      self.counts = counts
      self.counted = counted
    }
  }

  struct Row: Sendable {
    var name: String
    var code: String
    var count: Int
    /// Nil where there is no share to tell.
    var whole: Int?
    var percent: Int? { whole.map { $0 == 0 ? 0 : count * 100 / $0 } }
  }

  var map: TerritoryMap
  var counts: [String: Int]
  var counted: Phrase
  var wholes: Wholes?
  /// The list of contributions, which each line of the table filters; nil where there is none.
  var list: String?

  package init(
    map: TerritoryMap, counts: [String: Int], counted: Phrase = t("Contributions"), of wholes: Wholes? = nil,
    list: String?
  ) {
    self.map = map
    self.counts = counts
    self.counted = counted
    self.wholes = wholes
    self.list = list
  }

  private var most: Int { counts.values.max() ?? 1 }
  private func row(_ department: TerritoryMap.Department) -> Row? {
    let (count, whole) = (counts[department.code], wholes?.counts[department.code])
    guard count != nil || whole != nil else { return nil }
    return Row(name: department.title, code: department.code, count: count ?? 0, whole: whole)
  }
  private var rows: [Row] {
    map.departments.compactMap(row).sorted { ($1.percent ?? $1.count, $0.name) < ($0.percent ?? $0.count, $1.name) }
  }

  /// 0 for none, then five steps of equal width up to the most, or to a hundred in a hundred.
  private func step(_ row: Row?) -> Int {
    guard let row, row.count > 0 else { return 0 }
    let (part, whole) = row.percent.map { (max(1, $0), 100) } ?? (row.count, most)
    return min(5, 1 + (part - 1) * 5 / max(1, whole))
  }
  private var least: Phrase { wholes == nil ? .verbatim("1") : t("\(1) %") }
  private var greatest: Phrase { wholes == nil ? .verbatim(String(most)) : t("\(100) %") }

  private var drawing: String {
    var svg = "<svg class=\"map\" viewBox=\"0 0 \(map.side) \(map.side)\" aria-hidden=\"true\" focusable=\"false\">"
    for department in map.departments {
      svg += "<path class=\"d\(step(row(department)))\" d=\"\(department.path)\"/>"
    }
    return svg + map.boxes + "</svg>"
  }

  package var body: some Markup {
    // Our own drawing: codes, numbers and paths of the register alone.
    UnsafelyUnescaped(unsafelyUnescaped: drawing)
    OverseasKey(map)
    p(.class("legend"), .ariaHidden()) {
      least
      " "
      for step in 1...5 { LegendStep(step: step) }
      " "
      greatest
    }
    details {
      summary { t("Les mêmes chiffres en tableau") }
      table(.class("table")) {
        thead {
          tr {
            th(.named("scope", "col")) { t("Département") }
            th(.class("number"), .named("scope", "col")) { counted }
            if let wholes {
              th(.class("number"), .named("scope", "col")) { wholes.counted }
              th(.class("number"), .named("scope", "col")) { t("Part") }
            }
          }
        }
        tbody { for row in rows { DepartmentRow(row: row, list: list) } }
      }
    }
  }
}

private struct LegendStep: Component {
  var step: Int
  private var style: String { "d\(step)" }
  var body: some Markup { span(.class(style)) {} }
}

private struct DepartmentRow: Component {
  var row: DepartmentMap.Row
  var list: String?
  private var address: String? { list.map { $0 + "?territoire=departement-" + row.code } }
  private var share: Phrase? { row.percent.map { t("\($0) %") } }
  var body: some Markup {
    tr {
      th(.named("scope", "row")) { if let address { a(.href(address)) { row.name } } else { row.name } }
      td(.class("number")) { row.count }
      if let whole = row.whole { td(.class("number")) { whole } }
      if let share { td(.class("number")) { share } }
    }
  }
}
