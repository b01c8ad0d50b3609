extension TallyReport.Amount {
  var text: String {
    switch self {
    case .whole(let number): "\(number)".grouped
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

extension TallyReport.Comparison {
  var sentence: String {
    let counts = """
      \(preferShares.grouped) \(preferShares > 1 ? "votants préfèrent" : "votant préfère") les parts égales, \
      \(preferGreedy.grouped) le résultat glouton
      """
    let end = kept == "shares" ? "les parts égales sont gardées" : "le résultat glouton est gardé"
    return "\(counts), \(indifferent.grouped) ni l’un ni l’autre : \(end)."
  }
}

extension TallyReport.Orders {
  var sentence: String {
    let tried =
      "\(counts) \(counts > 1 ? "ordres des égaux essayés" : "ordre des égaux essayé")"
      + (complete ? "" : " (il en reste)")
    guard selections > 1 else { return "\(tried) : toujours le même résultat." }
    return "\(tried) : \(selections) résultats ; en dépendent \(sometimes.joined(separator: ", "))."
  }
}

extension TallyReport.Stratum {
  var sentence: String {
    let name = value.isEmpty ? "(sans valeur)" : value
    let those = "\(voters.grouped) \(voters > 1 ? "votants" : "votant")"
    var text = "Sans « \(name) » (\(those), dont \(votersWithNothing.grouped) sans rien) : "
    if lost.isEmpty, gained.isEmpty { return text + "même résultat." }
    if !lost.isEmpty { text += "perdus \(lost.joined(separator: ", "))" }
    if !gained.isEmpty { text += (lost.isEmpty ? "" : " ; ") + "gagnés \(gained.joined(separator: ", "))" }
    return text + "."
  }
}

extension TallyReport.RuleLine {
  var sentence: String {
    let count = "\(selected.count) \(selected.count > 1 ? "projets" : "projet")"
    let without = "\(votersWithNothing.grouped) \(votersWithNothing > 1 ? "votants" : "votant") sans rien"
    return "\(rule), \(utility) : \(count), \(cost.text) ; \(without)."
  }
}

extension TallyReport.Tie {
  var sentence: String {
    let place = "Égalité (\(stageName), tour \(round)) : \(projects.joined(separator: ", "))"
    let effect =
      switch matters {
      case true: ", et un autre ordre donnerait un autre résultat."
      case false: ", sans effet sur le résultat."
      case nil: "."
      }
    return place + " ; pris dans cet ordre" + effect
  }
}

extension TallyReport.Tie {
  private var stageName: String { stage == "shares" ? "parts" : stage == "completion" ? "complément" : stage }
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
    let verb = payment.inFull > 1 ? "paient" : "paie"
    var text = "tour \(round ?? 0) : \(payment.inFull) \(verb) \(payment.part.rounded(to: 2))"
    if payment.allTheyHad > 0 {
      text += ", \(payment.allTheyHad) tout ce qui \(payment.allTheyHad > 1 ? "leur" : "lui") reste"
    }
    if payment.nothingLeft > 0 {
      text += ", \(payment.nothingLeft) \(payment.nothingLeft > 1 ? "n’ont" : "n’a") plus rien"
    }
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
  /// A number for people to read, `12,50`.
  func rounded(to places: Int) -> String {
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    guard let units = Int(exactly: (self * factor).rounded()) else { return "\(self)" }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = units < 0 ? "-" : ""
    let whole = String(padded.dropLast(places)).grouped
    guard places > 0, units % Int(factor) != 0 else { return sign + whole }
    return sign + whole + "," + padded.suffix(places)
  }
}

extension Int {
  /// For people to read, `90 494`.
  var grouped: String { (self < 0 ? "-" : "") + String(magnitude).grouped }
}

extension String {
  /// Digits by three, with narrow spaces that do not break.
  fileprivate var grouped: String {
    var result = ""
    for (place, digit) in enumerated() {
      if place > 0, (count - place).isMultiple(of: 3) { result.append("\u{202F}") }
      result.append(digit)
    }
    return result
  }
}
