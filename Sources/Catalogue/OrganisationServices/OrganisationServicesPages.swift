import HTML
import Localization
import Platform

/// On the page of an organisation: its services.
struct OrganisationServicesSection: Component {
  /// How many of each are shown at once.
  private static let shown = 100

  var said: [(sheet: Sheet, saying: Declaration.Saying)]
  var maintained: [Sheet]
  var language: Language
  private var shownSaid: [(sheet: Sheet, saying: Declaration.Saying)] { Array(said.prefix(Self.shown)) }
  private var shownMaintained: [Sheet] { Array(maintained.prefix(Self.shown)) }

  var body: some Markup {
    if !said.isEmpty {
      section(.class("section")) {
        h2 { t("Les services dont cet organisme se sert") }
        ul(.class("plain")) {
          for one in shownSaid { SaidLine(sheet: one.sheet, saying: one.saying, language: language) }
        }
      }
    }
    if !maintained.isEmpty {
      section(.class("section")) {
        h2 { t("Les services qu’il partage") }
        ul(.class("plain")) { for sheet in shownMaintained { KeptLine(sheet: sheet, language: language) } }
      }
    }
  }
}

private struct SaidLine: Component {
  var sheet: Sheet
  var saying: Declaration.Saying
  var language: Language
  private var address: String { language.address(SheetAddress(sheet).path) }

  var body: some Markup {
    li {
      a(.href(address)) { sheet.name }
      div(.class("meta")) { SayingLine(saying: saying) }
    }
  }
}

private struct KeptLine: Component {
  var sheet: Sheet
  var language: Language
  private var address: String { language.address(SheetAddress(sheet).path) }

  var body: some Markup {
    li {
      a(.href(address)) { sheet.name }
      p(.lang(sheet.summary.language)) { sheet.summary.text }
    }
  }
}
