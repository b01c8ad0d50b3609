import Consultations
import Localization
import Platform
import Storage

extension DraftConflict: RowDecodable {
  private static let columns: SQL =
    "token, window_token, consultation_id, rubric, base, kept_at, \(ContributionText.columns)"

  init(from row: inout Row) throws {
    token = try row.next()
    window = try row.next()
    consultation = try row.next()
    rubric = try row.next()
    base = DraftBase(form: try row.next(String?.self))
    keptAt = try row.next()
    text = try ContributionText(from: &row)
  }

  /// Her own upon a draft, one for each window, the newest first.
  static func all(of person: Int64, upon token: String, _ db: Snapshot) throws -> [DraftConflict] {
    try db.rows(
      """
      SELECT \(columns) FROM draft_conflict WHERE token = \(token) AND person_id = \(person)
      ORDER BY kept_at DESC, id DESC LIMIT 100
      """)
  }

  /// Her own upon a draft from one window; the newest where no window is named.
  static func of(_ person: Int64, upon token: String, from window: String?, _ db: Snapshot) throws -> DraftConflict? {
    let all = try all(of: person, upon: token, db)
    guard let window else { return all.first }
    return all.first { $0.window == window }
  }

  /// All of hers in a consultation, the newest first.
  static func all(of person: Int64, in consultation: Int64, _ db: Snapshot) throws -> [DraftConflict] {
    try db.rows(
      """
      SELECT \(columns) FROM draft_conflict WHERE person_id = \(person) AND consultation_id = \(consultation)
      ORDER BY kept_at DESC, id DESC LIMIT 100
      """)
  }

  /// Keeps what could not be saved, in the place of what the same window had sent before it.
  /// - Returns: the window under which it is kept: one that is drawn for it, where the sender named none.
  @discardableResult
  static func keep(
    _ text: ContributionText, seen: DraftSeen, _ token: String, _ rubric: Rubric, in consultation: Int64,
    by person: Int64, at now: Instant, _ db: Transaction
  ) throws -> String {
    var window = seen.window
    if window.isEmpty {
      // What is sent twice is kept once.
      if let same = try all(of: person, upon: token, db).first(where: { $0.text == text }) { return same.window }
      var generator = SystemRandomNumberGenerator()
      window = Token(using: &generator).text
    }
    try end(of: person, upon: token, from: window, db)
    try db.execute(
      """
      INSERT INTO draft_conflict (token, window_token, consultation_id, person_id, rubric, base, kept_at,
        \(ContributionText.columns))
      VALUES (\(token), \(window), \(consultation), \(person), \(rubric), \(seen.base?.text), \(now), \(text.values))
      """)
    return window
  }

  static func end(of person: Int64, upon token: String, from window: String, _ db: Transaction) throws {
    try db.execute(
      "DELETE FROM draft_conflict WHERE token = \(token) AND person_id = \(person) AND window_token = \(window)")
  }
}
