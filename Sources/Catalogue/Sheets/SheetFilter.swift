package import Directory
import Localization
import Platform
import PublicCode
import Storage

/// What the list of sheets is asked for: whole in its address.
package struct SheetFilter: Sendable, Equatable {
  package var query = ""
  package var category: String?
  package var licence: Licence?
  /// The kind of an organisation that says that it uses them.
  package var usedBy: OrganisationKind?
  package var order = Order.used
  package var page = 1

  package static let pageSize = 20

  package enum Licence: Sendable, Equatable {
    /// Any that is approved.
    case open
    case one(String)

    var word: String {
      switch self {
      case .open: "ouverte"
      case .one(let licence): licence
      }
    }
  }

  package enum Order: String, Sendable, CaseIterable {
    case used = "utilises"
    case recent = "recents"
    case name = "nom"

    var title: Phrase {
      switch self {
      case .used: t("Les plus utilisés")
      case .recent: t("Les derniers modifiés")
      case .name: t("Par nom")
      }
    }
  }

  package init() {}

  init(_ query: FormFields) {
    self.query = String((query["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    category = query["categorie"].flatMap { Categories.isKnown($0) ? $0 : nil }
    switch query["licence"] ?? "" {
    case "": licence = nil
    case "ouverte": licence = .open
    case let word: licence = LicenceExpression.isKnown(word) ? .one(word) : nil
    }
    usedBy = query["utilise"].flatMap { OrganisationKind(slug: $0) }
    order = query["tri"].flatMap { Order(rawValue: $0) } ?? .used
    page = query["page"].flatMap { Int($0) }.map { min(max(1, $0), 100_000) } ?? 1
  }

  package var restricts: Bool { category != nil || licence != nil || usedBy != nil }

  func at(page: Int) -> SheetFilter {
    var filter = self
    filter.page = page
    return filter
  }

  /// Without what orders or pages.
  var selection: SheetFilter {
    var filter = self
    filter.order = .used
    filter.page = 1
    return filter
  }

  package var queryString: String {
    var pairs: [(String, String)] = []
    if !query.isEmpty { pairs.append(("q", query)) }
    if let category { pairs.append(("categorie", category)) }
    if let licence { pairs.append(("licence", licence.word)) }
    if let usedBy { pairs.append(("utilise", usedBy.slug)) }
    if order != .used { pairs.append(("tri", order.rawValue)) }
    if page > 1 { pairs.append(("page", String(page))) }
    guard !pairs.isEmpty else { return "" }
    return "?" + pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }
}

extension SheetFilter {
  private var condition: SQL {
    var conditions: [SQL] = [Sheet.stands]
    if let category {
      conditions.append("sheet.id IN (SELECT sheet_id FROM sheet_category WHERE category = \(category))")
    }
    switch licence {
    case .open: conditions.append("sheet.is_open = 1")
    case .one(let word): conditions.append("sheet.licence = \(word)")
    case nil: break
    }
    if let usedBy {
      conditions.append(
        """
        sheet.id IN (SELECT declaration.sheet_id FROM declaration
          JOIN organisation ON organisation.id = declaration.organisation_id
          WHERE declaration.kind = 'uses' AND declaration.ended_event_id IS NULL
            AND organisation.kind = \(usedBy.rawValue))
        """)
    }
    return conditions.joined(separator: " AND ")
  }

  private var ordering: SQL {
    switch order {
    case .used: "sheet.users DESC, sheet.changed_at DESC, sheet.id DESC"
    case .recent: "sheet.changed_at DESC, sheet.id DESC"
    case .name: "lower(sheet.name), sheet.id"
    }
  }

  func count(_ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM sheet WHERE \(condition)", as: Int.self) ?? 0
  }

  /// A page of those that it lets through, whatever its words.
  func sheets(_ page: ListPage, _ db: Snapshot) throws -> [Sheet] {
    try db.rows(
      """
      SELECT \(Sheet.columns) FROM sheet WHERE \(condition) ORDER BY \(ordering)
      LIMIT \(page.size) OFFSET \(page.offset)
      """)
  }

  /// The next ones after a row, whatever its words and its order.
  func sheets(after id: Int64, limit: Int, _ db: Snapshot) throws -> [Sheet] {
    try db.rows(
      "SELECT \(Sheet.columns) FROM sheet WHERE \(condition) AND sheet.id > \(id) ORDER BY sheet.id LIMIT \(limit)")
  }

  /// The last changed, among some.
  func newest(_ limit: Int, among found: Set<Int64>?, _ db: Snapshot) throws -> [Sheet] {
    let among: SQL = found.map { "AND sheet.id IN (\(SQL.list($0.sorted())))" } ?? ""
    return try db.rows(
      """
      SELECT \(Sheet.columns) FROM sheet WHERE \(condition) \(among)
      ORDER BY sheet.changed_at DESC, sheet.id DESC LIMIT \(limit)
      """)
  }

  /// The rows that it lets through; nil for all.
  func allowed(_ db: Snapshot) throws -> Set<Int64>? {
    guard restricts else { return nil }
    return Set(try db.values("SELECT sheet.id FROM sheet WHERE \(condition)", as: Int64.self))
  }
}

extension Sheet {
  /// Licences that sheets bear, by name.
  static func licences(_ db: Snapshot) throws -> [String] {
    try db.values("SELECT DISTINCT licence FROM sheet WHERE licence <> '' AND \(stands) ORDER BY licence LIMIT 100")
  }

  /// Categories that sheets bear.
  static func categories(_ db: Snapshot) throws -> [String] {
    try db.values(
      """
      SELECT DISTINCT sheet_category.category FROM sheet_category JOIN sheet ON sheet.id = sheet_category.sheet_id
      WHERE \(stands) ORDER BY sheet_category.category
      """)
  }
}
