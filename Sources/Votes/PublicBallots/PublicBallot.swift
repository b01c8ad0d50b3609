import Directory
import Platform
import Proof
import Storage

/// A ballot as everyone reads it once the vote is closed, before the count as after.
struct PublicBallot: Sendable, Equatable {
  /// Of the organisation in the log.
  var identifier: String
  var name: String
  var kind: OrganisationKind
  var department: String
  var function: HolderFunction
  var choices: [String]
  /// Whether it is kept out of the count.
  var isContested: Bool
  /// That which the organisation told, once the result is public.
  var decision: BallotDecision?

  static let pageSize = 50

  static func count(in vote: Int64, _ search: RollSearch, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM ballot WHERE \(isShown(in: vote, search))", as: Int.self) ?? 0
  }

  /// By the name of their organisation.
  static func page(_ page: ListPage, of vote: Vote, _ search: RollSearch, _ db: Snapshot) throws -> [PublicBallot] {
    let ballots = try db.rows(
      """
      SELECT organisation.id, roll_entry.identifier, organisation.name, roll_entry.kind, roll_entry.department,
        casting_right.function, ballot.choices,
        CASE WHEN \(Contest.isCounted) THEN 0 ELSE 1 END FROM ballot
      JOIN roll_entry ON roll_entry.vote_id = ballot.vote_id AND roll_entry.organisation_id = ballot.organisation_id
      JOIN organisation ON organisation.id = ballot.organisation_id
      JOIN casting_right ON casting_right.id = ballot.right_id
      WHERE \(isShown(in: vote.id, search))
      ORDER BY organisation.name, organisation.id LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { row in
      let organisation: Int64 = try row.next()
      let identifier: String = try row.next()
      let name: String = try row.next()
      let kind: OrganisationKind = try row.next()
      let department: String = try row.next()
      let function = HolderFunction(rawValue: try row.next()) ?? .agent
      let ballot = PublicBallot(
        identifier: identifier, name: name, kind: kind, department: department, function: function,
        choices: (try row.next() as String).split(separator: " ").map(String.init),
        isContested: try row.next(Int64.self) == 1)
      return (organisation: organisation, ballot: ballot)
    }
    // Those who cast were told that nobody else reads it before.
    guard vote.countedAt != nil else { return ballots.map(\.ballot) }
    let decisions = try BallotDecision.standing(of: ballots.map(\.organisation), in: vote.id, db)
    return ballots.map { organisation, ballot in
      var ballot = ballot
      ballot.decision = decisions[organisation]
      return ballot
    }
  }

  private static func isShown(in vote: Int64, _ search: RollSearch) -> SQL {
    "ballot.vote_id = \(vote) AND ballot.replaced_event_id IS NULL AND \(search.among("ballot.organisation_id"))"
  }
}
