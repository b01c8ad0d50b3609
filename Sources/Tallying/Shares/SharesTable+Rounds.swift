internal import BigInt

/// A project that may be the cheapest of a round.
private struct Contender {
  var project: Int
  var lower: Price
  /// nil when its supporters may not have its cost.
  var upper: Price?
  var solution: PriceSolver.Solution?
  /// Whether at every step of the interval the same supporters pay in full and the others have nothing left: its price
  /// is then cost / (utility of the former · weight).
  var isPlain = false
}

extension SharesTable {
  /// Finds the cheapest project of the next round, evaluating as few as possible: a price only grows during a run, so
  /// one whose last price is above the cheapest of today is left alone.
  func nextRound(_ run: inout SharesRun) -> SharesRun.Round {
    var contenders: [Contender] = []
    var best: Contender?
    var waiting = run.candidates
    while let place = cheapest(waiting, run) {
      let project = waiting[place]
      if let upper = best?.upper, upper < Price(rho: run.lower[project], weight: weightsUp[project]) { break }
      waiting.swapAt(place, waiting.count - 1)
      waiting.removeLast()
      guard let contender = contender(project, below: best?.upper, &run) else { continue }
      contenders.append(contender)
      guard let upper = contender.upper else { continue }
      if let bestUpper = best?.upper, !(upper < bestUpper) { continue }
      best = contender
    }
    guard !contenders.isEmpty else { return .ended }
    guard let best, let upper = best.upper else { return .uncertain(contenders.map(\.project)) }
    let near = contenders.filter { $0.project == best.project || !(upper < $0.lower) }
    guard near.count > 1 else { return .certain(purchase(best, ties: [])) }
    guard near.allSatisfy(\.isPlain) else { return .uncertain(near.map(\.project)) }
    return .certain(cheapestPlain(near))
  }

  private func cheapest(_ waiting: [Int], _ run: SharesRun) -> Int? {
    guard var best = waiting.indices.first else { return nil }
    var price = Price(rho: run.lower[waiting[best]], weight: weightsUp[waiting[best]])
    for place in waiting.indices.dropFirst() {
      let other = Price(rho: run.lower[waiting[place]], weight: weightsUp[waiting[place]])
      if other < price { (best, price) = (place, other) }
    }
    return best
  }

  /// Evaluates a project; nil when it is out for good, or surely above `best`.
  private func contender(_ project: Int, below best: Price?, _ run: inout SharesRun) -> Contender? {
    guard let down = cost(of: project, run.fixed, roundingUp: false) else { return nil }
    let start = run.lower[project]
    let high = run.high.withUnsafeBufferPointer { balances in
      profile.withSolver(project) { $0.solve(balances, cost: down, from: start, roundingUp: false) }
    }
    guard let high else {
      run.candidates.removeAll { $0 == project }
      return nil
    }
    run.lower[project] = high.rho
    let lower = Price(rho: high.rho, weight: weightsUp[project])
    if let best, best < lower { return nil }
    var result = Contender(project: project, lower: lower)
    guard let up = cost(of: project, run.fixed, roundingUp: true) else { return result }
    let low = run.low.withUnsafeBufferPointer { balances in
      profile.withSolver(project) { $0.solve(balances, cost: up, from: high.rho, roundingUp: true) }
    }
    guard let low else { return result }
    result.solution = low
    result.upper = Price(rho: low.rho, weight: weightsDown[project])
    result.isPlain = low.restMoney == 0 && high.restMoney == 0 && low.fullUtility == high.fullUtility
    return result
  }

  private func purchase(_ contender: Contender, ties: [Int]) -> SharesRun.Purchase {
    let solution = contender.solution
    return SharesRun.Purchase(
      project: contender.project, lower: contender.lower.rho, upper: solution?.rho ?? contender.lower.rho, ties: ties,
      fullUtility: solution?.fullUtility ?? 0)
  }

  /// Where some pay in full and the others have nothing, prices are fractions of small numbers.
  private func cheapestPlain(_ near: [Contender]) -> SharesRun.Purchase {
    var equal: [Contender] = []
    for contender in near {
      guard let first = equal.first else {
        equal = [contender]
        continue
      }
      let order = comparePlain(contender, first)
      if order < 0 { equal = [contender] }
      if order == 0 { equal.append(contender) }
    }
    equal.sort { ties.places[$0.project] < ties.places[$1.project] }
    return purchase(equal[0], ties: equal.count > 1 ? equal.map(\.project) : [])
  }

  private func comparePlain(_ one: Contender, _ other: Contender) -> Int {
    let (utility, otherUtility) = (one.solution?.fullUtility ?? 0, other.solution?.fullUtility ?? 0)
    if profile.isWeightedByCost { return utility > otherUtility ? -1 : utility < otherUtility ? 1 : 0 }
    let (cost, otherCost) = (election.projects[one.project].cost, election.projects[other.project].cost)
    let left = cost.magnitude.multipliedFullWidth(by: UInt128(otherUtility.magnitude))
    let right = otherCost.magnitude.multipliedFullWidth(by: UInt128(utility.magnitude))
    if left.high == right.high { return left.low < right.low ? -1 : left.low > right.low ? 1 : 0 }
    return left.high < right.high ? -1 : 1
  }

  /// Pays for a purchase in both sets of balances.
  func buy(_ purchase: SharesRun.Purchase, _ run: inout SharesRun) {
    let project = purchase.project
    profile.withSolver(project) { solver in
      solver.pay(&run.high, rho: purchase.lower)
      solver.pay(&run.low, rho: purchase.upper)
    }
    run.candidates.removeAll { $0 == project }
    run.purchases.append(purchase)
    run.cost += election.projects[project].cost
  }

  /// Settles a round of a run at one step in exact fractions; nil when all that were uncertain are out.
  func settle(_ uncertain: [Int], _ run: inout SharesRun) -> SharesRun.Purchase? {
    let k = run.interval.lowerBound
    var exact =
      run.exact
      ?? ExactShares(election, profile, numerator: schedule.numerator(k), denominator: schedule.denominator)
    for purchase in run.purchases.dropFirst(exact.purchases) { exact.buy(purchase.project) }
    var equal: [(project: Int, root: ExactShares.Root)] = []
    for project in uncertain {
      guard let root = exact.root(project) else {
        run.candidates.removeAll { $0 == project }
        continue
      }
      let order = equal.first.map { exact.compare((project, root), $0) } ?? -1
      if order < 0 { equal = [(project, root)] }
      if order == 0 { equal.append((project, root)) }
    }
    run.exact = exact
    guard let first = equal.min(by: { ties.places[$0.project] < ties.places[$1.project] })?.project else { return nil }
    let sorted = equal.map(\.project).sorted { ties.places[$0] < ties.places[$1] }
    return bounds(first, ties: sorted.count > 1 ? sorted : [], run)
  }

  /// A purchase that is known, with bounds of its price.
  func bounds(_ project: Int, ties: [Int], _ run: SharesRun) -> SharesRun.Purchase {
    let start = run.lower[project]
    let up = cost(of: project, run.fixed, roundingUp: true) ?? FixedPoint.limit
    let low = run.low.withUnsafeBufferPointer { balances in
      profile.withSolver(project) { $0.solve(balances, cost: up, from: start, roundingUp: true) }
    }
    // Where rounding alone leaves the lower balances short, no bound above is known: all is taken.
    return SharesRun.Purchase(
      project: project, lower: start, upper: low?.rho ?? FixedPoint.limit, ties: ties,
      fullUtility: low?.fullUtility ?? 0)
  }
}
