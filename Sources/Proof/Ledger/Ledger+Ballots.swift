extension Ledger {
  mutating func take(_ attendance: AttendanceLeaf) throws(LedgerRefusal) {
    let (number, right) = try caster(attendance.right, for: attendance.organisation, at: attendance.at)
    guard organisations[number].attendance == nil else { throw .secondAttendance }
    guard right.method == attendance.method else { throw .unprovedRight }
    organisations[number].attendance = attendance
  }

  mutating func take(_ ballot: BallotLeaf) throws(LedgerRefusal) {
    let (number, _) = try caster(ballot.right, for: ballot.organisation, at: ballot.at)
    let organisation = organisations[number]
    guard organisation.attendance != nil else { throw .attendanceWithoutBallot }
    guard organisation.contest == .none || organisation.contest == .restored else { throw .contested }
    guard ballot.number == (organisation.ballot?.number ?? 0) + 1 else { throw .wrongNumber }
    standing[organisation.ballotPlace] = nil
    standing[Int64(size)] = number
    organisations[number].ballot = ballot
    organisations[number].ballotPlace = Int64(size)
    ballotLeaves += 1
  }

  mutating func take(_ contest: ContestLeaf) throws(LedgerRefusal) {
    try require(.open ... .closed)
    let number = try number(of: contest.organisation)
    guard organisations[number].ballotPlace == contest.ballot else { throw .unknownBallot }
    guard organisations[number].counts else { throw .contested }
    organisations[number].contest = .standing(Int64(size))
    contests[Int64(size)] = number
  }

  mutating func take(_ outcome: OutcomeLeaf) throws(LedgerRefusal) {
    try require(.open ... .closed)
    guard let number = contests[outcome.contest], organisations[number].contest == .standing(outcome.contest) else {
      throw .unknownContest
    }
    try Self.requireTwo(outcome.by)
    organisations[number].contest = outcome.outcome == .restored ? .restored : .setAside
  }

  mutating func take(_ incident: IncidentLeaf) throws(LedgerRefusal) {
    try require(.open ... .closed)
    try Self.requireTwo(incident.by)
    if let later = incident.closes {
      // Up to the line of the closing: an accident that lasts over its instant does not end the vote.
      guard moment == .open, later > closes, later > incident.at else { throw .wrongClosing }
      closes = later
    }
    commit(incident.text)
    incidents += 1
  }

  mutating func take(_ closing: ClosingLeaf) throws(LedgerRefusal) {
    try require(.open ... .open)
    guard closing.at >= closes else { throw .wrongClosing }
    let present = organisations.filter { $0.attendance != nil }
    guard present.allSatisfy({ $0.ballot != nil }) else { throw .attendanceWithoutBallot }
    guard closing.attendances == Int64(present.count) else { throw .wrongCount }
    closingLeaf = size
    closedAt = closing.at
    moment = .closed
  }

  mutating func take(_ disclosure: DisclosureLeaf) throws(LedgerRefusal) {
    try require(.closed ... .closed)
    guard let number = standing[disclosure.ballot], let ballot = organisations[number].ballot else {
      throw .unknownBallot
    }
    guard disclosure.ballot > lastDisclosure else { throw .wrongDisclosure }
    let choices = Choices(organisation: ballot.organisation, propositions: disclosure.choices)
    guard Octets(of: choices, under: disclosure.nonce) == ballot.choices else { throw .wrongCommitment }
    organisations[number].choices = try numbers(of: disclosure.choices)
    lastDisclosure = disclosure.ballot
    disclosures += 1
  }

  /// The propositions that a ballot holds, if its form allows them together.
  private func numbers(of choices: [String]) throws(LedgerRefusal) -> [Int32] {
    guard let form else { throw .incomplete }
    guard choices.count <= Int(form.most) else { throw .wrongChoices }
    var (numbers, cost): ([Int32], Int64) = ([], 0)
    for (place, choice) in choices.enumerated() {
      guard let number = propositionNumbers[choice] else { throw .unknownProposition }
      if place > 0 {
        guard choices[place - 1].utf8.lexicographicallyPrecedes(choice.utf8) else { throw .wrongChoices }
      }
      numbers.append(Int32(truncatingIfNeeded: number))
      cost += propositions[number].cost
    }
    guard form.ballot == .approval || cost <= form.budget else { throw .wrongChoices }
    return numbers
  }
}
