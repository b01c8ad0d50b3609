import MerkleLog
import Proof

/// What was checked, in English.
struct EnglishReport {
  let finding: Examination.Finding
  let isKeyKnown: Bool

  private var ledger: Ledger { finding.ledger }

  var lines: [String] {
    log + preparation + ballots + results + extras + [
      "",
      "All is right. This does not prove that the server read nothing before the closing, nor that somebody was who she "
        + "said she was.",
    ]
  }

  private static func count(_ number: some BinaryInteger, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  private var log: [String] {
    let key = isKeyKnown ? "the one that you gave" : "to be compared with the one published elsewhere"
    let successions = ledger.successions.count
    return [
      "Log \(Printable.text(finding.checkpoint.origin)): \(finding.checkpoint.size) lines, each in the tree; root "
        + finding.checkpoint.root.base64,
      "Signed by \(finding.keys.first.text) (\(key))"
        + (successions > 0 ? ", then by its successors (\(successions))" : ""),
    ]
  }

  private var preparation: [String] {
    let called = Self.count(ledger.organisations.count, "organisation", "organisations")
    let propositions = Self.count(ledger.propositions.count, "proposition", "propositions")
    return [
      "Roll: \(called) called to vote (\(ledger.added) added to the register, \(ledger.absences) removed), \(propositions)."
    ]
  }

  private var ballots: [String] {
    guard ledger.openingLeaf != nil else { return ["The vote is not open."] }
    let came = Self.count(ledger.present, "attendance", "attendances")
    let ballots = Self.count(ledger.standing, "ballot", "ballots")
    let incidents = Self.count(ledger.incidents, "incident", "incidents")
    return [
      "Vote: \(came), \(ballots) (one for each organisation, under a live right and within the dates); \(ledger.replaced) replaced, "
        + "\(ledger.contested) contested and out of the count, \(incidents)."
    ]
  }

  private var results: [String] {
    guard let tally = ledger.tally else {
      return [ledger.closingLeaf == nil ? "The vote is not closed." : "The count is not published."]
    }
    let lots = tally.seed == nil ? "" : ", ties settled by lots"
    let counted = Self.count(tally.voters, "ballot", "ballots")
    let selected = tally.selected.isEmpty ? "no proposition" : tally.selected.joined(separator: ", ")
    var lines = [
      "Counted again: \(counted) opened and counted, \(tally.blank) blank; €\(tally.cost) for \(selected)\(lots)."
    ]
    lines += draw
    if ledger.moment == .recorded {
      lines.append("Selected by the committee: \(ledger.kept.joined(separator: ", ")), within the budget.")
    }
    let withdrawn = ledger.withdrawnTexts
    if withdrawn > 0 { lines.append("Texts withdrawn: \(withdrawn).") }
    return lines
  }

  /// What the seed was made of, to be compared with what its publisher tells.
  private var draw: [String] {
    guard let rules = ledger.rules, let draw = ledger.draw else { return [] }
    return [
      "Public draw that the Rules named, of \(Self.count(rules.numbers, "number", "numbers")): "
        + Printable.text(rules.draw),
      "Its result: \(draw.text); held \(Ledger.date(draw.held)), source: \(Printable.text(draw.source)). Compare it with its "
        + "publisher’s.",
    ]
  }

  private var extras: [String] {
    var lines: [String] = []
    if let since = finding.since { lines.append("Nothing has changed in the first \(since.size) lines.") }
    guard let found = finding.receipt else { return lines }
    let name = Printable.text(ledger.organisation(found.receipt.leaf.organisation)?.entry.name ?? "")
    let choices = found.receipt.choices.isEmpty ? "a blank ballot" : found.receipt.choices.joined(separator: ", ")
    let state =
      switch found.state {
      case .counts: "it is the standing ballot, and counts"
      case .replaced(let number): "replaced since by ballot no. \(number)"
      case .contested: "contested, out of the count until two persons decide"
      case .setAside: "contested and set aside, out of the count"
      }
    return lines + ["Receipt of \(name), ballot no. \(found.receipt.leaf.number): \(choices); \(state)."]
  }
}
