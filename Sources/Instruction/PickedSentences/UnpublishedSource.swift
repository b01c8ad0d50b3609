import Consultations
import Deposits
import Platform
import Storage

/// A proposition whose text would become public with sentences of contributions of which nobody is told yet that they
/// feed it.
struct UnpublishedSource: Sendable {
  var proposition: Proposition
  /// The numbers of these contributions.
  var numbers: [Int]

  /// Those that publishing some decisions would show.
  static func of(publishing decisions: [Int64], in consultation: Int64, _ db: Snapshot) throws -> [UnpublishedSource] {
    guard !decisions.isEmpty else { return [] }
    let rows = try db.rows(
      """
      SELECT DISTINCT proposition.id, contribution.number FROM \(Proposition.source)
      JOIN picked_sentence ON picked_sentence.wording_id = wording.id
      JOIN contribution ON contribution.id = picked_sentence.contribution_id AND \(Withdrawal.stands)
      WHERE proposition.id IN (SELECT fed.proposition_id FROM grouping AS fed
          WHERE fed.decision_id IN (\(SQL.list(decisions))))
        AND NOT EXISTS (SELECT 1 FROM grouping
          JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
          LEFT JOIN decision_publication ON decision_publication.decision_id = decision.id
          WHERE grouping.proposition_id = proposition.id
            AND decision.contribution_id = picked_sentence.contribution_id
            AND (decision_publication.id IS NOT NULL OR decision.id IN (\(SQL.list(decisions)))))
      ORDER BY 1, 2
      """
    ) { row in (proposition: try row.next(Int64.self), number: try row.next(Int.self)) }
    guard !rows.isEmpty else { return [] }
    let numbers = Dictionary(grouping: rows, by: \.proposition).mapValues { $0.map(\.number) }
    return try Proposition.all(of: consultation, db).compactMap { proposition in
      numbers[proposition.id].map { UnpublishedSource(proposition: proposition, numbers: $0) }
    }
  }
}
