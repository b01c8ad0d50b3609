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
    registry.get(HomeAddress.self, access: .anyone) { [database] _, visit in
      let shown = try await database.read { db in try Self.withCalendar(Consultation.newest(db), db) }
      guard let shown else {
        return .page(Page(t("Consultation"), section: "/", NoConsultationPage(language: visit.language)))
      }
      return Self.page(shown, visit)
    }
    registry.get(ConsultationAddress.self, access: .anyone) { [database] address, visit in
      let shown = try await database.read { db in
        try Self.withCalendar(Consultation.with(slug: address.slug, db), db)
      }
      guard let shown else { throw NotFound() }
      return Self.page(shown, visit)
    }
  }

  private static func withCalendar(
    _ consultation: Consultation?, _ db: Snapshot
  ) throws -> (Consultation, [Phase])? {
    guard let consultation else { return nil }
    return (consultation, try Phase.all(of: consultation.id, db))
  }

  private static func page(_ shown: (Consultation, [Phase]), _ visit: Visit) -> Answer {
    let content = ConsultationPage(
      consultation: shown.0, phases: shown.1, now: visit.now, language: visit.language)
    return .page(Page(.verbatim(shown.0.title), section: HomeAddress().path, content))
  }
}
