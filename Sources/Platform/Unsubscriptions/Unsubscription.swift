package import Localization
package import Storage

/// An address that no longer wants the mails that one may refuse. Made by one click in a mail program or by the button
/// of a page; ended by hand, by the same link.
package struct Unsubscription: Sendable {
  static func isLive(for mail: String, _ db: Snapshot) throws -> Bool {
    try db.value("SELECT id FROM unsubscription WHERE mail = \(mail) AND ended_event_id IS NULL", as: Int64.self) != nil
  }

  /// Stops what waits to be sent, too. A second click changes nothing.
  static func make(for mail: String, at now: Instant, _ db: Transaction) throws {
    guard try !isLive(for: mail, db) else { return }
    let id = try db.insert("INSERT INTO unsubscription (mail, made_at) VALUES (\(mail), \(now)) RETURNING id")
    try Event("unsubscription.made", on: .init("unsubscription", id), by: .link, at: now).record(db)
    try db.execute(
      "DELETE FROM outgoing_mail WHERE recipient = \(mail) AND state = 'waiting' AND unsubscribe IS NOT NULL")
  }

  package static func end(for mail: String, at now: Instant, _ db: Transaction) throws {
    let live = try db.value(
      "SELECT id FROM unsubscription WHERE mail = \(mail) AND ended_event_id IS NULL", as: Int64.self)
    guard let live else { return }
    let event = try Event("unsubscription.ended", on: .init("unsubscription", live), by: .link, at: now).record(db)
    try db.execute("UPDATE unsubscription SET ended_event_id = \(event) WHERE id = \(live)")
  }
}
