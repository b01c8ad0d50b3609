extension SyntheticCourse {
  mutating func close() throws {
    now = max(now, ledger.closes)
    try append(.closing(ClosingLeaf(at: now, attendances: Int64(vote.ballots))))
    let ballots = ledger.organisations.indices.filter { ledger.organisations[$0].ballot != nil }
    for number in ballots.sorted(by: { ledger.organisations[$0].ballotPlace < ledger.organisations[$1].ballotPlace }) {
      try append(
        .disclosure(
          DisclosureLeaf(
            at: now, ballot: ledger.organisations[number].ballotPlace, nonce: voters[number].nonce,
            choices: voters[number].choices)))
    }
  }

  mutating func count() throws {
    wait(3 * 3_600_000)
    do {
      try append(.tally(try ledger.count(at: now)))
    } catch LedgerRefusal.missingDraw {
      now += Self.day
      try append(
        .draw(
          DrawLeaf(
            at: now, held: now - 3_600_000, text: "3 14 15 26 35 8",
            source: "https://tirages.exemple.fr/2026/11/23", by: twoInstructors())))
      try append(.tally(try ledger.count(at: now)))
    }
  }

  /// The committee follows the count, but for its last, and takes another instead.
  mutating func select() throws {
    guard let tally = ledger.tally, let form = ledger.form else { return }
    now += 20 * Self.day
    var left = form.budget
    for (place, name) in tally.selected.enumerated() {
      let isTaken = place < tally.selected.count - 1 || place == 0
      let cost = isTaken ? ledger.cost(of: name) : 0
      left -= cost
      let reason = isTaken ? nil : commit(PublicText(text: "Un service équivalent existe depuis le printemps."))
      let list: SelectionList = isTaken ? (place % 3 == 2 ? .scaleUp : .develop) : .none
      try append(
        .selection(SelectionLeaf(at: now, proposition: name, list: list, amount: cost, reason: reason)))
    }
    let others = ledger.propositions.filter { !tally.selected.contains($0.proposition) && $0.cost <= left }
    if let other = others.first {
      let reason = commit(PublicText(text: "Trois territoires sont prêts à l’expérimenter."))
      try append(
        .selection(
          SelectionLeaf(at: now, proposition: other.proposition, list: .develop, amount: other.cost, reason: reason)))
    }
    try append(.minutes(MinutesLeaf(at: now, document: random.octets())))
  }
}
