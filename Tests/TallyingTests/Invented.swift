import Tallying

/// SplitMix64: the same elections from the same seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var number = state
    number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
    return number ^ (number >> 31)
  }
}

/// Small elections full of equalities: few costs, few voters, free and unsupported and too dear projects.
struct Invented {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(state: seed) }

  mutating func election(_ type: Election.VoteType) -> Election {
    let count = Int.random(in: 1...7, using: &random)
    let unit: Int128 = Bool.random(using: &random) ? 1 : 100
    let step: Int128 = [1, 2, 3].randomElement(using: &random) ?? 1
    let projects = (0..<count).map { number in
      let cost = Int128(Int.random(in: 0...9, using: &random)) * step * unit
      return Election.Project(id: "\(number * 7 % 11)", cost: cost + (unit > 1 ? 50 : 0))
    }
    let voters = Int.random(in: 1...9, using: &random)
    var ballots = BallotTable(hasPoints: type == .cumulative || type == .scoring)
    for _ in 0..<voters { add(&ballots, type, count) }
    let budget = Int128(Int.random(in: 1...30, using: &random)) * step * unit
    return Election(
      voteType: type, projects: projects, budget: budget, decimals: unit > 1 ? 2 : 0, ballots: ballots)
  }

  private mutating func add(_ ballots: inout BallotTable, _ type: Election.VoteType, _ count: Int) {
    var chosen = (0..<Int32(count)).filter { _ in Int.random(in: 0...2, using: &random) == 0 }
    switch type {
    case .approval: ballots.add(chosen)
    case .chooseOne: ballots.add(Array(chosen.prefix(1)))
    case .ordinal:
      chosen.shuffle(using: &random)
      ballots.add(chosen)
    case .cumulative, .scoring:
      ballots.add(chosen, points: chosen.map { _ in Int64.random(in: 0...4, using: &random) })
    }
  }
}

extension Election {
  var utilities: [Utility] {
    switch voteType {
    case .approval, .chooseOne: [.cost, .cardinality]
    case .cumulative, .scoring: [.cost, .cardinality, .score]
    case .ordinal: [.cost, .cardinality, .borda]
    }
  }

  /// Rules with utilities that these ballots allow.
  var counts: [(rule: Rule, utility: Utility)] {
    let rules: [Rule] = [.greedy, .mes, .mesGreedy, .mesAddOneGreedy, .mesOnePercentGreedy]
    let all = rules.flatMap { rule in utilities.map { (rule: rule, utility: $0) } }
    return voteType == .approval || voteType == .chooseOne ? all + [(.phragmen, .none)] : all
  }

  /// The same election where each project bears another identifier, in the same order of bytes.
  var renamed: Election {
    let others = projects.map { Project(id: "é" + $0.id, cost: $0.cost) }
    return Election(voteType: voteType, projects: others, budget: budget, decimals: decimals, ballots: ballots)
  }

  /// The same election with projects and voters in another order.
  func shuffled(_ random: inout Seeded) -> Election {
    let order = projects.indices.shuffled(using: &random)
    var number = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { number[old] = Int32(new) }
    var shuffled = BallotTable(hasPoints: voteType == .cumulative || voteType == .scoring)
    for voter in ballots.ballotOfVoter.shuffled(using: &random) {
      let projects = ballots.projects(of: Int(voter)).map { number[Int($0)] }
      let points = Array(ballots.points(of: Int(voter)))
      if voteType == .ordinal {
        shuffled.add(projects)
      } else {
        let sorted = projects.indices.sorted { projects[$0] < projects[$1] }
        shuffled.add(sorted.map { projects[$0] }, points: points.isEmpty ? [] : sorted.map { points[$0] })
      }
    }
    return Election(
      voteType: voteType, projects: order.map { projects[$0] }, budget: budget, decimals: decimals, ballots: shuffled)
  }
}
