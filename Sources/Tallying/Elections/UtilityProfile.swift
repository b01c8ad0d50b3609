/// Who supports each project, and how much it is worth to them: the election seen through one utility, in flat arrays.
///
/// Ballots stand for their voters. A voter's utility for a project is `utility · weight`, where the weight is the
/// project's cost for cost utilities and 1 otherwise, so that in most elections all utilities of a project are 1.
struct UtilityProfile: Sendable {
  /// Voters of each ballot.
  let multiplicity: [Int64]
  let voters: Int
  /// The places of project p in the arrays below are `starts[p]..<starts[p + 1]`.
  let starts: [Int]
  /// Ballots that give the project a positive utility.
  let supporters: [Int32]
  /// Voters of those ballots.
  let supporterVoters: [Int64]
  /// Utility of one of those voters; empty when all are 1.
  let utilities: [Int64]
  /// Whether a project's utilities are multiplied by its cost.
  let isWeightedByCost: Bool
  /// Over all voters, negative points included, without weights.
  let totals: [Int128]
  /// Over the supporters: their number, and the sum of their utilities without weights.
  let supporterCounts: [Int64]
  let supporterTotals: [Int64]

  func range(_ project: Int) -> Range<Int> { starts[project]..<starts[project + 1] }

  init(_ election: Election, _ utility: Utility) throws(TallyRefusal) {
    switch (utility, election.voteType) {
    case (.score, .approval), (.score, .chooseOne), (.score, .ordinal), (.borda, .approval), (.borda, .chooseOne),
      (.borda, .cumulative), (.borda, .scoring):
      throw .utilityNeeds(utility, election.voteType)
    default: break
    }
    let ballots = election.ballots
    var byProject = Filling(projects: election.projects.count)
    for ballot in 0..<ballots.count {
      for project in ballots.projects(of: ballot) { byProject.starts[Int(project) + 1] += 1 }
    }
    byProject.begin()
    for ballot in 0..<ballots.count {
      byProject.add(ballot, of: ballots, utility)
    }
    guard byProject.finish() else { throw .tooLarge }
    isWeightedByCost = utility == .cost
    multiplicity = ballots.multiplicity.map { Int64($0) }
    voters = ballots.voters
    starts = byProject.starts
    supporters = byProject.supporters
    supporterVoters = byProject.voters
    utilities = utility == .score || utility == .borda ? byProject.utilities : []
    totals = byProject.totals
    supporterCounts = byProject.counts
    supporterTotals = byProject.supporterTotals
  }

  /// T(p): what the project is worth to all voters, without its weight.
  func total(_ project: Int) -> Int128 { totals[project] }
}

/// The arrays of a profile while they are filled, project by project.
private struct Filling {
  var starts: [Int]
  var supporters: [Int32] = []
  var voters: [Int64] = []
  var utilities: [Int64] = []
  var totals: [Int128]
  var counts: [Int64]
  var supporterTotals: [Int64]
  private var next: [Int] = []
  private var isTooLarge = false

  init(projects: Int) {
    starts = Array(repeating: 0, count: projects + 1)
    totals = Array(repeating: 0, count: projects)
    counts = Array(repeating: 0, count: projects)
    supporterTotals = Array(repeating: 0, count: projects)
  }

  /// Once `starts` counts each project's ballots: where they begin.
  mutating func begin() {
    for project in totals.indices { starts[project + 1] += starts[project] }
    next = Array(starts.dropLast())
    supporters = Array(repeating: 0, count: starts[totals.count])
    voters = Array(repeating: 0, count: supporters.count)
    utilities = Array(repeating: 0, count: supporters.count)
  }

  mutating func add(_ ballot: Int, of ballots: BallotTable, _ utility: Utility) {
    let number = Int64(ballots.multiplicity[ballot])
    let points = ballots.points(of: ballot)
    for (place, item) in ballots.projects(of: ballot).enumerated() {
      let project = Int(item)
      let worth: Int64 =
        switch utility {
        case .score: points[points.startIndex + place]
        case .borda: Int64(ballots.length(of: ballot) - place - 1)
        case .cost, .cardinality, .none: 1
        }
      totals[project] += Int128(worth) * Int128(number)
      guard worth > 0 else { continue }
      supporters[next[project]] = Int32(truncatingIfNeeded: ballot)
      voters[next[project]] = number
      utilities[next[project]] = worth
      next[project] += 1
      counts[project] += number
      let (product, overflows) = worth.multipliedReportingOverflow(by: number)
      if overflows || product > Int64.max / 4 - supporterTotals[project] {
        isTooLarge = true
      } else {
        supporterTotals[project] += product
      }
    }
  }

  /// Closes the gaps of those whose utility is not positive.
  /// - Returns: whether all sums are within bounds.
  mutating func finish() -> Bool {
    guard !isTooLarge else { return false }
    var kept = 0
    for project in totals.indices {
      let first = starts[project]
      starts[project] = kept
      for place in first..<next[project] {
        supporters[kept] = supporters[place]
        voters[kept] = voters[place]
        utilities[kept] = utilities[place]
        kept += 1
      }
    }
    starts[totals.count] = kept
    supporters.removeLast(supporters.count - kept)
    voters.removeLast(voters.count - kept)
    utilities.removeLast(utilities.count - kept)
    return true
  }
}
