package import Localization
package import Storage

extension Pause {
  /// The step that it is at; nil where the site takes everything.
  package static func step(_ db: Snapshot) throws -> Step? {
    try db.value("SELECT step FROM pause WHERE ended_event_id IS NULL ORDER BY id DESC LIMIT 1", as: Step.self)
  }

  /// - Throws: `Pause.Refusal` where it is as far already.
  package static func begin(_ step: Step, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let present = try self.step(db)
    guard present == nil || (present, step) == (.acts, .ballots) else { throw Refusal.alreadyBegun }
    let event = try Event(
      "pause.begun", on: .init("installation", 1), by: actor, at: now, details: [("step", step.word)]
    ).record(db)
    try db.execute("INSERT INTO pause (step, begun_event_id) VALUES (\(step), \(event))")
  }

  /// - Throws: `Pause.Refusal` where there is none.
  package static func end(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let begun = try db.value(
      "SELECT begun_event_id FROM pause WHERE ended_event_id IS NULL ORDER BY id DESC LIMIT 1", as: Int64.self)
    guard let begun else { throw Refusal.notBegun }
    let event = try Event("pause.ended", on: .init("installation", 1), by: actor, at: now, undoes: begun).record(db)
    try db.execute("UPDATE pause SET ended_event_id = \(event) WHERE ended_event_id IS NULL")
  }
}
