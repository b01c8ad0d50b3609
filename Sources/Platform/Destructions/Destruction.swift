package import Localization
package import Storage

/// Something that was destroyed for good: the data of a person, a passage. Noted in the transaction that destroys; in
/// the night that follows, the file of the database is written anew, since what is deleted of a file leaves shreds
/// between its rows.
package enum Destruction {
  /// - Parameter event: the line of the journal that tells it, without the words.
  package static func note(_ event: Int64, at now: Instant, _ db: Transaction) throws {
    try db.execute("INSERT INTO destruction (event_id, at) VALUES (\(event), \(now))")
  }

  /// At night, or a day later where no night has come: writing the file anew holds other writes for some seconds.
  static func isDue(at now: Instant, _ db: Snapshot) throws -> Bool {
    let oldest = try db.value("SELECT min(at) FROM destruction WHERE rewritten_at IS NULL", as: Instant.self)
    guard let oldest else { return false }
    return (2..<5).contains(ParisTime(now).hour) || oldest <= now.adding(seconds: -86_400)
  }

  static func rewrite(_ database: Database, _ clock: Clock) async throws {
    let last = try await database.read { db in try db.value("SELECT max(id) FROM destruction", as: Int64.self) }
    guard let last else { return }
    try await database.rewrite()
    let now = clock.now()
    try await database.write { db in
      _ = try db.execute(
        "UPDATE destruction SET rewritten_at = \(now) WHERE rewritten_at IS NULL AND id <= \(last)")
    }
  }

  static func register(in registry: inout Registry) {
    registry.run(
      Job("destructions.rewriting", title: t("Récrire la base après un effacement"), .when(isDue)) {
        database, clock in try await rewrite(database, clock)
      })
  }
}
