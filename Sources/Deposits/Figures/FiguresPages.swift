import Consultations
import Directory
import HTML
import Localization
import Platform

/// What the deposits come to, in drawings of the server, each with its table and its file.
struct FiguresPage: Component {
  var consultation: Consultation
  var figures: Figures
  var map: TerritoryMap
  var places: Places
  var language: Language

  private var back: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var at: Phrase { t("Comptés le \(figures.at, .dateAndTime) (heure de Paris)") }
  private var total: Figures.Count { figures.total }
  private func file(_ table: FiguresTable) -> String { FiguresFileAddress(consultation, table).path }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultation") }
    h1 { t("En chiffres") }
    p(.class("meta")) { at }
    dl(.class("figures wide")) {
      Figure(label: t("Contributions"), value: total.contributions)
      Figure(label: t("Besoins"), value: total.needs)
      Figure(label: t("Services existants"), value: total.services)
      Figure(label: t("Organismes qui ont déposé, y compris les co-déposants"), value: total.organisations)
    }
    if figures.days.isEmpty {
      div(.class("empty")) { p { t("Aucune contribution pour l’instant. Les chiffres paraîtront avec la première.") } }
    } else {
      DaysSection(days: figures.days, file: file(.days))
    }
    TerritoriesSection(
      consultation: consultation, figures: figures, map: map, places: places, file: file(.territories),
      language: language)
    OrganisationsSection(figures: figures, file: file(.organisations))
  }
}

/// How many came each day: bars, in words, in a table.
private struct DaysSection: Component {
  var days: [Figures.Day]
  var file: String

  private var most: Figures.Day? { days.max { $0.contributions < $1.contributions } }
  private var extent: Phrase? {
    guard let first = days.first, let last = days.last else { return nil }
    return t("Du \(first.noon, .date) au \(last.noon, .date), un trait par jour.")
  }
  private var peak: Phrase? {
    most.map { day in
      t(
        day.contributions, one: "Au plus \(day.contributions) contribution, le \(day.noon, .date).",
        other: "Au plus \(day.contributions) contributions, le \(day.noon, .date).")
    }
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Jour après jour") }
      p {
        if let extent { extent }
        " "
        if let peak { peak }
      }
      DaysDrawing(days: days)
      p(.class("legend"), .ariaHidden()) {
        span(.class("d5")) {}
        " "
        t("besoins")
        " "
        span(.class("d2")) {}
        " "
        t("services")
      }
      details {
        summary { t("Les mêmes chiffres en tableau") }
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Jour") }
              th(.class("number"), .named("scope", "col")) { t("Besoins") }
              th(.class("number"), .named("scope", "col")) { t("Services") }
            }
          }
          tbody { for day in days { DayRow(day: day) } }
        }
      }
      FileLink(file: file)
    }
  }
}

private struct DayRow: Component {
  var day: Figures.Day
  private var date: Phrase { t("\(day.noon, .date)") }
  var body: some Markup {
    tr {
      th(.named("scope", "row")) { date }
      td(.class("number")) { day.needs }
      td(.class("number")) { day.services }
    }
  }
}

private struct FileLink: Component {
  var file: String
  var body: some Markup { p { a(.href(file)) { t("Ces chiffres en CSV") } } }
}

/// Where they come from, against what the directory knows; which territories are silent.
private struct TerritoriesSection: Component {
  var consultation: Consultation
  var figures: Figures
  var map: TerritoryMap
  var places: Places
  var file: String
  var language: Language

  private var list: String { language.address(ContributionsAddress(consultation).path) }
  private var byDepartment: [String: Int] {
    figures.departments.reduce(into: [:]) { counts, entry in
      let code = entry.key.department
      if !code.isEmpty, entry.value.contributions > 0 { counts[code, default: 0] += entry.value.contributions }
    }
  }
  private var regions: [FiguresRow] {
    let known = Set(places.allRegions.map(\.code))
    return figures.regions.filter { known.contains($0.key) }
      .map { code, count in
        FiguresRow(
          label: .verbatim(places.regionName(code)), address: "\(list)?territoire=region-\(code)", count: count,
          acted: count.authorities, registered: count.registeredAuthorities)
      }.sorted { ($1.count.contributions, $0.address ?? "") < ($0.count.contributions, $1.address ?? "") } + elsewhere
  }
  /// Of bodies that the register puts in no region: the lines add up to the whole.
  private var elsewhere: [FiguresRow] {
    let known = Set(places.allRegions.map(\.code))
    let count = figures.regions.filter { !known.contains($0.key) }.values.reduce(into: Figures.Count()) { $0.add($1) }
    guard count.contributions > 0 else { return [] }
    return [FiguresRow(label: t("Sans région connue"), count: count, acted: count.authorities)]
  }
  private var silent: [String] {
    let known = Set(places.allDepartments.map(\.code))
    return figures.silent.filter(known.contains).map { "\(places.departmentName($0)) (\($0))" }
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Territoire par territoire") }
      FiguresRows(
        caption: t("Régions : les collectivités qui ont déposé, sur celles de l’annuaire"), heading: t("Région"),
        rows: regions)
      if !byDepartment.isEmpty {
        div(.class("card")) { DepartmentMap(map: map, counts: byDepartment, list: list) }
      }
      p(.class("help")) {
        t(
          "Une contribution déposée à plusieurs compte une fois, là où est qui la porte ; chaque collectivité qui la dépose compte."
        )
      }
      SilentTerritories(names: silent)
      FileLink(file: file)
    }
  }
}

private struct SilentTerritories: Component {
  var names: [String]
  private var title: Phrase {
    t(names.count, one: "Un département silencieux", other: "\(names.count) départements silencieux")
  }
  private var line: String { names.joined(separator: ", ") }

  var body: some Markup {
    if names.isEmpty {
      p { t("Aucun département n’est resté silencieux.") }
    } else {
      details {
        summary { title }
        p { line }
      }
    }
  }
}

/// Who deposits: kinds of organisation, and sizes of communes.
private struct OrganisationsSection: Component {
  var figures: Figures
  var file: String

  private var kinds: [FiguresRow] {
    OrganisationKind.allCases.map { kind in
      let count = figures.kinds[kind] ?? Figures.Count()
      return FiguresRow(
        label: kind.plural, count: count, acted: count.organisations,
        // Of other bodies the directory knows those that have asked to be in it, which is no measure.
        registered: kind.isAuthority ? count.registered : nil)
    }
  }
  private var strata: [FiguresRow] {
    SizeStratum.ofCommunes.map { stratum in
      let count = figures.strata[stratum] ?? Figures.Count()
      return FiguresRow(
        label: stratum.title, count: count, acted: count.organisations, registered: count.registered)
    }
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Qui dépose") }
      FiguresRows(
        caption: t("Genres d’organismes : ceux qui ont déposé, sur ceux de l’annuaire"), heading: t("Organisme"),
        rows: kinds)
      FiguresRows(caption: t("Communes, par population"), heading: t("Population"), rows: strata)
      FileLink(file: file)
    }
  }
}
