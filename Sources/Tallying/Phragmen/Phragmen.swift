internal import BigInt

/// Sequential Phragmén: each project's cost is spread over its supporters so that the most loaded voter of the next
/// purchase carries least; it stops when the next one does not fit (E. Phragmén 1894; S. Janson, arXiv:1611.08826,
/// §4; with costs: arXiv:2203.12324).
///
/// A voter's load is that of the last purchase she supports, so a sum of loads is a sum over purchases of whole
/// numbers of voters times their loads: exact at any time, for the price of counting.
struct Phragmen {
  let election: Election
  let profile: UtilityProfile
  let ties: OrderOfTies

  /// The load of its supporters if a project is taken next: (`sum` + cost · denominator) / (denominator · supporters).
  private struct Load {
    var project: Int
    var estimate: Double
    /// Supporters by their last purchase.
    var counts: [Int64]
  }

  private struct State {
    /// For each ballot the number of its last purchase, 0 for none.
    var last: [Int32]
    /// Loads after each purchase as numerators over the denominator after it; the first are 0.
    var loads: [BigInt] = [0]
    var denominators: [BigInt] = [1]
    var estimates: [Double] = [0]
    var lower: [Double]
    var left: Int128
  }

  func run(into outcome: inout Outcome) {
    var remaining = election.projects.indices.filter { election.projects[$0].cost <= election.budget }
    for project in election.projects.indices where election.projects[project].cost > election.budget {
      outcome.obstacles[project] = obstacle(.budget, project, election.projects[project].cost - election.budget)
    }
    var state = State(
      last: Array(repeating: 0, count: profile.multiplicity.count),
      lower: Array(repeating: 0, count: election.projects.count), left: election.budget)
    while !remaining.isEmpty {
      let equal = smallest(remaining, &state)
      let tied = (equal.isEmpty ? remaining : equal.map(\.project)).sorted { ties.places[$0] < ties.places[$1] }
      let round = outcome.steps.count + 1
      if tied.count > 1 {
        outcome.ties.append(Outcome.Tie(stage: .phragmen, round: round, projects: tied, matters: nil))
      }
      guard tied.allSatisfy({ election.projects[$0].cost <= state.left }) else {
        for project in tied where election.projects[project].cost > state.left {
          outcome.obstacles[project] = obstacle(.budget, project, election.projects[project].cost - state.left)
        }
        break
      }
      let taken = tied[0]
      let load = equal.first { $0.project == taken }
      if let load { take(load, &state) }
      state.left -= election.projects[taken].cost
      remaining.removeAll { $0 == taken }
      outcome.order.append(taken)
      outcome.cost += election.projects[taken].cost
      let measure = (load?.estimate ?? 0) / Double(ExactDecimal.power(election.decimals))
      outcome.steps.append(Outcome.Step(stage: .phragmen, round: round, project: taken, payment: nil, measure: measure))
    }
    for project in remaining where outcome.obstacles[project] == nil {
      outcome.obstacles[project] = obstacle(
        profile.supporterCounts[project] > 0 ? .stopped : .unsupported, project,
        max(0, election.projects[project].cost - state.left))
    }
  }

  private func obstacle(_ kind: Outcome.ObstacleKind, _ project: Int, _ missing: Int128) -> Outcome.Obstacle {
    Outcome.Obstacle(
      kind: kind, supporters: Int(profile.supporterCounts[project]), missing: election.currency(missing))
  }

  /// Those with the smallest load; none when nobody supports what remains.
  private func smallest(_ remaining: [Int], _ state: inout State) -> [Load] {
    // Counts are whole; each of at most as many products and sums as purchases, over the loads' own as many, rounds
    // by 2⁻⁵³.
    let purchases = Double(state.loads.count + 4)
    let error = 1 + purchases * purchases * 0x1p-50
    let supported = remaining.filter { profile.supporterCounts[$0] > 0 }
    var best = Double.infinity
    var near: [Load] = []
    for project in supported.sorted(by: { state.lower[$0] < state.lower[$1] }) {
      if state.lower[project] > best * error { break }
      let load = load(project, state)
      state.lower[project] = load.estimate / error
      best = min(best, load.estimate * error)
      near.append(load)
    }
    near.removeAll { $0.estimate > best * error }
    guard near.count > 1 else { return near }
    var equal: [Load] = []
    var smallest: (sum: BigInt, supporters: BigInt) = (0, 1)
    for load in near {
      let exact = exact(load, state)
      let (left, right) = (exact.sum * smallest.supporters, smallest.sum * exact.supporters)
      if equal.isEmpty || left < right {
        (equal, smallest) = ([load], exact)
      } else if left == right {
        equal.append(load)
      }
    }
    return equal
  }

  private func load(_ project: Int, _ state: State) -> Load {
    var counts = [Int64](repeating: 0, count: state.loads.count)
    for place in profile.range(project) {
      counts[Int(state.last[Int(profile.supporters[place])])] += profile.supporterVoters[place]
    }
    var sum = Double(election.projects[project].cost)
    for (count, load) in zip(counts, state.estimates) { sum += Double(count) * load }
    return Load(project: project, estimate: sum / Double(profile.supporterCounts[project]), counts: counts)
  }

  /// Over the denominator of the last purchase.
  private func exact(_ load: Load, _ state: State) -> (sum: BigInt, supporters: BigInt) {
    let now = state.denominators[state.denominators.count - 1]
    var sum = BigInt(election.projects[load.project].cost) * now
    for (purchase, count) in load.counts.enumerated() where count > 0 && purchase > 0 {
      sum += state.loads[purchase] * (now / state.denominators[purchase]) * BigInt(count)
    }
    return (sum, BigInt(profile.supporterCounts[load.project]))
  }

  private func take(_ load: Load, _ state: inout State) {
    let (sum, supporters) = exact(load, state)
    let now = state.denominators[state.denominators.count - 1]
    let common = supporters.greatestCommonDivisor(with: sum % supporters)
    state.loads.append(sum / common)
    state.denominators.append(now * (supporters / common))
    state.estimates.append(load.estimate)
    let purchase = Int32(truncatingIfNeeded: state.loads.count - 1)
    for place in profile.range(load.project) { state.last[Int(profile.supporters[place])] = purchase }
  }
}
