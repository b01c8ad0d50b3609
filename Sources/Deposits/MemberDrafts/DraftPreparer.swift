package import Consultations
package import Localization
package import Platform
package import Storage

/// An operator that has written a draft for one of its members: the member sees who, and when last. Read from the
/// journal, where each stretch of work has its line.
struct DraftPreparer: Sendable, Equatable {
  var name: String
  var lastAt: Instant

  /// Seconds within which the saves of one person are one stretch of work.
  static let stretch: Int64 = 900

  /// A draft that is deleted may leave its number to another: what came before is not this one's.
  fileprivate static func begun(_ draft: Int64) -> SQL {
    "(SELECT coalesce(begun_at, 0) FROM draft WHERE draft.id = \(draft))"
  }

  static func all(of draft: Int64, _ db: Snapshot) throws -> [DraftPreparer] {
    try db.rows(
      """
      SELECT organisation.name, max(journal.at) FROM journal
      JOIN organisation ON organisation.id = journal.organisation_id
      WHERE journal.subject_type = 'draft' AND journal.subject_id = \(draft) AND journal.kind = 'draft.prepared'
        AND journal.at >= \(begun(draft))
      GROUP BY organisation.id, organisation.name ORDER BY 2 DESC, 1
      """
    ) { row in DraftPreparer(name: try row.next(), lastAt: try row.next()) }
  }
}

extension DraftPart? {
  var isOperator: Bool { if case .operator? = self { true } else { false } }
}

extension Draft {
  /// Writes down that an operator completes it for its member: a line for each stretch of work, not for each word.
  func note(_ standing: Standing, _ visit: PersonVisit, _ db: Transaction) throws {
    let since = visit.now.adding(seconds: -DraftPreparer.stretch)
    let recent = try db.value(
      """
      SELECT id FROM journal WHERE subject_type = 'draft' AND subject_id = \(id) AND kind = 'draft.prepared'
        AND person_id = \(visit.person.id) AND organisation_id = \(standing.organisation) AND at > \(since)
        AND at >= \(DraftPreparer.begun(id)) LIMIT 1
      """, as: Int64.self)
    if recent != nil, savedBy == visit.person.id { return }
    try note(by: visit.person.actor(for: standing.organisation), at: visit.now, db)
  }

  private func note(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    try Event(
      "draft.prepared", on: .init("draft", id), by: actor, at: now, consultation: consultation,
      details: [("member", .number(organisation ?? 0))]
    ).record(db)
  }

  /// The first save of what an operator begins for a member: the draft is the member's from then on.
  package static func prepare(
    _ text: ContributionText, rubric: Rubric, token: String, in consultation: Int64, for member: Int64,
    by actor: Actor, from window: String = "", at now: Instant, _ db: Transaction
  ) throws {
    try create(
      token: token, rubric: rubric, text: text, in: consultation, for: member, by: actor.person ?? 0,
      of: actor.organisation, from: window, at: now, db)
    try Draft.with(token: token, db)?.note(by: actor, at: now, db)
  }

  /// Those of some organisations in a consultation, the last saved first.
  static func all(of organisations: [Int64], in consultation: Int64, limit: Int, _ db: Snapshot) throws -> [Draft] {
    guard !organisations.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT \(columns) FROM draft
      WHERE consultation_id = \(consultation) AND organisation_id IN (\(SQL.list(organisations)))
      ORDER BY saved_at DESC, id DESC LIMIT \(limit)
      """)
  }
}
