import Consultations
import Deposits
import Storage

extension QueueEntry {
  /// The entries of a page, in its order.
  static func of(
    _ contributions: [ContributionSummary], in consultation: Consultation, _ search: ContributionSearch, _ db: Snapshot
  ) throws -> [QueueEntry] {
    guard !contributions.isEmpty else { return [] }
    let ids = contributions.map(\.id)
    let facts: [Facts] = try db.rows(
      """
      SELECT contribution.id, contribution.version, contribution.published_at, contribution.authority_supports,
        contribution.other_supports, contribution_version.at
      FROM contribution JOIN contribution_version ON contribution_version.contribution_id = contribution.id
        AND contribution_version.number = contribution.version
      WHERE contribution.id IN (\(SQL.list(ids)))
      """)
    let factsByID = Dictionary(uniqueKeysWithValues: facts.map { ($0.id, $0) })
    let whole = Dictionary(uniqueKeysWithValues: try Contribution.with(ids: ids, db).map { ($0.id, $0) })
    let decisions = Dictionary(grouping: try Decision.live(of: ids, db), by: \.contribution)
    let assignees = try Assignment.of(ids, db)
    return try contributions.compactMap { contribution in
      guard let facts = factsByID[contribution.id] else { return nil }
      var near: [Resemblance] = []
      if !contribution.isWithdrawn, let text = whole[contribution.id] {
        near = try Resemblance.of(text, in: consultation, search, db)
      }
      return QueueEntry(
        contribution: contribution, facts: facts, near: Array(near.prefix(shownNear)),
        decisions: decisions[contribution.id] ?? [], assignee: assignees[contribution.id]?.name)
    }
  }
}
