import Deposits
import Platform
import Storage

extension Regrouping {
  /// What it ends, and what lasts again once it is undone.
  static let tables: [SQL] = ["decision", "proposition", "wording"]

  /// The kinds of its lines in the journal.
  static let events: Set<String> = ["contributions.moved", "proposition.split", "propositions.merged"]

  /// The lines of the journal of those that live.
  static let live: SQL = "SELECT event_id FROM regrouping WHERE ended_event_id IS NULL"

  /// Lets through a `decision` that was made again of an `earlier` one: the same act ended that one.
  static let remakes: SQL = """
    earlier.contribution_id = decision.contribution_id AND earlier.ended_event_id = decision.event_id
      AND coalesce(earlier.part_id, 0) = coalesce(decision.part_id, 0)
    """
  /// Lets through a `decision` that somebody made first.
  static let isFirst: SQL = "NOT EXISTS (SELECT 1 FROM decision AS earlier WHERE \(remakes))"

  /// The acts that stand on one because of regroupings: those ended what it made, took from or brought to a proposition
  /// that it made, or, where it is a regrouping itself, merged one of its propositions since; those that made again
  /// what it upheld, which would wait for no one; what they ended that refers to what it made, which would last
  /// again without it; and the replies that name a text that they ended.
  static func standing(on event: Int64, _ db: Snapshot) throws -> [Int64] {
    let ended: [SQL] = tables.map {
      "SELECT ended_event_id FROM \($0) WHERE event_id = \(event) AND ended_event_id IN (\(live))"
    }
    return try db.values(
      """
      \(ended.joined(separator: " UNION "))
      UNION SELECT regrouping.event_id FROM regrouping
        JOIN proposition ON proposition.id IN (regrouping.from_proposition_id, regrouping.to_proposition_id)
        WHERE proposition.event_id = \(event) AND regrouping.ended_event_id IS NULL
      UNION SELECT later.event_id FROM regrouping JOIN regrouping AS later
        ON later.from_proposition_id IN (regrouping.from_proposition_id, regrouping.to_proposition_id)
        WHERE regrouping.event_id = \(event) AND later.kind = 'merged' AND later.ended_event_id IS NULL
      UNION SELECT decision.event_id FROM proposition JOIN grouping ON grouping.proposition_id = proposition.id
        JOIN decision ON decision.id = grouping.decision_id
        WHERE proposition.event_id = \(event) AND decision.ended_event_id IN (\(live))
      UNION SELECT wording.event_id FROM proposition JOIN wording ON wording.proposition_id = proposition.id
        WHERE proposition.event_id = \(event) AND wording.ended_event_id IN (\(live))
      UNION SELECT wording.event_id FROM wording AS earlier JOIN wording ON wording.previous_id = earlier.id
        WHERE earlier.event_id = \(event) AND wording.ended_event_id IN (\(live))
      UNION SELECT remark_reply.event_id FROM wording JOIN remark_reply ON remark_reply.wording_id = wording.id
        WHERE wording.event_id = \(event) AND wording.ended_event_id IN (\(live))
          AND remark_reply.ended_event_id IS NULL
      UNION SELECT decision.event_id FROM part JOIN decision ON decision.part_id = part.id
        WHERE part.event_id = \(event) AND decision.ended_event_id IN (\(live))
      UNION SELECT reexamination_answer.event_id FROM decision
        JOIN reexamination ON reexamination.decision_id = decision.id
        JOIN reexamination_answer ON reexamination_answer.reexamination_id = reexamination.id
        WHERE decision.event_id = \(event) AND decision.ended_event_id IN (\(live))
          AND reexamination_answer.ended_event_id IS NULL AND reexamination_answer.kind = 'upheld'
      UNION SELECT decision.ended_event_id FROM reexamination_answer
        JOIN reexamination ON reexamination.id = reexamination_answer.reexamination_id
        JOIN decision ON decision.id = reexamination.decision_id
        WHERE reexamination_answer.event_id = \(event) AND reexamination_answer.kind = 'upheld'
          AND decision.ended_event_id IN (\(live))
      """)
  }

  /// What an act ended lasts again, once what took its place has ended with that act: a decision that fell alone
  /// meanwhile, after a re-examination, brings none back.
  static func restore(endedBy event: Int64, undoneBy undoing: Int64, _ db: Transaction) throws {
    for table in ["proposition", "wording"] as [SQL] {
      try db.execute("UPDATE \(table) SET ended_event_id = NULL WHERE ended_event_id = \(event)")
    }
    try db.execute(
      """
      UPDATE decision SET ended_event_id = NULL WHERE ended_event_id = \(event) AND EXISTS (
        SELECT 1 FROM decision AS instead WHERE instead.event_id = \(event) AND instead.ended_event_id = \(undoing)
          AND instead.contribution_id = decision.contribution_id
          AND coalesce(instead.part_id, 0) = coalesce(decision.part_id, 0))
      """)
  }

  /// The decisions that some acts ended and that are published, by the act: they are in force again once those are
  /// undone.
  static func published(endedBy acts: [Act], _ db: Snapshot) throws -> [(event: Int64, decisions: [Int64])] {
    let found = try db.rows(
      """
      SELECT decision.ended_event_id, decision.id FROM decision
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      WHERE decision.ended_event_id IN (\(SQL.list(acts.map(\.event)))) ORDER BY decision.id
      """
    ) { row in (event: try row.next(Int64.self), decision: try row.next(Int64.self)) }
    return Dictionary(grouping: found, by: \.event).sorted { $0.key < $1.key }.map { ($0, $1.map(\.decision)) }
  }
}
