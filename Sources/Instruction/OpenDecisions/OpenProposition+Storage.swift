import Consultations
import Deposits
import Localization
import Platform
import Storage

/// A proposition that everyone reads, as files and programs are told it.
struct OpenProposition: Sendable {
  var proposition: Proposition
  var numbers: [Int]
  var authorities: Int
  var others: Int
  var page: String
  var band: String?

  private var wording: Proposition.Wording { proposition.wording }

  /// Those that follow a row, in the order in which they were made.
  static func some(
    in consultation: Consultation, after row: Int64 = 0, limit: Int, token: String? = nil, _ base: String,
    band: String?, _ db: Snapshot
  ) throws -> [OpenProposition] {
    let named: SQL = token.map { "proposition.token = \($0)" } ?? "1 = 1"
    let propositions: [Proposition] = try db.rows(
      """
      SELECT \(Proposition.columns) FROM \(Proposition.publishedSource)
      WHERE proposition.consultation_id = \(consultation.id) AND proposition.ended_event_id IS NULL
        AND proposition.id > \(row) AND \(named) AND \(Proposition.isPublic) ORDER BY proposition.id LIMIT \(limit)
      """)
    let ids = propositions.map(\.id)
    let supports = try Proposition.supports(of: ids, onlyPublished: true, db)
    let numbers = try numbers(of: ids, db)
    return propositions.map { proposition in
      let support = supports[proposition.id] ?? (0, 0)
      return OpenProposition(
        proposition: proposition, numbers: numbers[proposition.id] ?? [], authorities: support.authorities,
        others: support.others, page: base + PropositionAddress(consultation, token: proposition.token).path,
        band: band)
    }
  }

  /// The numbers of the contributions that feed each, by published decisions.
  private static func numbers(of propositions: [Int64], _ db: Snapshot) throws -> [Int64: [Int]] {
    guard !propositions.isEmpty else { return [:] }
    var found: [Int64: [Int]] = [:]
    try db.forEach(
      """
      SELECT DISTINCT grouping.proposition_id, contribution.number FROM grouping
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
      WHERE grouping.proposition_id IN (\(SQL.list(propositions))) ORDER BY contribution.number
      """
    ) { row in
      let proposition: Int64 = try row.next()
      found[proposition, default: []].append(try row.next())
    }
    return found
  }

  /// Those whose wording was published last.
  static func newest(in consultation: Consultation, limit: Int, _ db: Snapshot) throws -> [LaterTable.Entry] {
    let dates = try db.rows(
      """
      SELECT proposition.token, wording_publication.published_at FROM \(Proposition.publishedSource)
      JOIN wording_publication ON wording_publication.wording_id = wording.id
      WHERE proposition.consultation_id = \(consultation.id) AND proposition.ended_event_id IS NULL
        AND \(Proposition.isPublic) ORDER BY wording_publication.id DESC LIMIT \(limit)
      """
    ) { row in (token: try row.next(String.self), at: try row.next(Instant.self)) }
    return try dates.compactMap { date in
      try Proposition.published(token: date.token, in: consultation.id, db).map { one in
        LaterTable.Entry(
          title: one.wording.title, path: PropositionAddress(consultation, token: one.token).path,
          publishedAt: date.at, summary: String(one.wording.text.prefix(500)), language: one.wording.language)
      }
    }
  }

  static let fields: [OpenDataField] = [
    OpenDataField("identifiant", .string, t("Identifiant de la proposition, le même pour toujours")),
    OpenDataField("adresse", .string, t("Adresse de la page")),
    OpenDataField("titre", .string, t("Titre")),
    OpenDataField("texte", .string, t("Texte")),
    OpenDataField("langue", .string, t("Langue du texte : fr ou en")),
    OpenDataField("suite", .string, t("develop : à développer ; scale-up : à faire monter en puissance")),
    OpenDataField("themes", .string, t("Thèmes, séparés par des espaces")),
    OpenDataField("cout_bas", .integer, t("Coût le plus bas, en euros")),
    OpenDataField("cout_haut", .integer, t("Coût le plus haut, en euros")),
    OpenDataField("cout_source", .string, t("D’où vient cette fourchette")),
    OpenDataField("cout_retenu", .integer, t("Coût retenu pour le vote, en euros")),
    OpenDataField("contributions", .string, t("Numéros des contributions qu’elle réunit, séparés par des espaces")),
    OpenDataField("soutiens_collectivites", .integer, t("Collectivités distinctes qui en soutiennent une")),
    OpenDataField("soutiens_autres", .integer, t("Autres organismes distincts qui en soutiennent une")),
  ]

  var cells: [OpenDataCell] {
    func number(_ number: Int?) -> OpenDataCell { number.map { .number($0) } ?? .missing }
    let words: [OpenDataCell] = [
      .text(proposition.token), .text(page), .text(wording.title), .text(wording.text),
      .text(wording.language.rawValue), .text(wording.kind.rawValue), .text(wording.themes.joined(separator: " ")),
    ]
    let counted: [OpenDataCell] = [
      number(wording.cost?.lowerBound), number(wording.cost?.upperBound), .text(wording.costSource),
      number(wording.retainedCost), .text(numbers.map { String($0) }.joined(separator: " ")), .number(authorities),
      .number(others),
    ]
    return words + counted
  }
}
