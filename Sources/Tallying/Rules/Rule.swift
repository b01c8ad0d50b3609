/// How ballots become a selection.
public enum Rule: String, Sendable, CaseIterable {
  /// Most supporters first, until one does not fit.
  case approval
  /// Highest utility for each unit of cost first, skipping what does not fit.
  case greedy
  /// The Method of Equal Shares (D. Peters, G. Pierczyński, P. Skowron, “Proportional Participatory Budgeting with
  /// Additive Utilities”, NeurIPS 2021, arXiv:2008.13276), with nothing completed.
  case mes
  /// Equal shares, then greedy over what is left.
  case mesGreedy = "mes-greedy"
  /// Equal shares with shares raised by one unit of the currency at a time, then greedy.
  case mesAddOneGreedy = "mes-add1-greedy"
  /// Equal shares with shares raised by 1 % of the first at a time, then greedy.
  case mesOnePercentGreedy = "mes-inc1pct-greedy"
  /// Sequential Phragmén with costs (M. Los, Z. Christoff, D. Grossi, “Proportional Budget Allocations: Towards a
  /// Systematization”, IJCAI 2022, arXiv:2203.12324).
  case phragmen
}

/// What a selected project is worth to a voter. Always additive over projects.
public enum Utility: String, Sendable, CaseIterable {
  /// The project's cost, when it is on the ballot.
  case cost
  /// 1, when it is on the ballot.
  case cardinality
  /// The points given to it: cumulative and scoring ballots.
  case score
  /// How many projects of the ballot it stands before: ordinal ballots (J.-C. de Borda, 1781).
  case borda
  /// The rule takes no utility.
  case none
}

/// Why a rule cannot count this election.
public enum TallyRefusal: Error, Equatable, Sendable {
  /// `score` needs points, `borda` needs rankings.
  case utilityNeeds(Utility, Election.VoteType)
  /// This rule needs a utility, or takes none.
  case utility(Utility, Rule)
  /// Phragmén's rule is defined for approvals.
  case ballots(Election.VoteType, Rule)
  /// Utilities that, over all voters, leave 2^62.
  case tooLarge
}
