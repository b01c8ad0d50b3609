package import Deposits
package import Localization
package import Platform
package import Storage

extension Reexamination {
  /// Answers the one that waits of a decision.
  /// - Returns: the decisions that were published and fall, of which a correction goes out; the row of the answer.
  /// - Throws: `ReexaminationRefusal`, `DecisionRefusal`, `ActRefusal`.
  static func answer(
    _ verdict: Verdict, of decision: Decision, on contribution: Contribution, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> (fallen: [Decision], answer: Int64) {
    guard let asked = try of(decisions: [decision.id], db)[decision.id], asked.isPending else {
      throw ReexaminationRefusal.answered
    }
    guard try Withdrawal.of(contribution.id, db) == nil else { throw DecisionRefusal.withdrawn }
    try Recusal.require(actor, of: contribution, at: now, db)
    if let person = actor.person, try decision.isTreated(by: person, db) { throw ReexaminationRefusal.own }
    let consultation = contribution.consultation
    guard !verdict.reason.isEmpty else { throw verdict.noReason }
    guard verdict.reason.unicodeScalars.count <= Decision.longestReason else { throw ReexaminationRefusal.longReason }
    switch verdict {
    case .upheld(let reason):
      return ([], try asked.keep("upheld", because: reason, in: consultation, by: actor, at: now, db))
    case .changed(let reason, let seen):
      guard let act = try Act.with(event: decision.event, in: consultation, db) else { throw ActRefusal.gone }
      try Decision.requireBeforeVote(consultation, at: now, db)
      // Answered first: nobody undoes a decision of which one waits.
      let answer = try asked.keep("changed", because: reason, in: consultation, by: actor, at: now, db)
      if try decision.isShared(in: act, db) {
        try decision.endAlone(by: answer, db)
        return ([decision], answer)
      }
      return (try act.undo(seen: seen, in: consultation, isHeld: true, by: actor, at: now, db), answer)
    }
  }

  private func keep(
    _ kind: StaticString, because reason: String, in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int64 {
    let event = try Event(
      "reexamination.answered", on: .init("contribution", contribution), by: actor, at: now,
      consultation: consultation, details: [("decision", .number(decision)), ("kind", .word(kind))]
    ).record(db)
    return try db.insert(
      """
      INSERT INTO reexamination_answer (reexamination_id, kind, reason, person_id, event_id, answered_at)
      VALUES (\(id), \(kind.description), \(reason), \(actor.person), \(event), \(now)) RETURNING id
      """)
  }

  /// - Throws: `ReexaminationRefusal.waits` where one does, of a decision that an act made.
  static func requireNone(waitingOn event: Int64, _ db: Snapshot) throws {
    try requireNone(waitingAmong: "decision.event_id = \(event)", db)
  }

  /// - Throws: `ReexaminationRefusal.waits` where one waits on a decision that `condition` lets through.
  static func requireNone(waitingAmong condition: SQL, _ db: Snapshot) throws {
    let number = try db.value(
      """
      SELECT contribution.number FROM reexamination JOIN decision ON decision.id = reexamination.decision_id
      JOIN contribution ON contribution.id = decision.contribution_id
      WHERE \(condition) AND \(waits) AND \(Withdrawal.stands)
      """, as: Int.self)
    if let number { throw ReexaminationRefusal.waits(number) }
  }

  /// The decisions that some acts uphold, with the row of the answer: those who asked are told when it holds no more.
  static func upheld(by acts: [Act], _ db: Snapshot) throws -> [(decision: Decision, answer: Int64)] {
    try db.rows(
      """
      SELECT \(Decision.columns), reexamination_answer.id FROM \(Decision.source)
      JOIN reexamination ON reexamination.decision_id = decision.id
      JOIN reexamination_answer ON reexamination_answer.reexamination_id = reexamination.id
      WHERE reexamination_answer.event_id IN (\(SQL.list(acts.map(\.event))))
        AND reexamination_answer.ended_event_id IS NULL AND reexamination_answer.kind = 'upheld'
      """
    ) { row in (try Decision(from: &row), try row.next(Int64.self)) }
  }
}

extension Decision {
  /// Whether somebody made it, or approved it after; or that of which a regrouping has made it again.
  func isTreated(by person: Int64, _ db: Snapshot) throws -> Bool {
    if self.person == person || secondReader == person { return true }
    let earlier: Decision? = try db.first(
      """
      SELECT \(Self.columns) FROM \(Self.source) WHERE decision.id IN (
        SELECT earlier.id FROM decision JOIN decision AS earlier ON \(Regrouping.remakes) WHERE decision.id = \(id))
      """)
    return try earlier?.isTreated(by: person, db) ?? false
  }

  /// Whether what made it holds up decisions of other contributions: one act for all of them, or the proposition that
  /// it made and that they feed. Nobody else’s decision falls because one author asked.
  func isShared(in act: Act, _ db: Snapshot) throws -> Bool {
    // A regrouping brings the decision of before back once it is undone, and takes other contributions along.
    if Regrouping.events.contains(act.kind) { return true }
    if try act.decisions(db) > 1 { return true }
    return try act.dependents(db).contains { $0.kind == "contribution.decided" || $0.kind == "contributions.decided" }
  }

  /// Ends it with its second reading, and leaves what its act made besides.
  fileprivate func endAlone(by answer: Int64, _ db: Transaction) throws {
    let event: SQL = "(SELECT event_id FROM reexamination_answer WHERE id = \(answer))"
    try db.execute(
      """
      UPDATE second_reading SET ended_event_id = \(event) WHERE decision_id = \(id) AND ended_event_id IS NULL
      """)
    try db.execute("UPDATE decision SET ended_event_id = \(event) WHERE id = \(id)")
  }
}

/// As a demonstration tells them, of the first thing that became of a contribution.
extension Reexamination {
  package static func ask(
    _ text: String, ofWhatBecameOf contribution: Contribution, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let decision = try Decision.published(of: [contribution.id], db).first else { return }
    try ask(
      text, in: .french, of: decision, in: contribution.consultation, for: contribution.organisation,
      by: Actor(person: actor.person, organisation: contribution.organisation, through: actor.through), at: now, db)
  }

  package static func uphold(
    because reason: String, whatBecameOf contribution: Contribution, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    guard let decision = try Decision.published(of: [contribution.id], db).first else { return }
    _ = try answer(.upheld(reason: reason), of: decision, on: contribution, by: actor, at: now, db)
  }

  package static func change(
    because reason: String, whatBecameOf contribution: Contribution, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let decision = try Decision.published(of: [contribution.id], db).first,
      let dependents = try Act.with(event: decision.event, in: contribution.consultation, db)?.dependents(db)
    else { return }
    _ = try answer(
      .changed(because: reason, seen: SeenRows(dependents.map(\.event))), of: decision, on: contribution, by: actor,
      at: now, db)
  }
}
