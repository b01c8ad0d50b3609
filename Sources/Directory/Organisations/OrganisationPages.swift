package import HTML
package import Localization
import Platform

/// Finding who takes part: a search field, and the bodies found, most populous first.
struct OrganisationSearchPage: Component {
  var query: String
  var found: [Organisation]
  /// The code by which each was found, where one was typed.
  var codes: [Int64: FoundCode]
  /// What later rooms say of each.
  var notes: [[Int64: AnyMarkup]]
  var total: Int
  var places: Places
  var language: Language

  private var lead: Phrase {
    t("Communes, intercommunalités, départements, régions et ceux qui les aident : \(total) organismes.")
  }
  private var result: Phrase {
    t(found.count, one: "\(found.count) organisme trouvé", other: "\(found.count) organismes trouvés")
  }

  var body: some Markup {
    h1 { t("Trouver un organisme") }
    p(.class("lead")) { lead }
    OrganisationSearchForm(query: query, action: language.address(OrganisationsAddress().path), language: language)
    if query.isEmpty {
      p(.class("help")) { t("Par exemple : Dax, Saint-Denis, un numéro SIREN ou un code INSEE.") }
    } else if found.isEmpty {
      NothingFound(query: query, asking: language.address(OrganisationAskingAddress().path))
    } else {
      OrganisationList(
        title: result, found: found, codes: codes, notes: notes, places: places, language: language)
    }
  }
}

package struct OrganisationSearchForm: Component {
  var query: String
  var action: String
  /// Whether what is chosen opens the page where one asks to act for it, rather than its own.
  var leadsToMandate: Bool
  var language: Language

  package init(query: String, action: String, leadsToMandate: Bool = false, language: Language) {
    self.query = query
    self.action = action
    self.leadsToMandate = leadsToMandate
    self.language = language
  }

  private var suggestions: String {
    language.address(OrganisationSuggestionsAddress().path) + (leadsToMandate ? "?pour=habilitation" : "")
  }

  package var body: some Markup {
    form(.method("get"), .action(action), .role("search")) {
      label(.for("q")) { t("Nom, code INSEE ou SIREN") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(
            .type("search"), .id("q"), .name("q"), .value(query), .maxlength(200), .autocomplete("off"),
            .named("data-suggest", suggestions), .named("data-count-one", phrase: t("Un organisme")),
            .named("data-count-many", phrase: t("\("{count}") organismes")),
            .named("data-count-none", phrase: t("Aucun organisme de ce nom")))
        }
        button(.class("button button-primary"), .type("submit")) { t("Chercher") }
      }
    }
  }
}

/// Bodies in a list, each with its kind, its department and its inhabitants.
struct OrganisationList: Component {
  var title: Phrase
  var found: [Organisation]
  var codes: [Int64: FoundCode] = [:]
  var notes: [[Int64: AnyMarkup]] = []
  var places: Places
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      ul(.class("list plain")) {
        for organisation in found {
          OrganisationEntry(
            organisation: organisation, code: codes[organisation.id],
            notes: notes.compactMap { $0[organisation.id] }, places: places, language: language)
        }
      }
    }
  }
}

private struct NothingFound: Component {
  var query: String
  var asking: String
  private var sentence: Phrase { t("Aucun organisme ne répond à « \(query) ».") }

  var body: some Markup {
    div(.class("empty")) {
      p { sentence }
      p { t("Essayez un nom plus court, ou le code INSEE de la commune.") }
      p { a(.href(asking)) { t("Ajouter un organisme qui manque") } }
    }
  }
}

private struct OrganisationEntry: Component {
  var organisation: Organisation
  var code: FoundCode?
  var notes: [AnyMarkup]
  var places: Places
  var language: Language

  private var address: String { language.address(OrganisationAddress(organisation).path) }
  private var population: Phrase {
    let count = organisation.population ?? 0
    return t(count, one: "\(count) habitant", other: "\(count) habitants")
  }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { organisation.name } }
      div(.class("meta")) {
        span { organisation.kind.title }
        if let department = places.departmentName(of: organisation) { span { department } }
        if organisation.population != nil { span { population } }
        if let code { span { code.told } }
      }
      for note in notes { note }
    }
  }
}
