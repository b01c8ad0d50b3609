import Deposits
import Directory
import Localization
import Storage

/// How many contributions each tab of the desk holds, told otherwise than the desk does: rows are read as they are, by
/// the contribution that they are about, and the rule of each tab is applied to them here. A fault in the SQL of a tab,
/// or rows that contradict one another, then give another number.
struct TabRecount {
  /// The version of each contribution that stands.
  private var versions: [Int64: Int] = [:]
  private var decisions: [Int64: [Decided]] = [:]
  private var parts: [Int64: Set<Int64>] = [:]
  /// The version of which each of those that are divided has its parts.
  private var divided: [Int64: Int] = [:]
  private var assignees: [Int64: Int64] = [:]
  /// The decisions that nobody has to read again: somebody has, or they are published.
  private var settled: Set<Int64> = []
  /// The decisions of which a re-examination waits.
  private var disputed: Set<Int64> = []
  /// What each of those who treat something does not treat.
  private var asides: [Int64: Set<Int64>] = [:]
  private var asksForReading: Bool

  private struct Decided: RowDecodable {
    var contribution: Int64
    var id: Int64
    var part: Int64?
    var version: Int
    var kind: Decision.Kind
    var person: Int64?

    init(from row: inout Row) throws {
      contribution = try row.next()
      id = try row.next()
      part = try row.next()
      version = try row.next()
      kind = try row.next()
      person = try row.next()
    }
  }

  init(of consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    asksForReading = try !SingleReading.suffices(in: consultation, db)
    let withdrawn = Set(
      try db.values("SELECT contribution_id FROM withdrawal WHERE ended_event_id IS NULL", as: Int64.self))
    try db.forEach("SELECT id, version FROM contribution WHERE consultation_id = \(consultation)") { row in
      let contribution: Int64 = try row.next()
      if !withdrawn.contains(contribution) { versions[contribution] = try row.next() }
    }
    let made: [Decided] = try db.rows(
      "SELECT contribution_id, id, part_id, version, kind, person_id FROM decision WHERE ended_event_id IS NULL")
    decisions = Dictionary(grouping: made, by: \.contribution)
    try db.forEach("SELECT contribution_id, id, version FROM part WHERE ended_event_id IS NULL") { row in
      let contribution: Int64 = try row.next()
      parts[contribution, default: []].insert(try row.next())
      divided[contribution] = try row.next(Int.self)
    }
    try db.forEach("SELECT contribution_id, person_id FROM assignment WHERE ended_event_id IS NULL") { row in
      let contribution: Int64 = try row.next()
      assignees[contribution] = try row.next()
    }
    let read = try db.values("SELECT decision_id FROM second_reading WHERE ended_event_id IS NULL", as: Int64.self)
    settled = Set(read).union(try db.values("SELECT decision_id FROM decision_publication", as: Int64.self))
    let upheld = try db.values(
      """
      SELECT reexamination.decision_id FROM reexamination_answer
      JOIN reexamination ON reexamination.id = reexamination_answer.reexamination_id
      WHERE reexamination_answer.kind = 'upheld' AND reexamination_answer.ended_event_id IS NULL
      """, as: Int64.self)
    disputed = Set(try db.values("SELECT decision_id FROM reexamination", as: Int64.self)).subtracting(upheld)
    try readAsides(in: consultation, at: now, db)
  }

  /// What somebody has said not to treat, and what is deposited by those for whom she acts.
  private mutating func readAsides(in consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    var depositors: [Int64: Set<Int64>] = [:]
    for rows in [
      "SELECT id, organisation_id FROM contribution WHERE consultation_id = \(consultation)",
      """
      SELECT contribution_id, organisation_id FROM codeposit
      WHERE contribution_id IS NOT NULL AND accepted_event_id IS NOT NULL AND ended_event_id IS NULL
      """,
    ] as [SQL] {
      try db.forEach(rows) { row in
        let contribution: Int64 = try row.next()
        depositors[contribution, default: []].insert(try row.next())
      }
    }
    for person in people {
      let acting = Set(try Mandate.all(of: person, at: now, db).map(\.organisation))
      guard !acting.isEmpty else { continue }
      asides[person] = Set(depositors.filter { !$0.value.isDisjoint(with: acting) }.keys)
    }
    try db.forEach("SELECT person_id, contribution_id FROM recusal WHERE ended_event_id IS NULL") { row in
      let person: Int64 = try row.next()
      asides[person, default: []].insert(try row.next())
    }
  }

  /// Whoever has something given to her, or has decided something: what her tabs hold is not what others’ do.
  var people: [Int64] {
    let its = versions.keys.flatMap { contribution in
      (decisions[contribution] ?? []).compactMap(\.person) + [assignees[contribution]].compactMap { $0 }
    }
    return Set(its).sorted()
  }

  /// - Parameter person: 0 for nobody.
  func counts(for person: Int64) -> [Queue.Tab: Int] {
    var counts: [Queue.Tab: Int] = [:]
    for tab in Queue.Tab.allCases {
      counts[tab] = versions.count { contribution, version in
        holds(tab, contribution, decisions[contribution] ?? [], version, for: person)
      }
    }
    return counts
  }

  private func holds(
    _ tab: Queue.Tab, _ contribution: Int64, _ made: [Decided], _ version: Int, for person: Int64
  ) -> Bool {
    switch tab {
    case .all: true
    case .todo: !isWhole(contribution, made)
    case .done: isWhole(contribution, made)
    case .mine: assignees[contribution] == person && !isWhole(contribution, made)
    case .again: made.contains { $0.version < version } || divided[contribution].map { $0 < version } ?? false
    case .reexaminations: made.contains { disputed.contains($0.id) }
    case .second:
      asksForReading && asides[person]?.contains(contribution) != true
        && made.contains {
          [.redirected, .rejected].contains($0.kind) && $0.person != person && !settled.contains($0.id)
        }
    }
  }

  /// Decided: itself, or each of its parts.
  private func isWhole(_ contribution: Int64, _ made: [Decided]) -> Bool {
    guard let parts = parts[contribution] else { return made.contains { $0.part == nil } }
    return parts.isSubset(of: made.compactMap(\.part))
  }
}
