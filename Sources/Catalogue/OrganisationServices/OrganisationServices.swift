package import Directory
package import HTML
import Localization
package import Platform
package import Storage

extension CatalogueModule {
  /// What the page of an organisation shows: the services that it says it uses or hosts, and the sheets that it keeps.
  package func organisationPanel(_ organisation: Organisation, _ visit: Visit, _ db: Snapshot) throws -> AnyMarkup {
    AnyMarkup(
      OrganisationServicesSection(
        said: try Declaration.all(by: organisation.id, db).map { ($0.sheet, $0.declaration.saying) },
        maintained: try Sheet.maintained(by: organisation.id, db), language: visit.language))
  }
}
