import Consultations
import Localization
import Platform
import Storage

/// What a list of contributions is asked for; it is whole in its address, to be sent and kept.
struct ContributionFilter: Sendable, Equatable {
  enum Order: String, Sendable, CaseIterable {
    case newest = "recentes", supported = "soutenues"

    var title: Phrase {
      switch self {
      case .newest: t("Récentes")
      case .supported: t("Soutenues")
      }
    }
  }

  var query = ""
  var rubric: Rubric?
  /// The slug of a theme.
  var theme = ""
  /// The code of a department.
  var department = ""
  var order = Order.newest
  /// From 1.
  var page = 1

  static let pageSize = 20
  /// Beyond this page a list is not read by people.
  static let lastPage = 10_000

  init() {}

  init(_ fields: FormFields) {
    query = String((fields["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    rubric = fields["rubrique"].flatMap(Rubric.init(slug:))
    theme = String((fields["theme"] ?? "").prefix(60))
    department = String((fields["departement"] ?? "").prefix(3))
    order = fields["tri"].flatMap(Order.init(rawValue:)) ?? .newest
    page = fields["page"].flatMap { Int($0) }.map { min(max($0, 1), Self.lastPage) } ?? 1
  }

  /// `?rubrique=besoin&page=2`, or nothing.
  var queryString: String {
    let pairs = [
      ("q", query), ("rubrique", rubric?.slug ?? ""), ("theme", theme), ("departement", department),
      ("tri", order == .newest ? "" : order.rawValue), ("page", page == 1 ? "" : String(page)),
    ].filter { !$0.1.isEmpty }
    guard !pairs.isEmpty else { return "" }
    return "?" + pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  func at(page: Int) -> ContributionFilter {
    var filter = self
    filter.page = page
    return filter
  }

  var restricts: Bool { rubric != nil || !theme.isEmpty || !department.isEmpty }

  private func condition(_ consultation: Int64) -> SQL {
    var condition: SQL = "contribution.consultation_id = \(consultation)"
    if let rubric { condition = "\(condition) AND contribution.rubric = \(rubric)" }
    if !department.isEmpty { condition = "\(condition) AND contribution.department = \(department)" }
    if !theme.isEmpty {
      condition = """
        \(condition) AND contribution.id IN (SELECT contribution_id FROM contribution_theme
        JOIN theme ON theme.id = contribution_theme.theme_id
        WHERE theme.consultation_id = \(consultation) AND theme.slug = \(theme))
        """
    }
    return condition
  }

  /// The identifiers that the filter lets through, in no order: what a search is held against.
  func allowed(in consultation: Int64, _ db: Snapshot) throws -> Set<Int64>? {
    guard restricts else { return nil }
    return Set(try db.values("SELECT contribution.id FROM contribution WHERE \(condition(consultation))"))
  }

  func count(in consultation: Int64, _ figures: DepositFigures, _ db: Snapshot) throws -> Int {
    guard restricts else { return figures.contributions }
    return try db.value("SELECT count(*) FROM contribution WHERE \(condition(consultation))", as: Int.self) ?? 0
  }

  /// One page, in the order asked for.
  func contributions(in consultation: Int64, limit: Int = pageSize, _ db: Snapshot) throws
    -> [ContributionSummary]
  {
    let ordered: SQL =
      order == .newest
      ? "contribution.published_at DESC, contribution.id DESC" : "contribution.supports DESC, contribution.id DESC"
    return try db.rows(
      """
      SELECT \(ContributionSummary.columns) FROM \(ContributionSummary.source) WHERE \(condition(consultation))
      ORDER BY \(ordered) LIMIT \(limit) OFFSET \((page - 1) * limit)
      """)
  }
}
