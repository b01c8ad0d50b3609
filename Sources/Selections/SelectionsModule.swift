import Consultations
package import Directory
package import Foundation
import Localization
package import Platform
package import Storage
import Votes

/// What is chosen after the vote: a committee grades the propositions, decides within the envelope, and publishes.
package struct SelectionsModule: Module {
  let database: Database
  let register: Register

  package init(database: Database, register: Register) {
    self.database = database
    self.register = register
  }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) {
    registry.declare(SelectionsColumns.declarations)
    registry.tell(SelectionsEvents.sentences)
    registerCommitteeSetup(in: &registry)
    registerCommittee(in: &registry)
    registerSeats(in: &registry)
    registerGrades(in: &registry)
    registerConflicts(in: &registry)
    registerSimulations(in: &registry)
    registerWorkingGroups(in: &registry)
    registerSittings(in: &registry)
    registerSittingCorrections(in: &registry)
    registerRulings(in: &registry)
    registerMinutes(in: &registry)
    registerPublications(in: &registry)
    registerPublishedSelections(in: &registry)
    registerSelectionAPI(in: &registry)
    registerBooks(in: &registry)
  }
}
