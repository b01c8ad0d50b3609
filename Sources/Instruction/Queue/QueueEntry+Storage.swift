import Consultations
import Deposits
import Localization
import Storage

extension QueueEntry {
  /// The entries of a page, in its order.
  static func of(
    _ contributions: [ContributionSummary], in consultation: Consultation, at now: Instant,
    _ search: ContributionSearch,
    _ db: Snapshot
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
    let standing = contributions.filter { !$0.isWithdrawn }.map(\.id)
    // What somebody has said not to be the same leaves its place to the next.
    let separated = try Separation.others(of: standing, db)
    let near = try Resemblance.of(
      try Contribution.with(ids: standing, db), in: consultation, limit: separated.isEmpty ? shownNear : .max, search,
      db)
    let decisions = Dictionary(grouping: try Decision.live(of: ids, db), by: \.contribution)
    let assignees = try Assignment.of(ids, db)
    let asides = try Recusal.all(of: ids, at: now, db)
    return contributions.compactMap { contribution in
      factsByID[contribution.id].map {
        QueueEntry(
          contribution: contribution, facts: $0,
          near: Array(
            (near[contribution.id] ?? []).filter { one in
              separated[contribution.id]?.contains(one.contribution.id) != true
            }.prefix(shownNear)),
          decisions: decisions[contribution.id] ?? [], assignee: assignees[contribution.id]?.name,
          asides: asides[contribution.id] ?? [])
      }
    }
  }
}
