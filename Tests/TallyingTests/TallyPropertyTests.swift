import BigInt
import Foundation
import Testing

@testable import Tallying

@Suite("Properties of the rules")
struct TallyPropertyTests {
  private static let seeds: Range<UInt64> = 0..<40

  /// The plain reference is slow: more of it in `make soak`.
  private static let plainSeeds: Range<UInt64> = ProcessInfo.processInfo.environment["SOAK"] == nil ? 0..<10 : 0..<100

  @Test("Each rule selects what its definition, followed plainly, selects", arguments: plainSeeds)
  func plainly(seed: UInt64) throws {
    var invented = Invented(seed: seed)
    for type in Election.VoteType.allCases {
      let election = invented.election(type)
      let shuffled = OrderOfTies(firstToLast: election.projects.indices.shuffled(using: &invented.random))
      for ties in [OrderOfTies.lexicographic(election.projects), shuffled] {
        for (rule, utility) in election.counts + [(.approval, .none)] {
          let expected = Plainly(election, utility, ties: ties).order(rule)
          let tally = try Tally(election, rule, utility, ties: ties)
          #expect(tally.outcome().order == expected, "seed \(seed), \(type), \(rule), \(utility)")
        }
      }
    }
  }

  @Test("The order of projects and of voters in the file changes nothing", arguments: seeds)
  func permutation(seed: UInt64) throws {
    var invented = Invented(seed: seed &+ 1000)
    for type in Election.VoteType.allCases {
      let election = invented.election(type)
      let shuffled = election.shuffled(&invented.random)
      for (rule, utility) in election.counts + [(.approval, .none)] {
        #expect(try order(election, rule, utility) == order(shuffled, rule, utility), "seed \(seed), \(rule)")
      }
    }
  }

  @Test("Other identifiers in the same order change nothing but the names", arguments: seeds)
  func renaming(seed: UInt64) throws {
    var invented = Invented(seed: seed &+ 6000)
    for type in Election.VoteType.allCases {
      let election = invented.election(type)
      let renamed = election.renamed
      #expect(Set(renamed.projects.map(\.id)).isDisjoint(with: election.projects.map(\.id)))
      for (rule, utility) in election.counts + [(.approval, .none)] {
        let (before, after) = try (Tally(election, rule, utility).outcome(), Tally(renamed, rule, utility).outcome())
        #expect(before.order == after.order, "seed \(seed), \(rule)")
        #expect(before.ties.map(\.projects) == after.ties.map(\.projects), "seed \(seed), \(rule)")
      }
    }
  }

  @Test("No selection costs more than the budget; completed ones leave nothing that fits", arguments: seeds)
  func exhaustive(seed: UInt64) throws {
    var invented = Invented(seed: seed &+ 2000)
    let election = invented.election(.approval)
    for (rule, utility) in election.counts {
      let outcome = try Tally(election, rule, utility).outcome()
      let cost = outcome.order.reduce(0) { $0 + election.projects[$1].cost }
      #expect(outcome.cost == cost)
      #expect(cost <= election.budget)
      #expect(Set(outcome.order).count == outcome.order.count)
      for project in election.projects.indices {
        #expect((outcome.obstacles[project] == nil) == outcome.contains(project), "seed \(seed), \(rule)")
      }
      guard rule != .mes, rule != .phragmen else { continue }
      let left = election.budget - cost
      let fits = election.projects.indices.filter { !outcome.contains($0) && election.projects[$0].cost <= left }
      #expect(fits.isEmpty, "seed \(seed), \(rule)")
    }
  }

  /// Priceability (Peters, Skowron: “Proportionality and the Limits of Welfarism”, EC 2020): shares pay for exactly
  /// what is selected, only supporters pay, nobody more than her share, and no supporters of another project together
  /// have its cost left. The payments are those of the plain reference, the selection is that of the rule.
  @Test("Equal shares have prices", arguments: seeds)
  func priceable(seed: UInt64) throws {
    var invented = Invented(seed: seed &+ 3000)
    let election = invented.election(.approval)
    let ties = OrderOfTies.lexicographic(election.projects)
    let plainly = Plainly(election, .cardinality, ties: ties)
    let share = plainly.budget / Fraction(BigInt(election.voters))
    let purchases = plainly.shares(share)
    let outcome = try Tally(election, .mes, .cardinality).outcome()
    #expect(outcome.order == purchases.map(\.project))
    var left = [Fraction](repeating: share, count: election.voters)
    for (project, payments) in purchases {
      #expect(payments.reduce(Fraction(0), +) == plainly.costs[project])
      for voter in left.indices {
        left[voter] = left[voter] - payments[voter]
        #expect(left[voter] >= Fraction(0))
        #expect(payments[voter] == Fraction(0) || plainly.approvals[voter].contains(project))
      }
    }
    for project in election.projects.indices where !outcome.contains(project) {
      let supporters = left.indices.filter { plainly.approvals[$0].contains(project) }
      let held = supporters.reduce(Fraction(0)) { $0 + left[$1] }
      #expect(supporters.isEmpty || held < plainly.costs[project])
    }
  }

  @Test("What each paid adds up, and what was missing is what was missing", arguments: seeds)
  func explained(seed: UInt64) throws {
    var invented = Invented(seed: seed &+ 4000)
    let election = invented.election(.approval)
    let outcome = try Tally(election, .mes, .cost).outcome()
    for step in outcome.steps {
      guard let payment = step.payment else { continue }
      #expect(payment.full + payment.all + payment.nothing == election.supporters[step.project])
      #expect(payment.part * Double(payment.full) <= election.currency(election.projects[step.project].cost) + 1e-6)
    }
    for project in election.projects.indices {
      guard let obstacle = outcome.obstacles[project], obstacle.kind == .shares else { continue }
      #expect(obstacle.missing > 0, "seed \(seed)")
      #expect((obstacle.missingVotes ?? 0) > 0)
    }
  }

  @Test("The invented elections have what these properties speak of")
  func invented() throws {
    var (payments, shortages, ties, vainTies) = (0, 0, 0, 0)
    for seed in Self.seeds {
      var (paid, tied) = (Invented(seed: seed &+ 4000), Invented(seed: seed &+ 5000))
      let outcome = try Tally(paid.election(.approval), .mes, .cost).outcome()
      payments += outcome.steps.count { $0.payment != nil }
      shortages += outcome.obstacles.compactMap { $0 }.count { $0.kind == .shares }
      let settled = try Tally(tied.election(.approval), .greedy, .cost).outcomeWithTies().ties
      ties += settled.count { $0.matters == true }
      vainTies += settled.count { $0.matters == false }
    }
    #expect(payments > 20 && shortages > 20 && ties > 5 && vainTies > 5, "\(payments) \(shortages) \(ties) \(vainTies)")
  }

  @Test("A tie is told to matter exactly when another order of its projects selects others", arguments: seeds)
  func tiesMatter(seed: UInt64) throws {
    var invented = Invented(seed: seed &+ 5000)
    let election = invented.election(.approval)
    for (rule, utility) in [(Rule.greedy, Utility.cost), (.mes, .cost), (.phragmen, .none), (.approval, .none)] {
      let tally = try Tally(election, rule, utility)
      let outcome = tally.outcomeWithTies()
      let selected = Set(outcome.order)
      for tie in outcome.ties {
        let differs = tie.projects.dropFirst().contains { other in
          Set(tally.ordered(by: tally.ties.moving(other, before: tie.projects[0])).outcome().order) != selected
        }
        // Moving one first is not every order: for greedy and approval what the tie says may be more.
        if differs { #expect(tie.matters == true, "seed \(seed), \(rule), \(tie)") }
        if rule == .mes || rule == .phragmen { #expect(tie.matters == differs) }
      }
      let orders = tally.orders(most: 20)
      #expect(orders.selections.first == selected)
      if outcome.ties.allSatisfy({ $0.matters == false }) { #expect(orders.selections.count == 1) }
    }
  }
}
