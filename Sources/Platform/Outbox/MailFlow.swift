package import Localization
package import Storage

/// Whether mails leave, as the outbox shows it.
package struct MailFlow: Sendable, Equatable {
  /// When the newest one left.
  package var lastLeft: Instant?
  /// How many should have left a quarter of an hour ago.
  package var late: Int

  private static let patienceSeconds: Int64 = 900

  package init(lastLeft: Instant?, late: Int) {
    self.lastLeft = lastLeft
    self.late = late
  }

  package init(at now: Instant, _ db: Snapshot) throws {
    let sent = OutgoingMail.State.sent
    lastLeft = try db.value("SELECT max(settled_at) FROM outgoing_mail WHERE state = \(sent)")
    late =
      try db.value(
        """
        SELECT count(*) FROM outgoing_mail
        WHERE state = 'waiting' AND created_at < \(now.adding(seconds: -Self.patienceSeconds))
        """, as: Int.self) ?? 0
  }
}
