import Consultations
import Directory
import Forms
import Localization
import Platform
import Storage

/// What is asked of a file: in which consultation, held by which filter, and where its reading stands.
struct OpenDataSelection: Sendable {
  var consultation: Consultation
  var filter: ContributionFilter
  /// What a search has found; nil where nothing is searched.
  var found: Set<Int64>?
  /// The whole file holds what stays of contributions that were taken back; one that is filtered does not.
  var isWhole: Bool { filter.query.isEmpty && !filter.restricts }

  fileprivate var condition: SQL {
    isWhole ? "contribution.consultation_id = \(consultation.id)" : filter.condition(consultation.id)
  }

  /// Of what was taken back, no support is given.
  fileprivate var supportCondition: SQL { "\(filter.condition(consultation.id)) AND \(Withdrawal.stands)" }

  /// How many rows are read at a time: no snapshot is held while they are sent.
  static let batch = 200

  /// Where the reading stands: the number of a contribution, and of its supports the last one read.
  struct Place: Sendable {
    var number = 0
    var support: Int64 = 0
    /// Of a table of a later room.
    var later: Int64 = 0
  }
}

extension OpenDataSelection {
  /// The next rows of the table, and whether more may come.
  func rows(
    of table: OpenDataFile.Table, after place: inout Place, wording: OpenDataWording, _ db: Snapshot
  ) throws -> (rows: [[OpenDataCell]], isLast: Bool) {
    switch table {
    case .contributions:
      let read = try contributions(after: place, db)
      if let last = read.last { place.number = last.contribution.number }
      return (try rows(read.filter { isFound($0.contribution.id) }, wording, db), read.count < Self.batch)
    case .supports:
      let read = try supports(after: place, db)
      if let last = read.last { place = Place(number: last.number, support: last.support) }
      return (read.filter { isFound($0.contribution) }.map { $0.row(wording) }, read.count < Self.batch)
    case .later(let table):
      let read = try table.rows(consultation, place.later, Self.batch, wording.base, db)
      place.later = read.last?.place ?? place.later
      return (read.map { $0.cells + [.text(wording.band)] }, read.count < Self.batch)
    }
  }

  func count(_ table: OpenDataFile.Table, _ db: Snapshot) throws -> Int {
    if case .later(let table) = table { return try table.count(consultation, db) }
    if let found {
      guard table == .supports else { return found.count }
      // Few are found by words: counted one batch after another.
      var count = 0
      for ids in Array(found).chunks(of: 500) {
        count +=
          try db.value(
            "SELECT count(*) FROM support WHERE ended_event_id IS NULL AND contribution_id IN (\(SQL.list(ids)))",
            as: Int.self) ?? 0
      }
      return count
    }
    switch table {
    case .contributions:
      return try db.value("SELECT count(*) FROM contribution WHERE \(condition)", as: Int.self) ?? 0
    case .supports:
      let sum = try db.value(
        """
        SELECT CAST(coalesce(sum(contribution.supports), 0) AS BIGINT) FROM contribution
        WHERE \(supportCondition)
        """, as: Int.self)
      return sum ?? 0
    case .later: return 0
    }
  }

  /// The first and the last publication of what is selected, whatever words are searched.
  func dates(_ db: Snapshot) throws -> (first: Instant, last: Instant)? {
    let dates = try db.first(
      "SELECT min(contribution.published_at), max(contribution.published_at) FROM contribution WHERE \(condition)"
    ) { row in (try row.next(Instant?.self), try row.next(Instant?.self)) }
    guard let first = dates?.0, let last = dates?.1 else { return nil }
    return (first, last)
  }

  private func isFound(_ contribution: Int64) -> Bool { found?.contains(contribution) ?? true }

  private func contributions(after place: Place, _ db: Snapshot) throws -> [OpenContribution] {
    try db.rows(
      """
      SELECT \(OpenContribution.columns) FROM \(OpenContribution.source)
      WHERE \(condition) AND contribution.number > \(place.number)
      ORDER BY contribution.number LIMIT \(Self.batch)
      """)
  }

  private func rows(
    _ read: [OpenContribution], _ wording: OpenDataWording, _ db: Snapshot
  ) throws -> [[OpenDataCell]] {
    var questionnaires: [Int64: Questionnaire] = [:]
    for id in Set(read.compactMap(\.contribution.text.questionnaire)) {
      questionnaires[id] = try RubricQuestionnaire.with(id: id, db)?.questionnaire
    }
    let files = try Attachment.published(of: read.map(\.contribution.id), db)
    let others = try Codeposit.told(of: read.map(\.contribution.id), db)
    return read.map { one in
      let asked = one.contribution.text.questionnaire.flatMap { questionnaires[$0] }
      // What no question asks for is not on the page either.
      return one.row(
        wording, answers: asked?.published(one.contribution.text.answers).json ?? "",
        files: files[one.contribution.id] ?? [], others: others[one.contribution.id] ?? [])
    }
  }

  private func supports(after place: Place, _ db: Snapshot) throws -> [OpenSupport] {
    try db.rows(
      """
      SELECT \(OpenSupport.columns) FROM \(OpenSupport.source)
      WHERE \(supportCondition) AND support.ended_event_id IS NULL
        AND contribution.number >= \(place.number)
        AND (contribution.number > \(place.number) OR support.id > \(place.support))
      ORDER BY contribution.number, support.id LIMIT \(Self.batch)
      """)
  }
}

/// What files say besides what was read: addresses, and the band of a demonstration.
struct OpenDataWording: Sendable {
  /// The address of the list, under which each contribution has its own.
  var list: String
  var band: String
  /// Of the installation.
  var base: String
}

/// The organisation of a row.
private struct OpenOrganisation {
  static let columns: SQL = """
    organisation.token, organisation.name, organisation.kind, organisation.siren, organisation.insee_code,
    organisation.department
    """
  var cells: [OpenDataCell]

  init(from row: inout Row) throws {
    let token: String = try row.next()
    let name: String = try row.next()
    let kind: OrganisationKind = try row.next()
    cells = [.text(name), .text(token), .text(kind.slug)]
    for _ in 0..<3 { cells.append(.text(try row.next(String?.self))) }
  }
}

private struct OpenContribution: RowDecodable {
  var contribution: Contribution
  var versionAt: Instant
  var organisation: OpenOrganisation
  var withdrawal: (reason: String, at: Instant)?

  static let columns: SQL = """
    \(Contribution.columns), contribution_version.at, \(OpenOrganisation.columns), withdrawal.reason,
    withdrawal.withdrawn_at
    """
  static let source: SQL = """
    \(Contribution.source) JOIN organisation ON organisation.id = contribution.organisation_id
    LEFT JOIN withdrawal ON withdrawal.contribution_id = contribution.id AND withdrawal.ended_event_id IS NULL
    """

  init(from row: inout Row) throws {
    contribution = try Contribution(from: &row)
    versionAt = try row.next()
    organisation = try OpenOrganisation(from: &row)
    let reason: String? = try row.next()
    let at: Instant? = try row.next()
    if let reason, let at { withdrawal = (reason, at) }
  }

  /// - Parameters:
  ///   - files: the tokens of its public files.
  ///   - others: those who deposit it with its organisation.
  func row(
    _ wording: OpenDataWording, answers: String, files: [String], others: [(name: String, token: String)]
  ) -> [OpenDataCell] {
    let depositors: [OpenDataCell] =
      organisation.cells + [
        .text(others.map(\.name).joined(separator: " | ")), .text(others.map(\.token).joined(separator: " ")),
      ]
    let head: [OpenDataCell] = [
      .number(contribution.number), .text(contribution.token), .text(wording.list + "/" + contribution.token),
    ]
    if let withdrawal {
      let words = Array(repeating: OpenDataCell.missing, count: 14)
      let state: [OpenDataCell] = [.text("retiree"), .missing]
      let life: [OpenDataCell] = [.text(contribution.publishedAt.universal)] + Array(repeating: .missing, count: 7)
      let ending: [OpenDataCell] = [.text(withdrawal.at.universal), .text(withdrawal.reason), .text(wording.band)]
      return head + state + depositors + words + life + ending
    }
    let state: [OpenDataCell] = [.text("publiee"), .text(contribution.rubric.slug)]
    let address = wording.list + "/" + contribution.token
    let joined: [OpenDataCell] = [
      .number(files.count),
      .text(files.map { Attachment.address($0, of: address) }.joined(separator: " ")),
    ]
    let ending: [OpenDataCell] = [.missing, .missing, .text(wording.band)]
    return head + state + depositors + written(answers) + life + joined + ending
  }

  private func written(_ answers: String) -> [OpenDataCell] {
    let text = contribution.text
    let service = text.service
    let words: [String] = [
      text.title, text.today, text.forWhom, text.existing, text.expected, text.language.rawValue,
      text.themes.joined(separator: " "), answers, service.codeAddress, service.licence, service.maintainer,
      service.users, service.documentation, service.cost,
    ]
    return words.map { .text($0) }
  }

  private var life: [OpenDataCell] {
    [
      .text(contribution.publishedAt.universal), .number(contribution.version), .text(versionAt.universal),
      .number(contribution.authoritySupports), .number(contribution.otherSupports), .number(contribution.comments),
    ]
  }
}

private struct OpenSupport: RowDecodable {
  var support: Int64
  var contribution: Int64
  var number: Int
  var token: String
  var at: Instant
  var organisation: OpenOrganisation
  var purpose: String?
  var language: String?
  var experiments: Int?
  var coCarries: Int?

  static let columns: SQL = """
    support.id, contribution.id, contribution.number, contribution.token, support.given_at,
    \(OpenOrganisation.columns), \(SupportStatement.columns)
    """
  static let source: SQL = """
    contribution JOIN support ON support.contribution_id = contribution.id
    JOIN organisation ON organisation.id = support.organisation_id
    LEFT JOIN support_statement
      ON support_statement.support_id = support.id AND support_statement.ended_event_id IS NULL
    """

  init(from row: inout Row) throws {
    support = try row.next()
    contribution = try row.next()
    number = try row.next()
    token = try row.next()
    at = try row.next()
    organisation = try OpenOrganisation(from: &row)
    purpose = try row.next()
    language = try row.next()
    experiments = try row.next()
    coCarries = try row.next()
  }

  func row(_ wording: OpenDataWording) -> [OpenDataCell] {
    let head: [OpenDataCell] = [.number(number), .text(token), .text(at.universal)]
    let said: [OpenDataCell] = [
      .text(purpose), purpose?.isEmpty == false ? .text(language) : .missing, .flag(experiments == 1),
      .flag(coCarries == 1),
    ]
    return head + organisation.cells + said + [.text(wording.band)]
  }
}

extension Array {
  fileprivate func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
