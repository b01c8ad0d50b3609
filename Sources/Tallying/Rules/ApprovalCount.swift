/// Most supporters first; the first that does not fit ends the count, as in elections where a place is a place.
struct ApprovalCount {
  let election: Election
  let profile: UtilityProfile
  let ties: OrderOfTies

  func run(into outcome: inout Outcome) {
    let counts = profile.supporterCounts
    let sorted = election.projects.indices.sorted { one, other in
      counts[one] != counts[other] ? counts[one] > counts[other] : ties.places[one] < ties.places[other]
    }
    var left = election.budget
    var hasStopped = false
    for (place, project) in sorted.enumerated() {
      let count = counts[project]
      if place == 0 || counts[sorted[place - 1]] != count {
        let equal = sorted[place...].prefix { counts[$0] == count }
        if equal.count > 1, count > 0 {
          let costs = equal.map { election.projects[$0].cost }
          let matters = !hasStopped && costs.reduce(0, +) > left && costs.contains { $0 <= left }
          outcome.ties.append(
            Outcome.Tie(stage: .approval, round: place + 1, projects: Array(equal), matters: matters))
        }
      }
      let cost = election.projects[project].cost
      if hasStopped || count == 0 || cost > left {
        let kind: Outcome.ObstacleKind = count == 0 ? .unsupported : hasStopped ? .stopped : .budget
        outcome.obstacles[project] = Outcome.Obstacle(
          kind: kind, supporters: Int(count), missing: election.currency(max(0, cost - left)))
        hasStopped = true
        continue
      }
      left -= cost
      outcome.order.append(project)
      outcome.cost += cost
      outcome.steps.append(
        Outcome.Step(stage: .approval, round: place + 1, project: project, payment: nil, measure: Double(count)))
    }
  }
}
