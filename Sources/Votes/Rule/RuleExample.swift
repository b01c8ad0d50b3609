import Proof
import Tallying

/// Ten authorities, four propositions and an envelope of 100 euros, counted by the very program that counts the vote.
struct RuleExample: Sendable {
  struct Line: Sendable, Equatable {
    var letter: String
    var cost: Int
    var supporters: Int
    /// In the order taken, from 1.
    var place: Int?
    /// Why it is not taken.
    var obstacle: Outcome.Kind?
  }

  static let budget = 100
  static let voters = 10
  private static let projects: [(letter: String, cost: Int)] = [("A", 60), ("B", 50), ("C", 30), ("D", 20)]
  /// Who chose what: the first six agree among themselves, the last four too.
  private static let ballots: [[Int32]] =
    Array(repeating: [0, 1], count: 5) + [[0, 1, 3]] + Array(repeating: [2, 3], count: 3) + [[2]]

  var lines: [Line]
  var cost: Int

  init?(_ form: VoteForm) {
    var table = BallotTable(hasPoints: false)
    for ballot in Self.ballots { table.add(ballot) }
    let election = Election(
      voteType: .approval, projects: Self.projects.map { .init(id: $0.letter, cost: Int128($0.cost)) },
      budget: Int128(Self.budget), ballots: table)
    guard let rule = Rule(rawValue: form.rule.rawValue), let utility = Utility(rawValue: form.utility.rawValue),
      let outcome = try? Tally(election, rule, utility, ties: nil).outcome()
    else { return nil }
    let supporters = election.supporters
    lines = Self.projects.enumerated().map { number, project in
      Line(
        letter: project.letter, cost: project.cost, supporters: supporters[number],
        place: outcome.order.firstIndex(of: number).map { $0 + 1 },
        obstacle: outcome.obstacles.indices.contains(number) ? outcome.obstacles[number]?.kind : nil)
    }
    cost = Int(outcome.cost)
  }
}
