import Foundation
import Localization
import Storage

/// What was posted by somebody who was not, or no longer, signed in: kept an hour and offered again.
package struct KeptForm: Sendable {
  package var path: String
  package var fields: FormFields
  package static let lifetimeSeconds: Int64 = 3600
  /// At most this many for one browser, so that a stranger fills nothing.
  static let perBrowser = 5

  /// Keeps a form; its token. The token of the form itself is left out: a new one is given with the offer.
  static func keep(
    _ fields: FormFields, to path: String, from browser: Secret, token: Token, at now: Instant, _ db: Transaction
  ) throws {
    let hash = browser.hash(for: "browser")
    let kept = try db.values(
      "SELECT id FROM kept_form WHERE browser_hash = \(hash) ORDER BY id DESC", as: Int64.self)
    let surplus = kept.dropFirst(perBrowser - 1)
    try db.execute("DELETE FROM kept_form WHERE id IN (\(SQL.list(surplus)))")
    let pairs = fields.pairs.filter { $0.name != "_form" }.map { [$0.name, $0.value] }
    let text = String(decoding: try JSONEncoder().encode(pairs), as: UTF8.self)
    try db.execute(
      """
      INSERT INTO kept_form (token, browser_hash, path, fields, kept_at)
      VALUES (\(token.text), \(hash), \(path), \(text), \(now))
      """)
  }

  /// Deletes those that are no longer offered.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    let old = now.adding(seconds: -lifetimeSeconds)
    return try db.execute(
      "DELETE FROM kept_form WHERE id IN (SELECT id FROM kept_form WHERE kept_at < \(old) LIMIT \(most))")
  }

  static func with(token: String, of browser: Secret, at now: Instant, _ db: Snapshot) throws -> KeptForm? {
    let old = now.adding(seconds: -lifetimeSeconds)
    let row = try db.first(
      """
      SELECT path, fields FROM kept_form
      WHERE token = \(token) AND browser_hash = \(browser.hash(for: "browser")) AND kept_at > \(old)
      """
    ) { row in (path: try row.next(String.self), fields: try row.next(String.self)) }
    guard let row else { return nil }
    let pairs = try JSONDecoder().decode([[String]].self, from: Data(row.fields.utf8))
    return KeptForm(path: row.path, fields: FormFields(pairs: pairs.map { ($0[0], $0[1]) }))
  }
}
