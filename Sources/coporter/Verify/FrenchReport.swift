import MerkleLog
import Proof

/// What was checked, in French.
struct FrenchReport {
  let finding: Examination.Finding
  let isKeyKnown: Bool

  private var ledger: Ledger { finding.ledger }

  var lines: [String] {
    log + preparation + ballots + results + extras + [
      "",
      "Tout est conforme. Ceci ne prouve pas que le serveur n’a rien lu avant la clôture, ni qu’une personne était bien "
        + "celle qu’elle disait être.",
    ]
  }

  /// In French none is singular.
  private static func count(_ number: some BinaryInteger, _ one: String, _ many: String) -> String {
    "\(number) \(number < 2 ? one : many)"
  }

  private var log: [String] {
    let key = isKeyKnown ? "celle que vous avez donnée" : "à comparer à celle qui est publiée par ailleurs"
    let successions = ledger.successions.count
    return [
      "Journal \(finding.checkpoint.origin) : \(finding.checkpoint.size) lignes, chacune dans l’arbre ; racine "
        + finding.checkpoint.root.base64,
      "Signé par \(finding.keys.first.text) (\(key))"
        + (successions > 0 ? ", puis par ses successeurs (\(successions))" : ""),
    ]
  }

  private var preparation: [String] {
    let called = Self.count(ledger.organisations.count, "organisme appelé", "organismes appelés")
    let (more, less) = (Self.count(ledger.added, "ajouté", "ajoutés"), Self.count(ledger.absences, "ôté", "ôtés"))
    let propositions = Self.count(ledger.propositions.count, "proposition", "propositions")
    return ["Liste : \(called) à voter (\(more) au répertoire, \(less)), \(propositions)."]
  }

  private var ballots: [String] {
    guard ledger.openingLeaf != nil else { return ["Le vote n’est pas ouvert."] }
    let came = Self.count(ledger.present, "émargement", "émargements")
    let ballots = Self.count(ledger.standing, "bulletin", "bulletins")
    let changed = Self.count(ledger.replaced, "bulletin remplacé", "bulletins remplacés")
    let out = Self.count(ledger.contested, "contesté", "contestés")
    let incidents = Self.count(ledger.incidents, "incident", "incidents")
    return [
      "Vote : \(came), \(ballots) (un par organisme, sous un droit en vigueur et dans les dates) ; \(changed), \(out) "
        + "hors du compte, \(incidents)."
    ]
  }

  private var results: [String] {
    guard let tally = ledger.tally else {
      return [ledger.closingLeaf == nil ? "Le vote n’est pas clos." : "Le dépouillement n’est pas publié."]
    }
    let lots = tally.seed == nil ? "" : ", égalités tirées au sort"
    let counted = Self.count(tally.voters, "bulletin ouvert et compté", "bulletins ouverts et comptés")
    let blank = Self.count(tally.blank, "blanc", "blancs")
    let selected = tally.selected.isEmpty ? "aucune proposition" : tally.selected.joined(separator: ", ")
    var lines = [
      "Dépouillement refait : \(counted), dont \(blank) ; \(tally.cost) € pour \(selected)\(lots)."
    ]
    lines += draw
    if ledger.moment == .recorded {
      lines.append("Sélection du comité : \(ledger.kept.joined(separator: ", ")), dans l’enveloppe.")
    }
    let withdrawn = ledger.withdrawnTexts
    if withdrawn > 0 { lines.append("Textes retirés : \(withdrawn).") }
    return lines
  }

  /// What the seed was made of, to be compared with what its publisher tells.
  private var draw: [String] {
    guard let rules = ledger.rules, let draw = ledger.draw else { return [] }
    return [
      "Tirage public nommé par le règlement, de \(Self.count(rules.numbers, "numéro", "numéros")) : "
        + Printable.text(rules.draw),
      "Son résultat : \(draw.text) ; tenu le \(Ledger.date(draw.held)), source : \(Printable.text(draw.source)). Comparez-le "
        + "à celui de son organisateur.",
    ]
  }

  private var extras: [String] {
    var lines: [String] = []
    if let since = finding.since { lines.append("Rien n’a changé dans les \(since.size) premières lignes.") }
    guard let found = finding.receipt else { return lines }
    let name = Printable.text(ledger.organisation(found.receipt.leaf.organisation)?.entry.name ?? "")
    let choices = found.receipt.choices.isEmpty ? "un bulletin blanc" : found.receipt.choices.joined(separator: ", ")
    let state =
      switch found.state {
      case .counts: "c’est le bulletin en vigueur, il compte"
      case .replaced(let number): "remplacé depuis par le bulletin n° \(number)"
      case .contested: "contesté, hors du compte tant que deux personnes n’ont pas tranché"
      case .setAside: "contesté et écarté, hors du compte"
      }
    return lines + ["Récépissé de \(name), bulletin n° \(found.receipt.leaf.number) : \(choices) ; \(state)."]
  }
}
