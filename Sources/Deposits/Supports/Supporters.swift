import Directory
import Localization
import Platform
import Storage

/// Who supports a contribution: how many of each kind, size and place, and some of them with what they say.
struct Supporters: Sendable {
  static let pageSize = 50

  struct Line: Sendable {
    var organisation: Organisation
    var statement: SupportStatement?
  }

  /// By kind, the most numerous first.
  var kinds: [(kind: OrganisationKind, count: Int)] = []
  /// Communes by size, in the order of sizes.
  var sizes: [(size: SizeStratum, count: Int)] = []
  /// By the code of a department.
  var departments: [String: Int] = [:]
  /// Those that are of no department: bodies of the whole country.
  var nationwide = 0
  var experimenting = 0
  var coCarrying = 0
  var lines: [Line] = []
  var page: ListPage

  init(of contribution: Contribution, page: ListPage, _ db: Snapshot) throws {
    self.page = page
    kinds = try db.rows(
      """
      SELECT organisation.kind, count(*) FROM \(Self.source(contribution.id))
      GROUP BY organisation.kind ORDER BY count(*) DESC, organisation.kind
      """
    ) { row in (kind: try row.next(), count: try row.next()) }
    try count(contribution.id, db)
    try readLines(contribution.id, db)
  }

  private static func source(_ contribution: Int64) -> SQL {
    """
    support JOIN organisation ON organisation.id = support.organisation_id
    LEFT JOIN support_statement
      ON support_statement.support_id = support.id AND support_statement.ended_event_id IS NULL
    WHERE support.contribution_id = \(contribution) AND support.ended_event_id IS NULL
    """
  }

  /// Those of communes, in the order of the query.
  private static let strata: [SizeStratum] = [.under500, .from500, .from3500, .from20000]

  private mutating func count(_ contribution: Int64, _ db: Snapshot) throws {
    var bySize: [SizeStratum: Int] = [:]
    try db.forEach(
      """
      SELECT CASE WHEN population < 500 THEN 0 WHEN population < 3500 THEN 1 WHEN population < 20000 THEN 2 ELSE 3 END,
        count(*) FROM \(Self.source(contribution)) AND organisation.kind = 'commune' AND population IS NOT NULL
      GROUP BY 1
      """
    ) { row in
      let place: Int = try row.next()
      if let size = Self.strata.indices.contains(place) ? Self.strata[place] : nil { bySize[size] = try row.next() }
    }
    sizes = Self.strata.compactMap { size in bySize[size].map { (size, $0) } }
    try db.forEach(
      """
      SELECT organisation.department, count(*) FROM \(Self.source(contribution)) GROUP BY organisation.department
      """
    ) { row in
      let code: String? = try row.next()
      if let code { departments[code] = try row.next() } else { nationwide = try row.next() }
    }
    let ready = try db.first(
      """
      SELECT CAST(coalesce(sum(experiments), 0) AS BIGINT), CAST(coalesce(sum(co_carries), 0) AS BIGINT)
      FROM \(Self.source(contribution))
      """
    ) { row in (try row.next(Int.self), try row.next(Int.self)) }
    if let ready { (experimenting, coCarrying) = ready }
  }

  /// Those that say something first, then the newest.
  private mutating func readLines(_ contribution: Int64, _ db: Snapshot) throws {
    let found = try db.rows(
      """
      SELECT organisation.id, \(SupportStatement.columns) FROM \(Self.source(contribution))
      ORDER BY CASE WHEN support_statement.id IS NULL THEN 1 ELSE 0 END, support.id DESC
      LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { row in
      let organisation: Int64 = try row.next()
      let purpose: String? = try row.next()
      let language: String? = try row.next()
      let experiments: Int? = try row.next()
      let coCarries: Int? = try row.next()
      let statement = purpose.map {
        SupportStatement(
          purpose: $0, language: language.flatMap { Language(rawValue: $0) } ?? .french, experiments: experiments == 1,
          coCarries: coCarries == 1)
      }
      return (organisation, statement)
    }
    let organisations = try Organisation.with(ids: found.map(\.0), db)
    let byIdentifier = Dictionary(uniqueKeysWithValues: organisations.map { ($0.id, $0) })
    lines = found.compactMap { id, statement in
      byIdentifier[id].map { Line(organisation: $0, statement: statement) }
    }
  }
}
