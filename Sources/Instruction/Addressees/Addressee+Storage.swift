package import Localization
package import Platform
import PublicCode
package import Storage

extension Addressee: RowDecodable {
  private static let columns: SQL =
    "addressee.id, addressee.token, addressee.name, addressee.mail, addressee.page, addressee.event_id"

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    name = try row.next()
    mail = try row.next()
    page = try row.next()
    event = try row.next()
  }

  /// Those of a consultation that can be chosen, by their names.
  static func all(of consultation: Int64, _ db: Snapshot) throws -> [Addressee] {
    try db.rows(
      """
      SELECT \(columns) FROM addressee WHERE consultation_id = \(consultation) AND ended_event_id IS NULL
      ORDER BY name, id
      """)
  }

  static func with(token: String, in consultation: Int64, _ db: Snapshot) throws -> Addressee? {
    try db.first(
      """
      SELECT \(columns) FROM addressee
      WHERE token = \(token) AND consultation_id = \(consultation) AND ended_event_id IS NULL
      """)
  }

  /// Those to whom decisions redirect, by decision.
  static func of(decisions: [Int64], _ db: Snapshot) throws -> [Int64: Addressee] {
    guard !decisions.isEmpty else { return [:] }
    let found = try db.rows(
      """
      SELECT redirection.decision_id, \(columns) FROM redirection
      JOIN addressee ON addressee.id = redirection.addressee_id
      WHERE redirection.decision_id IN (\(SQL.list(decisions)))
      """
    ) { row in (decision: try row.next(Int64.self), addressee: try Addressee(from: &row)) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.decision, $0.addressee) })
  }

  /// Makes one.
  /// - Throws: `AddresseeRefusal`.
  @discardableResult
  package static func make(
    name: String, mail: String, page: String, token: Token, in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int64 {
    guard !name.isEmpty else { throw AddresseeRefusal.noName }
    guard name.unicodeScalars.count <= longestName else { throw AddresseeRefusal.longName }
    guard mail.isEmpty || MailAddress(mail) != nil else { throw AddresseeRefusal.badMail }
    guard page.isEmpty || (WebAddress.isOfWeb(page) && page.unicodeScalars.count <= longestPage) else {
      throw AddresseeRefusal.badPage
    }
    guard !mail.isEmpty || !page.isEmpty else { throw AddresseeRefusal.noWay }
    guard try !all(of: consultation, db).contains(where: { $0.name == name }) else { throw AddresseeRefusal.known }
    let event = try Event(
      "addressee.made", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    return try db.insert(
      """
      INSERT INTO addressee (token, consultation_id, name, mail, page, event_id, made_at)
      VALUES (\(token.text), \(consultation), \(name), \(mail), \(page), \(event), \(now)) RETURNING id
      """)
  }
}
