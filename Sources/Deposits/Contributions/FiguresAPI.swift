import Consultations
import Localization
import Platform
import Storage

/// What is counted of a consultation, as the API tells it.
struct FiguresTold: Sendable {
  var figures: DepositFigures
  var territories: DepositTerritories
  var days: [Figures.Day]

  static let day = Shape<Figures.Day>(
    "ChiffresJour",
    [
      .text("jour", t("Jour, à Paris : 2021-03-15")) { $0.date },
      .integer("besoins", t("Besoins publiés ce jour")) { $0.needs },
      .integer("services", t("Services publiés ce jour")) { $0.services },
    ])

  struct Department: Sendable {
    var code: String
    var contributions: Int

    static let shape = Shape<Department>(
      "ChiffresDepartement",
      [
        .text("departement", t("Code du département")) { $0.code },
        .integer("contributions", t("Contributions")) { $0.contributions },
      ])
  }

  static let shape = Shape<FiguresTold>(
    "Chiffres",
    [
      .integer("besoins", t("Besoins publiés")) { $0.figures.needs },
      .integer("services", t("Services publiés")) { $0.figures.services },
      .integer("soutiens_collectivites", t("Soutiens de collectivités")) { $0.figures.authoritySupports },
      .integer("soutiens_autres", t("Soutiens d’autres organismes")) { $0.figures.otherSupports },
      .integer("organismes", t("Organismes qui ont déposé, y compris les co-déposants")) {
        $0.territories.organisations
      },
      .list("departements", t("Contributions par département"), Department.shape) { told in
        told.territories.contributions.sorted { $0.key < $1.key }
          .map { Department(code: $0.key, contributions: $0.value) }
      },
      .list("jours", t("Contributions par jour, du premier dépôt au dernier"), day) { $0.days },
    ])
}

/// `/api/v1/consultations/services-2021/chiffres`
struct FiguresAPIAddress: Address {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/chiffres"
  var consultation: String
  init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  var segments: [String] { [consultation] }
}

extension DepositsModule {
  func registerFiguresAPI(in registry: inout Registry) {
    registry.answer(
      FiguresAPIAddress.self, "chiffres", t("Les chiffres d’une consultation"), segments: [consultationParameter],
      with: FiguresTold.shape
    ) { address, _, visit in
      let (consultation, read) = try await readFigures(address.consultation, at: visit.now)
      return try await database.read { db in
        FiguresTold(
          figures: try .of(consultation.id, db), territories: try .of(consultation.id, db), days: read.days)
      }
    }
  }
}
