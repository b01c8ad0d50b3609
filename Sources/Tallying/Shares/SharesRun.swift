internal import BigInt

/// One run of equal shares, for all steps k of an interval at once.
///
/// While the purchases are the same, a voter's balance grows with k and each price falls (by induction over
/// purchases: what is left after one is max(0, b − ρ·u)). So two sets of balances in fixed point, `low` at the
/// interval's first step rounded down and `high` at its last rounded up, enclose those of all steps between, and
/// prices computed from them enclose theirs. A round whose cheapest project is below all others by these bounds is
/// certain for the whole interval. What is not certain is split, and at a single step settled in exact fractions.
struct SharesRun {
  let interval: ClosedRange<Int>
  let fixed: FixedPoint
  var low: [Int64]
  var high: [Int64]
  /// Projects that may still be bought.
  var candidates: [Int]
  /// For each project a lower bound of ρ, which only grows during a run.
  var lower: [Int64]
  var purchases: [Purchase] = []
  var cost: Int128 = 0
  var exact: ExactShares?

  struct Purchase {
    var project: Int
    /// Bounds of ρ without its weight.
    var lower: Int64
    var upper: Int64
    /// Equal projects, the one bought first; empty when there was no other.
    var ties: [Int]
    /// What the voters who pay in full are worth together.
    var fullUtility: Int64
  }

  /// What a round came to.
  enum Round {
    /// Nothing can be bought any more.
    case ended
    case certain(Purchase)
    /// Projects whose order the bounds do not tell.
    case uncertain([Int])
  }
}

/// What stays the same over all runs: costs in fixed point, weights, and the order of ties.
struct SharesTable {
  let election: Election
  let profile: UtilityProfile
  let ties: OrderOfTies
  let schedule: ShareSchedule
  /// Weights of prices, rounded down and up; equal unless costs leave 62 bits.
  let weightsDown: [Int64]
  let weightsUp: [Int64]

  init(_ election: Election, _ profile: UtilityProfile, _ ties: OrderOfTies, _ kind: ShareSchedule.Kind) {
    self.election = election
    self.profile = profile
    self.ties = ties
    schedule = ShareSchedule(election, kind)
    let highest = election.projects.map(\.cost).max() ?? 0
    let shift = max(0, (Int128.bitWidth - highest.leadingZeroBitCount) - 62)
    func weight(_ cost: Int128, _ up: Bool) -> Int64 {
      guard profile.isWeightedByCost else { return 1 }
      let down = cost >> Int128(shift)
      return Int64(truncatingIfNeeded: up && (down << Int128(shift)) < cost ? down + 1 : down)
    }
    weightsDown = election.projects.map { weight($0.cost, false) }
    weightsUp = election.projects.map { weight($0.cost, true) }
  }

  /// Candidates: those with a positive total and cost.
  var candidates: [Int] { election.projects.indices.filter { profile.total($0) > 0 && election.projects[$0].cost > 0 } }

  /// Supported projects that cost nothing, which are selected at the outset.
  var free: [Int] {
    guard !profile.isWeightedByCost else { return [] }
    return election.projects.indices.filter { profile.total($0) > 0 && election.projects[$0].cost == 0 }
      .sorted { ties.places[$0] < ties.places[$1] }
  }

  func run(_ interval: ClosedRange<Int>) -> SharesRun {
    let (first, last) = (schedule.numerator(interval.lowerBound), schedule.numerator(interval.upperBound))
    let fixed = FixedPoint(total: last * BigInt(profile.voters) / schedule.denominator + 1)
    let low = fixed.amount(first, over: schedule.denominator, roundingUp: false) ?? 0
    let high = fixed.amount(last, over: schedule.denominator, roundingUp: true) ?? 0
    let ballots = profile.multiplicity.count
    return SharesRun(
      interval: interval, fixed: fixed, low: Array(repeating: low, count: ballots),
      high: Array(repeating: high, count: ballots),
      candidates: candidates.filter { cost(of: $0, fixed, roundingUp: false) != nil },
      lower: Array(repeating: 0, count: election.projects.count))
  }

  /// The cost in fixed point, or nil beyond all money.
  func cost(of project: Int, _ fixed: FixedPoint, roundingUp: Bool) -> Int64? {
    let cost = election.projects[project].cost
    if (0...62).contains(fixed.bits), cost < Int128(1) << 62 {
      let (scaled, overflows) = cost.multipliedReportingOverflow(by: Int128(1) << Int128(fixed.bits))
      return overflows || scaled > Int128(FixedPoint.limit) ? nil : Int64(scaled)
    }
    return fixed.amount(BigInt(cost), roundingUp: roundingUp)
  }
}
