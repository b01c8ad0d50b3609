package import Localization
package import Platform
package import Storage

extension Remedies {
  package static func history(of consultation: Int64, _ db: Snapshot) throws -> RemediesHistory {
    RemediesHistory(
      all: try db.rows(
        """
        SELECT established_at, days, mention, mention_english FROM remedies
        WHERE consultation_id = \(consultation) ORDER BY id
        """
      ) { row in
        let since: Instant = try row.next()
        let days: Int = try row.next()
        return (since, Remedies(days: days, mention: try row.next(), mentionEnglish: try row.next()))
      })
  }

  /// Puts it in the place of that which is in force, for decisions to come.
  /// - Returns: whether anything changed.
  @discardableResult
  package func establish(in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    guard try Self.history(of: consultation, db).current != self else { return false }
    let event = try Event(
      "remedies.changed", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation,
      details: [("days", .number(Int64(days)))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO remedies (consultation_id, days, mention, mention_english, event_id, established_at)
      VALUES (\(consultation), \(days), \(mention), \(mentionEnglish), \(event), \(now))
      """)
    return true
  }
}
