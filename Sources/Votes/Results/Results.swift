import Consultations
import Localization
import Proof
import Storage
import Tallying

/// What the count gives.
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

  var selected: [Line] { lines.filter { $0.place != nil } }
  var others: [Line] { lines.filter { $0.place == nil } }
}
