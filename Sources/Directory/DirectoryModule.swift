package import Foundation
package import HTML
import Localization
package import Platform
package import Storage

/// Organisations and people: who takes part.
package struct DirectoryModule: Module {
  let register: Register
  let map: TerritoryMap
  let panels: [OrganisationPanelMaker]
  let foundNotes: [FoundOrganisationsMaker]
  let whenGiven: [MandateGiven.Follower]
  let language: ReaderLanguage

  /// - Parameters:
  ///   - panels: what later rooms show on the page of an organisation, in order.
  ///   - foundNotes: what they say of each that a search has found.
  ///   - whenGiven: what later rooms do when somebody comes to act for an organisation.
  ///   - language: in which language a person reads, where a later room knows.
  /// - Throws: `RegisterError` when the map supplied with the product cannot be read.
  package init(
    register: Register, panels: [OrganisationPanelMaker] = [], foundNotes: [FoundOrganisationsMaker] = [],
    whenGiven: [MandateGiven.Follower] = [],
    language: @escaping ReaderLanguage = { _, _ in .french }
  ) throws {
    self.register = register
    map = try TerritoryMap.load(folder: Self.data)
    self.panels = panels
    self.foundNotes = foundNotes
    self.whenGiven = whenGiven
    self.language = language
  }

  package var resources: URL { Self.folder }
  static var folder: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }
  /// The official geography supplied with the product.
  package static var data: URL { folder.appending(path: "Data") }

  package func register(in registry: inout Registry) {
    registry.declare(DirectoryColumns.declarations)
    registry.tell(DirectoryEvents.sentences)
    registry.names.organisations = DirectoryEvents.names
    registry.names.findOrganisations = DirectoryEvents.finding
    registerOrganisations(in: &registry)
    registry.run(
      Job("requests.clearing", title: t("Oublier les demandes d’il y a plus d’un an"), everySeconds: 86_400) {
        most, now, db in try DirectoryColumns.clearRequests(most, at: now, db)
      })
    registerOrganisationsAPI(in: &registry)
    registry.nameOwners { mails, now, db in try OrganisationMailbox.owners(of: mails, at: now, db) }
    OrganisationRequestDesk(register: register).register(in: &registry)
    MandateDesk(register: register, whenGiven: whenGiven).register(in: &registry)
    MandateHolderDesk(register: register).register(in: &registry)
    DirectoryImportDesk(register: register).register(in: &registry)
    ConfirmerDesk(register: register).register(in: &registry)
    PreparationDesk(register: register, language: language).register(in: &registry)
  }

  package func prepare(_ database: Database) async throws { try await register.refresh() }
}

/// What a room shows on the page of an organisation.
package typealias OrganisationPanelMaker = @Sendable (Organisation, Visit, Snapshot) throws -> AnyMarkup

/// What a room says of organisations that a search has found, by identifier.
package typealias FoundOrganisationsMaker = @Sendable ([Organisation], Visit, Snapshot) throws -> [Int64: AnyMarkup]
