import Deposits
import Directory
import Localization
import Platform
import Storage

/// An instructor does not treat a contribution: by itself when she acts for one of the organisations that deposit it,
/// else because she says so. It is shown to her colleagues.
package enum Recusal {
  /// Whether somebody does not treat it.
  static func holds(for person: Int64, of contribution: Contribution, at now: Instant, _ db: Snapshot) throws -> Bool {
    if try declared(by: person, of: contribution.id, db) != nil { return true }
    return try isParty(person, to: contribution, at: now, db)
  }

  /// - Throws: `DecisionRefusal.recused` or `.party`, for whoever does not treat it.
  static func require(_ actor: Actor, of contribution: Contribution, at now: Instant, _ db: Snapshot) throws {
    guard let person = actor.person else { return }
    if try declared(by: person, of: contribution.id, db) != nil { throw DecisionRefusal.recused }
    if try isParty(person, to: contribution, at: now, db) { throw DecisionRefusal.party }
  }

  /// Whether she acts for one of the organisations that deposit it.
  static func isParty(_ person: Int64, to contribution: Contribution, at now: Instant, _ db: Snapshot) throws -> Bool {
    let organisations =
      try [contribution.organisation] + Codeposit.organisations(of: [contribution.id], db)[contribution.id, default: []]
    for organisation in organisations {
      if try Mandate.live(of: person, for: organisation, at: now, db) != nil { return true }
    }
    return false
  }

  /// The line of the journal by which she said so, where she has.
  static func declared(by person: Int64, of contribution: Int64, _ db: Snapshot) throws -> Int64? {
    try db.value(
      """
      SELECT event_id FROM recusal
      WHERE person_id = \(person) AND contribution_id = \(contribution) AND ended_event_id IS NULL
      """, as: Int64.self)
  }

  /// Those who have said so, by name.
  static func names(of contribution: Int64, _ db: Snapshot) throws -> [String] {
    try db.values(
      """
      SELECT person.name FROM recusal JOIN person ON person.id = recusal.person_id
      WHERE recusal.contribution_id = \(contribution) AND recusal.ended_event_id IS NULL ORDER BY recusal.id
      """)
  }

  /// Says so; nothing happens where she has already.
  static func declare(of contribution: Contribution, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard let person = actor.person, try declared(by: person, of: contribution.id, db) == nil else { return }
    let event = try Event(
      "recusal.declared", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO recusal (contribution_id, person_id, event_id, declared_at)
      VALUES (\(contribution.id), \(person), \(event), \(now))
      """)
  }
}
