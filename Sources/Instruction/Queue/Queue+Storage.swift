import Consultations
import Deposits
import Localization
import Storage

/// The tabs, read from what lives (decisions, parts, assignments) and never kept: each has an index of its live rows.
extension Queue {
  /// Contributions of which a part still waits for its decision.
  private static let partly: SQL = """
    SELECT part.contribution_id FROM part WHERE part.ended_event_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM decision WHERE decision.part_id = part.id AND decision.ended_event_id IS NULL)
    """
  /// Those that were taken back.
  private static let withdrawn: SQL = "SELECT contribution_id FROM withdrawal WHERE ended_event_id IS NULL"

  /// Lets through what is decided whole: itself, or each of its parts.
  static let isDecided: SQL = """
    (EXISTS (SELECT 1 FROM decision WHERE decision.consultation_id = contribution.consultation_id
        AND decision.contribution_id = contribution.id AND decision.ended_event_id IS NULL)
      AND contribution.id NOT IN (\(partly)))
    """
  /// Contributions with a decision that somebody else than who made it is to read again, and that `person` may.
  private static func unread(by person: Int64, at now: Instant) -> SQL {
    """
    SELECT decision.contribution_id FROM decision WHERE decision.ended_event_id IS NULL
      AND decision.kind IN ('redirected', 'rejected')
      AND (decision.person_id IS NULL OR decision.person_id <> \(person)) AND \(SingleReading.isAsked)
      AND NOT EXISTS (SELECT 1 FROM second_reading WHERE second_reading.decision_id = decision.id
        AND second_reading.ended_event_id IS NULL)
      AND NOT EXISTS (SELECT 1 FROM decision_publication WHERE decision_publication.decision_id = decision.id)
      AND decision.contribution_id NOT IN (\(Recusal.contributions(of: person, at: now)))
    """
  }

  /// Which contributions a tab holds, for somebody.
  static func condition(_ tab: Tab, for person: Int64, at now: Instant) -> SQL {
    switch tab {
    case .all: "1 = 1"
    case .todo: "NOT \(isDecided)"
    case .done: isDecided
    case .mine:
      """
      contribution.id IN (SELECT assignment.contribution_id FROM assignment
        WHERE assignment.person_id = \(person) AND assignment.ended_event_id IS NULL) AND NOT \(isDecided)
      """
    case .again:
      """
      contribution.version > 1 AND (EXISTS (SELECT 1 FROM decision
        WHERE decision.consultation_id = contribution.consultation_id AND decision.contribution_id = contribution.id
          AND decision.ended_event_id IS NULL AND decision.version < contribution.version)
        OR EXISTS (SELECT 1 FROM part WHERE part.contribution_id = contribution.id
          AND part.ended_event_id IS NULL AND part.version < contribution.version))
      """
    case .reexaminations:
      """
      contribution.id IN (SELECT decision.contribution_id FROM reexamination
        JOIN decision ON decision.id = reexamination.decision_id WHERE \(Reexamination.waits))
      """
    case .second: "contribution.id IN (\(unread(by: person, at: now)))"
    }
  }

  static func condition(givenTo token: String) -> SQL {
    if token == nobody {
      return "contribution.id NOT IN (SELECT contribution_id FROM assignment WHERE ended_event_id IS NULL)"
    }
    return """
      contribution.id IN (SELECT assignment.contribution_id FROM assignment
        JOIN person ON person.id = assignment.person_id
        WHERE assignment.ended_event_id IS NULL AND person.token = \(token))
      """
  }

  /// How many are decided whole: counted from the decisions, which a subtraction turns into what is left. Neither
  /// looks at each contribution.
  static func done(in consultation: Int64) -> SQL {
    """
    (SELECT count(DISTINCT contribution_id) FROM decision WHERE consultation_id = \(consultation)
      AND ended_event_id IS NULL AND contribution_id NOT IN (\(withdrawn)) AND contribution_id NOT IN (\(partly)))
    """
  }

  /// How many stand in each tab, without filters.
  static func counts(
    in consultation: Int64, for person: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [Tab: Int] {
    func count(_ tab: Tab) -> SQL {
      """
      (SELECT count(*) FROM contribution WHERE contribution.consultation_id = \(consultation)
        AND \(Withdrawal.stands) AND \(condition(tab, for: person, at: now)))
      """
    }
    let found = try db.first(
      "SELECT \(done(in: consultation)), \(count(.mine)), \(count(.again)), \(count(.second)), \(count(.reexaminations))"
    ) { row in
      (
        done: try row.next(Int.self), mine: try row.next(Int.self), again: try row.next(Int.self),
        second: try row.next(Int.self), reexaminations: try row.next(Int.self)
      )
    }
    guard let found else { return [:] }
    let all = try DepositFigures.of(consultation, db).contributions
    return [
      .all: all, .todo: all - found.done, .done: found.done, .mine: found.mine, .again: found.again,
      .second: found.second, .reexaminations: found.reexaminations,
    ]
  }

  /// How many stand in each tab under the same filters and words.
  func counts(
    in consultation: Consultation, for person: Int64, at now: Instant, _ deposits: DepositsModule, _ db: Snapshot
  ) throws -> [Tab: Int] {
    if isWholeTab { return try Self.counts(in: consultation.id, for: person, at: now, db) }
    var within = filter
    within.held = besides
    let sums: [SQL] = Tab.allCases.map { tab in
      "coalesce(sum(CASE WHEN \(Self.condition(tab, for: person, at: now)) THEN 1 ELSE 0 END), 0)"
    }
    let selected: SQL = """
      SELECT \(sums.joined(separator: ", ")) FROM contribution WHERE \(within.condition(consultation.id))
      """
    var asked = [selected]
    if !filter.query.isEmpty {
      let found = try deposits.ids(within, in: consultation, limit: .max, db)
      asked = stride(from: 0, to: found.count, by: Self.mostFound).map { start in
        let some = found[start..<min(start + Self.mostFound, found.count)]
        return "\(selected) AND contribution.id IN (\(SQL.list(some)))"
      }
    }
    var counts: [Tab: Int] = [:]
    for one in asked {
      let row = try db.first(one) { row in
        var numbers: [Int] = []
        for _ in Tab.allCases { numbers.append(try row.next()) }
        return numbers
      }
      for (tab, number) in zip(Tab.allCases, row ?? []) { counts[tab, default: 0] += number }
    }
    return counts
  }

  /// How many of what a search has found are counted at a time.
  private static let mostFound = 2_000
}
