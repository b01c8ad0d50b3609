import Consultations
import Directory
import Localization
import Platform
import Storage

/// The filters of the list as the API declares them: by the same names, and refused where the list forgives.
extension ContributionFilter {
  private static let words = Parameter<String>.search(
    "q", t("Mots à chercher ; les plus proches d’abord, sauf si « tri » demande un autre ordre"))
  private static let rubrics = Parameter.choice("rubrique", among: Rubric.allCases, t("Rubrique")) { $0.slug }
  private static let states = Parameter.choice(
    "etat", among: State.allCases, t("État ; publiee si rien n’est dit")
  ) { $0.rawValue }
  private static let themes = Parameter<String>.slug("theme", t("Identifiant d’un thème"))
  private static let territories = Parameter<ContributionDepositors.Territory>(
    "territoire", t("Où est l’organisme : region-75, departement-40, intercommunalite-244000675"),
    .text(pattern: "^(region|departement|intercommunalite)-[0-9A-Z]{1,9}$")
  ) { text in
    let code = text.split(separator: "-", maxSplits: 1).last ?? ""
    let isCode = code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    return isCode ? ContributionDepositors.Territory(text) : nil
  }
  private static let kinds = Parameter.choice(
    "organisme", among: OrganisationKind.allCases, t("Type d’organisme")
  ) { $0.slug }
  private static let sizes = Parameter.choice(
    "taille", among: SizeStratum.ofCommunes, t("Nombre d’habitants de la commune")
  ) { $0.slug }
  private static let orders = Parameter.choice("tri", among: Order.allCases, t("Ordre")) { $0.rawValue }
  private static let seeds = Parameter<Int>.integer(
    "graine", in: 1...Int(prime) - 1, t("De quoi le mélange est tiré ; celle du jour si rien n’est dit"))

  static let parameters: [any DeclaredParameter] =
    [words, states, rubrics, themes, territories, kinds, sizes, orders, seeds] + Paging.parameters

  init(_ asked: AskedParameters, at now: Instant) {
    query = (asked[Self.words] ?? "").trimmed
    state = asked[Self.states]
    rubric = asked[Self.rubrics]
    theme = asked[Self.themes] ?? ""
    depositors.territory = asked[Self.territories]
    depositors.kind = asked[Self.kinds]
    depositors.stratum = asked[Self.sizes]
    order = asked[Self.orders]
    seed = asked[Self.seeds].map(Int64.init) ?? Self.seed(nil, at: now)
  }

  /// What an address must say besides what it was asked for the next page to follow this one.
  var pinned: [(name: String, value: String)] {
    order == .shuffled ? [(Self.seeds.name, String(seed))] : []
  }

  /// Some of the list, after a place in it: none twice and none forgotten, whatever is published meanwhile. Where the
  /// order itself moves, by supports or comments, it holds for what has not moved.
  func ids(in consultation: Int64, after cursor: Cursor?, limit: Int, _ db: Snapshot) throws -> [Cursor] {
    let key = key
    var condition = condition(consultation)
    let isRising = order == .shuffled
    if let cursor {
      let place: SQL =
        isRising
        ? "(\(key), contribution.id) > (\(cursor.key), \(cursor.id))"
        : "(\(key), contribution.id) < (\(cursor.key), \(cursor.id))"
      condition = "\(condition) AND \(place)"
    }
    let direction: SQL = isRising ? "ASC" : "DESC"
    return try db.rows(
      """
      SELECT contribution.id, \(key) FROM contribution WHERE \(condition)
      ORDER BY \(key) \(direction), contribution.id \(direction) LIMIT \(limit)
      """
    ) { row in
      let id: Int64 = try row.next()
      return Cursor(key: try row.next(), id: id)
    }
  }
}
