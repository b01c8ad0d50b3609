import Consultations
import Directory
import HTML
import Localization
import Platform
import Storage

/// `/consultations/services-2021/chiffres`
struct FiguresAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/chiffres"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  var segments: [String] { [consultation] }
}

/// `/consultations/services-2021/chiffres/jours.csv`
struct FiguresFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/chiffres/{fichier}"
  var consultation: String
  var table: FiguresTable
  init(_ consultation: Consultation, _ table: FiguresTable) {
    self.consultation = consultation.slug
    self.table = table
  }
  init(segments: [String]) throws(NotFound) {
    consultation = try first(segments)
    guard segments.count == 2, let table = FiguresTable(name: segments[1]) else { throw NotFound() }
    self.table = table
  }
  var segments: [String] { [consultation, table.name] }
}

extension DepositsModule {
  func registerFigures(in registry: inout Registry) {
    registry.get(FiguresAddress.self, access: .anyone) { address, visit in
      let (consultation, read) = try await readFigures(address.consultation, at: visit.now)
      let page = FiguresPage(
        consultation: consultation, figures: read, map: map, places: register.places, language: visit.language)
      return .page(Page(t("En chiffres"), section: AllContributionsAddress().path, page))
    }
    registry.get(FiguresFileAddress.self, access: .anyone) { address, visit in
      let (consultation, read) = try await readFigures(address.consultation, at: visit.now)
      let text = address.table.csv(read, register.places, band: visit.site.band)
      return .file(
        FileAnswer(
          type: OpenDataFile.Format.csv.mediaType, bytes: Array(text.utf8),
          downloadName: "\(consultation.slug)-\(address.table.name)"))
    }
  }

  func readFigures(_ slug: String, at now: Instant) async throws -> (Consultation, Figures) {
    let census = register.census
    let found = try await database.read { db in
      try Consultation.with(slug: slug, db).map { ($0, try DepositFigures.of($0.id, db).contributions) }
    }
    guard let (consultation, contributions) = found else { throw NotFound() }
    let read = try await figures.value(of: consultation.id, contributions: contributions) { db in
      try Figures(of: consultation.id, census, at: now, db)
    }
    return (consultation, read)
  }
}
