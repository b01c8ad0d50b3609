import Localization
import Platform
import Storage

extension ReportedRefusal: RowDecodable {
  init(from row: inout Row) throws {
    organisation = try row.next()
    text = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    at = try row.next()
  }

  /// By decision.
  static func of(decisions: [Int64], _ db: Snapshot) throws -> [Int64: ReportedRefusal] {
    guard !decisions.isEmpty else { return [:] }
    let found = try db.rows(
      """
      SELECT reported_refusal.decision_id, organisation.name, reported_refusal.text, reported_refusal.language,
        reported_refusal.reported_at
      FROM reported_refusal JOIN organisation ON organisation.id = reported_refusal.organisation_id
      WHERE reported_refusal.decision_id IN (\(SQL.list(decisions)))
      """
    ) { row in (decision: try row.next(Int64.self), reported: try ReportedRefusal(from: &row)) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.decision, $0.reported) })
  }

  /// - Parameter actor: for one of the organisations that deposit.
  /// - Throws: `ReportedRefusalRefusal`.
  static func say(
    _ text: String, in language: Language, of decision: Decision, in consultation: Int64, for organisation: Int64,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard !text.isEmpty else { throw ReportedRefusalRefusal.empty }
    guard text.unicodeScalars.count <= longest else { throw ReportedRefusalRefusal.long }
    guard try of(decisions: [decision.id], db).isEmpty else { throw ReportedRefusalRefusal.said }
    let event = try Event(
      "addressee.refusal-reported", on: .init("contribution", decision.contribution), by: actor, at: now,
      consultation: consultation, details: [("decision", .number(decision.id))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO reported_refusal (decision_id, organisation_id, text, language, event_id, reported_at)
      VALUES (\(decision.id), \(organisation), \(text), \(language.rawValue), \(event), \(now))
      """)
  }
}

extension Decision {
  /// One that was published and redirects, even if it was undone since.
  static func redirection(_ token: String, in consultation: Int64, _ db: Snapshot) throws -> (Decision, isLive: Bool)? {
    try db.first(
      """
      SELECT \(columns), decision.ended_event_id FROM \(source)
      WHERE decision.token = \(token) AND decision.consultation_id = \(consultation) AND decision.kind = 'redirected'
        AND decision_publication.id IS NOT NULL
      """
    ) { row in
      let decision = try Decision(from: &row)
      return (decision, isLive: try row.next(Int64?.self) == nil)
    }
  }
}
