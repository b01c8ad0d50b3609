import Consultations
import Localization
import Platform
import Storage

extension Contribution.Version {
  /// As the API tells it.
  static let shape = Shape<Contribution.Version>(
    "Version",
    [
      .integer("numero", t("Numéro de la version")) { $0.number },
      .instant("publiee_le", t("Date de publication")) { $0.at },
      .one("texte", t("Ce qui est écrit"), ContributionText.shape) { $0.text },
    ])
}

/// `/api/v1/consultations/services-2021/contributions/8f3k29qrst/versions`
struct VersionsAPIAddress: AddressOfContribution {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/contributions/{contribution}/versions"
  var contribution: ContributionAddress
}

extension DepositsModule {
  func registerVersionsAPI(in registry: inout Registry) {
    registry.answer(
      VersionsAPIAddress.self, "versions", t("Les versions d’une contribution, la plus récente d’abord"),
      segments: ContributionAddress.parameters, with: Contribution.Version.shape.page(named: "Versions")
    ) { address, _, _ in
      let versions = try await database.read { db in
        try Self.contribution(at: address.contribution, db)?.1.versions(db)
      }
      guard let versions else { throw NotFound() }
      return Paged(elements: versions, total: versions.count)
    }
  }
}
