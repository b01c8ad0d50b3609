import Catalogue
import Consultations
import Localization
import Platform
import Storage

/// A service that somebody has proposed for a need, or that an instructor has confirmed, as files and programs are told
/// it.
struct OpenMatch: Sendable {
  var id: Int64
  var match: Match
  var proposedAt: Instant
  var need: Contribution
  var sheet: Sheet
  /// The identifier of who proposed it; nil where an instructor did.
  var proposer: String?
  var consultation: Consultation
  var base: String
  var band: String?

  private static let source: SQL = """
    service_match JOIN contribution ON contribution.id = service_match.contribution_id
    JOIN sheet ON sheet.id = service_match.sheet_id
    LEFT JOIN organisation ON organisation.id = service_match.organisation_id
    """
  private static func isTold(in consultation: Int64) -> SQL {
    """
    contribution.consultation_id = \(consultation) AND service_match.ended_event_id IS NULL AND \(Withdrawal.stands)
      AND \(Sheet.stands)
    """
  }

  var page: String { ContributionAddress(bare: need, in: consultation).path }
  var service: String { base + SheetAddress(sheet).path }

  static func count(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM \(source) WHERE \(isTold(in: consultation))", as: Int.self) ?? 0
  }

  /// Those that follow a row, in the order in which they were proposed; the newest first where `isNewest`.
  static func some(
    in consultation: Consultation, after row: Int64 = 0, limit: Int, isNewest: Bool = false, _ base: String,
    band: String?, _ db: Snapshot
  ) throws -> [OpenMatch] {
    let order: SQL = isNewest ? "service_match.id DESC" : "service_match.id"
    let rows = try db.rows(
      """
      SELECT service_match.id, service_match.proposed_at, organisation.token, \(Match.columns) FROM \(source)
      WHERE service_match.id > \(row) AND \(isTold(in: consultation.id)) ORDER BY \(order) LIMIT \(limit)
      """
    ) { row in
      (
        id: try row.next(Int64.self), at: try row.next(Instant.self), proposer: try row.next(String?.self),
        match: try Match(from: &row)
      )
    }
    let needs = Dictionary(
      try Contribution.with(ids: Array(Set(rows.map(\.match.contribution))), db).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let sheets = Dictionary(
      try Sheet.with(ids: Array(Set(rows.map(\.match.sheet))), db).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    return rows.compactMap { row in
      guard let need = needs[row.match.contribution], let sheet = sheets[row.match.sheet] else { return nil }
      return OpenMatch(
        id: row.id, match: row.match, proposedAt: row.at, need: need, sheet: sheet, proposer: row.proposer,
        consultation: consultation, base: base, band: band)
    }
  }

  static let shape = Shape<OpenMatch>(
    "Rapprochement",
    [
      .integer("contribution_numero", t("Numéro du besoin dans la consultation")) { $0.need.number },
      .text("contribution_identifiant", t("Identifiant du besoin")) { $0.need.token },
      .address("adresse", t("Adresse de la page du besoin")) { $0.base + $0.page },
      .text("service_identifiant", t("Identifiant de la fiche du service")) { $0.sheet.token },
      .text("service", t("Nom du service")) { $0.sheet.name },
      .address("service_adresse", t("Adresse de la page du service")) { $0.service },
      .optionalText("propose_par", t("Identifiant de l’organisme qui l’a proposé ; rien si c’est l’instruction")) {
        $0.proposer
      },
      .flag("confirme", t("Un instructeur a confirmé que le service répond au besoin")) { $0.match.isConfirmed },
      .instant("propose_le", t("Date de la proposition (UTC)")) { $0.proposedAt },
      .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
    ])

  static let fields: [OpenDataField] = [
    OpenDataField("contribution_numero", .integer, t("Numéro du besoin dans la consultation")),
    OpenDataField("contribution_identifiant", .string, t("Identifiant du besoin")),
    OpenDataField("adresse", .string, t("Adresse de la page du besoin")),
    OpenDataField("service_identifiant", .string, t("Identifiant de la fiche du service")),
    OpenDataField("service", .string, t("Nom du service")),
    OpenDataField("service_adresse", .string, t("Adresse de la page du service")),
    OpenDataField(
      "propose_par", .string, t("Identifiant de l’organisme qui l’a proposé ; rien si c’est l’instruction")),
    OpenDataField("confirme", .boolean, t("Un instructeur a confirmé que le service répond au besoin")),
    OpenDataField("propose_le", .datetime, t("Date de la proposition (UTC)")),
  ]

  var cells: [OpenDataCell] {
    [
      .number(need.number), .text(need.token), .text(base + page), .text(sheet.token), .text(sheet.name),
      .text(service), .text(proposer), .flag(match.isConfirmed), .text(proposedAt.universal),
    ]
  }
}

/// `/api/v1/consultations/services-2021/rapprochements`
struct MatchesAPIAddress: AddressInConsultation {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/rapprochements"
  var consultation: String
}

extension DepositsModule {
  /// Which services meet which needs, among the open data of a consultation.
  static let matchTable = LaterTable(
    "rapprochements", t("Services rapprochés des besoins"), OpenMatch.fields,
    count: { consultation, db in try OpenMatch.count(in: consultation.id, db) },
    rows: { consultation, after, limit, base, db in
      try OpenMatch.some(in: consultation, after: after, limit: limit, base, band: nil, db).map { one in
        LaterTable.Row(place: one.id, cells: one.cells)
      }
    },
    newest: { consultation, limit, db in
      try OpenMatch.some(in: consultation, limit: limit, isNewest: true, "", band: nil, db).map { one in
        LaterTable.Entry(
          title: "n° \(one.need.number) · \(one.sheet.name)", path: one.page + "#" + one.sheet.token,
          publishedAt: one.proposedAt, summary: one.sheet.summary.text, language: .french)
      }
    })

  func registerMatchesAPI(in registry: inout Registry) {
    registry.answer(
      MatchesAPIAddress.self, "rapprochements", t("Les services rapprochés des besoins"),
      segments: [consultationParameter], parameters: Paging.parameters,
      with: OpenMatch.shape.page(named: "Rapprochements")
    ) { address, asked, visit in
      let told = try await database.read { db -> Paged<OpenMatch>? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        let read = try OpenMatch.some(
          in: consultation, after: asked[Paging.cursor]?.id ?? 0, limit: asked.pageSize + 1,
          visit.site.settings.baseAddress, band: visit.site.band, db)
        let total = try OpenMatch.count(in: consultation.id, db)
        return asked.page(of: read, total: total, address, visit.site) { Cursor(id: $0.id) }
      }
      guard let told else { throw NotFound() }
      return told
    }
  }
}
