import HTML
import Localization

/// One's own account: who one is here, and the browsers that are signed in.
struct AccountPage: Component {
  var person: SignedIn
  var sessions: [Session]
  var gettingIn: String
  var refusing: [RefusingAddress]
  var settings: Settings
  var language: Language
  private var more: String { language.address(gettingIn) }
  private var address: Phrase { t("Vous vous connectez avec l’adresse \(person.mail).") }
  private var addresses: String { language.address(PersonAddressesAddress().path) }

  var body: some Markup {
    h1 { person.name }
    p(.class("lead")) { address }
    p { a(.href(addresses), .id("adresses")) { t("Ajouter une adresse, ou en retirer une") } }
    for refusing in refusing { RefusingAddressAdvice(refusing: refusing, settings: settings) }
    HTML.section(.class("section")) {
      h2 { t("Vos organismes") }
      if person.standings.isEmpty {
        p { t("Vous n’agissez encore pour aucun organisme.") }
      } else {
        ul(.class("list plain")) { for standing in person.standings { StandingEntry(standing: standing) } }
      }
      div(.class("actions")) { a(.class("button button-secondary"), .href(more)) { t("Agir pour un organisme") } }
    }
    HTML.section(.class("section")) {
      h2 { t("Vos appareils") }
      p { t("Un appareil vous est inconnu ? Déconnectez-le : il faudra un nouveau code pour y revenir.") }
      ul(.class("list plain")) {
        for session in sessions {
          SessionEntry(session: session, isThis: session.id == person.session, language: language)
        }
      }
    }
    PersonalDataSection(language: language)
  }
}

private struct StandingEntry: Component {
  var standing: Standing

  var body: some Markup {
    li(.class("entry")) {
      h3 { standing.name }
      div(.class("meta")) {
        if let place = standing.place { span { place } }
        span { standing.function }
      }
    }
  }
}

private struct SessionEntry: Component {
  var session: Session
  var isThis: Bool
  var language: Language
  private var action: String { language.address(SessionEndAddress().path) }
  private var name: String { "appareil-\(session.id)" }
  private var browser: Phrase { BrowserName.of(session.browser) }
  private var since: Phrase { t("depuis le \(session.startedAt, .dateAndTime)") }

  var body: some Markup {
    li(.class("entry")) {
      h3(.id(name)) { browser }
      div(.class("meta")) {
        span { since }
        if isThis { strong { t("cet appareil") } }
      }
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("session"), .value(String(session.id)))
        button(.class("button button-secondary"), .type("submit"), .describedBy(name)) { t("Déconnecter") }
      }
    }
  }
}

/// In the header: for whom one acts, the other organisations in one click, and the way out.
struct ActingMenu: Component {
  var person: SignedIn
  var path: String
  var language: Language
  var gettingIn: String
  var entries: [NavigationEntry]

  private var shownEntries: [NavigationEntry] {
    entries.filter { $0.permission.map(person.holds) ?? true }
  }
  private var initial: String { String(person.name.prefix(1)) }
  private var shownName: String { person.standing?.name ?? person.name }
  private var role: Phrase {
    guard let standing = person.standing else { return t("aucun organisme") }
    return standing.place.map { t("\($0) · \(standing.function)") } ?? standing.function
  }
  private var account: String { language.address(AccountAddress().path) }
  private var signOut: String { language.address(SignOutAddress().path) }
  private var more: String { language.address(gettingIn) }

  var body: some Markup {
    details(.class("acting")) {
      summary {
        span(.class("avatar"), .ariaHidden()) { initial }
        span(.class("acting-who")) {
          span(.class("acting-name")) { shownName }
          span(.class("acting-role")) { role }
        }
      }
      div(.class("menu")) {
        p { person.name }
        for standing in person.standings {
          StandingChoice(standing: standing, isChosen: standing == person.standing, path: path, language: language)
        }
        ul {
          for entry in shownEntries { MenuEntry(entry: entry, language: language) }
          li { a(.href(more)) { t("Agir pour un organisme") } }
          li { a(.href(account)) { t("Mon compte") } }
        }
        postForm(.action(signOut)) { button(.type("submit")) { t("Se déconnecter") } }
      }
    }
  }
}

private struct MenuEntry: Component {
  var entry: NavigationEntry
  var language: Language
  private var address: String { language.address(entry.path) }
  var body: some Markup { li { a(.href(address)) { entry.title } } }
}

private struct StandingChoice: Component {
  var standing: Standing
  var isChosen: Bool
  var path: String
  var language: Language
  private var action: String { language.address(ActingAddress().path) }
  private var label: String { standing.fullName }

  var body: some Markup {
    postForm(.action(action)) {
      input(.type("hidden"), .name("retour"), .value(path))
      button(
        .type("submit"), .name("organisme"), .value(String(standing.organisation)),
        .named("aria-pressed", isChosen ? "true" : "false")
      ) { label }
    }
  }
}

struct SignInLink: Component {
  var path: String
  var language: Language
  private var address: String { language.address(SignInAddress().path) + "?retour=" + percentEncoded(path) }
  var body: some Markup { a(.class("button button-secondary"), .href(address)) { t("Se connecter") } }
}
