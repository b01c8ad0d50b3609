import Deposits
import Localization
import Platform
import Storage

/// Who is to treat a contribution: given by any instructor, to herself or to a colleague, alone or with others. It only
/// says who is expected; whoever is at the desk may decide.
enum Assignment {
  /// Who treats some contributions.
  static func of(_ contributions: [Int64], _ db: Snapshot) throws -> [Int64: Assignee] {
    var found: [Int64: Assignee] = [:]
    for some in batches(of: contributions) {
      try db.forEach(
        """
        SELECT assignment.contribution_id, person.id, person.token, person.name, assignment.event_id FROM assignment
        JOIN person ON person.id = assignment.person_id
        WHERE assignment.contribution_id IN (\(SQL.list(some))) AND assignment.ended_event_id IS NULL
        """
      ) { row in
        let contribution: Int64 = try row.next()
        found[contribution] = try Assignee(from: &row)
      }
    }
    return found
  }

  /// As many at once as a statement takes well.
  private static func batches(of contributions: [Int64]) -> [[Int64]] {
    stride(from: 0, to: contributions.count, by: 2_000).map { start in
      Array(contributions[start..<min(start + 2_000, contributions.count)])
    }
  }

  /// Gives contributions, each to somebody, in one act; those that are hers already are left.
  /// - Returns: how many were given.
  /// - Throws: `AssignmentRefusal`.
  @discardableResult
  static func give(
    _ shares: [(contribution: Int64, person: Int64)], in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int {
    let instructors = Set(try Assignee.instructors(db).map(\.person))
    guard shares.allSatisfy({ instructors.contains($0.person) }) else { throw AssignmentRefusal.nobody }
    let held = try of(shares.map(\.contribution), db)
    let given = shares.filter { held[$0.contribution]?.person != $0.person }
    guard !given.isEmpty else { return 0 }
    let subject: Event.Subject =
      given.count == 1 ? .init("contribution", given[0].contribution) : .init("consultation", consultation)
    let event = try Event(
      "contribution.assigned", on: subject, by: actor, at: now, consultation: consultation,
      details: [("count", .number(Int64(given.count)))]
    ).record(db)
    for (person, its) in Dictionary(grouping: given, by: \.person).sorted(by: { $0.key < $1.key }) {
      for some in batches(of: its.map(\.contribution)) {
        try db.execute(
          """
          UPDATE assignment SET ended_event_id = \(event)
          WHERE contribution_id IN (\(SQL.list(some))) AND ended_event_id IS NULL
          """)
        try db.execute(
          """
          INSERT INTO assignment (contribution_id, person_id, event_id, assigned_at)
          SELECT contribution.id, \(person), \(event), \(now) FROM contribution
          WHERE contribution.id IN (\(SQL.list(some))) ORDER BY contribution.id
          """)
      }
    }
    return given.count
  }

  /// Contributions shared out among instructors so that each has as many to decide as the others, or one more; what
  /// they hold already counts. Nobody gets one from which she stands aside.
  static func even(
    _ contributions: [Int64], among persons: [Int64], in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [(contribution: Int64, person: Int64)] {
    var aside: [Int64: Set<Int64>] = [:]
    for person in persons {
      for some in batches(of: contributions) {
        aside[person, default: []].formUnion(try Recusal.refusals(of: person, among: some, at: now, db).keys)
      }
    }
    let held = try undecided(in: consultation, besides: Set(contributions), db)
    var loads = persons.map { (person: $0, count: held[$0] ?? 0) }
    var shares: [(contribution: Int64, person: Int64)] = []
    for contribution in contributions {
      loads.sort { ($0.count, $0.person) < ($1.count, $1.person) }
      let place = loads.firstIndex { !aside[$0.person, default: []].contains(contribution) }
      guard let place else { continue }
      shares.append((contribution, loads[place].person))
      loads[place].count += 1
    }
    return shares
  }

  /// How many contributions each holds that are not decided, besides some.
  private static func undecided(
    in consultation: Int64, besides some: Set<Int64>, _ db: Snapshot
  ) throws -> [Int64: Int] {
    var found: [Int64: Int] = [:]
    try db.forEach(
      """
      SELECT assignment.contribution_id, assignment.person_id FROM assignment
      JOIN contribution ON contribution.id = assignment.contribution_id AND \(Withdrawal.stands)
      WHERE contribution.consultation_id = \(consultation) AND assignment.ended_event_id IS NULL
        AND NOT \(Queue.isDecided)
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let person: Int64 = try row.next()
      if !some.contains(contribution) { found[person, default: 0] += 1 }
    }
    return found
  }
}

/// An instructor to whom contributions are given.
struct Assignee: Sendable, Equatable, RowDecodable {
  var person: Int64
  var token: String
  var name: String
  /// The line of the journal by which it was given; 0 for nobody's.
  var event: Int64

  init(from row: inout Row) throws {
    person = try row.next()
    token = try row.next()
    name = try row.next()
    event = try row.next()
  }

  /// Those who hold the role, by name.
  static func instructors(_ db: Snapshot) throws -> [Assignee] {
    try db.rows(
      """
      SELECT person.id, person.token, person.name, 0 FROM person
      WHERE person.id IN (SELECT person_id FROM role WHERE kind = 'instructor' AND ended_event_id IS NULL)
      ORDER BY person.name, person.id
      """)
  }

  /// Those who hold it no more, while contributions of a consultation are still given to them.
  static func left(in consultation: Int64, _ db: Snapshot) throws -> [Assignee] {
    try db.rows(
      """
      SELECT person.id, person.token, person.name, 0 FROM person
      WHERE person.id IN (SELECT person_id FROM role WHERE kind = 'instructor' AND ended_event_id IS NOT NULL)
        AND person.id NOT IN (SELECT person_id FROM role WHERE kind = 'instructor' AND ended_event_id IS NULL)
        AND EXISTS (SELECT 1 FROM assignment
          JOIN contribution ON contribution.id = assignment.contribution_id AND \(Withdrawal.stands)
          WHERE assignment.person_id = person.id AND assignment.ended_event_id IS NULL
            AND contribution.consultation_id = \(consultation))
      ORDER BY person.name, person.id
      """)
  }
}

enum AssignmentRefusal: FieldRefusal, Equatable, CaseIterable {
  case nobody, aside, changed

  var status: Int { self == .changed ? 409 : 422 }
  var field: String { "instructeur" }
  var sentence: Phrase {
    switch self {
    case .nobody: t("Choisissez un instructeur.")
    case .aside:
      t("Rien n’est confié : qui est choisi s’est déporté, ou agit pour un organisme qui dépose.")
    case .changed: t("La liste a changé entre-temps : relisez ce qui sera fait.")
    }
  }
}
