package import HTML
package import Localization

/// What every page shares: the head, the band of the demonstration, header, help, footer.
package struct Frame: Component {
  package var page: Page
  package var language: Language
  /// The path of this page in French, to link its translation.
  package var path: String
  package var site: Site
  package var person: SignedIn?
  /// What the site refuses now.
  package var pause: Pause.Step?
  /// Whether more was searched than is read.
  package var isSearchCut = false

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
        if let feed = page.feed {
          link(.named("rel", "alternate"), .type("application/atom+xml"), .href(feed))
        }
        script(.type("module"), .src(site.assets.address(of: "coporter.js"))) {}
      }
      HTML.body {
        a(.class("skip"), .href("#contenu")) { t("Aller au contenu") }
        if site.settings.isDemonstration { DemonstrationBand() }
        SiteHeader(language: language, path: path, section: page.section, site: site, person: person)
        if let pause { PauseNotice(step: pause) }
        if let mail = person?.refusingMail { RefusingNotice(mail: mail, language: language) }
        if isSearchCut { SearchCutNotice() }
        main(.class(page.isNarrow ? "wrap narrow" : "wrap"), .id("contenu"), .named("tabindex", "-1")) { page.content }
        SiteFooter(language: language, site: site)
      }
    }
  }
}

/// What the frame needs of the installation.
///
/// Made once, at start, and shared by every request: a class, so that a visit holds one reference and not forty texts.
package final class Site: Sendable {
  package let settings: Settings
  package let assets: Assets
  package let navigation: [NavigationEntry]
  package let catalogue: Catalogue
  package let seal: MailSeal
  /// Where a person gets a mandate.
  package let gettingIn: String
  /// Entries of a person's own menu.
  package let menu: [NavigationEntry]
  /// Entries of the home page of administrators.
  package let administration: [AdministrationEntry]
  /// The kinds of personal data that are kept, in the order of the rooms, each once.
  let personalKinds: [PersonalKind]

  package init(
    settings: Settings, assets: Assets, navigation: [NavigationEntry], catalogue: Catalogue, seal: MailSeal,
    gettingIn: String = "/", menu: [NavigationEntry] = [], administration: [AdministrationEntry] = [],
    declarations: [PersonalDeclaration] = []
  ) {
    self.settings = settings
    self.assets = assets
    self.navigation = navigation
    self.catalogue = catalogue
    self.seal = seal
    self.gettingIn = gettingIn
    self.menu = menu
    self.administration = administration
    var known: Set<String> = []
    let kinds = declarations.compactMap(\.table).flatMap(\.personal).map(\.kind)
    personalKinds = kinds.filter { known.insert($0.name).inserted }
  }
}

private struct DemonstrationBand: Component {
  var body: some Markup {
    section(.class("band"), .ariaLabel(t("Démonstration"))) { Settings.demonstrationBand }
  }
}

extension Settings {
  /// What every page and every file of a demonstration says.
  package static let demonstrationBand = t("Démonstration : textes, soutiens et votes inventés")
}

extension Site {
  /// The same in French, for files and the API, whose words are those of their columns; nil where all is true.
  package var band: String? {
    settings.isDemonstration ? Settings.demonstrationBand.text(in: .french, catalogue) : nil
  }
}

/// On every page of somebody whose address refuses our mails: she would not learn it by mail.
private struct RefusingNotice: Component {
  var mail: String
  var language: Language
  private var account: String { language.address(AccountAddress().path) }
  private var sentence: Phrase { t("Nos courriels ne vous parviennent plus : l’adresse \(mail) les refuse.") }

  var body: some Markup {
    section(.class("wrap"), .ariaLabel(t("Courriels refusés"))) {
      div(.class("notice notice-bad")) {
        p { sentence }
        p { a(.href(account)) { t("Que faire ?") } }
      }
    }
  }
}

/// A field of a page holds no more; an address can.
private struct SearchCutNotice: Component {
  private var sentence: Phrase {
    t("Votre recherche est longue : seuls ses \(Limits.searchCharacters) premiers signes sont lus.")
  }

  var body: some Markup {
    section(.class("wrap"), .ariaLabel(t("Recherche"))) {
      div(.class("notice"), .role("status")) { p { sentence } }
    }
  }
}

private struct SiteHeader: Component {
  var language: Language
  var path: String
  var section: String?
  var site: Site
  var person: SignedIn?

  private var home: String { language.address("/") }
  private var logo: String? { site.settings.logo.map { site.assets.address(of: Assets.name(of: $0)) } }

  var body: some Markup {
    header(.class("site-header")) {
      div(.class("wrap")) {
        a(.class("brand"), .href(home)) {
          if let logo { img(.class("logo"), .src(logo), .named("alt", "")) } else { Mark() }
          span { site.settings.siteName }
        }
        nav(.class("main-nav"), .ariaLabel(t("Navigation principale"))) {
          ul {
            for entry in site.navigation {
              li {
                a(.href(language.address(entry.path)), .ariaCurrent(section == entry.path ? "page" : nil)) {
                  entry.title
                }
              }
            }
          }
        }
        Languages(language: language, path: path)
        if let person {
          ActingMenu(person: person, path: path, language: language, gettingIn: site.gettingIn, entries: site.menu)
        } else {
          SignInLink(path: path, language: language)
        }
      }
    }
  }
}

private struct Languages: Component {
  var language: Language
  var path: String

  private var englishPath: String { Language.english.address(path) }

  var body: some Markup {
    div(.class("languages")) {
      ul(.ariaLabel(t("Langue"))) {
        li { LanguageLink(name: "FR", language: .french, isCurrent: language == .french, path: path) }
        li { LanguageLink(name: "EN", language: .english, isCurrent: language == .english, path: englishPath) }
      }
    }
  }
}

private struct LanguageLink: Component {
  var name: String
  var language: Language
  var isCurrent: Bool
  var path: String

  private var fullName: String { language == .french ? "Français" : "English" }

  var body: some Markup {
    if isCurrent {
      span(.ariaCurrent("true"), .lang(language.rawValue)) { abbr(.named("title", fullName)) { name } }
    } else {
      a(.href(path), .lang(language.rawValue), .named("hreflang", language.rawValue)) {
        abbr(.named("title", fullName)) { name }
      }
    }
  }
}

private struct SiteFooter: Component {
  var language: Language
  var site: Site

  private var settings: Settings { site.settings }
  private var help: String { language.address(HelpAddress().path) }

  var body: some Markup {
    footer(.class("site-footer")) {
      div(.class("wrap")) {
        p(.class("help-line")) {
          a(.href(help)) { t("Besoin d’aide ?") }
          if !settings.helpTelephone.isEmpty {
            " "
            TelephoneLink(settings.helpTelephone)
          }
          if !settings.helpMail.isEmpty {
            " · "
            MailLink(address: settings.helpMail)
          }
        }
        for link in settings.footerLinks { FooterEntry(title: .verbatim(link.title), address: link.address) }
        span { t("Coporter, logiciel libre (EUPL 1.2)") }
        " "
        FooterEntry(title: t("Accessibilité : non conforme"), address: language.address(AccessibilityAddress().path))
        FooterEntry(title: t("Mentions légales"), address: language.address(LegalAddress().path))
        FooterEntry(title: t("Données personnelles"), address: language.address(PrivacyAddress().path))
        FooterEntry(title: t("Données ouvertes et API"), address: language.address(OpenDataHomeAddress().path))
      }
    }
  }
}

private struct FooterEntry: Component {
  var title: Phrase
  var address: String

  var body: some Markup {
    a(.href(address)) { title }
    " "
  }
}

/// Two people, a beam that they carry, its shadow.
private struct Mark: Component {
  private static let drawing = #"""
    <svg class="mark" viewBox="0 0 30 25" width="31" height="26" aria-hidden="true" focusable="false">\#
    <path fill="currentColor" \#
    d="M6.6 9h3v6.2h10.2V9h3v6.2h5.2a2 2 0 0 1 0 4H2a2 2 0 0 1 0-4h4.6z"/>\#
    <circle class="mark-one" cx="8.1" cy="5" r="5"/>\#
    <circle class="mark-two" cx="21.3" cy="5" r="5"/>\#
    <rect class="mark-shadow" x="5.5" y="21.5" width="19" height="3.5" rx="1.75"/>\#
    </svg>
    """#

  var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: Self.drawing) }
}
