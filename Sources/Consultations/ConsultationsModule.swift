package import Foundation
package import HTML
package import Platform
package import Storage

/// The frame of a consultation: what is asked, and when.
package struct ConsultationsModule: Module {
  let database: Database
  let panels: [ConsultationPanel.Maker]

  /// - Parameter panels: what later rooms show on the home page of a consultation, in order.
  package init(database: Database, panels: [ConsultationPanel.Maker] = []) {
    self.database = database
    self.panels = panels
  }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) {
    registry.declare(ConsultationsColumns.declarations)
    registry.tell(ConsultationsEvents.sentences)
    registry.names.consultations = ConsultationsEvents.titles
    registerConsultations(in: &registry)
    registerRules(in: &registry)
    registerParticipation(in: &registry)
    registerConsultationsAPI(in: &registry)
    PreparationDesk(database: database).register(in: &registry)
  }
}

/// What a room shows on the home page of a consultation.
package struct ConsultationPanel: Sendable {
  package typealias Maker = @Sendable (Consultation, Visit, Snapshot) throws -> ConsultationPanel

  package var main: AnyMarkup
  package var aside: AnyMarkup

  package init(main: AnyMarkup, aside: AnyMarkup) {
    self.main = main
    self.aside = aside
  }
}
