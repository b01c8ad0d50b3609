import HTML
import Localization

/// One line of a table that is its own chart: how much of something has deposited.
struct FiguresRow: Sendable {
  var label: Phrase
  /// What the label leads to.
  var address: String?
  var count: Figures.Count
  /// Those that have deposited.
  var acted: Int
  /// Of how many; nil where nobody knows.
  var registered: Int?

  /// « 0,4 % », to a tenth.
  var share: Phrase? {
    guard let registered, registered > 0 else { return nil }
    let thousandths = (acted * 1000 + registered / 2) / registered
    return t("\(thousandths / 10),\(thousandths % 10) %")
  }
}

/// A table with a bar on each line: the most is the whole width.
struct FiguresRows: Component {
  var caption: Phrase
  /// What a line is about.
  var heading: Phrase
  var rows: [FiguresRow]
  private var most: Int

  init(caption: Phrase, heading: Phrase, rows: [FiguresRow]) {
    self.caption = caption
    self.heading = heading
    self.rows = rows
    most = rows.map(\.count.contributions).max() ?? 0
  }

  var body: some Markup {
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(caption)) {
      table(.class("table")) {
        HTML.caption { caption }
        thead {
          tr {
            th(.named("scope", "col")) { heading }
            th(.class("number"), .named("scope", "col")) { t("Contributions") }
            th(.class("number"), .named("scope", "col")) { t("Ont déposé") }
            th(.class("number"), .named("scope", "col")) { t("Part") }
          }
        }
        tbody { for row in rows { FiguresLine(row: row, most: most) } }
      }
    }
  }
}

private struct FiguresLine: Component {
  var row: FiguresRow
  var most: Int

  private var acted: Phrase {
    row.registered.map { t("\(row.acted) sur \($0)") } ?? .verbatim(String(row.acted))
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        if let address = row.address { a(.href(address)) { row.label } } else { row.label }
        ShareBar(count: row.count.contributions, most: most)
      }
      td(.class("number")) { row.count.contributions }
      td(.class("number")) { acted }
      td(.class("number")) { if let share = row.share { share } else { "—" } }
    }
  }
}
