import Deposits
import Localization
import Platform
import Storage

/// Who is to treat a contribution: given by any instructor, to herself or to a colleague, one at a time. It only says
/// who is expected; whoever is at the desk may decide.
enum Assignment {
  /// Who treats some contributions.
  static func of(_ contributions: [Int64], _ db: Snapshot) throws -> [Int64: Assignee] {
    guard !contributions.isEmpty else { return [:] }
    let found = try db.rows(
      """
      SELECT assignment.contribution_id, person.id, person.token, person.name, assignment.event_id FROM assignment
      JOIN person ON person.id = assignment.person_id
      WHERE assignment.contribution_id IN (\(SQL.list(contributions))) AND assignment.ended_event_id IS NULL
      """
    ) { row in (contribution: try row.next(Int64.self), assignee: try Assignee(from: &row)) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.contribution, $0.assignee) })
  }

  /// Gives contributions to somebody, in one act; those that are hers already are left.
  /// - Throws: `AssignmentRefusal`.
  @discardableResult
  static func give(
    _ contributions: [Int64], to person: Int64, in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int {
    let instructors = try Assignee.instructors(db)
    guard instructors.contains(where: { $0.person == person }) else { throw AssignmentRefusal.nobody }
    let held = try of(contributions, db)
    let given = contributions.filter { held[$0]?.person != person }
    guard !given.isEmpty else { return 0 }
    let subject: Event.Subject =
      given.count == 1 ? .init("contribution", given[0]) : .init("consultation", consultation)
    let event = try Event(
      "contribution.assigned", on: subject, by: actor, at: now, consultation: consultation,
      details: [("count", .number(Int64(given.count)))]
    ).record(db)
    for contribution in given {
      try db.execute(
        """
        UPDATE assignment SET ended_event_id = \(event)
        WHERE contribution_id = \(contribution) AND ended_event_id IS NULL
        """)
      try db.execute(
        """
        INSERT INTO assignment (contribution_id, person_id, event_id, assigned_at)
        VALUES (\(contribution), \(person), \(event), \(now))
        """)
    }
    return given.count
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
}

enum AssignmentRefusal: FieldRefusal, Equatable, CaseIterable {
  case nobody

  var status: Int { 422 }
  var field: String { "instructeur" }
  var sentence: Phrase { t("Choisissez un instructeur.") }
}
