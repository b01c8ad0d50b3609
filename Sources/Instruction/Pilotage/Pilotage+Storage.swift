import Consultations
import Deposits
import Localization
import Storage

extension Pilotage {
  init(of consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    pace = try Pace(of: consultation, at: now, db)
    arrivals =
      try db.value(
        """
        SELECT count(*) FROM contribution WHERE consultation_id = \(consultation) AND published_at > \(Pace.since(now))
          AND \(Withdrawal.stands)
        """, as: Int.self) ?? 0
    oldest = try db.first(
      """
      SELECT number, token, published_at FROM contribution WHERE consultation_id = \(consultation)
        AND \(Withdrawal.stands) AND \(Queue.condition(.todo, for: 0, at: now)) ORDER BY published_at, id LIMIT 1
      """
    ) { row in (number: try row.next(), token: try row.next(), publishedAt: try row.next()) }
    instructors = try Self.shares(
      """
      WITH RECURSIVE made (decision_id, earlier_id) AS (
        SELECT decision.id, decision.id FROM decision
        WHERE decision.consultation_id = \(consultation) AND decision.ended_event_id IS NULL
        UNION ALL SELECT made.decision_id, earlier.id FROM made JOIN decision ON decision.id = made.earlier_id
          JOIN decision AS earlier ON \(Regrouping.remakes))
      SELECT coalesce(person.id, 0), coalesce(person.name, ''), decision.kind, count(*)
      FROM (SELECT decision_id, min(earlier_id) AS first_id FROM made GROUP BY decision_id) AS chain
      JOIN decision ON decision.id = chain.decision_id
      JOIN decision AS earlier ON earlier.id = chain.first_id
      LEFT JOIN person ON person.id = earlier.person_id
      GROUP BY person.id, person.name, decision.kind ORDER BY 2, 1, 3
      """, db)
    themes = try Self.shares(
      """
      SELECT theme.id, theme.title, decision.kind, count(*) FROM decision
      JOIN contribution_theme ON contribution_theme.contribution_id = decision.contribution_id
      JOIN theme ON theme.id = contribution_theme.theme_id
      WHERE decision.consultation_id = \(consultation) AND decision.ended_event_id IS NULL
      GROUP BY theme.id, theme.title, decision.kind ORDER BY 2, 1, 3
      """, db)
  }

  /// - Parameter sql: whose they are by row and by name, the kind, how many.
  private static func shares(_ sql: SQL, _ db: Snapshot) throws -> [Share] {
    var shares: [Share] = []
    var last: Int64?
    try db.forEach(sql) { row in
      let id: Int64 = try row.next()
      let name: String = try row.next()
      let kind: Decision.Kind = try row.next()
      if last != id { shares.append(Share(name: name, counts: [:])) }
      last = id
      shares[shares.count - 1].counts[kind] = try row.next()
    }
    return shares
  }
}
