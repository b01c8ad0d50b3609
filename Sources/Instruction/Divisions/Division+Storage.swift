package import Consultations
package import Deposits
package import Localization
package import Platform
package import Storage

extension Division {
  /// Divides a contribution as it was read.
  /// - Parameters:
  ///   - choice: the part of each of its units, from 1; 0 for none.
  ///   - version: the version that was on the screen.
  /// - Throws: `DecisionRefusal`, `DivisionRefusal`.
  package static func make(
    _ choice: [Int], of contribution: Contribution, version: Int, in consultation: Consultation, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    let parts = try parts(choice, of: contribution, version: version, in: consultation, by: actor, at: now, db)
    let event = try Event(
      "contribution.divided", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: consultation.id, details: [("parts", .number(Int64(parts.count)))]
    ).record(db)
    for (place, ranges) in parts.enumerated() {
      try db.execute(
        """
        INSERT INTO part (contribution_id, version, number, ranges, event_id, divided_at)
        VALUES (\(contribution.id), \(version), \(place + 1), \(ranges.written), \(event), \(now))
        """)
    }
  }

  /// What would be made, changing nothing.
  /// - Throws: `DecisionRefusal`, `DivisionRefusal`.
  static func parts(
    _ choice: [Int], of contribution: Contribution, version: Int, in consultation: Consultation, by actor: Actor,
    at now: Instant, _ db: Snapshot
  ) throws -> [Part.Ranges] {
    try require(contribution, version: version, in: consultation, by: actor, at: now, db)
    return try parts(choice, of: units(of: contribution.text))
  }

  /// - Throws: `DecisionRefusal`, `DivisionRefusal` where it cannot be divided now, or by this person.
  static func require(
    _ contribution: Contribution, version: Int, in consultation: Consultation, by actor: Actor, at now: Instant,
    _ db: Snapshot
  ) throws {
    try Decision.requireBeforeVote(consultation.id, at: now, db)
    try Recusal.require(actor, of: contribution, at: now, db)
    guard try Withdrawal.of(contribution.id, db) == nil else { throw DecisionRefusal.withdrawn }
    guard contribution.version == version else { throw DecisionRefusal.changedSinceRead }
    guard try Part.all(of: contribution.id, db).isEmpty else { throw DivisionRefusal.divided }
    guard try Decision.live(of: [contribution.id], db).isEmpty else { throw DivisionRefusal.decided }
  }
}
