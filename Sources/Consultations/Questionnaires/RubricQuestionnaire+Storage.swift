package import Forms
package import Localization
package import Platform
package import Storage

extension RubricQuestionnaire: RowDecodable {
  private static let columns: SQL = "id, version, published_at, definition"

  package init(from row: inout Row) throws {
    id = try row.next()
    version = try row.next()
    publishedAt = try row.next()
    let definition: String = try row.next()
    // One without question, or that cannot be read, asks nothing: the page that shows it stays.
    questionnaire = (try? Questionnaire.read(Array(definition.utf8))) ?? Questionnaire(sections: [])
  }

  /// What is asked now; nothing where no extra question was ever asked, or none is any more.
  package static func current(of consultation: Int64, _ rubric: Rubric, _ db: Snapshot) throws -> RubricQuestionnaire? {
    try db.first(
      """
      SELECT \(columns) FROM questionnaire WHERE consultation_id = \(consultation) AND rubric = \(rubric)
      ORDER BY version DESC LIMIT 1
      """)
  }

  package static func with(id: Int64, _ db: Snapshot) throws -> RubricQuestionnaire? {
    try db.first("SELECT \(columns) FROM questionnaire WHERE id = \(id)")
  }

  /// Publishes a version; a question that keeps its key keeps its type.
  /// - Throws: `DefinitionRefusal`.
  /// - Returns: its row.
  @discardableResult
  package static func publish(
    _ questionnaire: Questionnaire, of rubric: Rubric, in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int64 {
    let current = try current(of: consultation, rubric, db)
    if let refusal = current.map({ questionnaire.refusal(after: $0.questionnaire) }) ?? questionnaire.refusal {
      throw refusal
    }
    let version = (current?.version ?? 0) + 1
    let event = try Event(
      "questionnaire.published", on: .init("consultation", consultation), by: actor, at: now,
      consultation: consultation,
      details: [("rubric", .word(rubric == .need ? "need" : "service")), ("version", .number(Int64(version)))]
    ).record(db)
    return try db.insert(
      """
      INSERT INTO questionnaire (consultation_id, rubric, version, definition, published_event_id, published_at)
      VALUES (\(consultation), \(rubric), \(version), \(String(decoding: questionnaire.json, as: UTF8.self)), \(event),
        \(now)) RETURNING id
      """)
  }
}
