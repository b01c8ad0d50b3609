/// Counts an election by one rule.
///
/// The outcome is a function of the election, the rule, the utility and the order of ties: nothing is rounded,
/// nothing is drawn, and the order of projects and voters in the file does not matter.
public struct Tally: Sendable {
  public let election: Election
  public let rule: Rule
  public let utility: Utility
  public let ties: OrderOfTies
  let profile: UtilityProfile

  public init(
    _ election: Election, _ rule: Rule, _ utility: Utility, ties: OrderOfTies? = nil
  ) throws(TallyRefusal) {
    try Self.check(election, rule, utility)
    let needed = utility == .none ? Utility.cardinality : utility
    self.init(election, rule, utility, ties: ties, profile: try UtilityProfile(election, needed))
  }

  private init(
    _ election: Election, _ rule: Rule, _ utility: Utility, ties: OrderOfTies?, profile: UtilityProfile
  ) {
    self.election = election
    self.rule = rule
    self.utility = utility
    self.ties = ties ?? .lexicographic(election.projects)
    self.profile = profile
  }

  /// The same count under another order of ties.
  func ordered(by ties: OrderOfTies) -> Tally { Tally(election, rule, utility, ties: ties, profile: profile) }

  private static func check(_ election: Election, _ rule: Rule, _ utility: Utility) throws(TallyRefusal) {
    switch rule {
    case .approval:
      guard utility == .none || utility == .cardinality else { throw .utility(utility, rule) }
    case .phragmen:
      guard utility == .none else { throw .utility(utility, rule) }
      guard election.voteType == .approval || election.voteType == .chooseOne else {
        throw .ballots(election.voteType, rule)
      }
    case .greedy, .mes, .mesGreedy, .mesAddOneGreedy, .mesOnePercentGreedy:
      guard utility != .none else { throw .utility(utility, rule) }
      // Shares are raised by at most the budget: the number of steps stays within 64 bits.
      guard election.budget / ExactDecimal.power(election.decimals) < 1 << 60 else { throw .tooLarge }
    }
  }

  public func outcome() -> Outcome {
    var outcome = Outcome()
    outcome.obstacles = Array(repeating: nil, count: election.projects.count)
    let all = Array(election.projects.indices)
    let greedy = Greedy(election: election, profile: profile, ties: ties)
    switch rule {
    case .approval:
      ApprovalCount(election: election, profile: profile, ties: ties).run(into: &outcome)
    case .greedy:
      greedy.run(all, budget: election.budget, stage: .greedy, into: &outcome)
    case .phragmen:
      Phragmen(election: election, profile: profile, ties: ties).run(into: &outcome)
    case .mes:
      shares(.fixed, into: &outcome)
    case .mesGreedy, .mesAddOneGreedy, .mesOnePercentGreedy:
      shares(rule == .mesGreedy ? .fixed : rule == .mesAddOneGreedy ? .addOne : .onePercent, into: &outcome)
      let taken = Set(outcome.order)
      greedy.run(
        all.filter { !taken.contains($0) }, budget: election.budget - outcome.cost, stage: .completion, into: &outcome)
    }
    return outcome
  }

  private func shares(_ kind: ShareSchedule.Kind, into outcome: inout Outcome) {
    EqualShares(table: SharesTable(election, profile, ties, kind)).run(kind, into: &outcome)
  }
}
