package import Consultations
import Directory
package import HTML
package import Localization
import Platform

/// The territories that a list can be held to.
package struct TerritoryChoices: Sendable {
  var groups: [Choices.Group]
  /// An intercommunality that the address names: there are too many to choose from.
  var chosen: Choices.Option?
}

/// What a list is asked for: words, and what it is held to.
package struct ContributionFilterForm: Component {
  var action: String
  var filter: ContributionFilter
  var themes: [Theme]
  var territories: TerritoryChoices
  var language: Language
  var kept: [(name: String, value: String)]

  /// - Parameter kept: what the address holds besides its filters.
  package init(
    action: String, filter: ContributionFilter, themes: [Theme], territories: TerritoryChoices, language: Language,
    kept: [(name: String, value: String)] = []
  ) {
    self.kept = kept
    self.action = action
    self.filter = filter
    self.themes = themes
    self.territories = territories
    self.language = language
  }

  private var rubrics: [Choices.Option] {
    [.init("", t("Toutes"))] + Rubric.allCases.map { .init($0.slug, $0.title) }
  }
  private var themeOptions: [Choices.Option] {
    [.init("", t("Tous"))] + themes.map { .init($0.slug, .verbatim($0.title(in: language))) }
  }
  private var territoryOptions: [Choices.Option] {
    var options: [Choices.Option] = [.init("", t("Tous"))]
    if let chosen = territories.chosen { options.append(chosen) }
    return options
  }
  private var kinds: [Choices.Option] {
    [.init("", t("Tous"))] + OrganisationKind.allCases.map { .init($0.slug, $0.title) }
  }
  private var strata: [Choices.Option] {
    [.init("", t("Toutes"))] + SizeStratum.ofCommunes.map { .init($0.slug, $0.title) }
  }
  private var states: [Choices.Option] { [.init("", t("Publiées")), .init("retiree", t("Retirées"))] }
  /// The first is what comes where none is chosen.
  private var orders: [Choices.Option] {
    let all = ContributionFilter.Order.allCases
    guard filter.query.isEmpty else { return [.init("", t("Pertinence"))] + all.map { .init($0.rawValue, $0.title) } }
    return all.map { .init($0 == .newest ? "" : $0.rawValue, $0.title) }
  }
  private var order: String {
    filter.query.isEmpty && filter.order == .newest ? "" : filter.order?.rawValue ?? ""
  }

  package var body: some Markup {
    form(.method("get"), .action(action), .role("search")) {
      for field in kept { input(.type("hidden"), .name(field.name), .value(field.value)) }
      label(.for("q")) { t("Chercher dans les contributions") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(.type("search"), .id("q"), .name("q"), .value(filter.query), .maxlength(Limits.searchCharacters))
        }
        button(.class("button button-primary"), .type("submit")) { t("Chercher") }
      }
      div(.class("filters")) {
        Choices("rubrique", t("Rubrique"), rubrics, chosen: filter.rubric?.slug ?? "")
        Choices("theme", t("Thème"), themeOptions, chosen: filter.theme)
        Choices(
          "territoire", t("Territoire"), territoryOptions, groups: territories.groups,
          chosen: filter.depositors.territory?.text ?? "")
        Choices("organisme", t("Type d’organisme"), kinds, chosen: filter.depositors.kind?.slug ?? "")
        Choices("taille", t("Taille de la commune"), strata, chosen: filter.depositors.stratum?.slug ?? "")
        Choices("etat", t("État"), states, chosen: filter.state == .withdrawn ? "retiree" : "")
        Choices("tri", t("Ordre"), orders, chosen: order)
        button(.class("button button-secondary"), .type("submit")) { t("Filtrer") }
      }
    }
  }
}
