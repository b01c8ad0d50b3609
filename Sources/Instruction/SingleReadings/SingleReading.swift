import Localization
import Platform
import Storage

/// In a consultation, redirections and rejections need no second reading. They do unless an administrator says so, and
/// do again once she ends it; what was published meanwhile stays published.
enum SingleReading {
  /// Lets through the decisions whose consultation asks for a second reading.
  static let isAsked: SQL = """
    NOT EXISTS (SELECT 1 FROM single_reading WHERE single_reading.consultation_id = decision.consultation_id
      AND single_reading.ended_event_id IS NULL)
    """

  static func suffices(in consultation: Int64, _ db: Snapshot) throws -> Bool {
    try db.value(
      "SELECT id FROM single_reading WHERE consultation_id = \(consultation) AND ended_event_id IS NULL",
      as: Int64.self) != nil
  }

  /// Sets it; nothing happens where it is so already.
  static func set(_ suffices: Bool, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws
  {
    guard try self.suffices(in: consultation, db) != suffices else { return }
    let event = try Event(
      suffices ? "single-reading.begun" : "single-reading.ended", on: .init("consultation", consultation), by: actor,
      at: now, consultation: consultation
    ).record(db)
    if suffices {
      try db.execute(
        "INSERT INTO single_reading (consultation_id, event_id, begun_at) VALUES (\(consultation), \(event), \(now))")
    } else {
      try db.execute(
        """
        UPDATE single_reading SET ended_event_id = \(event)
        WHERE consultation_id = \(consultation) AND ended_event_id IS NULL
        """)
    }
  }
}
