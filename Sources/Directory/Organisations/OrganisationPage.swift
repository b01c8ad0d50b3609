import HTML
import Localization
import Platform

/// Who an organisation is, where, what it did, who is around it.
struct OrganisationPage: Component {
  var organisation: Organisation
  var ties: OrganisationTies
  var panels: [AnyMarkup]
  var map: TerritoryMap
  var places: Places
  var language: Language

  private var search: String { language.address(OrganisationsAddress().path) }
  /// Nobody comes to act for a commune that is no more.
  private var acting: Organisation { ties.successor?.organisation ?? organisation }
  private var act: String { language.address(MandateAskingAddress(acting).path) }
  private var actLabel: Phrase {
    ties.successor == nil ? t("Agir pour cet organisme") : t("Agir pour \(acting.name)")
  }
  private var placeMap: PlaceMap? { PlaceMap(of: organisation, members: ties.members, on: map, places) }

  var body: some Markup {
    a(.class("back"), .href(search)) { t("← Tous les organismes") }
    p(.class("overline")) { organisation.kind.title }
    h1 { organisation.name }
    if let (into, since) = ties.successor { MergedNotice(into: into, since: since, language: language) }
    div(.class("columns")) {
      div {
        OrganisationFacts(organisation: organisation, ties: ties, places: places, language: language)
        div(.class("actions")) { a(.class("button button-secondary"), .href(act)) { actLabel } }
      }
      if let placeMap { aside { placeMap } }
    }
    for panel in panels { panel }
    OrganisationsAround(organisation: organisation, ties: ties, places: places, language: language)
  }
}

private struct MergedNotice: Component {
  var into: Organisation
  var since: Instant
  var language: Language
  private var address: String { language.address(OrganisationAddress(into).path) }
  private var sentence: Phrase { t("Cette commune a rejoint \(into.name) le \(since, .date).") }
  private var link: Phrase { t("Voir \(into.name)") }

  var body: some Markup {
    div(.class("notice")) {
      p { sentence }
      p { a(.href(address)) { link } }
    }
  }
}

/// The lists below what an organisation did: what it gathers, what it took over, who is around.
private struct OrganisationsAround: Component {
  var organisation: Organisation
  var ties: OrganisationTies
  var places: Places
  var language: Language

  private var membersTitle: Phrase {
    switch organisation.kind {
    case .intercommunality: t("Communes membres, les plus peuplées d’abord")
    case .region: t("Départements de la région")
    default:
      t(
        ties.memberCount, one: "\(ties.memberCount) adhérent",
        other: "\(ties.memberCount) adhérents, les plus peuplés d’abord")
    }
  }
  private var neighboursTitle: Phrase {
    organisation.kind == .commune && ties.intercommunality != nil
      ? t("Ses voisines de la même intercommunalité") : t("Autour, les plus proches d’abord")
  }

  var body: some Markup {
    if !ties.members.isEmpty {
      OrganisationList(title: membersTitle, found: ties.members, places: places, language: language)
    }
    if !ties.absorbed.isEmpty {
      OrganisationList(
        title: t("Les communes qui l’ont rejointe"), found: ties.absorbed, places: places, language: language)
    }
    if !ties.neighbours.isEmpty {
      OrganisationList(title: neighboursTitle, found: ties.neighbours, places: places, language: language)
    }
  }
}

private struct OrganisationFacts: Component {
  var organisation: Organisation
  var ties: OrganisationTies
  var places: Places
  var language: Language
  private var postcodes: String { ties.postcodes.joined(separator: ", ") }
  private var postcodesTitle: Phrase { t(ties.postcodes.count, one: "Code postal", other: "Codes postaux") }
  private var operatorsTitle: Phrase { t(ties.operators.count, one: "Opérateur", other: "Opérateurs") }

  var body: some Markup {
    dl(.class("figures")) {
      if let population = organisation.population { Fact(title: t("Habitants (population municipale)"), population) }
      if let department = places.departmentName(of: organisation) { Fact(title: t("Département"), department) }
      if let region = places.regionName(of: organisation) { Fact(title: t("Région"), region) }
      if let intercommunality = ties.intercommunality {
        Fact(title: t("Intercommunalité"), OrganisationLink(organisation: intercommunality, language: language))
      }
      if !ties.operators.isEmpty {
        Fact(title: operatorsTitle, OrganisationLinks(organisations: ties.operators, language: language))
      }
      if !ties.postcodes.isEmpty { Fact(title: postcodesTitle, postcodes) }
      if let code = organisation.inseeCode { Fact(title: t("Code INSEE"), code) }
      if let siren = organisation.siren { Fact(title: t("SIREN"), siren) }
      if let website = organisation.website { Fact(title: t("Site"), a(.href(website)) { website }) }
    }
  }
}

private struct OrganisationLinks: Component {
  var organisations: [Organisation]
  var language: Language

  var body: some Markup {
    ul(.class("plain")) {
      for organisation in organisations {
        li { OrganisationLink(organisation: organisation, language: language) }
      }
    }
  }
}

private struct OrganisationLink: Component {
  var organisation: Organisation
  var language: Language
  private var address: String { language.address(OrganisationAddress(organisation).path) }
  var body: some Markup { a(.href(address)) { organisation.name } }
}

private struct Fact<Content: Markup>: Component {
  var title: Phrase
  var content: Content

  init(title: Phrase, _ content: Content) {
    self.title = title
    self.content = content
  }

  var body: some Markup {
    div {
      dt { title }
      dd { content }
    }
  }
}
