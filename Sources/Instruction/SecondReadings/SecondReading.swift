import Deposits
import Localization
import Platform
import Storage

/// A second instructor has read a redirection or a rejection, and agrees. Without it, such a decision is not published,
/// unless a single reading suffices in the consultation (`SingleReading`).
/// It falls with the decision; she takes it back by undoing it.
enum SecondReading {
  /// - Throws: `SecondReadingRefusal`.
  static func make(of decision: Decision, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction)
    throws
  {
    guard decision.secondReader == nil || decision.publishedAt != nil else { throw SecondReadingRefusal.done }
    guard decision.waitsForReading else { throw SecondReadingRefusal.needless }
    guard let person = actor.person, person != decision.person else { throw SecondReadingRefusal.own }
    guard let contribution = try Contribution.with(ids: [decision.contribution], db).first else { return }
    guard try Withdrawal.of(contribution.id, db) == nil else { throw DecisionRefusal.withdrawn }
    try Recusal.require(actor, of: contribution, at: now, db)
    try write(of: decision, by: person, in: consultation, actor: actor, at: now, db)
  }

  /// Writes one that nothing forbids.
  static func write(
    of decision: Decision, by person: Int64, in consultation: Int64, actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let event = try Event(
      "decision.read-again", on: .init("contribution", decision.contribution), by: actor, at: now,
      consultation: consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO second_reading (decision_id, person_id, event_id, read_at)
      VALUES (\(decision.id), \(person), \(event), \(now))
      """)
  }

  /// The line of the journal of that which lasts.
  static func event(of decision: Int64, _ db: Snapshot) throws -> Int64? {
    try db.value(
      "SELECT event_id FROM second_reading WHERE decision_id = \(decision) AND ended_event_id IS NULL", as: Int64.self)
  }
}

enum SecondReadingRefusal: Refusal, Equatable, CaseIterable {
  case needless, done, own

  var status: Int { self == .done ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .needless: t("Cette décision n’attend pas de seconde lecture.")
    case .done: t("Cette décision a déjà été relue.")
    case .own: t("Vous ne pouvez pas relire votre propre décision : une autre personne doit le faire.")
    }
  }
}
