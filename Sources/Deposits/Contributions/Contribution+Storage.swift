package import Consultations
import Directory
import Forms
package import Localization
package import Platform
package import Storage

extension Contribution: RowDecodable {
  static let columns: SQL = """
    contribution.id, contribution.token, contribution.consultation_id, contribution.number,
    contribution.organisation_id, contribution.rubric, contribution.published_at, contribution.version,
    contribution.authority_supports, contribution.other_supports, contribution.comments, \(ContributionText.columns)
    """
  static let source: SQL = """
    contribution JOIN contribution_version
    ON contribution_version.contribution_id = contribution.id AND contribution_version.number = contribution.version
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    consultation = try row.next()
    number = try row.next()
    organisation = try row.next()
    rubric = try row.next()
    publishedAt = try row.next()
    version = try row.next()
    authoritySupports = try row.next()
    otherSupports = try row.next()
    comments = try row.next()
    text = try ContributionText(from: &row)
  }

  package static func with(token: String, _ db: Snapshot) throws -> Contribution? {
    try db.first("SELECT \(columns) FROM \(source) WHERE contribution.token = \(token)")
  }

  /// The rows of some of a consultation, by their tokens.
  package static func ids(of tokens: [String], in consultation: Int64, _ db: Snapshot) throws -> [String: Int64] {
    guard !tokens.isEmpty else { return [:] }
    var found: [String: Int64] = [:]
    try db.forEach(
      """
      SELECT token, id FROM contribution WHERE consultation_id = \(consultation) AND token IN (\(SQL.list(tokens)))
      """
    ) { row in found[try row.next(String.self)] = try row.next(Int64.self) }
    return found
  }

  /// In the order of `ids`; one that is gone is left out.
  package static func with(ids: [Int64], _ db: Snapshot) throws -> [Contribution] {
    guard !ids.isEmpty else { return [] }
    let found: [Contribution] = try db.rows(
      "SELECT \(columns) FROM \(source) WHERE contribution.id IN (\(SQL.list(ids)))")
    let byIdentifier = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    return ids.compactMap { byIdentifier[$0] }
  }

  /// Publishes a text for an organisation: its number, its first version, its line in the journal, the figures.
  /// - Returns: the contribution's row.
  @discardableResult
  package static func publish(
    _ text: ContributionText, rubric: Rubric, token: String, in consultation: Int64, for organisation: Int64,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    if let refusal = text.refusalToRecord { throw refusal }
    guard try !Merger.isDone(to: organisation, db) else { throw DepositRefusal.merged }
    let event = try Event(
      "contribution.published", on: .init("organisation", organisation), by: actor, at: now,
      consultation: consultation
    ).record(db)
    let number = try count(rubric, in: consultation, db)
    let id = try db.insert(
      """
      INSERT INTO contribution (token, consultation_id, number, organisation_id, department, rubric,
        published_event_id, published_at, version, authority_supports, other_supports, supports)
      VALUES (\(token), \(consultation), \(number), \(organisation),
        (SELECT department FROM organisation WHERE id = \(organisation)), \(rubric), \(event), \(now), 1, 0, 0, 0)
      RETURNING id
      """)
    try countDepartment(of: id, db)
    try add(text, number: 1, to: id, in: consultation, event: event, at: now, db)
    try with(ids: [id], db).first?.share(by: actor, at: now, db)
    return id
  }

  /// A new version; the earlier ones stay, and can be read.
  package func correct(with text: ContributionText, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    if let refusal = text.refusalToRecord { throw refusal }
    let event = try Event(
      "contribution.corrected", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("version", .number(Int64(version + 1)))]
    ).record(db)
    try db.execute("UPDATE contribution SET version = \(version + 1) WHERE id = \(id)")
    try db.execute("DELETE FROM contribution_theme WHERE contribution_id = \(id)")
    try Self.add(text, number: version + 1, to: id, in: consultation, event: event, at: now, db)
  }

  /// Writes down that its files are no longer the same, where its text is.
  func noteFilesChanged(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    try Event(
      "contribution.files-changed", on: .init("contribution", id), by: actor, at: now, consultation: consultation
    ).record(db)
  }

  static func add(
    _ text: ContributionText, number: Int, to contribution: Int64, in consultation: Int64, event: Int64,
    at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO contribution_version (contribution_id, number, event_id, at, \(ContributionText.columns))
      VALUES (\(contribution), \(number), \(event), \(now), \(text.values))
      """)
    for theme in try Theme.all(of: consultation, db) where text.themes.contains(theme.slug) {
      try db.execute("INSERT INTO contribution_theme (contribution_id, theme_id) VALUES (\(contribution), \(theme.id))")
    }
  }

  static func countDepartment(of contribution: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO deposit_department (consultation_id, department, contributions, organisations)
      SELECT consultation_id, coalesce(department, ''), 1,
        CASE WHEN EXISTS (
          SELECT 1 FROM contribution AS earlier WHERE earlier.organisation_id = contribution.organisation_id
          AND earlier.consultation_id = contribution.consultation_id AND earlier.id < contribution.id
          AND NOT EXISTS (SELECT 1 FROM withdrawal
            WHERE withdrawal.contribution_id = earlier.id AND withdrawal.ended_event_id IS NULL)) THEN 0 ELSE 1 END
      FROM contribution WHERE id = \(contribution)
      ON CONFLICT (consultation_id, department) DO UPDATE SET
        contributions = deposit_department.contributions + 1,
        organisations = deposit_department.organisations + excluded.organisations
      """)
  }

  /// Counts one more, and numbers it: a number is never given twice, whatever was taken back.
  static func count(_ rubric: Rubric, in consultation: Int64, _ db: Transaction) throws -> Int {
    try db.execute(
      """
      INSERT INTO deposit_figures (consultation_id, rubric, contributions, authority_supports, other_supports)
      VALUES (\(consultation), \(rubric), 1, 0, 0)
      ON CONFLICT (consultation_id, rubric) DO UPDATE SET contributions = deposit_figures.contributions + 1
      """)
    let last =
      try db.value(
        "SELECT max(number) FROM contribution WHERE consultation_id = \(consultation)", as: Int?.self) ?? nil
    return (last ?? 0) + 1
  }

  /// One of its versions.
  package struct Version: Sendable, RowDecodable {
    package var number: Int
    package var at: Instant
    package var text: ContributionText

    package init(from row: inout Row) throws {
      number = try row.next()
      at = try row.next()
      text = try ContributionText(from: &row)
    }
  }

  /// When each of its versions was published, the newest first.
  struct VersionDate: Sendable, RowDecodable {
    var number: Int
    var at: Instant

    init(from row: inout Row) throws {
      number = try row.next()
      at = try row.next()
    }
  }

  func versionDates(_ db: Snapshot) throws -> [VersionDate] {
    try db.rows("SELECT number, at FROM contribution_version WHERE contribution_id = \(id) ORDER BY number DESC")
  }

  /// Its versions, the newest first.
  /// - Parameter number: from this one on to the older; from the newest where it is nil.
  package func versions(from number: Int? = nil, limit: Int = 100, _ db: Snapshot) throws -> [Version] {
    try db.rows(
      """
      SELECT number, at, \(ContributionText.columns) FROM contribution_version
      WHERE contribution_id = \(id) AND number <= \(number ?? version) ORDER BY number DESC LIMIT \(limit)
      """)
  }

  /// How many contributions each of some organisations has published, and not taken back.
  static func counts(by organisations: [Int64], in consultation: Int64, _ db: Snapshot) throws -> [Int64: Int] {
    guard !organisations.isEmpty else { return [:] }
    var counts: [Int64: Int] = [:]
    try db.forEach(
      """
      SELECT organisation_id, count(*) FROM contribution
      WHERE consultation_id = \(consultation) AND organisation_id IN (\(SQL.list(organisations)))
        AND \(Withdrawal.stands)
      GROUP BY organisation_id
      """
    ) { row in counts[try row.next(Int64.self)] = try row.next(Int.self) }
    return counts
  }
}

extension ContributionText: RowDecodable {
  /// The same in a draft and in a version.
  static let columns: SQL = """
    title, today, for_whom, existing, expected, language, themes, code_address, licence, maintainer, users,
    documentation, cost, answers, questionnaire_id
    """

  /// What is written in `columns`.
  var values: SQL {
    """
    \(title), \(today), \(forWhom), \(existing), \(expected), \(language.rawValue), \(themes.joined(separator: " ")),
    \(service.codeAddress), \(service.licence), \(service.maintainer), \(service.users), \(service.documentation),
    \(service.cost), \(answers.json), \(questionnaire)
    """
  }

  package init(from row: inout Row) throws {
    title = try row.next()
    today = try row.next()
    forWhom = try row.next()
    existing = try row.next()
    expected = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    let slugs: String = try row.next()
    themes = slugs.split(separator: " ").map(String.init)
    service = ServiceSheet()
    service.codeAddress = try row.next()
    service.licence = try row.next()
    service.maintainer = try row.next()
    service.users = try row.next()
    service.documentation = try row.next()
    service.cost = try row.next()
    answers = Answers(json: try row.next())
    questionnaire = try row.next()
  }
}

/// What is counted of a consultation, kept with each act.
package struct DepositFigures: Sendable, Equatable {
  package var needs = 0
  package var services = 0
  package var authoritySupports = 0
  package var otherSupports = 0

  package var contributions: Int { needs + services }

  package static func of(_ consultation: Int64, _ db: Snapshot) throws -> DepositFigures {
    var figures = DepositFigures()
    try db.forEach(
      """
      SELECT rubric, contributions, authority_supports, other_supports FROM deposit_figures
      WHERE consultation_id = \(consultation)
      """
    ) { row in
      let rubric: Rubric = try row.next()
      let count: Int = try row.next()
      switch rubric {
      case .need: figures.needs = count
      case .service: figures.services = count
      }
      figures.authoritySupports += try row.next()
      figures.otherSupports += try row.next()
    }
    return figures
  }
}

/// How much comes from where.
package struct DepositTerritories: Sendable, Equatable {
  /// Contributions by the code of a department.
  package var contributions: [String: Int] = [:]
  /// Organisations that deposited, wherever they are: leads, and those that deposit with another.
  package var organisations = 0

  package static func of(_ consultation: Int64, _ db: Snapshot) throws -> DepositTerritories {
    var territories = DepositTerritories()
    try db.forEach(
      "SELECT department, contributions, organisations FROM deposit_department WHERE consultation_id = \(consultation)"
    ) { row in
      let code: String = try row.next()
      let count: Int = try row.next()
      if !code.isEmpty { territories.contributions[code] = count }
      territories.organisations += try row.next()
    }
    territories.organisations += try Codeposit.countOfOthers(in: consultation, db)
    return territories
  }
}
