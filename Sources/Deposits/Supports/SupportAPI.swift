import Consultations
import Directory
import Localization
import Platform
import Storage

/// A support as the API tells it.
struct SupportTold: Sendable {
  var id: Int64
  var givenAt: Instant
  var organisation: OrganisationTold
  var statement: SupportStatement?

  static let shape = Shape<SupportTold>(
    "Soutien",
    [
      .instant("soutenue_le", t("Date du soutien")) { $0.givenAt },
      .one("organisme", t("Qui soutient"), OrganisationTold.shape) { $0.organisation },
      .optionalText("usage", t("Ce que l’organisme en ferait, s’il le dit")) { $0.statement?.purpose },
      .optionalChoice("langue", t("Langue du texte : fr ou en"), among: Language.allCases.map(\.rawValue)) {
        $0.statement?.language.rawValue
      },
      .flag("pret_a_experimenter", t("Prêt à expérimenter")) { $0.statement?.experiments ?? false },
      .flag("pret_a_co_porter", t("Prêt à co-porter")) { $0.statement?.coCarries ?? false },
    ])

  /// The newest first.
  static func of(
    _ contribution: Int64, after cursor: Cursor?, limit: Int, _ site: Site, _ db: Snapshot
  ) throws -> [SupportTold] {
    let rows = try db.rows(
      """
      SELECT support.id, support.given_at, support.organisation_id, \(SupportStatement.columns) FROM support
      LEFT JOIN support_statement
        ON support_statement.support_id = support.id AND support_statement.ended_event_id IS NULL
      WHERE support.contribution_id = \(contribution) AND support.ended_event_id IS NULL
        AND support.id < \(cursor?.id ?? .max)
      ORDER BY support.id DESC LIMIT \(limit)
      """
    ) { row in try Row(from: &row) }
    var organisations: [Int64: OrganisationTold] = [:]
    for organisation in try Organisation.with(ids: rows.map(\.organisation), db) {
      organisations[organisation.id] = OrganisationTold(organisation, site)
    }
    return rows.compactMap { row in
      organisations[row.organisation].map {
        SupportTold(id: row.id, givenAt: row.givenAt, organisation: $0, statement: row.statement)
      }
    }
  }

  private struct Row {
    var id: Int64
    var givenAt: Instant
    var organisation: Int64
    var statement: SupportStatement?

    init(from row: inout Storage.Row) throws {
      id = try row.next()
      givenAt = try row.next()
      organisation = try row.next()
      let purpose: String? = try row.next()
      let language: String? = try row.next()
      let experiments: Int? = try row.next()
      let coCarries: Int? = try row.next()
      statement = purpose.map {
        SupportStatement(
          purpose: $0, language: language.flatMap { Language(rawValue: $0) } ?? .french, experiments: experiments == 1,
          coCarries: coCarries == 1)
      }
    }
  }
}

/// `/api/v1/consultations/services-2021/contributions/8f3k29qrst/soutiens`
struct SupportsAPIAddress: AddressOfContribution {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/contributions/{contribution}/soutiens"
  var contribution: ContributionAddress
}

extension DepositsModule {
  func registerSupportsAPI(in registry: inout Registry) {
    registry.answer(
      SupportsAPIAddress.self, "soutiens", t("Les soutiens d’une contribution, le plus récent d’abord"),
      segments: ContributionAddress.parameters, parameters: Paging.parameters,
      with: SupportTold.shape.page(named: "Soutiens")
    ) { address, asked, visit in
      let told = try await database.read { db -> Paged<SupportTold>? in
        guard let (_, contribution) = try Self.contribution(at: address.contribution, db) else { return nil }
        let supports = try SupportTold.of(
          contribution.id, after: asked[Paging.cursor], limit: asked.pageSize + 1, visit.site, db)
        return asked.page(of: supports, total: contribution.supports, address, visit.site) { Cursor(id: $0.id) }
      }
      guard let told else { throw NotFound() }
      return told
    }
  }
}
