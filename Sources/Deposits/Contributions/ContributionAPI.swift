import Consultations
import Directory
import Forms
import Localization
import Platform
import Storage

/// A contribution as the API tells it: whole, or what stays of one that was taken back.
struct ContributionTold: Sendable {
  var contribution: Contribution
  var versionAt: Instant
  var organisation: OrganisationTold
  /// Those that deposit with it.
  var others: [OrganisationTold]
  var withdrawal: Withdrawal?
  /// To the questions that are asked, in JSON.
  var answers: String
  var address: String
  /// The addresses of its public files.
  var files: [String]
  var band: String?

  /// Nil where it was taken back.
  fileprivate var text: ContributionText? { withdrawal == nil ? contribution.text : nil }
  fileprivate var service: ServiceSheet? { contribution.rubric == .service ? text?.service : nil }

  /// In the order of `ids`, taken back or not.
  static func with(ids: [Int64], in consultation: Consultation, _ site: Site, _ db: Snapshot) throws -> [Self] {
    let contributions = try Contribution.with(ids: ids, db)
    var instants: [Int64: Instant] = [:]
    try db.forEach(
      "SELECT contribution.id, contribution_version.at FROM \(Contribution.source) WHERE contribution.id IN (\(SQL.list(ids)))"
    ) { row in instants[try row.next()] = try row.next() }
    let others = try Codeposit.organisations(of: contributions.map(\.id), db)
    let depositors = Set(contributions.map(\.organisation) + others.values.joined()).sorted()
    var organisations: [Int64: OrganisationTold] = [:]
    for organisation in try Organisation.with(ids: depositors, db) {
      organisations[organisation.id] = OrganisationTold(organisation, site)
    }
    let list = site.settings.baseAddress + ContributionsAddress(consultation).path
    let files = try Attachment.published(of: contributions.map(\.id), db)
    var questionnaires: [Int64: Questionnaire] = [:]
    return try contributions.compactMap { contribution in
      guard let organisation = organisations[contribution.organisation] else { return nil }
      if let id = contribution.text.questionnaire, questionnaires[id] == nil {
        questionnaires[id] = try RubricQuestionnaire.with(id: id, db)?.questionnaire
      }
      let asked = contribution.text.questionnaire.flatMap { questionnaires[$0] }
      let withdrawal = try Withdrawal.of(contribution.id, db)
      return ContributionTold(
        contribution: contribution, versionAt: instants[contribution.id] ?? contribution.publishedAt,
        organisation: organisation, others: (others[contribution.id] ?? []).compactMap { organisations[$0] },
        withdrawal: withdrawal,
        answers: withdrawal == nil ? asked?.published(contribution.text.answers).json ?? "" : "",
        address: list + "/" + contribution.token,
        files: (withdrawal == nil ? files[contribution.id] ?? [] : []).map {
          Attachment.address($0, of: list + "/" + contribution.token)
        }, band: site.band)
    }
  }

  static let shape = Shape<ContributionTold>("Contribution", head + written + life + ending)

  private static let head: [Field<ContributionTold>] = [
    .integer("numero", t("Numéro de la contribution dans la consultation")) { $0.contribution.number },
    .text("identifiant", t("Identifiant, le même pour toujours")) { $0.contribution.token },
    .address("adresse", t("Adresse de la page")) { $0.address },
    .choice("etat", t("retiree : le texte n’est plus donné"), among: ["publiee", "retiree"]) { told in
      told.withdrawal == nil ? "publiee" : "retiree"
    },
    .choice("rubrique", t("besoin ou service"), among: Rubric.allCases.map(\.slug)) { $0.contribution.rubric.slug },
    .one("organisme", t("Qui la dépose"), OrganisationTold.shape) { $0.organisation },
    .list("co_deposants", t("Qui la dépose avec cet organisme, à égalité"), OrganisationTold.shape) { $0.others },
  ]
  private static let written: [Field<ContributionTold>] = [
    .optional("texte", t("Ce qui est écrit"), ContributionText.shape) { $0.text },
    .object("reponses", t("Réponses aux questions de la rubrique"), json: { $0.answers }),
    .optional("service", t("Fiche d’un service"), ServiceSheet.shape) { $0.service },
  ]
  private static let life: [Field<ContributionTold>] = [
    .instant("publiee_le", t("Date de publication")) { $0.contribution.publishedAt },
    .integer("version", t("Numéro de la version donnée ici")) { $0.contribution.version },
    .instant("version_du", t("Date de cette version")) { $0.versionAt },
    .integer("soutiens_collectivites", t("Soutiens de collectivités")) { told in
      told.withdrawal == nil ? told.contribution.authoritySupports : 0
    },
    .integer("soutiens_autres", t("Soutiens d’autres organismes")) { told in
      told.withdrawal == nil ? told.contribution.otherSupports : 0
    },
    .integer("commentaires", t("Nombre de commentaires montrés")) { told in
      told.withdrawal == nil ? told.contribution.comments : 0
    },
    .texts("pieces_jointes", t("Adresses des pièces jointes publiques")) { $0.files },
  ]
  private static let ending: [Field<ContributionTold>] = [
    .optionalInstant("retiree_le", t("Date du retrait")) { $0.withdrawal?.at },
    .optionalText("motif_retrait", t("Raison du retrait")) { $0.withdrawal?.reason },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]
}

extension ContributionText {
  /// As the API tells it, of a contribution or of one of its versions.
  static let shape = Shape<ContributionText>(
    "Texte",
    [
      .text("titre", t("Titre")) { $0.title },
      .text("aujourdhui", t("Ce qui se passe aujourd’hui ; pour un service, ce qu’il fait")) { $0.today },
      .text("pour_qui", t("Pour qui")) { $0.forWhom },
      .text("existant", t("Ce qui existe déjà")) { $0.existing },
      .text("attendu", t("L’effet attendu")) { $0.expected },
      .choice("langue", t("Langue du texte : fr ou en"), among: Language.allCases.map(\.rawValue)) {
        $0.language.rawValue
      },
      .texts("themes", t("Identifiants des thèmes")) { $0.themes },
    ])
}

extension ServiceSheet {
  static let shape = Shape<ServiceSheet>(
    "Service",
    [
      .text("code_source", t("D’un service : adresse de son code source")) { $0.codeAddress },
      .text("licence", t("D’un service : sa licence (SPDX)")) { $0.licence },
      .text("mainteneur", t("D’un service : qui le maintient")) { $0.maintainer },
      .text("utilisateurs", t("D’un service : qui l’utilise")) { $0.users },
      .text("documentation", t("D’un service : adresse de sa documentation")) { $0.documentation },
      .text("cout", t("D’un service : ce qu’il coûte pour une collectivité de plus")) { $0.cost },
    ])
}

/// `/api/v1/consultations/services-2021/contributions`
struct ContributionsAPIAddress: Address {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/contributions"
  var consultation: String
  init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  var segments: [String] { [consultation] }
}

/// `/api/v1/consultations/services-2021/contributions/8f3k29qrst`
struct ContributionAPIAddress: AddressOfContribution {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/contributions/{contribution}"
  var contribution: ContributionAddress
}

extension ContributionAddress {
  /// The segments that name it.
  static let parameters: [any DeclaredParameter] = [
    consultationParameter, Parameter<String>.token("contribution", t("Identifiant de la contribution")),
  ]
}

extension DepositsModule {
  func registerContributionsAPI(in registry: inout Registry) {
    registry.answer(
      ContributionsAPIAddress.self, "contributions", t("Les contributions, sous les filtres de la liste"),
      segments: [consultationParameter], parameters: ContributionFilter.parameters,
      with: ContributionTold.shape.page(named: "Contributions")
    ) { address, asked, visit in
      let told = try await database.read { db in try contributions(address, asked, visit, db) }
      guard let told else { throw NotFound() }
      return told
    }
    registry.answer(
      ContributionAPIAddress.self, "contribution", t("Une contribution, retirée ou non"),
      segments: ContributionAddress.parameters, with: ContributionTold.shape
    ) { address, _, visit in
      let told = try await database.read { db -> ContributionTold? in
        guard let (consultation, contribution) = try Self.everContribution(at: address.contribution, db) else {
          return nil
        }
        return try ContributionTold.with(ids: [contribution.id], in: consultation, visit.site, db).first
      }
      guard let told else { throw NotFound() }
      return told
    }
  }

  private func contributions(
    _ address: ContributionsAPIAddress, _ asked: AskedParameters, _ visit: Visit, _ db: Snapshot
  ) throws -> Paged<ContributionTold>? {
    guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
    let filter = ContributionFilter(asked, at: visit.now)
    let limit = asked[Paging.limit] ?? Paging.usual
    let cursor = asked[Paging.cursor]
    let rest: [Cursor]
    let total: Int
    if filter.query.isEmpty {
      rest = try filter.ids(in: consultation.id, after: cursor, limit: limit + 1, db)
      total = try filter.count(in: consultation.id, DepositFigures.of(consultation.id, db), db)
    } else {
      // A page may say that it is partial; what a program reads could not.
      guard search.isFilled else { throw RequestRefusal.unavailable }
      let found = try self.found(filter, in: consultation, limit: .max, db)
      (rest, total) = (Cursor.rest(of: found.ids, after: cursor), found.total)
    }
    let shown = rest.prefix(limit)
    let next = rest.count > limit ? shown.last : nil
    return Paged(
      elements: try ContributionTold.with(ids: shown.map(\.id), in: consultation, visit.site, db), total: total,
      next: next.map { visit.site.settings.baseAddress + address.path + asked.query(filter.pinned, at: $0) })
  }
}
