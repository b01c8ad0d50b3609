package import Foundation
package import Platform
package import Storage

/// The frame of a consultation: what is asked, and when.
package struct ConsultationsModule: Module {
  let database: Database

  package init(database: Database) { self.database = database }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) { registerConsultations(in: &registry) }
}
