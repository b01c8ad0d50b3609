import Consultations
import Directory
import Localization
import Proof
import Storage
import Tallying

/// What the count gives, and the ballots as they were published by the closing.
struct Results: Sendable {
  struct Line: Sendable {
    var proposition: VotedProposition
    var supports: Int
    /// In the order in which the rule took it, from 1.
    var place: Int?
    /// Why it is not selected.
    var obstacle: Outcome.ObstacleKind?
  }

  var tally: TallyLeaf
  var lines: [Line]
  var budget: Int64
  /// What other rules take of the same ballots, where the Rules that the opening froze want it shown.
  var compared: [ComparedResult] = []

  /// - Returns: nil before the count.
  init?(of vote: Vote, _ db: Snapshot) throws {
    guard vote.countedAt != nil else { return nil }
    let line = try db.value(
      """
      SELECT line FROM vote_leaf WHERE vote_id = \(vote.id) AND line LIKE '{"kind":"tally",%'
      ORDER BY number DESC LIMIT 1
      """, as: String.self)
    guard let line, case .tally(let tally)? = Leaf(bytes: Array(line.utf8)) else { return nil }
    self.tally = tally
    budget = vote.form.budget
    lines = zip(try VotedProposition.all(of: vote.id, db), tally.supports).map { proposition, supports in
      Line(
        proposition: proposition, supports: Int(supports),
        place: tally.selected.firstIndex(of: proposition.name).map { $0 + 1 })
    }
    .sorted { one, other in
      (one.place ?? Int.max, -one.supports, one.proposition.name)
        < (other.place ?? Int.max, -other.supports, other.proposition.name)
    }
  }

  /// Counts again what the log holds, to say of each proposition why it is not selected, and what other rules take.
  mutating func explain(_ vote: Vote, _ db: Snapshot) throws {
    let log = try WholeLog(of: vote.id, size: vote.leaves, at: Instant(milliseconds: tally.at), db)
    guard let obstacles = try? log.ledger.obstacles() else { return }
    for place in lines.indices { lines[place].obstacle = obstacles[lines[place].proposition.name] ?? nil }
    guard let version = try vote.rulesVersion(db) else { return }
    let rules = try Rules.version(version, of: vote.consultation, db)?.comparedRules ?? []
    compared = rules.compactMap { ComparedResult($0, log.ledger) }
  }

  /// How many pages the ballots fill.
  var pages: Int {
    max(1, (Int(tally.voters + tally.contested) + PublicBallot.pageSize - 1) / PublicBallot.pageSize)
  }

  var selected: [Line] { lines.filter { $0.place != nil } }
  var others: [Line] { lines.filter { $0.place == nil } }
}

/// A ballot as everyone reads it once the vote is closed.
struct PublicBallot: Sendable, Equatable {
  var organisation: Int64
  /// Of the organisation in the log.
  var identifier: String
  var name: String
  var kind: OrganisationKind
  var function: HolderFunction
  var choices: [String]
  /// Whether it is kept out of the count.
  var isContested: Bool
  /// That which the organisation told.
  var decision: BallotDecision?

  static let pageSize = 50

  static func page(_ page: Int, of vote: Int64, _ db: Snapshot) throws -> [PublicBallot] {
    var ballots = try db.rows(
      """
      SELECT organisation.id, roll_entry.identifier, organisation.name, roll_entry.kind, casting_right.function,
        ballot.choices,
        CASE WHEN \(Contest.isCounted) THEN 0 ELSE 1 END FROM ballot
      JOIN roll_entry ON roll_entry.vote_id = ballot.vote_id AND roll_entry.organisation_id = ballot.organisation_id
      JOIN organisation ON organisation.id = ballot.organisation_id
      JOIN casting_right ON casting_right.id = ballot.right_id
      WHERE ballot.vote_id = \(vote) AND ballot.replaced_event_id IS NULL
      ORDER BY organisation.name, organisation.id LIMIT \(pageSize) OFFSET \((page - 1) * pageSize)
      """
    ) { row in
      let organisation: Int64 = try row.next()
      let identifier: String = try row.next()
      let name: String = try row.next()
      let kind: OrganisationKind = try row.next()
      let function = HolderFunction(rawValue: try row.next()) ?? .agent
      return PublicBallot(
        organisation: organisation, identifier: identifier, name: name, kind: kind, function: function,
        choices: (try row.next() as String).split(separator: " ").map(String.init),
        isContested: try row.next(Int64.self) == 1)
    }
    let decisions = try BallotDecision.standing(of: ballots.map(\.organisation), in: vote, db)
    for place in ballots.indices { ballots[place].decision = decisions[ballots[place].organisation] }
    return ballots
  }
}
