package import Foundation
package import HTML
package import Localization
package import Platform
package import Storage

/// The frame of a consultation: what is asked, and when.
package struct ConsultationsModule: Module {
  let database: Database
  let panels: [ConsultationPanel.Maker]
  let calendarNotices: [CalendarNotice]

  /// What later rooms show, in order.
  /// - Parameters:
  ///   - panels: on the home page of a consultation.
  ///   - calendarNotices: to administrators, beside its calendar.
  package init(
    database: Database, panels: [ConsultationPanel.Maker] = [], calendarNotices: [CalendarNotice] = []
  ) {
    self.database = database
    self.panels = panels
    self.calendarNotices = calendarNotices
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
    PreparationDesk(database: database, calendarNotices: calendarNotices).register(in: &registry)
  }
}

/// What a room says to administrators beside the calendar of a consultation.
package typealias CalendarNotice = @Sendable (Consultation, Instant, Snapshot) throws -> AnyMarkup

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
