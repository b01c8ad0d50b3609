import Localization
package import Platform
import Storage

/// The home page of the site: the newest consultation.
package struct HomeAddress: FixedAddress {
  package static let pattern: StaticString = "/"
  package init() {}
}

package struct ConsultationAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}"
  package var slug: String

  package init(slug: String) { self.slug = slug }
  package init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.slug = slug
  }
  package var segments: [String] { [slug] }
}

extension ConsultationsModule {
  func registerConsultations(in registry: inout Registry) {
    registry.navigate(NavigationEntry(t("Consultation"), path: HomeAddress().path))
    registry.get(HomeAddress.self, access: .anyone) { _, visit in
      try await page(visit) { db in try Consultation.newest(db) }
        ?? .page(Page(t("Consultation"), section: "/", NoConsultationPage(language: visit.language)))
    }
    registry.get(ConsultationAddress.self, access: .anyone) { address, visit in
      // Those who prepare it see it before it is announced.
      let isPrepared = visit.person?.holds(.prepare) ?? false
      let page = try await page(visit) { db in
        isPrepared ? try Consultation.prepared(slug: address.slug, db) : try Consultation.with(slug: address.slug, db)
      }
      guard let page else { throw NotFound() }
      return page
    }
  }

  private static let shownChanges = 5
  private static let shownOthers = 6

  private func page(
    _ visit: Visit, _ find: @escaping @Sendable (Snapshot) throws -> Consultation?
  ) async throws -> Answer? {
    try await database.read { db in
      guard let consultation = try find(db) else { return nil }
      let content = ConsultationPage(
        consultation: consultation, phases: try Phase.all(of: consultation.id, db),
        panels: try panels.map { make in try make(consultation, visit, db) },
        hasRules: try Rules.versions(of: consultation.id, db).first != nil,
        changes: try CalendarChange.all(of: consultation.id, limit: Self.shownChanges, db),
        others: try Consultation.announced(limit: Self.shownOthers, db).filter { $0.id != consultation.id },
        clock: visit.person?.standing?.clock,
        now: visit.now, language: visit.language)
      return .page(
        Page(
          .verbatim(consultation.wording(in: visit.language).words.title), section: HomeAddress().path, content))
    }
  }
}
