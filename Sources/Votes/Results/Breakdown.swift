import Directory
import Localization
import Proof
import Storage

/// Who chose what, by the qualities of the roll: reckoned from the ballots that the closing opened. It stands beside
/// the count, and never enters it.
struct Breakdown: Sendable {
  /// Of the ballots counted, how many choose each proposition, by one quality.
  typealias Count = [String: Int]

  struct Share: Sendable {
    var kinds: Count = [:]
    var strata: Count = [:]
    var regions: Count = [:]
    /// By code.
    var departments: Count = [:]

    mutating func add(_ voter: Voter) {
      kinds[voter.kind, default: 0] += 1
      strata[voter.stratum, default: 0] += 1
      regions[voter.region, default: 0] += 1
      departments[voter.department, default: 0] += 1
    }
  }

  struct Voter: Sendable {
    var kind: String
    var stratum: String
    var region: String
    var department: String
  }

  /// All ballots counted.
  private(set) var whole = Share()
  /// By name of proposition.
  private(set) var propositions: [String: Share] = [:]
  /// How many ballots have so many choices, from none.
  private(set) var sizes: [Int] = []
  /// Ballots counted by how the right of whoever cast them was proved.
  private(set) var methods: [ProofMethod: Int] = [:]
  /// Of them, those whose choices come from the mailbox that had prepared the ballot, whoever opened it.
  private(set) var fromPreparer = 0
  /// Cast as they had been prepared, by the name of the operator that had; nil for colleagues.
  private(set) var unchanged: [Unchanged] = []

  struct Unchanged: Sendable, Equatable {
    var preparer: String?
    var ballots: Int
  }

  init(of vote: Int64, _ db: Snapshot) throws {
    try db.forEach(
      """
      SELECT roll_entry.kind, roll_entry.stratum, roll_entry.region, roll_entry.department, ballot.choices,
        casting_right.method, CASE WHEN \(PreparedBallot.sharesMailbox) THEN 1 ELSE 0 END
      FROM ballot
      JOIN roll_entry ON roll_entry.vote_id = ballot.vote_id AND roll_entry.organisation_id = ballot.organisation_id
      JOIN casting_right ON casting_right.id = ballot.right_id
      LEFT JOIN prepared_ballot ON prepared_ballot.vote_id = ballot.vote_id
        AND prepared_ballot.organisation_id = ballot.organisation_id AND prepared_ballot.replaced_event_id IS NULL
      WHERE ballot.vote_id = \(vote) AND ballot.replaced_event_id IS NULL AND \(Contest.isCounted)
      """
    ) { row in
      let voter = Voter(
        kind: try row.next(), stratum: try row.next(), region: try row.next(), department: try row.next())
      let choices = (try row.next() as String).split(separator: " ")
      let method = ProofMethod(rawValue: try row.next()) ?? .namedByHead
      let isFromPreparer = try row.next(Int64.self) == 1
      add(voter, choices, method, isFromPreparer)
    }
    unchanged = try db.rows(
      """
      SELECT organisation.name, count(*) FROM ballot
      JOIN prepared_ballot ON prepared_ballot.vote_id = ballot.vote_id
        AND prepared_ballot.organisation_id = ballot.organisation_id AND prepared_ballot.replaced_event_id IS NULL
        AND prepared_ballot.choices = ballot.choices
      LEFT JOIN organisation ON organisation.id = prepared_ballot.operator_id
      WHERE ballot.vote_id = \(vote) AND ballot.replaced_event_id IS NULL AND \(Contest.isCounted)
      GROUP BY organisation.id, organisation.name ORDER BY count(*) DESC, organisation.name
      """
    ) { row in Unchanged(preparer: try row.next(), ballots: try row.next()) }
  }

  private mutating func add(_ voter: Voter, _ choices: [Substring], _ method: ProofMethod, _ isFromPreparer: Bool) {
    whole.add(voter)
    for choice in choices { propositions[String(choice), default: Share()].add(voter) }
    while sizes.count <= choices.count { sizes.append(0) }
    sizes[choices.count] += 1
    methods[method, default: 0] += 1
    if isFromPreparer { fromPreparer += 1 }
  }
}

extension Contest {
  /// Lets through ballots that no contest keeps out of the count.
  static let isCounted: SQL = """
    NOT EXISTS (SELECT 1 FROM contest WHERE contest.vote_id = ballot.vote_id
      AND contest.organisation_id = ballot.organisation_id
      AND \(Contest.isLive))
    """
}
