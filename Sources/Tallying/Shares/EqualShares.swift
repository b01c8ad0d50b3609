/// The Method of Equal Shares: each voter holds an equal share of the budget; projects are bought by their
/// supporters, the one that costs them least for each unit of utility first (arXiv:2008.13276, §3), with or without
/// raised shares.
struct EqualShares {
  let table: SharesTable

  func run(_ kind: ShareSchedule.Kind, into outcome: inout Outcome) {
    var raised = RaisedShares(table)
    if kind != .fixed { raised.search() }
    let run = finalRun(raised.steps, into: &outcome)
    explain(run, into: &outcome)
    outcome.shares = Outcome.Shares(
      raisedSteps: raised.steps, first: currency(table.schedule.share(0)),
      last: currency(table.schedule.share(raised.steps)), stopped: raised.stop)
  }

  private func currency(_ units: Double) -> Double {
    units / Double(ExactDecimal.power(table.election.decimals))
  }

  /// The run whose outcome is kept, with its ties.
  private func finalRun(_ k: Int, into outcome: inout Outcome) -> SharesRun {
    for project in table.free {
      outcome.order.append(project)
      outcome.steps.append(Outcome.Step(stage: .shares, round: 0, project: project, payment: nil, measure: 0))
    }
    var run = table.run(k...k)
    rounds: while true {
      var purchase: SharesRun.Purchase?
      let before = run.candidates
      switch table.nextRound(&run) {
      case .ended: break rounds
      case .certain(let certain): purchase = certain
      case .uncertain(let projects): purchase = table.settle(projects, &run)
      }
      noteDropped(before, run, into: &outcome)
      guard let purchase else { continue }
      note(purchase, run, into: &outcome)
      table.buy(purchase, &run)
    }
    return run
  }

  private func note(_ purchase: SharesRun.Purchase, _ run: SharesRun, into outcome: inout Outcome) {
    let project = purchase.project
    let round = run.purchases.count + 1
    if !purchase.ties.isEmpty {
      outcome.ties.append(Outcome.Tie(stage: .shares, round: round, projects: purchase.ties, matters: nil))
    }
    let part = currency(run.fixed.double(purchase.lower))
    let payment = payment(project, rho: purchase.lower, part: part, run)
    outcome.order.append(project)
    outcome.cost += table.election.projects[project].cost
    outcome.steps.append(
      Outcome.Step(
        stage: .shares, round: round, project: project, payment: payment, measure: payment.effectiveSupport))
  }

  private func payment(_ project: Int, rho: Int64, part: Double, _ run: SharesRun) -> Outcome.Payment {
    let profile = table.profile
    var result = Outcome.Payment(full: 0, all: 0, nothing: 0, part: part, effectiveSupport: 0)
    for place in profile.range(project) {
      let balance = run.high[Int(profile.supporters[place])]
      let voters = Int(profile.supporterVoters[place])
      let utility: Int64 = profile.utilities.isEmpty ? 1 : profile.utilities[place]
      let (whole, overflows) = rho.multipliedReportingOverflow(by: utility)
      // Within the rounding of fixed point, who pays exactly her last counts as paying in full.
      if !overflows, balance >= whole - min(whole, 1 << 12) {
        result.full += voters
      } else if balance > 0 {
        result.all += voters
      } else {
        result.nothing += voters
      }
    }
    if part > 0 { result.effectiveSupport = table.election.currency(table.election.projects[project].cost) / part }
    return result
  }

  /// Those that left the race in this round.
  private func noteDropped(_ before: [Int], _ after: SharesRun, into outcome: inout Outcome) {
    guard before.count != after.candidates.count else { return }
    let kept = Set(after.candidates)
    for project in before where !kept.contains(project) {
      outcome.obstacles[project] = Outcome.Obstacle(
        kind: .shares, supporters: Int(table.profile.supporterCounts[project]), round: after.purchases.count + 1,
        missing: 0)
    }
  }

  /// Whether nobody gives it a utility: a free project has none where utility is cost.
  private func isWorthless(_ project: Int) -> Bool {
    let isFree = table.election.projects[project].cost == 0
    return table.profile.total(project) <= 0 || (isFree && table.profile.isWeightedByCost)
  }

  /// For those not bought: what their supporters had left, and what was missing.
  private func explain(_ run: SharesRun, into outcome: inout Outcome) {
    let (election, profile) = (table.election, table.profile)
    let share = currency(run.fixed.double(table.run(run.interval).low.first ?? 0))
    let start = table.run(run.interval)
    let bought = Set(outcome.order)
    for project in election.projects.indices where !bought.contains(project) {
      let cost = election.currency(election.projects[project].cost)
      var obstacle =
        outcome.obstacles[project]
        ?? Outcome.Obstacle(
          kind: isWorthless(project) ? .unsupported : .shares,
          supporters: Int(profile.supporterCounts[project]), missing: 0)
      var held = 0.0
      for place in profile.range(project) {
        held += run.fixed.double(run.low[Int(profile.supporters[place])]) * Double(profile.supporterVoters[place])
      }
      obstacle.missing = max(0, cost - currency(held))
      if share > 0, obstacle.kind == .shares {
        obstacle.missingVotes = Int(exactly: (obstacle.missing / share).rounded(.up))
      }
      if let up = table.cost(of: project, start.fixed, roundingUp: true) {
        let solution = start.low.withUnsafeBufferPointer { balances in
          profile.withSolver(project) { $0.solve(balances, cost: up, from: 0, roundingUp: true) }
        }
        if let solution, solution.rho > 0 {
          obstacle.effectiveSupport = cost / currency(run.fixed.double(solution.rho))
        }
      }
      outcome.obstacles[project] = obstacle
    }
  }
}
