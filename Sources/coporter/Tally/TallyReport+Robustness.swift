import Tallying

/// What is asked for besides the count: how firm it is, and what other rules would say.
extension TallyReport {
  /// Equal shares before the voters, against greedy: which stands.
  struct Comparison: Encodable {
    var preferShares: Int
    var preferGreedy: Int
    var indifferent: Int
    var kept: String

    init(_ result: HeadToHead) {
      preferShares = result.preferFirst
      preferGreedy = result.preferSecond
      indifferent = result.indifferent
      kept = result.firstStands ? "shares" : "greedy"
    }
  }

  struct Orders: Encodable {
    var counts: Int
    var complete: Bool
    var selections: Int
    var always: [String]
    var sometimes: [String]

    init(_ orders: Tally.Orders, _ election: Election) {
      counts = orders.counts
      complete = orders.isComplete
      selections = orders.selections.count
      always = election.identifiers(orders.always)
      sometimes = election.identifiers(orders.sometimes)
    }
  }

  /// The count without those voters.
  struct Stratum: Encodable {
    var value: String
    var voters: Int
    var votersWithNothing: Int
    var lost: [String]
    var gained: [String]

    init(_ stratum: Tally.Stratum, _ election: Election) {
      value = stratum.name
      voters = stratum.voters
      votersWithNothing = stratum.withNothing
      lost = election.identifiers(stratum.lost)
      gained = election.identifiers(stratum.gained)
    }
  }

  struct RuleLine: Encodable {
    var rule: String
    var utility: String
    var selected: [String]
    var cost: Amount
    var votersWithNothing: Int
  }

  /// Each rule that these ballots allow, in the utility of the count where it takes one.
  static func rules(_ tally: Tally) throws -> [RuleLine] {
    let election = tally.election
    let utility = tally.utility == .none ? Utility.cost : tally.utility
    return try Rule.allCases.compactMap { rule in
      let isApproval = election.voteType == .approval || election.voteType == .chooseOne
      guard rule != .phragmen || isApproval else { return nil }
      let used = rule == .approval || rule == .phragmen ? Utility.none : utility
      let other = try Tally(election, rule, used, ties: tally.ties)
      let outcome = other.outcome()
      return RuleLine(
        rule: rule.rawValue, utility: used.rawValue, selected: election.identifiers(outcome.order),
        cost: Amount(outcome.cost, decimals: election.decimals), votersWithNothing: other.votersWithNothing(outcome))
    }
  }
}

extension Election {
  /// Sorted by code point.
  func identifiers(_ numbers: some Sequence<Int>) -> [String] {
    numbers.map { projects[$0].id }.sorted(by: OrderOfTies.precedes)
  }
}
