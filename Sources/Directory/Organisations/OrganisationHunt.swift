import HTML
import Localization
import Platform

/// Part of a page: an organisation is looked for by its name or numbers, and what is found leads to an act upon it.
struct OrganisationHunt: Component {
  var title: Phrase
  /// What may be typed.
  var label: Phrase
  /// What is said where nothing is found.
  var nothing: Phrase
  /// The page that it is a part of.
  var action: String
  var query: String
  var found: [Organisation]
  var places: Places
  /// Where one that is found leads.
  var address: @Sendable (Organisation) -> String

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      form(.method("get"), .action(action), .role("search")) {
        HTML.label(.for("q")) { label }
        div(.class("search-form")) {
          div(.class("field")) {
            input(.type("search"), .id("q"), .name("q"), .value(query), .maxlength(200), .autocomplete("off"))
          }
          button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
        }
      }
      if !query.isEmpty { OrganisationsHunted(nothing: nothing, found: found, places: places, address: address) }
    }
  }
}

private struct OrganisationsHunted: Component {
  var nothing: Phrase
  var found: [Organisation]
  var places: Places
  var address: @Sendable (Organisation) -> String

  var body: some Markup {
    if found.isEmpty {
      div(.class("empty")) { p { nothing } }
    } else {
      ul(.class("list plain")) {
        for organisation in found {
          OrganisationChoice(organisation: organisation, places: places, address: address(organisation))
        }
      }
    }
  }
}
