import Directory
import Localization
import Platform
import PublicCode
import Storage

/// A sheet as the API and the files tell it.
struct SheetTold: Sendable {
  var sheet: Sheet
  var software: PublicSoftware?
  var maintainers: [Organisation]
  var declarations: [DeclarationTold]
  var base: String
  var band: String?

  var address: String { base + SheetsAddress().path + "/" + sheet.token }

  /// In the order of `ids`.
  static func with(ids: [Int64], _ site: Site, _ db: Snapshot) throws -> [SheetTold] {
    let sheets = try Sheet.with(ids: ids, db)
    return try sheets.map { sheet in
      let maintainers = try Organisation.with(ids: sheet.maintainers(db), db)
      let declarations = try Declaration.all(of: sheet.id, resembling: nil, limit: 10_000, db)
      let organisations = try Organisation.with(ids: declarations.map(\.organisation), db)
      let byRow = Dictionary(organisations.map { ($0.id, $0) }) { first, _ in first }
      return SheetTold(
        sheet: sheet, software: try sheet.file(db).flatMap { PublicSoftware.read($0).software },
        maintainers: maintainers,
        declarations: declarations.compactMap { one in
          byRow[one.organisation].map { DeclarationTold(declaration: one, organisation: OrganisationTold($0, site)) }
        }, base: site.settings.baseAddress, band: site.band)
    }
  }

  static let shape = Shape<SheetTold>("Fiche", head + described + life)

  private static let head: [Field<SheetTold>] = [
    .text("identifiant", t("Identifiant, le même pour toujours")) { $0.sheet.token },
    .address("adresse", t("Adresse de la page")) { $0.address },
    .text("nom", t("Nom")) { $0.sheet.name },
    .text("resume", t("En une phrase")) { $0.sheet.summary.text },
    .text("langue_resume", t("Langue de cette phrase")) { $0.sheet.summary.language },
  ]
  private static let described: [Field<SheetTold>] = [
    .text("code_source", t("Adresse du code source")) { $0.software?.address ?? "" },
    .text("licence", t("Licence (SPDX)")) { $0.sheet.licence },
    .flag("code_ouvert", t("Sa licence est approuvée par l’Open Source Initiative")) { $0.sheet.isOpen },
    .texts("categories", t("Catégories de la norme")) { $0.software?.categories ?? [] },
    .text("etat", t("État du développement : stable, beta…")) { $0.software?.status ?? "" },
    .text("version_logiciel", t("Version du logiciel")) { $0.software?.version ?? "" },
    .address("publiccode", t("Adresse du fichier publiccode.yml")) { $0.address + "/publiccode.yml" },
  ]
  private static let life: [Field<SheetTold>] = [
    .texts("tenue_par", t("Identifiants des organismes qui tiennent la fiche")) { $0.maintainers.map(\.token) },
    .integer("utilisateurs", t("Nombre d’organismes qui disent l’utiliser")) { $0.sheet.users },
    .list("declarations", t("Ce que des organismes en disent"), DeclarationTold.shape) { $0.declarations },
    .integer("version", t("Numéro de la version de la fiche")) { $0.sheet.version },
    .instant("creee_le", t("Date de création de la fiche")) { $0.sheet.madeAt },
    .instant("modifiee_le", t("Date de cette version")) { $0.sheet.changedAt },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]
}

/// What an organisation says of a service, as the API tells it.
struct DeclarationTold: Sendable {
  var declaration: Declaration
  var organisation: OrganisationTold

  static let shape = Shape<DeclarationTold>(
    "Declaration",
    [
      .one("organisme", t("Qui le dit"), OrganisationTold.shape) { $0.organisation },
      .choice("sorte", t("utilise, ou heberge pour d’autres"), among: Declaration.Kind.allCases.map(\.slug)) {
        $0.declaration.saying.kind.slug
      },
      .text("depuis", t("Une année, un mois ou un jour ; rien si ce n’est pas dit")) { $0.declaration.saying.since },
      .text("version", t("Version du logiciel")) { $0.declaration.saying.version },
      .text("contact", t("Service ou fonction à qui demander")) { $0.declaration.saying.contact },
      .instant("declaree_le", t("Date de la déclaration")) { $0.declaration.declaredAt },
    ])
}

/// `/api/v1/services`
struct SheetsAPIAddress: FixedAddress {
  static let pattern: StaticString = "/api/v1/services"
}

/// `/api/v1/services/8f3k29qrst`
struct SheetAPIAddress: AddressOfSheet {
  static let pattern: StaticString = "/api/v1/services/{service}"
  var sheet: SheetAddress
}

/// What the list is asked for: the filters of the page.
private enum Asking {
  static let query = Parameter<String>.search("q", t("Mots de la fiche ; les meilleurs d’abord"))
  static let category = Parameter.choice("categorie", among: Categories.all, t("Catégorie de la norme")) { $0 }
  static let licence = Parameter<String>.search("licence", t("Une licence (SPDX), ou « ouverte »"))
  static let usedBy = Parameter.choice(
    "utilise", among: OrganisationKind.allCases, t("Sorte d’organismes qui l’utilisent")
  ) { $0.slug }
  static let parameters: [any DeclaredParameter] = [query, category, licence, usedBy] + Paging.parameters
}

extension SheetFilter {
  fileprivate init(_ asked: AskedParameters) {
    self.init()
    query = (asked[Asking.query] ?? "").trimmed
    category = asked[Asking.category]
    let word = asked[Asking.licence] ?? ""
    licence = word.isEmpty ? nil : word == "ouverte" ? .open : .one(word)
    usedBy = asked[Asking.usedBy]
  }
}

extension CatalogueModule {
  func registerSheetsAPI(in registry: inout Registry) {
    registry.answer(
      SheetsAPIAddress.self, "services", t("Les services du catalogue, sous les filtres de la liste"),
      parameters: Asking.parameters, with: SheetTold.shape.page(named: "Fiches")
    ) { address, asked, visit in
      try await database.read { db in try sheets(address, asked, visit, db) }
    }
    registry.answer(
      SheetAPIAddress.self, "service", t("Un service, et ce que des organismes en disent"),
      segments: [Parameter<String>.token("service", t("Identifiant de la fiche"))], with: SheetTold.shape
    ) { address, _, visit in
      let told = try await database.read { db -> SheetTold? in
        guard let sheet = try Sheet.with(token: address.sheet.token, db) else { return nil }
        return try SheetTold.with(ids: [sheet.id], visit.site, db).first
      }
      guard let told else { throw NotFound() }
      return told
    }
  }

  private func sheets(
    _ address: SheetsAPIAddress, _ asked: AskedParameters, _ visit: Visit, _ db: Snapshot
  ) throws -> Paged<SheetTold> {
    let filter = SheetFilter(asked)
    let limit = asked[Paging.limit] ?? Paging.usual
    let cursor = asked[Paging.cursor]
    let rest: [Cursor]
    let total: Int
    if filter.query.isEmpty {
      rest = try filter.sheets(after: cursor?.id ?? 0, limit: limit + 1, db).map { Cursor(id: $0.id) }
      total = try filter.count(db)
    } else {
      // A page may say that it is partial; what a program reads could not.
      guard search.isFilled else { throw RequestRefusal.unavailable }
      let found = try search.find(filter.query, limit: .max, among: try filter.allowed(db), db)
      (rest, total) = (Cursor.rest(of: found.ids, after: cursor), found.total)
    }
    let shown = rest.prefix(limit)
    let next = rest.count > limit ? shown.last : nil
    return Paged(
      elements: try SheetTold.with(ids: shown.map(\.id), visit.site, db), total: total,
      next: next.map { visit.site.settings.baseAddress + address.path + asked.query(at: $0) })
  }
}
