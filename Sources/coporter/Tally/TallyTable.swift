/// The same answer as a table for a terminal.
struct TallyTable {
  var report: TallyReport

  init(_ report: TallyReport) { self.report = report }

  var text: String {
    var lines = ["\(report.rule), \(report.utility) : \(report.voters) votants, budget \(report.budget.text)."]
    if !report.setAside.isEmpty {
      lines.append("Écartés avant le compte : \(report.setAside.joined(separator: ", ")).")
    }
    if let shares = report.shares { lines.append(shares.sentence) }
    lines.append("")
    lines += rows(report.explanation.filter(\.selected), title: "Retenus")
    lines.append("Total : \(report.cost.text).")
    let others = report.explanation.filter { !$0.selected }
    if !others.isEmpty { lines += [""] + rows(others, title: "Non retenus") }
    lines += [""] + remarks
    return lines.joined(separator: "\n")
  }

  /// What is told below the tables.
  private var remarks: [String] {
    var lines = report.ties.map(\.sentence)
    if let comparison = report.comparison { lines.append(comparison.sentence) }
    if let orders = report.orders { lines.append(orders.sentence) }
    for stratum in report.strata ?? [] { lines.append(stratum.sentence) }
    if let rules = report.rules {
      lines += [""] + rules.map(\.sentence)
    } else {
      lines.append("Votants sans aucun projet retenu : \(report.votersWithNothing).")
    }
    return lines
  }

  private func rows(_ rows: [TallyReport.Line], title: String) -> [String] {
    var cells = [[title, "coût", "soutiens", ""]]
    cells += rows.map { [$0.label, $0.cost.text, "\($0.supporters)", $0.reason] }
    let widths = (0..<3).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let name = row[0] + String(repeating: " ", count: widths[0] - row[0].count)
      let numbers = (1..<3).map { String(repeating: " ", count: widths[$0] - row[$0].count) + row[$0] }
      return ([name] + numbers + [row[3]]).joined(separator: "  ")
    }
  }
}
