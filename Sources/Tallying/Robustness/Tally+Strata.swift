extension Tally {
  /// The count without the voters of one stratum: a district, an age, a way to vote.
  public struct Stratum: Sendable {
    public var name: String
    public var voters: Int
    /// Selected by all voters, and not without these.
    public var lost: [Int]
    /// Not selected by all voters, but without these.
    public var gained: [Int]
    /// Of these voters, those without any selected project.
    public var withNothing: Int
  }

  /// What the selection owes to each stratum of the column that the reader kept, in the order in which they come.
  public func strata(_ outcome: Outcome) throws(TallyRefusal) -> [Stratum] {
    let selected = Set(outcome.order)
    let isServed = servedBallots(by: selected)
    var result: [Stratum] = []
    for (number, name) in election.strata.enumerated() {
      let stratum = election.stratumOfVoter
      let members = stratum.indices.filter { Int(stratum[$0]) == number }
      let others = election.restricted { Int(stratum[$0]) != number }
      let without = Set(try Tally(others, rule, utility, ties: ties).outcome().order)
      result.append(
        Stratum(
          name: name, voters: members.count, lost: selected.subtracting(without).sorted(),
          gained: without.subtracting(selected).sorted(),
          withNothing: members.count { !isServed[Int(election.ballots.ballotOfVoter[$0])] }))
    }
    return result
  }

  /// For each ballot, whether a selected project is on it.
  func servedBallots(by selected: Set<Int>) -> [Bool] {
    (0..<election.ballots.count).map { ballot in
      election.ballots.projects(of: ballot).contains { selected.contains(Int($0)) }
    }
  }

  /// Voters on whose ballot no selected project is.
  public func votersWithNothing(_ outcome: Outcome) -> Int {
    let isServed = servedBallots(by: Set(outcome.order))
    return zip(election.ballots.multiplicity, isServed).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
  }
}
