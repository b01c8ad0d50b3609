import Consultations
import Deposits
import Localization
import Platform
import Storage

extension BlindReading {
  /// Decisions on whole contributions that nobody has read blind.
  private static let waits: SQL = """
    decision.ended_event_id IS NULL AND decision.part_id IS NULL AND \(Withdrawal.stands)
    AND NOT EXISTS (SELECT 1 FROM decision_publication WHERE decision_publication.decision_id = decision.id)
    AND NOT EXISTS (SELECT 1 FROM blind_reading WHERE blind_reading.decision_id = decision.id)
    """

  /// The decisions of the sample that wait for somebody else than who made them, or read them again even if she took
  /// that back: who has seen a decision is not blind. In the order of the contributions.
  static func waiting(for person: Int64, in consultation: Int64, _ db: Snapshot) throws -> [Decision] {
    let rows = try db.rows(
      """
      SELECT decision.id, contribution.token FROM decision
      JOIN contribution ON contribution.id = decision.contribution_id
      WHERE decision.consultation_id = \(consultation)
        AND (decision.person_id IS NULL OR decision.person_id <> \(person)) AND \(waits)
        AND decision.id NOT IN (SELECT decision_id FROM second_reading WHERE second_reading.person_id = \(person))
      ORDER BY contribution.number
      """
    ) { row in (decision: try row.next(Int64.self), token: try row.next(String.self)) }
    return try Decision.with(ids: rows.filter { draws($0.token) }.map(\.decision), db)
  }

  /// The first of them that she may treat.
  static func next(
    for actor: Actor, in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> (decision: Decision, contribution: Contribution)? {
    let waiting = try waiting(for: actor.person ?? 0, in: consultation, db)
    let contributions = try Contribution.with(ids: waiting.map(\.contribution), db)
    for contribution in contributions.sorted(by: { $0.number < $1.number }) {
      guard let decision = waiting.first(where: { $0.contribution == contribution.id }) else { continue }
      do { try Recusal.require(actor, of: contribution, at: now, db) } catch is DecisionRefusal { continue }
      return (decision, contribution)
    }
    return nil
  }

  /// - Throws: `BlindReadingRefusal`, `DecisionRefusal`.
  static func make(
    _ kind: Decision.Kind, of contribution: Contribution, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let waiting = try waiting(for: actor.person ?? 0, in: contribution.consultation, db)
    guard let decision = waiting.first(where: { $0.contribution == contribution.id }) else {
      throw BlindReadingRefusal.gone
    }
    try Recusal.require(actor, of: contribution, at: now, db)
    let event = try Event(
      "decision.blind-read", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO blind_reading (decision_id, person_id, kind, event_id, read_at)
      VALUES (\(decision.id), \(actor.person), \(kind), \(event), \(now))
      """)
  }

  /// All that was read blind, also of decisions that were undone since.
  static func agreement(in consultation: Int64, _ db: Snapshot) throws -> Agreement {
    let pairs = try db.rows(
      """
      SELECT decision.kind, blind_reading.kind FROM blind_reading
      JOIN decision ON decision.id = blind_reading.decision_id
      WHERE decision.consultation_id = \(consultation)
      """
    ) { row in (first: try row.next(Decision.Kind.self), second: try row.next(Decision.Kind.self)) }
    return Agreement(pairs)
  }

  /// How many decisions of the sample still wait for a second instructor.
  static func left(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try waiting(for: 0, in: consultation, db).count
  }
}
