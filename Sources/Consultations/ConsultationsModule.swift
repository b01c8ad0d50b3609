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
  let calendarVetoes: [CalendarVeto.Maker]

  /// What later rooms show, in order.
  /// - Parameters:
  ///   - panels: on the home page of a consultation.
  ///   - calendarNotices: to administrators, beside its calendar.
  ///   - calendarVetoes: what of a calendar must not move any more.
  package init(
    database: Database, panels: [ConsultationPanel.Maker] = [], calendarNotices: [CalendarNotice] = [],
    calendarVetoes: [CalendarVeto.Maker] = []
  ) {
    self.database = database
    self.panels = panels
    self.calendarNotices = calendarNotices
    self.calendarVetoes = calendarVetoes
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
    PreparationDesk(database: database, calendarNotices: calendarNotices, calendarVetoes: calendarVetoes)
      .register(in: &registry)
  }
}

/// What a room says to administrators beside the calendar of a consultation.
package typealias CalendarNotice = @Sendable (Consultation, Instant, Snapshot) throws -> AnyMarkup

/// Why a room forbids that a phase move: something of its own stands on it. Asked in the transaction that acts.
package struct CalendarVeto: FieldRefusal, Equatable {
  /// The phase that must stay as it is, and what is said if it does not; nil where nothing stands on it.
  package typealias Maker = @Sendable (Consultation, Snapshot) throws -> CalendarVeto?

  package let status = 422
  package var phase: PhaseKind
  package var sentence: Phrase
  package var field: String { CalendarTyped.opening(phase) }

  package init(_ phase: PhaseKind, _ sentence: Phrase) {
    self.phase = phase
    self.sentence = sentence
  }

  package static func == (one: CalendarVeto, other: CalendarVeto) -> Bool { one.phase == other.phase }
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
