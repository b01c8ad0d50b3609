import Consultations
import Localization
import Platform
import Storage

extension Contribution {
  /// That which an import brought under this name.
  static func imported(from source: String, in consultation: Int64, _ db: Snapshot) throws -> Contribution? {
    let id = try db.value(
      """
      SELECT contribution_id FROM contribution_source
      WHERE consultation_id = \(consultation) AND source_key = \(source)
      """, as: Int64.self)
    return try id.flatMap { try with(ids: [$0], db).first }
  }

  /// All that imports brought under this name, in whichever consultation.
  static func imported(from source: String, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT contribution_id FROM contribution_source
      WHERE consultation_id IN (SELECT id FROM consultation) AND source_key = \(source) ORDER BY contribution_id
      """)
  }

  /// Writes down one that was published elsewhere: with its dates, its number where it is free, the number of its
  /// version; taken back where it was.
  /// - Returns: its number.
  static func bring(
    _ imported: ImportedContribution, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Int {
    let event = try Event(
      "contribution.imported", on: .init("organisation", imported.organisation), by: actor, at: now,
      consultation: consultation
    ).record(db)
    let next = try count(imported.rubric, in: consultation, db)
    let number = try imported.number.flatMap { try isFree($0, in: consultation, db) ? $0 : nil } ?? next
    var generator = SystemRandomNumberGenerator()
    let token = imported.token ?? Token(using: &generator).text
    let id = try db.insert(
      """
      INSERT INTO contribution (token, consultation_id, number, organisation_id, department, rubric,
        published_event_id, published_at, version, authority_supports, other_supports, supports)
      VALUES (\(token), \(consultation), \(number), \(imported.organisation),
        (SELECT department FROM organisation WHERE id = \(imported.organisation)), \(imported.rubric), \(event),
        \(imported.publishedAt), \(imported.version), 0, 0, 0)
      RETURNING id
      """)
    try countDepartment(of: id, db)
    try add(
      imported.text, number: imported.version, to: id, in: consultation, event: event, at: imported.versionAt, db)
    try db.execute(
      """
      INSERT INTO contribution_source (consultation_id, contribution_id, source_key)
      VALUES (\(consultation), \(id), \(imported.source))
      """)
    for other in imported.others {
      try Codeposit.bring(other, to: id, in: consultation, by: actor, at: now, db)
    }
    if let withdrawal = imported.withdrawal, let brought = try with(ids: [id], db).first {
      try brought.withdraw(because: withdrawal.reason, in: .french, by: actor, at: withdrawal.at, journaledAt: now, db)
    }
    return number
  }

  private static func isFree(_ number: Int, in consultation: Int64, _ db: Snapshot) throws -> Bool {
    try db.value(
      "SELECT id FROM contribution WHERE consultation_id = \(consultation) AND number = \(number)", as: Int64.self)
      == nil
  }
}

extension Codeposit {
  /// Writes down one that was confirmed elsewhere.
  fileprivate static func bring(
    _ organisation: Int64, to contribution: Int64, in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    let event = try Event(
      "codeposit.imported", on: .init("contribution", contribution), by: actor, at: now, consultation: consultation,
      details: [("organisation", .number(organisation))]
    ).record(db)
    var generator = SystemRandomNumberGenerator()
    try db.execute(
      """
      INSERT INTO codeposit (token, contribution_id, organisation_id, invited_event_id, invited_at, accepted_event_id,
        accepted_at)
      VALUES (\(Token(using: &generator).text), \(contribution), \(organisation), \(event), \(now), \(event), \(now))
      """)
  }
}

extension ContributionText {
  /// Whether it says the same, in whichever version of the questions.
  func reads(like other: ContributionText) -> Bool {
    var other = other
    other.questionnaire = questionnaire
    return self == other
  }
}
