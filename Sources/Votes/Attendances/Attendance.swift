package import Storage
import Directory
import Localization
import Platform
import Proof

/// An organisation that came to vote: when, and how the right was proved; never what was chosen. Public at once.
package struct Attendance: Sendable, Equatable, RowDecodable {
  var organisation: Int64
  var name: String
  var kind: OrganisationKind
  var department: String
  var method: ProofMethod
  var fromPreparer: Bool
  var cameAt: Instant
  /// How its ballot was contested; nil for one that counts.
  var contested: ProofMethod?

  package init(from row: inout Row) throws {
    organisation = try row.next()
    name = try row.next()
    kind = try row.next()
    department = try row.next()
    method = ProofMethod(rawValue: try row.next()) ?? .namedByHead
    fromPreparer = try row.next()
    cameAt = try row.next()
    contested = try row.next(String?.self).flatMap { ProofMethod(rawValue: $0) }
  }

  static func count(in vote: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM attendance WHERE vote_id = \(vote)", as: Int.self) ?? 0
  }

  static func count(in vote: Int64, _ search: RollSearch, _ db: Snapshot) throws -> Int {
    try db.value(
      "SELECT count(*) FROM attendance WHERE vote_id = \(vote) AND \(search.among("organisation_id"))", as: Int.self)
      ?? 0
  }

  static let pageSize = 50

  /// The newest first.
  static func page(_ page: ListPage, of vote: Int64, _ search: RollSearch, _ db: Snapshot) throws -> [Attendance] {
    try db.rows(
      """
      SELECT roll_entry.organisation_id, organisation.name, roll_entry.kind, roll_entry.department, attendance.method,
        attendance.from_preparer, attendance.came_at,
        (SELECT contest.method FROM contest WHERE contest.vote_id = attendance.vote_id
          AND contest.organisation_id = attendance.organisation_id AND \(Contest.isLive))
      FROM attendance
      JOIN roll_entry ON roll_entry.vote_id = attendance.vote_id
        AND roll_entry.organisation_id = attendance.organisation_id
      JOIN organisation ON organisation.id = attendance.organisation_id
      WHERE attendance.vote_id = \(vote) AND \(search.among("attendance.organisation_id")) ORDER BY attendance.id DESC
      LIMIT \(page.size) OFFSET \(page.offset)
      """)
  }
}

/// How many came of those called, by one quality.
struct Turnout: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var name: String
    var called: Int
    var came: Int
    var percent: Int { called == 0 ? 0 : came * 100 / called }
  }

  var called: Int
  var came: Int
  var kinds: [Line]
  var strata: [Line]
  var regions: [Line]
  /// How many came, and how many are called, by the code of their department.
  var departments: [String: Int]
  var calledDepartments: [String: Int]
  /// Departments from which nobody of those called has come, by code.
  var silent: [String]
  /// From the first on which somebody came.
  var days: [Day]

  struct Day: Sendable, Equatable {
    var noon: Instant
    var came: Int
  }

  init(of vote: Int64, _ db: Snapshot) throws {
    kinds = try Self.lines("roll_entry.kind", of: vote, db)
    strata = try Self.lines("roll_entry.stratum", of: vote, db)
    regions = try Self.lines("roll_entry.region", of: vote, db)
    called = kinds.reduce(0) { $0 + $1.called }
    came = kinds.reduce(0) { $0 + $1.came }
    let places = try Self.lines("roll_entry.department", of: vote, db)
    departments = Dictionary(places.filter { $0.came > 0 }.map { ($0.name, $0.came) }, uniquingKeysWith: { $1 })
    calledDepartments = Dictionary(
      places.filter { !$0.name.isEmpty }.map { ($0.name, $0.called) }, uniquingKeysWith: { $1 })
    silent = places.filter { $0.came == 0 }.map(\.name)
    days = try Self.days(of: vote, db)
  }

  /// By the clock of Paris.
  private static func days(of vote: Int64, _ db: Snapshot) throws -> [Day] {
    var days: [Day] = []
    try db.forEach("SELECT came_at FROM attendance WHERE vote_id = \(vote) ORDER BY came_at") { row in
      let shown = ParisTime(try row.next() as Instant)
      let noon = ParisTime.instant(year: shown.year, month: shown.month, day: shown.day, hour: 12)
      if days.last?.noon == noon { days[days.count - 1].came += 1 } else { days.append(Day(noon: noon, came: 1)) }
    }
    return days
  }

  private static func lines(_ quality: SQL, of vote: Int64, _ db: Snapshot) throws -> [Line] {
    try db.rows(
      """
      SELECT \(quality), count(*), count(attendance.id) FROM roll_entry
      LEFT JOIN attendance ON attendance.vote_id = roll_entry.vote_id
        AND attendance.organisation_id = roll_entry.organisation_id
      WHERE roll_entry.vote_id = \(vote) GROUP BY \(quality) ORDER BY \(quality)
      """
    ) { row in Line(name: try row.next(), called: try row.next(), came: try row.next()) }
  }
}
