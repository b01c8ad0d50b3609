import Consultations
import Localization
import Platform
import Storage

extension DraftConflict: RowDecodable {
  private static let columns: SQL = "token, consultation_id, rubric, base, kept_at, \(ContributionText.columns)"

  init(from row: inout Row) throws {
    token = try row.next()
    consultation = try row.next()
    rubric = try row.next()
    base = DraftBase(form: try row.next(String?.self))
    keptAt = try row.next()
    text = try ContributionText(from: &row)
  }

  /// Her own upon a draft.
  static func of(_ person: Int64, upon token: String, _ db: Snapshot) throws -> DraftConflict? {
    try db.first("SELECT \(columns) FROM draft_conflict WHERE token = \(token) AND person_id = \(person)")
  }

  /// All of hers in a consultation, the newest first.
  static func all(of person: Int64, in consultation: Int64, _ db: Snapshot) throws -> [DraftConflict] {
    try db.rows(
      """
      SELECT \(columns) FROM draft_conflict WHERE person_id = \(person) AND consultation_id = \(consultation)
      ORDER BY kept_at DESC, id DESC LIMIT 100
      """)
  }

  /// Keeps what could not be saved, in the place of what was kept before it.
  static func keep(
    _ text: ContributionText, upon base: DraftBase?, _ token: String, _ rubric: Rubric, in consultation: Int64,
    by person: Int64, at now: Instant, _ db: Transaction
  ) throws {
    try end(of: person, upon: token, db)
    try db.execute(
      """
      INSERT INTO draft_conflict (token, consultation_id, person_id, rubric, base, kept_at, \(ContributionText.columns))
      VALUES (\(token), \(consultation), \(person), \(rubric), \(base?.text), \(now), \(text.values))
      """)
  }

  static func end(of person: Int64, upon token: String, _ db: Transaction) throws {
    try db.execute("DELETE FROM draft_conflict WHERE token = \(token) AND person_id = \(person)")
  }
}
