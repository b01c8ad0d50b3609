package import Retrieval
package import Storage

/// The texts of a consultation as they are compared with one another: their titles, and what stands under them.
package enum ComparedTexts {
  /// What changes whenever one of them does: a version more, one taken back or put back, a passage blotted out.
  package struct Stamp: Sendable, Equatable {
    var version: Int64
    var withdrawals: Int
    var ended: Int
    var redactions: Int
  }

  package static func stamp(_ db: Snapshot) throws -> Stamp {
    let stamp = try db.first(
      """
      SELECT (SELECT coalesce(max(id), 0) FROM contribution_version),
        (SELECT count(*) FROM withdrawal),
        (SELECT count(*) FROM withdrawal WHERE ended_event_id IS NOT NULL),
        (SELECT count(*) FROM redaction WHERE outcome = 'done')
      """
    ) { row in
      Stamp(
        version: try row.next(), withdrawals: try row.next(), ended: try row.next(), redactions: try row.next())
    }
    return stamp ?? Stamp(version: 0, withdrawals: 0, ended: 0, redactions: 0)
  }

  /// Those that stand, the first ones, at most `limit`.
  package static func of(_ consultation: Int64, limit: Int, _ db: Snapshot) throws
    -> [(id: Int64, text: LikenessIndex.Text)]
  {
    try db.rows(
      """
      SELECT contribution.id, contribution_version.title, contribution_version.today, contribution_version.for_whom,
        contribution_version.existing, contribution_version.expected
      FROM contribution JOIN contribution_version ON contribution_version.contribution_id = contribution.id
        AND contribution_version.number = contribution.version
      WHERE contribution.consultation_id = \(consultation) AND \(Withdrawal.stands)
      ORDER BY contribution.id LIMIT \(limit)
      """
    ) { row in
      let id: Int64 = try row.next()
      let title: String = try row.next()
      let parts: [String] = [try row.next(), try row.next(), try row.next(), try row.next()]
      return (id, LikenessIndex.Text(title: title, body: parts.joined(separator: "\n")))
    }
  }
}
