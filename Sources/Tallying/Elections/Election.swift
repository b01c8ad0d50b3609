/// What is counted: projects with their costs, a budget, and the ballots, equal ones kept once with their number.
///
/// Made by `PabulibReader` or by its initialiser, never changed afterwards but by setting aside projects before the
/// count. Terms are those of the field: S. Rey, F. Schmidt, J. Maly, “The (Computational) Social Choice Take on
/// Indivisible Participatory Budgeting”, arXiv:2303.00621.
public struct Election: Sendable {
  public struct Project: Sendable, Equatable {
    public var id: String
    public var name: String
    /// In units of 10^−`Election.decimals` of the currency.
    public var cost: Int128

    public init(id: String, name: String = "", cost: Int128) {
      self.id = id
      self.name = name
      self.cost = cost
    }
  }

  public enum VoteType: String, Sendable, CaseIterable {
    case approval
    case chooseOne = "choose-1"
    case cumulative
    case scoring
    case ordinal
  }

  public var voteType: VoteType
  public var projects: [Project]
  /// In the same units as costs.
  public var budget: Int128
  /// Decimals of the currency that costs and the budget are counted in.
  public var decimals: Int
  public var ballots: BallotTable
  /// What the file says of itself, key by key.
  public var description: [String: String]
  /// The cell of each voter in the column that the reader was asked to keep, as a place in `strata`.
  public var stratumOfVoter: [Int32]
  public var strata: [String]
  /// The first of what is strange in the file.
  public var warnings: [PabulibWarning]
  /// How many more there are.
  public var unkeptWarnings: Int

  public init(
    voteType: VoteType, projects: [Project], budget: Int128, decimals: Int = 0, ballots: BallotTable,
    description: [String: String] = [:], stratumOfVoter: [Int32] = [], strata: [String] = [],
    warnings: [PabulibWarning] = [], unkeptWarnings: Int = 0
  ) {
    self.voteType = voteType
    self.projects = projects
    self.budget = budget
    self.decimals = decimals
    self.ballots = ballots
    self.description = description
    self.stratumOfVoter = stratumOfVoter
    self.strata = strata
    self.warnings = warnings
    self.unkeptWarnings = unkeptWarnings
  }

  /// All who voted, also with an empty ballot: each holds a share.
  public var voters: Int { ballots.voters }

  /// For how many voters each project is on the ballot.
  public var supporters: [Int] {
    var counts = [Int](repeating: 0, count: projects.count)
    for ballot in 0..<ballots.count {
      for project in ballots.projects(of: ballot) { counts[Int(project)] += ballots.multiplicity[ballot] }
    }
    return counts
  }

  /// The same election without the projects that fewer than `minimum` voters support, and those projects: what many
  /// rules ask before the count. Ballots keep their places and lengths; no voter is lost.
  public func eligible(minimum: Int) -> (election: Election, setAside: [Project]) {
    let counts = supporters
    var number = [Int32](repeating: -1, count: projects.count)
    var kept: [Project] = []
    var setAside: [Project] = []
    for (index, project) in projects.enumerated() {
      if counts[index] < minimum {
        setAside.append(project)
      } else {
        number[index] = Int32(truncatingIfNeeded: kept.count)
        kept.append(project)
      }
    }
    guard !setAside.isEmpty else { return (self, []) }
    var result = self
    result.projects = kept
    result.ballots = ballots.renumbered(number)
    return (result, setAside)
  }

  /// The same election with the voters that are told, and its budget.
  public func restricted(to isIn: (_ voter: Int) -> Bool) -> Election {
    var result = self
    result.ballots = ballots.restricted(to: isIn)
    result.stratumOfVoter = stratumOfVoter.indices.filter(isIn).map { stratumOfVoter[$0] }
    return result
  }
}
