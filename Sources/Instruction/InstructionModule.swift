package import Consultations
package import Deposits
package import Directory
package import Foundation
package import HTML
import Localization
package import Platform
package import Storage

/// What becomes of the contributions: read and brought together by the instructors, from the first publication on.
package struct InstructionModule: Module {
  let database: Database
  let register: Register
  let deposits: DepositsModule
  let proposals: ProposedGroups
  let propositionPanels: [PropositionPanel]
  let outcomePanels: [OutcomePanel]

  /// - Parameters:
  ///   - propositionPanels: what later rooms show on the page of a proposition.
  ///   - outcomePanels: the same, where all that an organisation deposited went.
  package init(
    database: Database, register: Register, deposits: DepositsModule, propositionPanels: [PropositionPanel] = [],
    outcomePanels: [OutcomePanel] = []
  ) {
    self.propositionPanels = propositionPanels
    self.outcomePanels = outcomePanels
    self.database = database
    self.register = register
    self.deposits = deposits
    proposals = ProposedGroups(database: database)
  }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) {
    registry.declare(InstructionColumns.declarations)
    registry.tell(InstructionEvents.sentences)
    registerQueue(in: &registry)
    registerProposedGroups(in: &registry)
    registerSeparations(in: &registry)
    registerDecisions(in: &registry)
    registerDivisions(in: &registry)
    registerAssignments(in: &registry)
    registerSelections(in: &registry)
    registerSingleReadings(in: &registry)
    registerSavedViews(in: &registry)
    registerPilotage(in: &registry)
    registerBlindReadings(in: &registry)
    registerFiches(in: &registry)
    registerActs(in: &registry)
    registerAddressees(in: &registry)
    registerAddresseeAnswers(in: &registry)
    registerReportedRefusals(in: &registry)
    registerReexaminations(in: &registry)
    registerUsualReasons(in: &registry)
    registerPropositions(in: &registry)
    registerRegroupings(in: &registry)
    registerCompositions(in: &registry)
    registerAuthorReadings(in: &registry)
    registerPublications(in: &registry)
    registerOutcomes(in: &registry)
    registerOrganisationOutcomes(in: &registry)
    registerDecisionsAPI(in: &registry)
  }
}

/// What a later room shows of a proposition, by its token.
package typealias PropositionPanel =
  @Sendable (Consultation, _ proposition: String, Visit, Snapshot) throws -> AnyMarkup

/// What a later room shows of an organisation in a consultation.
package typealias OutcomePanel = @Sendable (Consultation, Organisation, Visit, Snapshot) throws -> AnyMarkup

extension Permission {
  /// Reads at the desk what all have deposited.
  package static let instruct = Permission("instruction.read", [.instructor])
}
