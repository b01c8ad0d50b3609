package import Foundation
package import Platform
package import Storage

/// What only a demonstration has: the mails that it sent, to be read without a mailbox.
package struct DemonstrationModule: Module {
  let database: Database

  package init(database: Database) { self.database = database }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) {
    registry.tell(DemonstrationEvents.sentences)
    registerEntrances(in: &registry)
    registerMails(in: &registry)
  }
}
