package import Foundation
package import Platform
package import Storage

/// Organisations and people: who takes part.
package struct DirectoryModule: Module {
  package let register: Register

  package init(database: Database) { register = Register(database: database) }

  package var resources: URL { Self.folder }
  static var folder: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }
  /// The official geography supplied with the product.
  package static var data: URL { folder.appending(path: "Data") }

  package func register(in registry: inout Registry) {
    registerOrganisations(in: &registry)
    MandateDesk(register: register).register(in: &registry)
  }

  package func prepare(_ database: Database) async throws { try await register.refresh() }
}
