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
    for tie in report.ties { lines.append(tie.sentence) }
    return lines.joined(separator: "\n")
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

extension TallyReport.Amount {
  var text: String {
    switch self {
    case .whole(let number): "\(number)"
    case .fraction(let top, let bottom): (Double(top) / Double(bottom)).rounded(to: 2)
    }
  }
}

extension TallyReport.Shares {
  var sentence: String {
    let start = "Part de chacun : \(first.rounded(to: 2))"
    guard raisedSteps > 0 else { return start + "." }
    let end =
      switch stopped {
      case "budget": "un pas de plus dépassait le budget"
      default: "plus rien n’entrait dans ce qui restait"
      }
    return start + ", relevée à \(last.rounded(to: 2)) en \(raisedSteps) pas ; \(end)."
  }
}

extension TallyReport.Tie {
  var sentence: String {
    let place = "Égalité (\(stage), tour \(round)) : \(projects.joined(separator: ", "))"
    let effect =
      switch matters {
      case true: " ; un autre ordre donnerait un autre résultat."
      case false: " ; sans effet sur le résultat."
      case nil: "."
      }
    return place + " ; pris dans cet ordre" + effect
  }
}

extension TallyReport.Line {
  var label: String {
    let short = name.count > 40 ? name.prefix(39) + "…" : name[...]
    return name.isEmpty ? project : "\(project) \(short)"
  }

  var reason: String {
    if let payment { return paid(payment) }
    switch obstacle {
    case "unsupported": return "personne ne le soutient"
    case "shares": return sharesMissing
    case "budget": return "il manquait \((missing ?? 0).rounded(to: 2)) au budget quand son tour est venu"
    case "stopped": return "le compte s’était arrêté avant son tour"
    default: return place
    }
  }

  private var place: String {
    switch stage {
    case "completion": "complété"
    case nil: ""
    default: "tour \(round ?? 0)"
    }
  }

  private func paid(_ payment: TallyReport.Payment) -> String {
    var text = "tour \(round ?? 0) : \(payment.inFull) paient \(payment.part.rounded(to: 2))"
    if payment.allTheyHad > 0 { text += ", \(payment.allTheyHad) tout leur reste" }
    if payment.nothingLeft > 0 { text += ", \(payment.nothingLeft) n’ont plus rien" }
    return text
  }

  private var sharesMissing: String {
    var text = "il manque \((missing ?? 0).rounded(to: 2)) à ses soutiens"
    if let missingVotes { text += ", soit \(missingVotes) voix de plus" }
    if let effectiveSupport { text += " (au mieux \(effectiveSupport.rounded(to: 1)) soutiens effectifs)" }
    return text
  }
}

extension Double {
  /// A number for people to read, `12.50`.
  func rounded(to places: Int) -> String {
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    guard let units = Int(exactly: (self * factor).rounded()) else { return "\(self)" }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = units < 0 ? "-" : ""
    guard places > 0, units % Int(factor) != 0 else { return sign + padded.dropLast(places) }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
