import Consultations
import Deposits
import Localization
import Platform
package import Storage

extension Reexamination: RowDecodable {
  private static let columns: SQL = """
    reexamination.id, reexamination.decision_id, decision.contribution_id, organisation.name, reexamination.text,
    reexamination.language, reexamination.asked_at, reexamination_answer.kind, reexamination_answer.reason,
    reexamination_answer.answered_at, (SELECT at FROM journal WHERE journal.id = decision.ended_event_id)
    """
  private static let source: SQL = """
    reexamination JOIN decision ON decision.id = reexamination.decision_id
    JOIN organisation ON organisation.id = reexamination.organisation_id
    LEFT JOIN reexamination_answer ON reexamination_answer.reexamination_id = reexamination.id
      AND reexamination_answer.ended_event_id IS NULL
    """
  /// Lets through those that wait, of `reexamination` and its `decision`.
  static let waits: SQL = """
    decision.ended_event_id IS NULL AND NOT EXISTS (SELECT 1 FROM reexamination_answer
      WHERE reexamination_answer.reexamination_id = reexamination.id AND reexamination_answer.ended_event_id IS NULL)
    """
  /// Lets through those that changed their decision. One that a regrouping has made again is not changed by it.
  static let changed: SQL = """
    decision.ended_event_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reexamination_answer
      WHERE reexamination_answer.reexamination_id = reexamination.id AND reexamination_answer.ended_event_id IS NULL
        AND reexamination_answer.kind = 'upheld')
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    decision = try row.next()
    contribution = try row.next()
    organisation = try row.next()
    text = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    at = try row.next()
    let kind: String? = try row.next()
    let reason: String? = try row.next()
    let answered: Instant? = try row.next()
    let ended: Instant? = try row.next()
    outcome =
      if kind == "upheld", let reason, let answered {
        .upheld(reason: reason, at: answered)
      } else if let at = answered ?? ended {
        .changed(at: at)
      } else {
        .pending
      }
  }

  /// By decision.
  static func of(decisions: [Int64], _ db: Snapshot) throws -> [Int64: Reexamination] {
    guard !decisions.isEmpty else { return [:] }
    let found: [Reexamination] = try db.rows(
      "SELECT \(columns) FROM \(source) WHERE reexamination.decision_id IN (\(SQL.list(decisions)))")
    return Dictionary(uniqueKeysWithValues: found.map { ($0.decision, $0) })
  }

  /// Those whose decision holds no more, by contribution, the oldest first.
  static func earlier(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [Reexamination]] {
    guard !contributions.isEmpty else { return [:] }
    let found: [Reexamination] = try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE decision.contribution_id IN (\(SQL.list(contributions))) AND decision.ended_event_id IS NOT NULL
      ORDER BY reexamination.id
      """)
    return Dictionary(grouping: found, by: \.contribution)
  }

  /// A decision that was changed by an answer: which part of its contribution it was about, and when.
  struct Change: Sendable {
    var part: Int64?
    var at: Instant

    /// Whether another decision, made since, stands in its place.
    func precedes(_ decision: Decision) -> Bool {
      at <= decision.at && (part == nil || decision.part == nil || part == decision.part)
    }
  }

  /// By contribution, the oldest first.
  static func changes(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [Change]] {
    var found: [Int64: [Change]] = [:]
    guard !contributions.isEmpty else { return found }
    try db.forEach(
      """
      SELECT decision.contribution_id, decision.part_id, reexamination_answer.answered_at FROM reexamination_answer
      JOIN reexamination ON reexamination.id = reexamination_answer.reexamination_id
      JOIN decision ON decision.id = reexamination.decision_id
      WHERE reexamination_answer.kind = 'changed' AND decision.contribution_id IN (\(SQL.list(contributions)))
      ORDER BY reexamination_answer.id
      """
    ) { row in
      let contribution: Int64 = try row.next()
      found[contribution, default: []].append(Change(part: try row.next(), at: try row.next()))
    }
    return found
  }

  /// All of a consultation, of contributions that stand.
  static func all(in consultation: Int64, _ db: Snapshot) throws -> [Reexamination] {
    try db.rows(
      """
      SELECT \(columns) FROM \(source) JOIN contribution ON contribution.id = decision.contribution_id
      WHERE decision.consultation_id = \(consultation) AND \(Withdrawal.stands) ORDER BY reexamination.id
      """)
  }

  /// - Parameter actor: for one of the organisations that deposit.
  /// - Throws: `ReexaminationRefusal`.
  static func ask(
    _ text: String, in language: Language, of decision: Decision, in consultation: Int64, for organisation: Int64,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let standing = try ReexaminationStanding.of([decision], in: consultation, at: now, db)[decision.id] else {
      throw NotFound()
    }
    guard standing.asked == nil else { throw ReexaminationRefusal.asked }
    guard !standing.isOver else { throw ReexaminationRefusal.late(standing.end) }
    guard !text.isEmpty else { throw ReexaminationRefusal.empty }
    guard text.unicodeScalars.count <= longest else { throw ReexaminationRefusal.long }
    let event = try Event(
      "reexamination.asked", on: .init("contribution", decision.contribution), by: actor, at: now,
      consultation: consultation, details: [("decision", .number(decision.id))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO reexamination (decision_id, organisation_id, person_id, text, language, event_id, asked_at)
      VALUES (\(decision.id), \(organisation), \(actor.person), \(text), \(language.rawValue), \(event), \(now))
      """)
  }
}

extension ReexaminationStanding {
  /// Those of published decisions.
  static func of(
    _ decisions: [Decision], in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [Int64: ReexaminationStanding] {
    let asked = try Reexamination.of(decisions: decisions.map(\.id), db)
    let remedies = try Remedies.history(of: consultation, db)
    var found: [Int64: ReexaminationStanding] = [:]
    // Hundreds are published at one instant.
    var ends: [Instant: Instant] = [:]
    for decision in decisions {
      guard let published = decision.publishedAt else { continue }
      let end = ends[published] ?? remedies.at(published).end(after: published)
      ends[published] = end
      found[decision.id] = ReexaminationStanding(end: end, isOver: now >= end, asked: asked[decision.id])
    }
    return found
  }
}

extension Decision {
  /// One that was published, even if it was undone since.
  static func published(_ token: String, in consultation: Int64, _ db: Snapshot) throws -> (
    decision: Decision, isLive: Bool
  )? {
    try db.first(
      """
      SELECT \(columns), decision.ended_event_id FROM \(source)
      WHERE decision.token = \(token) AND decision.consultation_id = \(consultation)
        AND decision_publication.id IS NOT NULL
      """
    ) { row in
      let decision = try Decision(from: &row)
      return (decision, isLive: try row.next(Int64?.self) == nil)
    }
  }
}
