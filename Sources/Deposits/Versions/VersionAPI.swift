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
      segments: ContributionAddress.parameters, parameters: Paging.parameters,
      with: Contribution.Version.shape.page(named: "Versions")
    ) { address, asked, visit in
      let told = try await database.read { db -> Paged<Contribution.Version>? in
        guard let (_, contribution) = try Self.contribution(at: address.contribution, db) else { return nil }
        let newest = asked[Paging.cursor].map { Int(clamping: $0.id) }
        let versions = try contribution.versions(from: newest, limit: asked.pageSize + 1, db)
        // Its place is the number of the first that follows.
        return asked.page(of: versions, total: contribution.version, address, visit.site) {
          Cursor(id: Int64($0.number) - 1)
        }
      }
      guard let told else { throw NotFound() }
      return told
    }
  }
}
