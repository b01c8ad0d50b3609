import HTML
import Localization
import Platform

/// What somebody follows without account, and what is kept of her: to take away, and to erase.
struct CitizenPage: Component {
  var mail: MailAddress
  var token: String
  var followed: [Followed]
  /// Whether nothing at all is kept.
  var isNothing: Bool
  var isRefused: Bool
  /// Whether she has just left one of them.
  var hasLeft: Bool
  var language: Language

  private var export: String { language.address(CitizenExportAddress(token: token).path) }
  private var lead: Phrase { t("Pour l’adresse \(mail.masked), sans compte.") }

  var body: some Markup {
    h1 { t("Ce que nous gardons de vous") }
    p(.class("lead")) { lead }
    if hasLeft { div(.class("notice notice-ok"), .role("status")) { p { t("Vous ne suivez plus.") } } }
    if isNothing {
      div(.class("empty")) { p { t("Rien : ni votre adresse, ni ce que vous suiviez.") } }
    } else {
      HTML.section(.class("section")) {
        h2 { t("Ce que vous suivez") }
        if followed.isEmpty { p(.class("help")) { t("Plus rien.") } } else { FollowedList(followed, token, language) }
      }
      HTML.section(.class("section")) {
        h2 { t("Tout prendre") }
        p { t("Votre adresse, ce que vous suivez et les courriels que vous avez reçus pour cela, dans un fichier.") }
        div(.class("actions")) {
          a(.class("button button-secondary"), .href(export), .id("export")) { t("Télécharger (JSON)") }
        }
      }
      CitizenErasing(token: token, isRefused: isRefused, language: language)
    }
  }
}

private struct FollowedList: Component {
  var followed: [Followed]
  var token: String
  var language: Language
  init(_ followed: [Followed], _ token: String, _ language: Language) {
    self.followed = followed
    self.token = token
    self.language = language
  }

  var body: some Markup {
    ul(.class("list plain")) {
      for thing in followed { FollowedThing(thing: thing, token: token, language: language) }
    }
  }
}

private struct FollowedThing: Component {
  var thing: Followed
  var token: String
  var language: Language
  private var path: String { language.address(thing.path) }
  private var end: String { language.address(CitizenLeavingAddress(token: token).path) }
  private var stop: Phrase { t("Ne plus suivre : \(thing.title)") }

  var body: some Markup {
    li(.class("entry")) {
      h3(.lang(thing.language?.rawValue)) { a(.href(path)) { thing.title } }
      postForm(.action(end)) {
        input(.type("hidden"), .name("suivi"), .value(thing.path))
        button(.class("button button-quiet"), .type("submit"), .ariaLabel(stop)) { t("Ne plus suivre") }
      }
    }
  }
}

private struct CitizenErasing: Component {
  var token: String
  var isRefused: Bool
  var language: Language
  private var action: String { language.address(CitizenErasureAddress(token: token).path) }
  private var refusal: Phrase { CitizenRefusal.unconfirmed.sentence }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Tout effacer") }
      p { t("Vous ne recevrez plus rien. L’effacement est immédiat, et personne ne peut revenir dessus.") }
      postForm(.action(action)) {
        if isRefused { ErrorSummary(field: "confirmation-oui", sentence: refusal) }
        Choice(.checkbox, "confirmation", "oui", t("Effacer mon adresse et ce que je suis"), isChosen: false)
        div(.class("actions")) {
          button(.class("button button-danger"), .type("submit"), .id("effacer")) { t("Effacer maintenant") }
        }
      }
    }
  }
}

/// Afterwards.
struct CitizenErasedPage: Component {
  var language: Language
  private var home: String { language.address("/") }

  var body: some Markup {
    h1 { t("C’est effacé") }
    p(.class("lead")) { t("Votre adresse et ce que vous suiviez ne sont plus ici.") }
    p { t("Les sauvegardes d’avant expirent seules.") }
    div(.class("actions")) { a(.class("button button-secondary"), .href(home)) { t("Revenir à l’accueil") } }
  }
}
