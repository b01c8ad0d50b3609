import Deposits
import Storage

extension BookPage {
  /// The numbers of the contributions that each proposition of a vote brings together.
  static func feeding(_ vote: Int64, _ db: Snapshot) throws -> [Int64: [Int]] {
    var found: [Int64: [Int]] = [:]
    try db.forEach(
      """
      SELECT DISTINCT vote_proposition.proposition_id, contribution.number FROM vote_proposition
      JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
      WHERE vote_proposition.vote_id = \(vote) ORDER BY contribution.number
      """
    ) { row in
      let proposition: Int64 = try row.next()
      found[proposition, default: []].append(try row.next())
    }
    return found
  }
}
