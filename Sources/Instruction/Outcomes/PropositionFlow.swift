import Deposits
import Storage

/// How many contributions that count under a kind feed propositions that count under one. Each counts once, by the
/// first of what it feeds: what is kept alone goes to the propositions of those that are grouped once others join it.
struct PropositionFlow: Sendable, Equatable {
  var from: Decision.Kind
  var to: Decision.Kind
  var contributions: Int

  /// From the decisions that are published, in the order of the rows.
  static func all(in consultation: Int64, _ db: Snapshot) throws -> [PropositionFlow] {
    try db.rows(
      """
      SELECT fed.first, fed.made, count(*) FROM (
        SELECT decision.contribution_id, min(\(Outcomes.rank)) AS first, min(proposed.first) AS made
        FROM \(Outcomes.published)
        JOIN grouping ON grouping.decision_id = decision.id
        JOIN (\(Outcomes.made(in: consultation))) AS proposed ON proposed.proposition_id = grouping.proposition_id
        JOIN contribution ON contribution.id = decision.contribution_id
        WHERE contribution.consultation_id = \(consultation) AND \(Withdrawal.stands)
          AND decision.ended_event_id IS NULL
        GROUP BY decision.contribution_id) AS fed
      GROUP BY fed.first, fed.made ORDER BY fed.first, fed.made
      """
    ) { row in
      PropositionFlow(
        from: Decision.Kind.allCases[try row.next(Int.self)], to: Decision.Kind.allCases[try row.next(Int.self)],
        contributions: try row.next())
    }
  }
}
