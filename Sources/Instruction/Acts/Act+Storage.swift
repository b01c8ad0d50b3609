import Consultations
import Deposits
import Localization
import Platform
import Storage

/// A table whose rows an act makes, and ends when it is undone.
struct ActTable: Sendable {
  var name: SQL
  /// The lines of the journal of live rows that refer to those given.
  var dependents: [@Sendable (_ rows: SQL) -> SQL]
  /// Lets through the rows that can still be ended, besides those that have not been.
  var lasts: SQL = "1 = 1"

  /// All of them. A new one that refers to another adds what depends on it here; `ActTests` refuses a table with an
  /// `ended_event_id` that is not named.
  static let all: [ActTable] = [
    ActTable(name: "separation", dependents: []),
    ActTable(
      name: "addressee",
      dependents: [
        { rows in
          """
          SELECT decision.event_id FROM redirection JOIN decision ON decision.id = redirection.decision_id
          WHERE decision.ended_event_id IS NULL AND redirection.addressee_id IN (\(rows))
          """
        }
      ]),
    ActTable(
      name: "proposition",
      dependents: [
        { rows in
          """
          SELECT decision.event_id FROM grouping JOIN decision ON decision.id = grouping.decision_id
          WHERE decision.ended_event_id IS NULL AND grouping.proposition_id IN (\(rows))
          """
        },
        { rows in "SELECT event_id FROM wording WHERE ended_event_id IS NULL AND proposition_id IN (\(rows))" },
      ]),
    ActTable(
      name: "wording",
      dependents: [
        { rows in "SELECT event_id FROM wording WHERE ended_event_id IS NULL AND previous_id IN (\(rows))" },
        // Its author was told that what she found missing is there.
        { rows in "SELECT event_id FROM remark_reply WHERE ended_event_id IS NULL AND wording_id IN (\(rows))" },
      ]
    ),
    ActTable(
      name: "part",
      dependents: [{ rows in "SELECT event_id FROM decision WHERE ended_event_id IS NULL AND part_id IN (\(rows))" }]),
    ActTable(
      name: "decision",
      dependents: [
        { rows in "SELECT event_id FROM second_reading WHERE ended_event_id IS NULL AND decision_id IN (\(rows))" },
        // What upholds it.
        { rows in
          """
          SELECT reexamination_answer.event_id FROM reexamination_answer
          JOIN reexamination ON reexamination.id = reexamination_answer.reexamination_id
          WHERE reexamination_answer.ended_event_id IS NULL AND reexamination_answer.kind = 'upheld'
            AND reexamination.decision_id IN (\(rows))
          """
        },
      ]
    ),
    ActTable(
      name: "second_reading",
      dependents: [
        // What is published stands on it.
        { rows in
          """
          SELECT decision.event_id FROM second_reading JOIN decision ON decision.id = second_reading.decision_id
          JOIN decision_publication ON decision_publication.decision_id = decision.id
          WHERE decision.ended_event_id IS NULL AND second_reading.id IN (\(rows))
          """
        }
      ]),
    ActTable(
      name: "publication_order", dependents: [], lasts: "done_event_id IS NULL"),
    // That which changes a decision has undone it: it is decided anew.
    ActTable(name: "reexamination_answer", dependents: [], lasts: "reexamination_answer.kind = 'upheld'"),
    ActTable(name: "regrouping", dependents: []),
    ActTable(name: "remark_reply", dependents: []),
    ActTable(name: "recusal", dependents: []),
    // Set by an administrator, and ended by her alone.
    ActTable(name: "single_reading", dependents: []),
    // Hers alone, and ended by her at its own page.
    ActTable(name: "saved_view", dependents: []),
    ActTable(name: "assignment", dependents: []),
    ActTable(name: "instruction_note", dependents: []),
    ActTable(name: "usual_reason", dependents: []),
  ]
}

extension Act: RowDecodable {
  private static let columns: SQL = """
    journal.id, journal.kind, journal.at, person.name, journal.person_id,
    CASE WHEN journal.subject_type = 'contribution' THEN journal.subject_id END,
    CASE WHEN journal.subject_type = 'contribution' THEN (
      SELECT number FROM contribution WHERE contribution.id = journal.subject_id) END
    """
  private static let source: SQL = "journal LEFT JOIN person ON person.id = journal.person_id"

  init(from row: inout Row) throws {
    event = try row.next()
    kind = try row.next()
    at = try row.next()
    personName = try row.next()
    person = try row.next()
    contribution = try row.next()
    number = try row.next()
  }

  /// Lets through the lines of the journal of which something lives.
  private static let lives: SQL = {
    let rows: [SQL] = ActTable.all.map { table in
      "EXISTS (SELECT 1 FROM \(table.name) WHERE event_id = journal.id AND ended_event_id IS NULL AND \(table.lasts))"
    }
    // What a regrouping ended lasts again once that is undone.
    let resting: [SQL] = Regrouping.tables.map { table in
      "EXISTS (SELECT 1 FROM \(table) WHERE event_id = journal.id AND ended_event_id IN (\(Regrouping.live)))"
    }
    let kinds = InstructionEvents.acts.map(\.0.description)
    return "journal.kind IN (\(SQL.list(kinds))) AND (\((rows + resting).joined(separator: " OR ")))"
  }()

  /// One that lives.
  static func with(event: Int64, in consultation: Int64, _ db: Snapshot) throws -> Act? {
    try db.first(
      """
      SELECT \(columns) FROM \(source)
      WHERE journal.id = \(event) AND journal.consultation_id = \(consultation) AND \(lives)
      """)
  }

  /// Those that live, the newest first.
  /// - Parameters:
  ///   - person: who did them; nil for everybody's.
  ///   - contribution: what they are about; nil for all.
  static func all(
    in consultation: Int64, by person: Int64? = nil, on contribution: Int64? = nil, before event: Int64? = nil,
    limit: Int, _ db: Snapshot
  ) throws -> [Act] {
    var condition: SQL = "journal.consultation_id = \(consultation) AND \(lives)"
    if let person { condition = "\(condition) AND journal.person_id = \(person)" }
    if let event { condition = "\(condition) AND journal.id < \(event)" }
    if let contribution {
      condition = """
        \(condition) AND (journal.subject_type = 'contribution' AND journal.subject_id = \(contribution)
          OR journal.id IN (SELECT event_id FROM decision WHERE contribution_id = \(contribution)))
        """
    }
    return try db.rows(
      "SELECT \(columns) FROM \(source) WHERE \(condition) ORDER BY journal.id DESC LIMIT \(limit)")
  }

  /// What stands on this act, directly or through others, the newest first.
  func dependents(_ db: Snapshot) throws -> [Act] {
    var found: Set<Int64> = []
    var asked = [event]
    while let event = asked.popLast() {
      for table in ActTable.all {
        let rows: SQL = "SELECT id FROM \(table.name) WHERE event_id = \(event) AND ended_event_id IS NULL"
        for dependent in table.dependents {
          let events: [Int64] = try db.values(dependent(rows))
          for other in events where other != self.event && found.insert(other).inserted { asked.append(other) }
        }
      }
      for other in try Regrouping.standing(on: event, db)
      where other != self.event && found.insert(other).inserted { asked.append(other) }
    }
    return try db.rows(
      "SELECT \(Self.columns) FROM \(Self.source) WHERE journal.id IN (\(SQL.list(found))) ORDER BY journal.id DESC")
  }

  /// How many published decisions some acts made.
  static func published(among acts: [Act], _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT count(*) FROM decision JOIN decision_publication ON decision_publication.decision_id = decision.id
      WHERE decision.event_id IN (\(SQL.list(acts.map(\.event)))) AND decision.ended_event_id IS NULL
      """, as: Int.self) ?? 0
  }

  /// Undoes it, and those that stand on it.
  /// - Parameters:
  ///   - seen: those that whoever asks has seen in the list; nil where she was shown none.
  ///   - isHeld: the vote waits for it, whatever its hour: a re-examination is being answered.
  /// - Returns: the decisions that were published, of which a correction goes out.
  /// - Throws: `ActRefusal`, `DecisionRefusal.voteOpen`, `ReexaminationRefusal.waits`.
  func undo(
    seen: SeenRows?, in consultation: Int64, isHeld: Bool = false, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> [Decision] {
    let others = try dependents(db)
    for act in [self] + others { try act.requireUndoable(in: consultation, isHeld: isHeld, by: actor, at: now, db) }
    let isSeen = seen.map { $0 == SeenRows(others.map(\.event)) } ?? others.isEmpty
    guard isSeen else { throw ActRefusal.needed }
    var told: [Decision] = []
    for act in others + [self] {
      told += try db.rows(
        """
        SELECT \(Decision.columns) FROM \(Decision.source)
        WHERE decision.event_id = \(act.event) AND decision.ended_event_id IS NULL
          AND decision_publication.id IS NOT NULL
        """)
      try act.end(in: consultation, by: actor, at: now, db)
    }
    return told
  }

  /// - Throws: `ActRefusal`, `DecisionRefusal`, `ReexaminationRefusal`.
  private func requireUndoable(
    in consultation: Int64, isHeld: Bool, by actor: Actor, at now: Instant, _ db: Snapshot
  ) throws {
    guard kind != "recusal.declared" || person == actor.person else { throw ActRefusal.notYours }
    guard Self.deciding.contains(kind) else { return }
    try Reexamination.requireNone(waitingOn: event, db)
    if !isHeld {
      try Decision.requireBeforeVote(consultation, at: now, db)
      try requirePublishable(in: consultation, at: now, db)
    }
    for contribution in try Contribution.with(ids: contributions(db), db) {
      try Recusal.require(actor, of: contribution, at: now, db)
    }
  }

  /// Once the phase is over, only what a re-examination changed is decided and published anew.
  /// - Throws: `ActRefusal.over` where what it published would be left without a decision.
  private func requirePublishable(in consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    let phase = try Phase.all(of: consultation, db).first { $0.kind == .instruction }
    // Undoing a regrouping brings back what was published before it.
    guard let phase, phase.state(at: now) == .over, !Regrouping.events.contains(kind) else { return }
    let left = try db.value(
      """
      SELECT decision.id FROM decision JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
      WHERE decision.event_id = \(event) AND decision.ended_event_id IS NULL
        AND decision.contribution_id NOT IN (SELECT decision.contribution_id FROM reexamination
          JOIN decision ON decision.id = reexamination.decision_id WHERE \(Reexamination.changed))
      ORDER BY decision.id LIMIT 1
      """, as: Int64.self)
    if left != nil { throw ActRefusal.over }
  }

  /// Those that it is about: one, or all that it decided of at once.
  private func contributions(_ db: Snapshot) throws -> [Int64] {
    if let contribution { return [contribution] }
    return try db.values(
      "SELECT contribution_id FROM decision WHERE event_id = \(event) AND ended_event_id IS NULL")
  }

  /// How many decisions it made.
  func decisions(_ db: Snapshot) throws -> Int {
    try db.value(
      "SELECT count(*) FROM decision WHERE event_id = \(event) AND ended_event_id IS NULL", as: Int.self) ?? 0
  }

  /// Those by which the outcome of a contribution changes.
  private static let deciding: Set<String> = [
    "contribution.decided", "contributions.decided", "contribution.divided", "contributions.moved",
    "decision.read-again", "proposition.reworded", "proposition.split", "propositions.merged",
    "reexamination.answered",
  ]

  private func end(in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let subject: Event.Subject =
      contribution.map { .init("contribution", $0) } ?? .init("consultation", consultation)
    let undoing = try Event(
      "instruction.undone", on: subject, by: actor, at: now, consultation: consultation, undoes: event
    ).record(db)
    for table in ActTable.all {
      try db.execute(
        """
        UPDATE \(table.name) SET ended_event_id = \(undoing)
        WHERE event_id = \(event) AND ended_event_id IS NULL AND \(table.lasts)
        """)
    }
    try Regrouping.restore(endedBy: event, undoneBy: undoing, db)
    try Proposition.publishWhatIsLeft(in: consultation, event: undoing, at: now, db)
    // Whoever had it before has it again.
    try db.execute(
      """
      UPDATE assignment SET ended_event_id = NULL WHERE ended_event_id = \(event) AND NOT EXISTS (
        SELECT 1 FROM assignment AS held
        WHERE held.contribution_id = assignment.contribution_id AND held.ended_event_id IS NULL)
      """)
  }
}
