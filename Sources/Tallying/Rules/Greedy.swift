/// Highest utility for each unit of cost first; what does not fit is skipped (utilitarian greedy: arXiv:2303.00621,
/// §3.1).
struct Greedy {
  let election: Election
  let profile: UtilityProfile
  let ties: OrderOfTies

  /// The density T(p)/cost(p): infinite when p is free and supported, 0 when nobody supports it.
  private func class_(_ project: Int) -> Int {
    let (cost, total) = (election.projects[project].cost, profile.total(project))
    if profile.isWeightedByCost { return cost == 0 || total == 0 ? 0 : 1 }
    if total == 0 { return 0 }
    if cost == 0 { return total > 0 ? 2 : 0 }
    return total > 0 ? 1 : -1
  }

  /// Whether one's density is lower than (−1), equal to (0) or higher than (1) the other's.
  func compare(_ one: Int, _ other: Int) -> Int {
    let (first, second) = (class_(one), class_(other))
    if first != second { return first < second ? -1 : 1 }
    guard abs(first) == 1 else { return 0 }
    let (a, b) = (profile.total(one), profile.total(other))
    if profile.isWeightedByCost { return a < b ? -1 : a > b ? 1 : 0 }
    let (costA, costB) = (election.projects[one].cost, election.projects[other].cost)
    let left = a.magnitude.multipliedFullWidth(by: costB.magnitude)
    let right = b.magnitude.multipliedFullWidth(by: costA.magnitude)
    if left.high == right.high && left.low == right.low { return 0 }
    let isLess = left.high < right.high || (left.high == right.high && left.low < right.low)
    return isLess == (first > 0) ? -1 : 1
  }

  /// Takes projects of `candidates` while `budget` lasts.
  func run(_ candidates: [Int], budget: Int128, stage: Outcome.Stage, into outcome: inout Outcome) {
    let sorted = candidates.sorted { one, other in
      let difference = compare(one, other)
      return difference != 0 ? difference > 0 : ties.places[one] < ties.places[other]
    }
    var left = budget
    var place = 0
    while place < sorted.count {
      var end = place + 1
      while end < sorted.count, compare(sorted[place], sorted[end]) == 0 { end += 1 }
      let equal = sorted[place..<end]
      if equal.count > 1 {
        let matters = !fits(equal, within: left)
        outcome.ties.append(Outcome.Tie(stage: stage, round: place + 1, projects: Array(equal), matters: matters))
      }
      for project in equal {
        take(project, round: place + 1, stage: stage, left: &left, into: &outcome)
        place += 1
      }
    }
  }

  /// Whether all that fit alone fit together, so that their order is without effect.
  private func fits(_ equal: ArraySlice<Int>, within left: Int128) -> Bool {
    equal.map { election.projects[$0].cost }.filter { $0 <= left }.reduce(0, +) <= left
  }

  private func take(
    _ project: Int, round: Int, stage: Outcome.Stage, left: inout Int128, into outcome: inout Outcome
  ) {
    let cost = election.projects[project].cost
    guard cost <= left else {
      let missing = election.currency(cost - left)
      if outcome.obstacles[project] == nil {
        outcome.obstacles[project] = Outcome.Obstacle(
          kind: .budget, supporters: Int(profile.supporterCounts[project]), missing: missing)
      }
      return
    }
    left -= cost
    outcome.order.append(project)
    outcome.cost += cost
    outcome.obstacles[project] = nil
    let total = Double(profile.total(project))
    let measure = profile.isWeightedByCost || cost == 0 ? total : total / election.currency(cost)
    outcome.steps.append(Outcome.Step(stage: stage, round: round, project: project, payment: nil, measure: measure))
  }
}

extension Election {
  /// An amount for people to read; nothing is decided by it.
  func currency(_ amount: Int128) -> Double { Double(amount) / Double(ExactDecimal.power(decimals)) }
}
