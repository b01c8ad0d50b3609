import Localization
package import Platform
import Storage

/// An organisation as the API tells it.
package struct OrganisationTold: Sendable {
  package var organisation: Organisation
  /// Of its page.
  package var address: String

  package init(_ organisation: Organisation, _ site: Site) {
    self.organisation = organisation
    address = site.settings.baseAddress + OrganisationAddress(organisation).path
  }

  package static let shape = Shape<OrganisationTold>("Organisme", names + codes + places)

  private static let names: [Field<OrganisationTold>] = [
    .text("identifiant", t("Identifiant, le même pour toujours sur ce site")) { $0.organisation.token },
    .address("adresse", t("Adresse de la page")) { $0.address },
    .text("nom", t("Nom")) { $0.organisation.name },
    .choice("type", t("Type d’organisme"), among: OrganisationKind.allCases.map(\.slug)) { $0.organisation.kind.slug },
    .flag("est_collectivite", t("Compte parmi les collectivités : commune, intercommunalité, département, région")) {
      $0.organisation.kind.isAuthority
    },
  ]
  private static let codes: [Field<OrganisationTold>] = [
    .optionalText("siren", t("SIREN, s’il est connu")) { $0.organisation.siren },
    .optionalText("code_insee", t("Code INSEE de la commune, du département ou de la région")) {
      $0.organisation.inseeCode
    },
    .optionalInteger("population", t("Population municipale")) { $0.organisation.population },
  ]
  private static let places: [Field<OrganisationTold>] = [
    .optionalText("departement", t("Code du département")) { $0.organisation.department },
    .optionalText("region", t("Code de la région")) { $0.organisation.region },
    .optionalText("intercommunalite_siren", t("SIREN de l’intercommunalité de la commune")) {
      $0.organisation.intercommunalitySiren
    },
  ]
}

/// `/api/v1/organismes`
struct OrganisationsAPIAddress: FixedAddress {
  static let pattern: StaticString = "/api/v1/organismes"
}

/// `/api/v1/organismes/8f3k29qrst`
struct OrganisationAPIAddress: Address {
  static let pattern: StaticString = "/api/v1/organismes/{organisation}"
  var token: String
  init(segments: [String]) throws(NotFound) {
    guard let segment = segments.first, let token = Token(prefixOf: segment) else { throw NotFound() }
    self.token = token.text
  }
  var segments: [String] { [token] }
}

/// What the list of organisations is asked for.
private enum Asking {
  static let query = Parameter<String>.search(
    "q", t("Mots du nom, code INSEE, SIREN ou code postal ; les 200 meilleurs"))
  static let kind = Parameter.choice("organisme", among: OrganisationKind.allCases, t("Type d’organisme")) { $0.slug }
  static let parameters: [any DeclaredParameter] = [query, kind] + Paging.parameters
  static let mostFound = 200
}

extension DirectoryModule {
  func registerOrganisationsAPI(in registry: inout Registry) {
    registry.answer(
      OrganisationsAPIAddress.self, "organismes", t("Les organismes de l’annuaire"), parameters: Asking.parameters,
      with: OrganisationTold.shape.page(named: "Organismes")
    ) { [register] address, asked, visit in
      let limit = asked[Paging.limit] ?? Paging.usual
      let words = (asked[Asking.query] ?? "").trimmed
      let found = words.isEmpty ? nil : await register.find(words, limit: Asking.mostFound)
      return try await register.database.read { db in
        let cursor = asked[Paging.cursor]
        let (ids, total) =
          try found.map { try Self.rest(of: $0, asked[Asking.kind], after: cursor, db) }
          ?? Self.ids(asked[Asking.kind], after: cursor, limit: limit + 1, db)
        let shown = Array(ids.prefix(limit))
        let organisations = try Organisation.with(ids: shown.map(\.id), db)
        let next = ids.count > limit ? shown.last : nil
        return Paged(
          elements: organisations.map { OrganisationTold($0, visit.site) }, total: total,
          next: next.map { visit.site.settings.baseAddress + address.path + asked.query(at: $0) })
      }
    }
    registry.answer(
      OrganisationAPIAddress.self, "organisme", t("Un organisme"),
      segments: [Parameter<String>.token("organisation", t("Identifiant de l’organisme"))],
      with: OrganisationTold.shape
    ) { [register] address, _, visit in
      let found = try await register.database.read { db in try Organisation.with(token: address.token, db) }
      guard let found else { throw NotFound() }
      return OrganisationTold(found, visit.site)
    }
  }

  /// By their rows, in no order that means anything.
  private static func ids(
    _ kind: OrganisationKind?, after cursor: Cursor?, limit: Int, _ db: Snapshot
  ) throws -> ([Cursor], Int) {
    let condition: SQL = kind.map { "kind = \($0.rawValue)" } ?? "1 = 1"
    let ids: [Int64] = try db.values(
      "SELECT id FROM organisation WHERE \(condition) AND id > \(cursor?.id ?? 0) ORDER BY id LIMIT \(limit)")
    let total = try db.value("SELECT count(*) FROM organisation WHERE \(condition)", as: Int.self) ?? 0
    return (ids.map { Cursor(id: $0) }, total)
  }

  /// Those that a search has found, the best first; a cursor holds the place of the last and, should it have moved,
  /// which it was.
  private static func rest(
    of found: [Int64], _ kind: OrganisationKind?, after cursor: Cursor?, _ db: Snapshot
  ) throws -> ([Cursor], Int) {
    var ids = found
    if let kind {
      let kept = Set(try Organisation.with(ids: found, db).filter { $0.kind == kind }.map(\.id))
      ids = found.filter(kept.contains)
    }
    return (Cursor.rest(of: ids, after: cursor), ids.count)
  }
}
