import Consultations
import Deposits
import Platform
package import Storage

extension Decision: RowDecodable {
  static let columns: SQL = """
    decision.id, decision.token, decision.contribution_id, decision.part_id, decision.version, decision.kind,
    decision.reason, decision.person_id, decision.decided_at, decision.event_id, decision_publication.published_at,
    second_reading.person_id,
    CASE WHEN decision.kind IN ('redirected', 'rejected') AND decision_publication.id IS NULL
      AND second_reading.id IS NULL AND \(SingleReading.isAsked) THEN 1 ELSE 0 END
    """
  static let source: SQL = """
    decision LEFT JOIN decision_publication ON decision_publication.decision_id = decision.id
    LEFT JOIN second_reading ON second_reading.decision_id = decision.id AND second_reading.ended_event_id IS NULL
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    contribution = try row.next()
    part = try row.next()
    version = try row.next()
    kind = try row.next()
    reason = try row.next()
    person = try row.next()
    at = try row.next()
    event = try row.next()
    publishedAt = try row.next()
    secondReader = try row.next()
    waitsForReading = try row.next()
  }

  /// Those in force of some contributions.
  static func live(of contributions: [Int64], _ db: Snapshot) throws -> [Decision] {
    guard !contributions.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE decision.contribution_id IN (\(SQL.list(contributions))) AND decision.ended_event_id IS NULL
      ORDER BY decision.id
      """)
  }

  /// Those that everyone knows, of some contributions.
  package static func published(of contributions: [Int64], _ db: Snapshot) throws -> [Decision] {
    try live(of: contributions, db).filter { $0.publishedAt != nil }
  }

  /// Those in force that are not published, on contributions that stand, in the order in which they were made.
  static func pending(in consultation: Int64, _ db: Snapshot) throws -> [Decision] {
    try db.rows(
      """
      SELECT \(columns) FROM \(source) JOIN contribution ON contribution.id = decision.contribution_id
      WHERE decision.consultation_id = \(consultation) AND decision.ended_event_id IS NULL
        AND decision_publication.id IS NULL AND \(Withdrawal.stands) ORDER BY decision.id
      """)
  }

  /// Those in force that were made on a version which its author has corrected since, each with the current version.
  static func outdated(in consultation: Int64, _ db: Snapshot) throws -> [Int64: Int] {
    var found: [Int64: Int] = [:]
    try db.forEach(
      """
      SELECT decision.id, contribution.version FROM decision
      JOIN contribution ON contribution.id = decision.contribution_id
      WHERE decision.consultation_id = \(consultation) AND decision.ended_event_id IS NULL
        AND contribution.version > 1 AND decision.version < contribution.version
      """
    ) { row in found[try row.next(Int64.self)] = try row.next(Int.self) }
    return found
  }

  static func with(token: String, in consultation: Int64, _ db: Snapshot) throws -> Decision? {
    try db.first(
      """
      SELECT \(columns) FROM \(source) WHERE decision.token = \(token) AND decision.consultation_id = \(consultation)
        AND decision.ended_event_id IS NULL
      """)
  }

  /// Those of some rows that are in force.
  static func with(ids: [Int64], _ db: Snapshot) throws -> [Decision] {
    guard !ids.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE decision.id IN (\(SQL.list(ids))) AND decision.ended_event_id IS NULL ORDER BY decision.id
      """)
  }

  /// The contributions that feed a proposition, with their decisions.
  static func feeding(_ proposition: Int64, _ db: Snapshot) throws -> [Decision] {
    try db.rows(
      """
      SELECT \(columns) FROM \(source) JOIN grouping ON grouping.decision_id = decision.id
      WHERE grouping.proposition_id = \(proposition) AND decision.ended_event_id IS NULL ORDER BY decision.id
      """)
  }

  /// What some decisions name.
  /// - Parameter asPublished: propositions as everyone reads them.
  static func targets(
    of decisions: [Decision], in consultation: Int64, asPublished: Bool = false, _ db: Snapshot
  ) throws -> [Int64: Target] {
    let ids = decisions.map(\.id)
    let propositions = try Proposition.of(decisions: ids, asPublished: asPublished, db)
    let addressees = try Addressee.of(decisions: ids, db)
    let articles = try RejectionGround.of(decisions: ids, in: consultation, db)
    var found: [Int64: Target] = [:]
    for decision in decisions {
      found[decision.id] =
        switch decision.kind {
        case .grouped, .kept: .propositions(propositions[decision.id] ?? [])
        case .redirected: addressees[decision.id].map(Target.addressee) ?? .nothing
        case .rejected: articles[decision.id].map { .article($0.article, version: $0.version) } ?? .nothing
        }
    }
    return found
  }
}

/// The article of the Rules on which a rejection stands.
enum RejectionGround {
  static func of(
    decisions: [Int64], in consultation: Int64, _ db: Snapshot
  ) throws -> [Int64: (article: Rules.Article, version: Int)] {
    guard !decisions.isEmpty else { return [:] }
    var found: [Int64: (article: Rules.Article, version: Int)] = [:]
    try db.forEach(
      """
      SELECT rejection.decision_id, rules.version, rules_article.number, rules_article.article_key, rules_article.title,
        rules_article.text, is_self_check
      FROM rejection JOIN rules ON rules.version = rejection.rules_version AND rules.consultation_id = \(consultation)
      JOIN rules_article ON rules_article.rules_id = rules.id
        AND rules_article.article_key = rejection.article_key
      WHERE rejection.decision_id IN (\(SQL.list(decisions)))
      """
    ) { row in
      let decision: Int64 = try row.next()
      let version: Int = try row.next()
      found[decision] = (try Rules.Article(from: &row), version)
    }
    return found
  }
}

extension Decision {
  /// How many of some contributions have a decision in force.
  static func countDecided(among contributions: [Int64], _ db: Snapshot) throws -> Int {
    try stride(from: 0, to: contributions.count, by: 2_000).reduce(0) { sum, start in
      let some = contributions[start..<min(start + 2_000, contributions.count)]
      let found = try db.value(
        """
        SELECT count(DISTINCT contribution_id) FROM decision
        WHERE ended_event_id IS NULL AND contribution_id IN (\(SQL.list(some)))
        """, as: Int.self)
      return sum + (found ?? 0)
    }
  }
}
