import HTML
import Localization

/// What an administrator may do, in French as all of administration.
struct AdministrationPage: Component {
  var entries: [AdministrationEntry]
  var language: Language

  var body: some Markup {
    h1 { t("Administration") }
    ul(.class("list plain")) {
      for entry in entries { AdministrationLink(entry: entry, language: language) }
    }
  }
}

private struct AdministrationLink: Component {
  var entry: AdministrationEntry
  var language: Language
  private var address: String { language.address(entry.path) }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { a(.href(address)) { entry.title } }
      p { entry.summary }
    }
  }
}
