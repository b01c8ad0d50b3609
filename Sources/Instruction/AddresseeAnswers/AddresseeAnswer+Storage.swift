import Consultations
import Deposits
import Localization
import Platform
import Storage

extension AddresseeAnswer: RowDecodable {
  private static let columns: SQL = """
    addressee_answer.id, addressee_answer.kind, addressee_answer.text, addressee_answer.language,
    addressee_answer.answered_at
    """

  init(from row: inout Row) throws {
    id = try row.next()
    kind = try row.next()
    text = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    at = try row.next()
  }

  /// The one that counts, by decision.
  static func newest(of decisions: [Int64], _ db: Snapshot) throws -> [Int64: AddresseeAnswer] {
    guard !decisions.isEmpty else { return [:] }
    let all = try db.rows(
      """
      SELECT addressee_answer.decision_id, \(columns) FROM addressee_answer
      WHERE addressee_answer.decision_id IN (\(SQL.list(decisions))) ORDER BY addressee_answer.id
      """
    ) { row in (decision: try row.next(Int64.self), answer: try AddresseeAnswer(from: &row)) }
    return Dictionary(all.map { ($0.decision, $0.answer) }, uniquingKeysWith: { $1 })
  }

  /// Answers what a letter asks.
  /// - Throws: `AddresseeAnswerRefusal`.
  static func give(
    _ kind: Kind?, _ text: String, in language: Language, to asked: AskedAddressee, at now: Instant, _ db: Transaction
  ) throws -> AddresseeAnswer {
    guard let kind else { throw AddresseeAnswerRefusal.noKind }
    guard kind == .takes || !text.isEmpty else { throw AddresseeAnswerRefusal.noText }
    guard text.unicodeScalars.count <= longest else { throw AddresseeAnswerRefusal.longText }
    let decision = asked.decision
    if let last = try newest(of: [decision.id], db)[decision.id], last.kind == kind, last.text == text {
      throw AddresseeAnswerRefusal.same
    }
    let given = try db.value(
      "SELECT count(*) FROM addressee_answer WHERE decision_id = \(decision.id)", as: Int.self)
    guard given ?? 0 < most else { throw AddresseeAnswerRefusal.tooMany }
    let event = try Event(
      "addressee.answered", on: .init("contribution", decision.contribution), by: .link, at: now,
      consultation: asked.consultation.id, details: [("decision", .number(decision.id)), ("kind", kind.word)]
    ).record(db)
    let id = try db.insert(
      """
      INSERT INTO addressee_answer (decision_id, kind, text, language, event_id, answered_at)
      VALUES (\(decision.id), \(kind), \(text), \(language.rawValue), \(event), \(now)) RETURNING id
      """)
    return AddresseeAnswer(id: id, kind: kind, text: text, language: language, at: now)
  }
}

extension Exchange {
  /// Those of published redirections, by decision.
  static func of(_ decisions: [Decision], at now: Instant, _ db: Snapshot) throws -> [Int64: Exchange] {
    let ids = decisions.filter { $0.kind == .redirected && $0.publishedAt != nil }.map(\.id)
    guard !ids.isEmpty else { return [:] }
    let answers = try AddresseeAnswer.newest(of: ids, db)
    let reported = try ReportedRefusal.of(decisions: ids, db)
    let asked = try AddresseeLink.asked(ids, db)
    var found: [Int64: Exchange] = [:]
    for id in ids {
      let silent = answers[id] == nil ? asked[id].map { Int(now.seconds(since: $0) / AddresseeAnswer.daySeconds) } : nil
      found[id] = Exchange(
        askedAt: asked[id], answer: answers[id], reported: reported[id], silentDays: silent.map { max($0, 0) })
    }
    return found
  }
}
