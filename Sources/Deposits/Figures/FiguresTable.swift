import Directory
import Localization
import Platform

/// A file of figures: what a chart of the page shows, row by row.
enum FiguresTable: String, CaseIterable, Sendable {
  case days = "jours"
  case territories = "territoires"
  case organisations = "organismes"

  /// `jours.csv`
  var name: String { rawValue + ".csv" }

  init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  private static let counted = [
    "besoins", "services", "contributions", "organismes_deposants", "collectivites_deposantes",
    "collectivites_annuaire",
  ]

  private var header: [String] {
    switch self {
    case .days: ["jour", "besoins", "services", "contributions"]
    case .territories: ["region", "region_nom", "departement", "departement_nom"] + Self.counted
    case .organisations:
      [
        "organisme_type", "strate", "besoins", "services", "contributions", "organismes_deposants",
        "organismes_annuaire",
      ]
    }
  }

  /// RFC 4180; in French, as the columns are.
  /// - Parameter band: what the file of a demonstration warns of, on each row; nil where all is true.
  func csv(_ figures: Figures, _ places: Places, band: String?) -> String {
    let rows: [[OpenDataCell]] =
      switch self {
      case .days:
        figures.days.map { day in
          [.text(day.date), .number(day.needs), .number(day.services), .number(day.contributions)]
        }
      case .territories: territories(figures, places)
      case .organisations: organisations(figures)
      }
    let names = header + ["avertissement"]
    let told = rows.map { $0 + [OpenDataCell.text(band)] }
    let lines = [names.joined(separator: ",")] + told.map { $0.map(\.csv).joined(separator: ",") }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private func territories(_ figures: Figures, _ places: Places) -> [[OpenDataCell]] {
    figures.departments.sorted { ($0.key.region, $0.key.department) < ($1.key.region, $1.key.department) }
      .map { place, count in
        let region = place.region.isEmpty ? nil : place.region
        let department = place.department.isEmpty ? nil : place.department
        return [
          .text(region), .text(region.map(places.regionName)), .text(department),
          .text(department.map(places.departmentName)), .number(count.needs), .number(count.services),
          .number(count.contributions), .number(count.organisations), .number(count.authorities),
          .number(count.registeredAuthorities),
        ]
      }
  }

  private func organisations(_ figures: Figures) -> [[OpenDataCell]] {
    func row(_ kind: String, _ stratum: String?, _ count: Figures.Count, _ registered: OpenDataCell) -> [OpenDataCell] {
      [
        .text(kind), .text(stratum), .number(count.needs), .number(count.services), .number(count.contributions),
        .number(count.organisations), registered,
      ]
    }
    let kinds = OrganisationKind.allCases.map { kind in
      let count = figures.kinds[kind] ?? Figures.Count()
      return row(kind.slug, nil, count, kind.isAuthority ? .number(count.registered) : .missing)
    }
    let communes = SizeStratum.ofCommunes.map { stratum in
      let count = figures.strata[stratum] ?? Figures.Count()
      return row(OrganisationKind.commune.slug, stratum.slug, count, .number(count.registered))
    }
    return kinds + communes
  }
}
