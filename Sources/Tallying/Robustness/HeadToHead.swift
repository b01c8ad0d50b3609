/// Two outcomes before the voters: each prefers the one that is worth more to her.
///
/// In Wieliczka (2023) the outcome of equal shares stood unless more voters preferred the greedy one: G. Pierczyński,
/// S. Szufa, D. Peters and others, “Method of Equal Shares”, https://equalshares.net.
public struct HeadToHead: Sendable {
  public var preferFirst = 0
  public var preferSecond = 0
  public var indifferent = 0

  /// The first stands unless more voters prefer the second.
  public var firstStands: Bool { preferFirst >= preferSecond }

  public init(_ tally: Tally, _ first: Outcome, _ second: Outcome) {
    let (one, other) = (tally.worth(first), tally.worth(second))
    for (ballot, voters) in tally.election.ballots.multiplicity.enumerated() {
      if one[ballot] > other[ballot] {
        preferFirst += voters
      } else if one[ballot] < other[ballot] {
        preferSecond += voters
      } else {
        indifferent += voters
      }
    }
  }
}

extension Tally {
  /// What an outcome is worth to a voter of each ballot, in the utility of the count.
  func worth(_ outcome: Outcome) -> [Int128] {
    var result = [Int128](repeating: 0, count: election.ballots.count)
    for project in outcome.order {
      let weight = profile.isWeightedByCost ? election.projects[project].cost : 1
      for place in profile.range(project) {
        let utility: Int64 = profile.utilities.isEmpty ? 1 : profile.utilities[place]
        result[Int(profile.supporters[place])] += weight * Int128(utility)
      }
    }
    return result
  }
}
