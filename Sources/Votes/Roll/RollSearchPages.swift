import HTML
import Localization
import Platform

/// The field of a public list of a vote in which one looks for an organisation.
struct RollSearchForm: Component {
  var query: String
  var action: String

  var body: some Markup {
    form(.method("get"), .action(action), .role("search")) {
      label(.for("q")) { t("Chercher une collectivité") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(.type("search"), .id("q"), .name("q"), .value(query), .maxlength(Limits.searchCharacters))
        }
        button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
      }
    }
  }
}
