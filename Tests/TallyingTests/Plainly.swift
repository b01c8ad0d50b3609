import BigInt
import Tallying

/// A fraction, as at school.
struct Fraction: Comparable {
  var top: BigInt
  var bottom: BigInt

  init(_ top: BigInt, _ bottom: BigInt = 1) {
    let divisor = max(1, top.greatestCommonDivisor(with: bottom))
    (self.top, self.bottom) = (top / divisor, bottom / divisor)
  }

  static func + (one: Self, other: Self) -> Self {
    Fraction(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom)
  }
  static func - (one: Self, other: Self) -> Self {
    Fraction(one.top * other.bottom - other.top * one.bottom, one.bottom * other.bottom)
  }
  static func * (one: Self, other: Self) -> Self { Fraction(one.top * other.top, one.bottom * other.bottom) }
  static func / (one: Self, other: Self) -> Self { Fraction(one.top * other.bottom, one.bottom * other.top) }
  static func < (one: Self, other: Self) -> Bool { one.top * other.bottom < other.top * one.bottom }
}

/// The rules as their definitions say them: one voter after the other, one step after the other, everything evaluated
/// each time, in fractions. Slow; nothing in it is taken from `Tallying` but the election.
struct Plainly {
  var ids: [String] = []
  var costs: [Fraction] = []
  var budget: Fraction
  /// Utility of each voter for each project.
  var utilities: [[Fraction]] = []
  var approvals: [Set<Int>] = []
  /// Places of projects where they are equal.
  var places: [Int]

  init(_ election: Election, _ utility: Utility, ties: OrderOfTies) {
    let unit = Fraction(BigInt(10).power(election.decimals))
    ids = election.projects.map(\.id)
    costs = election.projects.map { Fraction(BigInt($0.cost)) / unit }
    budget = Fraction(BigInt(election.budget)) / unit
    places = ties.places
    let pointUnit = Fraction(BigInt(10).power(election.ballots.pointDecimals))
    for ballot in election.ballots.ballotOfVoter.map({ Int($0) }) {
      let projects = election.ballots.projects(of: ballot).map { Int($0) }
      let points = Array(election.ballots.points(of: ballot))
      var worth = [Fraction](repeating: Fraction(0), count: ids.count)
      for (place, project) in projects.enumerated() {
        switch utility {
        case .cost: worth[project] = costs[project]
        case .cardinality, .none: worth[project] = Fraction(1)
        case .score: worth[project] = Fraction(BigInt(points[place])) / pointUnit
        case .borda: worth[project] = Fraction(BigInt(election.ballots.length(of: ballot) - place - 1))
        }
      }
      utilities.append(worth)
      approvals.append(Set(projects))
    }
  }

  private func total(_ project: Int) -> Fraction { utilities.reduce(Fraction(0)) { $0 + $1[project] } }
  private func cost(_ projects: [Int]) -> Fraction { projects.reduce(Fraction(0)) { $0 + costs[$1] } }
  private func first(_ projects: [Int]) -> Int? { projects.min { places[$0] < places[$1] } }

  /// One project after the other, the most chosen first, until one does not fit or nobody chose it.
  func approval() -> [Int] {
    var result: [Int] = []
    var left = Array(ids.indices)
    while true {
      let voters = left.map { project in approvals.count { $0.contains(project) } }
      guard let most = voters.max(), most > 0,
        let next = first(left.indices.filter { voters[$0] == most }.map { left[$0] }),
        cost(result) + costs[next] <= budget
      else { return result }
      result.append(next)
      left.removeAll { $0 == next }
    }
  }

  func greedy(after selected: [Int] = []) -> [Int] {
    var result = selected
    /// nil stands for infinity.
    func density(_ project: Int) -> Fraction? {
      let total = total(project)
      if total == Fraction(0) { return Fraction(0) }
      return costs[project] == Fraction(0) ? nil : total / costs[project]
    }
    var left = ids.indices.filter { !selected.contains($0) }
    while !left.isEmpty {
      let infinite = left.filter { density($0) == nil }
      let highest = left.compactMap(density).max()
      let best = infinite.isEmpty ? left.filter { density($0) == highest } : infinite
      guard let next = first(best) else { break }
      left.removeAll { $0 == next }
      if cost(result) + costs[next] <= budget { result.append(next) }
    }
    return result
  }

  /// Equal shares from a share of each voter, each purchase with what each voter paid.
  func shares(_ share: Fraction) -> [(project: Int, payments: [Fraction])] {
    var balances = [Fraction](repeating: share, count: utilities.count)
    let supported = ids.indices.filter { total($0) > Fraction(0) }
    let free = supported.filter { costs[$0] == Fraction(0) }.sorted { places[$0] < places[$1] }
    var result = free.map { (project: $0, payments: balances.map { _ in Fraction(0) }) }
    var candidates = supported.filter { costs[$0] > Fraction(0) }
    while true {
      var prices: [Int: Fraction] = [:]
      for project in candidates { prices[project] = price(project, balances) }
      candidates = candidates.filter { prices[$0] != nil }
      guard let lowest = prices.values.min(), let next = first(candidates.filter { prices[$0] == lowest }) else {
        return result
      }
      let payments = balances.indices.map { min(balances[$0], lowest * utilities[$0][next]) }
      for voter in balances.indices { balances[voter] = balances[voter] - payments[voter] }
      candidates.removeAll { $0 == next }
      result.append((next, payments))
    }
  }

  /// The smallest ρ with Σ min(b, ρ·u) = cost: voters in the order in which they give all they have.
  private func price(_ project: Int, _ balances: [Fraction]) -> Fraction? {
    let supporters = balances.indices.filter { utilities[$0][project] > Fraction(0) }
      .sorted { balances[$0] / utilities[$0][project] < balances[$1] / utilities[$1][project] }
    var left = costs[project]
    var utility = supporters.reduce(Fraction(0)) { $0 + utilities[$1][project] }
    for voter in supporters {
      let rho = left / utility
      if rho * utilities[voter][project] <= balances[voter] { return rho }
      left = left - balances[voter]
      utility = utility - utilities[voter][project]
    }
    return nil
  }

  func shares(addingEach step: Fraction) -> [Int] {
    let share = budget / Fraction(BigInt(utilities.count))
    var previous: [Int] = []
    var k: BigInt = 0
    while true {
      let outcome = shares(share + Fraction(k) * step).map(\.project)
      if cost(outcome) > budget { return previous }
      let left = budget - cost(outcome)
      let fits = ids.indices.contains {
        !outcome.contains($0) && total($0) > Fraction(0) && costs[$0] > Fraction(0) && costs[$0] <= left
      }
      if !fits { return outcome }
      previous = outcome
      k += 1
    }
  }

  func phragmen() -> [Int] {
    var loads = [Fraction](repeating: Fraction(0), count: utilities.count)
    var result: [Int] = []
    var left = ids.indices.filter { costs[$0] <= budget }
    while !left.isEmpty {
      var smallest: Fraction?
      var best = left
      for project in left {
        let supporters = approvals.indices.filter { approvals[$0].contains(project) }
        guard !supporters.isEmpty else { continue }
        let sum = supporters.reduce(costs[project]) { $0 + loads[$1] }
        let load = sum / Fraction(BigInt(supporters.count))
        if let least = smallest, least <= load {
          if least == load { best.append(project) }
        } else {
          (smallest, best) = (load, [project])
        }
      }
      guard best.allSatisfy({ cost(result) + costs[$0] <= budget }), let next = first(best) else { return result }
      if let smallest {
        for voter in approvals.indices where approvals[voter].contains(next) { loads[voter] = smallest }
      }
      result.append(next)
      left.removeAll { $0 == next }
    }
    return result
  }

  func order(_ rule: Rule) -> [Int] {
    let share = budget / Fraction(BigInt(utilities.count))
    switch rule {
    case .approval: return approval()
    case .greedy: return greedy()
    case .mes: return shares(share).map(\.project)
    case .mesGreedy: return greedy(after: shares(share).map(\.project))
    case .mesAddOneGreedy: return greedy(after: shares(addingEach: Fraction(1)))
    case .mesOnePercentGreedy: return greedy(after: shares(addingEach: share / Fraction(100)))
    case .phragmen: return phragmen()
    }
  }
}
