internal import MerkleLog

extension SyntheticCourse {
  /// Two thirds of the time for the first ballots, an incident at half of them, some that replace others.
  mutating func holdVote() throws {
    now = max(now, vote.opens)
    try append(.opening(OpeningLeaf(at: now, frozen: Octets(writer.tree.root))))
    let pace = 18 * Self.day / Int64(vote.ballots)
    for turn in 0..<vote.ballots {
      // Grants and replacements take their time too: the clock catches up at the next turn.
      now = max(now, vote.opens + Int64(turn) * pace)
      try come(order[turn])
      if turn % 11 == 10 { try replace(order[random.below(turn)]) }
      if turn == vote.ballots / 3 { try succeed() }
      if turn == vote.ballots / 2 { try haltAndGoOn() }
      if turn == vote.ballots * 2 / 3 { try contest() }
    }
  }

  /// An organisation comes: attendance, a blank ballot or its choices at once.
  private mutating func come(_ number: Int) throws {
    if voters[number].right == nil { try grantHead(number) }
    if random.isOneIn(5) { try grantOther(number) }
    wait(1000)
    let name = Self.identifier(number)
    guard let right = voters[number].right, let method = ledger.method(of: right) else { return }
    try append(
      .attendance(
        AttendanceLeaf(at: now, organisation: name, right: right, method: method, fromPreparer: random.isOneIn(40))))
    try cast(number, choose(number))
  }

  private mutating func replace(_ number: Int) throws {
    guard !voters[number].isContested else { return }
    wait(1000)
    try cast(number, choose(number))
  }

  private mutating func cast(_ number: Int, _ choices: [String]) throws {
    guard let right = voters[number].right else { return }
    let name = Self.identifier(number)
    voters[number].nonce = random.octets()
    voters[number].choices = choices
    voters[number].number += 1
    let sealed = Octets(of: Choices(organisation: name, propositions: choices), under: voters[number].nonce)
    let leaf = BallotLeaf(at: now, organisation: name, right: right, number: voters[number].number, choices: sealed)
    let place = try append(.ballot(leaf))
    if number == order.first {
      sample = .init(leaf: leaf, place: UInt64(place), nonce: voters[number].nonce, choices: choices)
    }
  }

  /// What a territory chooses: few propositions please everywhere, some please more in its region.
  private mutating func choose(_ number: Int) -> [String] {
    guard !random.isOneIn(50) else { return [] }
    var weights = ledger.propositions.indices.map { place in
      (3 + (place * 7 + number * 13) % 5) * (place % 9 == 0 ? 6 : place % 4 == 0 ? 3 : 1)
    }
    var left = vote.form == .budget ? ledger.form?.budget ?? 0 : Int64.max
    var chosen: [Int] = []
    for _ in 0..<min(1 + random.below(10), weights.count) {
      var target = random.below(weights.reduce(0, +))
      guard
        let place = weights.indices.first(where: { place in
          target -= weights[place]
          return target < 0
        })
      else { break }
      weights[place] = 0
      guard ledger.propositions[place].cost <= left else { continue }
      left -= ledger.propositions[place].cost
      chosen.append(place)
    }
    return chosen.map { ledger.propositions[$0].proposition }.sorted(by: OrganisationOrder.precedes)
  }

  private mutating func haltAndGoOn() throws {
    wait(1000)
    let text = commit(
      PublicText(title: "Panne", text: "Le site n’a pas répondu pendant deux heures ; un jour de plus."))
    let closes = vote.opens + 20 * Self.day
    try append(.incident(IncidentLeaf(at: now, text: text, closes: closes, by: twoInstructors())))
    // The text of the last proposition is withdrawn at its author's request.
    let withdrawn = ledger.texts[vote.propositions - 1].leaf
    try append(.redaction(RedactionLeaf(at: now, leaf: Int64(withdrawn), ground: .author)))
  }

  /// One contest that is settled for the ballot, one that stays.
  private mutating func contest() throws {
    guard vote.ballots >= 5 else { return }
    for (number, isRestored) in [(order[1], true), (order[2], false)] {
      wait(1000)
      voters[number].isContested = true
      let name = Self.identifier(number)
      guard let ballot = ledger.organisation(name)?.ballotPlace else { continue }
      let place = try append(.contest(ContestLeaf(at: now, organisation: name, ballot: ballot)))
      if let right = voters[number].right { try append(.end(EndLeaf(at: now, right: right, reason: .contested))) }
      guard isRestored else { continue }
      try append(
        .outcome(OutcomeLeaf(at: now, contest: place, outcome: .restored, by: twoInstructors())))
    }
  }
}
