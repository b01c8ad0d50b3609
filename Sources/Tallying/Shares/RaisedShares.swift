/// Finds the step at which shares are raised no further, without trying each step by itself.
///
/// Intervals of steps are run at once; where a round is not certain for a whole interval, the interval is split at that
/// round, and the halves go on from there.
struct RaisedShares {
  let table: SharesTable
  private let budget: Int128
  private(set) var steps = 0
  private(set) var stop = Outcome.Stop.notRaised
  /// Runs that reached their end since the interval was begun: how wide the next one should be.
  private var ends = 0

  init(_ table: SharesTable) {
    self.table = table
    budget = table.election.budget
  }

  /// The last step, whose outcome is kept.
  mutating func search() {
    var (first, width) = (0, 1)
    while true {
      ends = 0
      let (last, overflows) = first.addingReportingOverflow(width - 1)
      if overflows || explore(table.run(first...last)) { return }
      first = last + 1
      width = ends <= 8 ? width * 2 : ends > 64 ? max(1, width / 2) : width
    }
  }

  /// Runs an interval to its end, from its first step to its last.
  /// - Returns: whether the search is over.
  private mutating func explore(_ start: SharesRun) -> Bool {
    var run = start
    while true {
      if run.cost > budget { return end(run) }
      switch table.nextRound(&run) {
      case .ended:
        return end(run)
      case .certain(let purchase):
        table.buy(purchase, &run)
      case .uncertain(let projects):
        guard run.interval.count == 1 else {
          let halves = run.interval.halves
          if explore(table.first(halves.0, of: run)) { return true }
          return explore(table.second(halves.1, of: run))
        }
        if let purchase = table.settle(projects, &run) { table.buy(purchase, &run) }
      }
    }
  }

  private mutating func end(_ run: SharesRun) -> Bool {
    ends += 1
    let first = run.interval.lowerBound
    if run.cost > budget {
      (steps, stop) = (first - 1, .budget)
      return true
    }
    if table.isExhausted(run) {
      (steps, stop) = (first, .exhausted)
      return true
    }
    return false
  }
}

extension ClosedRange<Int> {
  fileprivate var halves: (ClosedRange<Int>, ClosedRange<Int>) {
    let middle = lowerBound + (upperBound - lowerBound) / 2
    return (lowerBound...middle, (middle + 1)...upperBound)
  }
}

extension SharesTable {
  /// Whether no candidate that was not bought fits into the budget.
  func isExhausted(_ run: SharesRun) -> Bool {
    let bought = Set(run.purchases.map(\.project))
    let left = election.budget - run.cost
    return !candidates.contains { !bought.contains($0) && election.projects[$0].cost <= left }
  }

  /// The first half of an interval, from the round where it is.
  func first(_ interval: ClosedRange<Int>, of run: SharesRun) -> SharesRun {
    var high = Array(repeating: share(interval.upperBound, run.fixed, roundingUp: true), count: run.high.count)
    for purchase in run.purchases {
      let down = cost(of: purchase.project, run.fixed, roundingUp: false) ?? 0
      profile.withSolver(purchase.project) { solver in
        let solution = high.withUnsafeBufferPointer { balances in
          solver.solve(balances, cost: down, from: purchase.lower, roundingUp: false)
        }
        solver.pay(&high, rho: solution?.rho ?? purchase.lower)
      }
    }
    return half(interval, of: run, low: run.low, high: high)
  }

  /// The second half of an interval, from the round where it is.
  func second(_ interval: ClosedRange<Int>, of run: SharesRun) -> SharesRun {
    var low = Array(repeating: share(interval.lowerBound, run.fixed, roundingUp: false), count: run.low.count)
    for purchase in run.purchases {
      let up = cost(of: purchase.project, run.fixed, roundingUp: true) ?? FixedPoint.limit
      profile.withSolver(purchase.project) { solver in
        let solution = low.withUnsafeBufferPointer { balances in
          solver.solve(balances, cost: up, from: purchase.lower, roundingUp: true)
        }
        // Payments at a later step are not above those at the first.
        solver.pay(&low, rho: min(solution?.rho ?? purchase.upper, purchase.upper))
      }
    }
    return half(interval, of: run, low: low, high: run.high)
  }

  private func share(_ k: Int, _ fixed: FixedPoint, roundingUp: Bool) -> Int64 {
    fixed.amount(schedule.numerator(k), over: schedule.denominator, roundingUp: roundingUp) ?? FixedPoint.limit
  }

  private func half(_ interval: ClosedRange<Int>, of run: SharesRun, low: [Int64], high: [Int64]) -> SharesRun {
    var half = SharesRun(
      interval: interval, fixed: run.fixed, low: low, high: high, candidates: run.candidates, lower: run.lower)
    half.purchases = run.purchases
    half.cost = run.cost
    return half
  }
}
