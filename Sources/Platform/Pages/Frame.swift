package import HTML
package import Localization

/// What every page shares: the head, the band of the demonstration, header, help, footer.
package struct Frame: Component {
  package var page: Page
  package var language: Language
  /// The path of this page in French, to link its translation.
  package var path: String
  package var site: Site

  private var fullTitle: Phrase { t("\(page.title) · \(site.settings.siteName)") }

  package var body: some Markup {
    UnsafelyUnescaped(unsafelyUnescaped: "<!DOCTYPE html>")
    html(.lang(language.rawValue)) {
      head {
        meta(.named("charset", "utf-8"))
        meta(.name("viewport"), .named("content", "width=device-width, initial-scale=1"))
        title { fullTitle }
        link(.named("rel", "stylesheet"), .href(site.assets.address(of: "coporter.css")))
        link(.named("rel", "icon"), .type("image/svg+xml"), .href(site.assets.address(of: "favicon.svg")))
        script(.type("module"), .src(site.assets.address(of: "coporter.js"))) {}
      }
      HTML.body {
        a(.class("skip"), .href("#contenu")) { t("Aller au contenu") }
        if site.settings.isDemonstration { DemonstrationBand() }
        SiteHeader(language: language, path: path, section: page.section, site: site)
        main(.class("wrap"), .id("contenu")) { page.content }
        SiteFooter(language: language, site: site)
      }
    }
  }
}

/// What the frame needs of the installation.
package struct Site: Sendable {
  package var settings: Settings
  package var assets: Assets
  package var navigation: [NavigationEntry]
  package var catalogue: Catalogue
}

private struct DemonstrationBand: Component {
  var body: some Markup {
    p(.class("band")) { t("Démonstration : textes, soutiens et votes inventés") }
  }
}

private struct SiteHeader: Component {
  var language: Language
  var path: String
  var section: String?
  var site: Site

  private var home: String { language.prefix.isEmpty ? "/" : language.prefix }

  var body: some Markup {
    header(.class("site-header")) {
      div(.class("wrap")) {
        a(.class("brand"), .href(home)) {
          Mark()
          span { site.settings.siteName }
        }
        nav(.class("main-nav"), .ariaLabel(t("Navigation principale"))) {
          for entry in site.navigation {
            a(.href(language.prefix + entry.path), .ariaCurrent(section == entry.path ? "page" : nil)) { entry.title }
          }
        }
        Languages(language: language, path: path)
      }
    }
  }
}

private struct Languages: Component {
  var language: Language
  var path: String

  private var englishPath: String { path == "/" ? "/en" : "/en" + path }

  var body: some Markup {
    div(.class("languages"), .role("group"), .ariaLabel(t("Langue"))) {
      LanguageLink(name: "FR", fullName: "français", language: .french, isCurrent: language == .french, path: path)
      span(.ariaHidden()) { " · " }
      LanguageLink(
        name: "EN", fullName: "English", language: .english, isCurrent: language == .english, path: englishPath)
    }
  }
}

private struct LanguageLink: Component {
  var name: String
  var fullName: String
  var language: Language
  var isCurrent: Bool
  var path: String

  var body: some Markup {
    if isCurrent {
      span(.ariaCurrent("true"), .lang(language.rawValue)) { name }
    } else {
      a(.href(path), .lang(language.rawValue), .named("hreflang", language.rawValue), .named("title", fullName)) {
        name
      }
    }
  }
}

private struct SiteFooter: Component {
  var language: Language
  var site: Site

  private var telephone: String { site.settings.helpTelephone }
  private var dialled: String { "tel:" + telephone.filter { $0.isNumber || $0 == "+" } }

  var body: some Markup {
    footer(.class("site-footer")) {
      div(.class("wrap")) {
        p(.class("help-line")) {
          t("Besoin d’aide ?")
          " "
          a(.href(dialled)) { telephone }
          " · "
          a(.href("mailto:" + site.settings.helpMail)) { site.settings.helpMail }
        }
        p { t("Coporter, logiciel libre (EUPL 1.2)") }
        a(.href(language.prefix + AccessibilityAddress().path)) { t("Accessibilité : non conforme") }
        a(.href(language.prefix + LegalAddress().path)) { t("Mentions légales") }
        a(.href(language.prefix + PrivacyAddress().path)) { t("Données personnelles") }
      }
    }
  }
}

/// Two people, a beam that they carry, its shadow.
private struct Mark: Component {
  private static let drawing = """
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">\
    <circle cx="9" cy="7" r="4" fill="var(--brand)"/><circle cx="23" cy="7" r="4" fill="var(--sun)"/>\
    <path d="M9 11v9M23 11v9M2 20h28" stroke="currentColor" stroke-width="3" fill="none"/>\
    <path d="M8 27h16" stroke="var(--line)" stroke-width="3"/></svg>
    """
  var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: Self.drawing) }
}
