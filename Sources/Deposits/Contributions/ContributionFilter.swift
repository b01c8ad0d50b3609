import Consultations
import Directory
package import Localization
package import Platform
package import Storage

/// What a list of contributions is asked for; it is whole in its address, to be sent and kept.
package struct ContributionFilter: Sendable, Equatable {
  enum Order: String, Sendable, CaseIterable {
    case newest = "recentes", supported = "soutenues", commented = "commentees", shuffled = "melangees"

    var title: Phrase {
      switch self {
      case .newest: t("Récentes")
      case .supported: t("Soutenues")
      case .commented: t("Commentées")
      case .shuffled: t("Mélangées")
      }
    }
  }

  enum State: String, Sendable, CaseIterable {
    case published = "publiee", withdrawn = "retiree"
  }

  package var query = ""
  /// Nil where nothing is asked: lists then show those that stand.
  var state: State?
  var rubric: Rubric?
  /// The slug of a theme.
  var theme = ""
  var depositors = ContributionDepositors()
  /// Nil where none is chosen: the newest first or, where words are searched, those that answer best.
  var order: Order?
  /// What the shuffle is drawn from; it stands in the address, so that its pages show each contribution once.
  var seed: Int64 = 1
  /// What a later room keeps of them besides; it stands in no address of the list.
  package var held: SQL?
  /// From 1.
  package var page = 1

  package static let pageSize = 20
  /// Beyond this page a list is not read by people.
  static let lastPage = 10_000

  init() {}

  /// The seed is that of the day in Paris where the address names none.
  package init(_ fields: FormFields, at now: Instant) {
    query = String((fields["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    state = fields["etat"].flatMap(State.init(rawValue:))
    rubric = fields["rubrique"].flatMap(Rubric.init(slug:))
    theme = String((fields["theme"] ?? "").prefix(60))
    depositors.territory = fields["territoire"].flatMap(ContributionDepositors.Territory.init)
    depositors.kind = fields["organisme"].flatMap(OrganisationKind.init(slug:))
    depositors.stratum = fields["taille"].flatMap(SizeStratum.init(slug:))
    order = fields["tri"].flatMap(Order.init(rawValue:))
    seed = Self.seed(fields["graine"], at: now)
    page = fields["page"].flatMap { Int($0) }.map { min(max($0, 1), Self.lastPage) } ?? 1
  }

  /// The largest prime below 2³¹: what the shuffle counts in, so that no product of two leaves 64 bits.
  static let prime: Int64 = 2_147_483_647

  static func seed(_ typed: String?, at now: Instant) -> Int64 {
    if let typed, let seed = Int64(typed), (1..<prime).contains(seed) { return seed }
    let today = ParisTime(now)
    return Int64((today.year * 100 + today.month) * 100 + today.day)
  }

  /// `?rubrique=besoin&page=2`, or nothing.
  package var queryString: String {
    let pairs: [(String, String)] = [
      ("q", query), ("etat", state?.rawValue ?? ""), ("rubrique", rubric?.slug ?? ""), ("theme", theme),
      ("territoire", depositors.territory?.text ?? ""), ("organisme", depositors.kind?.slug ?? ""),
      ("taille", depositors.stratum?.slug ?? ""),
      ("tri", order == .newest && query.isEmpty ? "" : order?.rawValue ?? ""),
      ("graine", order == .shuffled ? String(seed) : ""), ("page", page == 1 ? "" : String(page)),
    ].filter { !$0.1.isEmpty }
    guard !pairs.isEmpty else { return "" }
    return "?" + pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  package func at(page: Int) -> ContributionFilter {
    var filter = self
    filter.page = page
    return filter
  }

  var restricts: Bool { restrictsBesidesHeld || held != nil }
  /// Whether its address restricts it, whatever a later room keeps of it.
  package var restrictsBesidesHeld: Bool {
    state != nil || rubric != nil || !theme.isEmpty || depositors.restricts
  }

  /// What it keeps of the list, whatever its order and its page.
  var selection: ContributionFilter {
    var filter = self
    filter.order = nil
    filter.page = 1
    return filter
  }

  package func condition(_ consultation: Int64) -> SQL {
    let ofState: SQL = state == .withdrawn ? "NOT (\(Withdrawal.stands))" : Withdrawal.stands
    var condition: SQL = "contribution.consultation_id = \(consultation) AND \(ofState)"
    if let rubric { condition = "\(condition) AND contribution.rubric = \(rubric)" }
    if let held { condition = "\(condition) AND (\(held))" }
    if let depositors = depositors.condition { condition = "\(condition) AND \(depositors)" }
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

  /// The same, the first ones by their numbers.
  func ids(in consultation: Int64, limit: Int, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      "SELECT contribution.id FROM contribution WHERE \(condition(consultation)) ORDER BY id LIMIT \(limit)")
  }

  /// How many found contributions are put in order by themselves; of more, the whole list is read in its order.
  private static let fewFound = 500

  /// Found contributions in the order that is chosen: as they were found where none is.
  func ordered(_ found: [Int64], in consultation: Int64, _ db: Snapshot) throws -> [Int64] {
    guard order != nil, !found.isEmpty else { return found }
    guard found.count > Self.fewFound else {
      return try ordered(among: "contribution.id IN (\(SQL.list(found)))", db)
    }
    let kept = Set(found)
    return try ordered(in: consultation, db).filter(kept.contains)
  }

  /// All that it lets through, in its order.
  func ordered(in consultation: Int64, _ db: Snapshot) throws -> [Int64] {
    try ordered(among: condition(consultation), db)
  }

  private func ordered(among: SQL, _ db: Snapshot) throws -> [Int64] {
    let direction: SQL = order == .shuffled ? "ASC" : "DESC"
    return try db.values(
      "SELECT contribution.id FROM contribution WHERE \(among) ORDER BY \(key) \(direction), contribution.id \(direction)"
    )
  }

  func count(in consultation: Int64, _ figures: DepositFigures, _ db: Snapshot) throws -> Int {
    guard restricts else { return figures.contributions }
    return try count(in: consultation, db)
  }

  func count(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM contribution WHERE \(condition(consultation))", as: Int.self) ?? 0
  }

  /// One page, in the order asked for.
  func contributions(in consultation: Int64, limit: Int = pageSize, _ db: Snapshot) throws
    -> [ContributionSummary]
  {
    let start = (page - 1) * limit
    guard order != .shuffled else {
      // Numbers alone are put in order, then the page is read.
      let ids: [Int64] = try db.values(
        """
        SELECT contribution.id FROM contribution WHERE \(condition(consultation))
        ORDER BY \(shuffle), contribution.id LIMIT \(limit) OFFSET \(start)
        """)
      return try ContributionSummary.with(ids: ids, evenWithdrawn: state == .withdrawn, db)
    }
    let ordered: SQL = "\(key) DESC, contribution.id DESC"
    return try db.rows(
      """
      SELECT \(ContributionSummary.columns) FROM \(ContributionSummary.source) WHERE \(condition(consultation))
      ORDER BY \(ordered) LIMIT \(limit) OFFSET \(start)
      """)
  }

  /// What the order goes by.
  var key: SQL {
    switch order ?? .newest {
    case .newest: "contribution.published_at"
    case .supported: "contribution.supports"
    case .commented: "contribution.comments"
    case .shuffled: shuffle
    }
  }

  /// A number for each contribution, in another order for each seed: a line and a square modulo a prime, which both
  /// engines reckon alike. The few that share a square follow by their numbers.
  var shuffle: SQL {
    let prime = Self.prime
    // Some steps of the generator of Park and Miller (CACM 31, 1988), made for this prime.
    let slope = (0..<4).reduce(seed) { drawn, _ in drawn * 48_271 % prime }
    let start = slope * 48_271 % prime
    let line: SQL = "((contribution.id % \(prime)) * \(slope) + \(start)) % \(prime)"
    return "((\(line)) * (\(line)) % \(prime))"
  }
}

extension SizeStratum {
  /// The strata of communes: the others are told apart by their kind.
  static let ofCommunes: [SizeStratum] = [.under500, .from500, .from3500, .from20000]

  init?(slug: String) {
    guard let found = Self.ofCommunes.first(where: { $0.slug == slug }) else { return nil }
    self = found
  }

  /// Its word in addresses.
  var slug: String {
    switch self {
    case .under500: "moins-de-500"
    case .from500: "500-3499"
    case .from3500: "3500-19999"
    case .from20000: "20000-et-plus"
    case .other, .intercommunality: ""
    }
  }
}
