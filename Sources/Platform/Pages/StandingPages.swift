import HTML
import Localization

package struct AccessibilityAddress: FixedAddress {
  package static let pattern: StaticString = "/accessibilite"
  package init() {}
}
package struct LegalAddress: FixedAddress {
  package static let pattern: StaticString = "/mentions-legales"
  package init() {}
}
package struct PrivacyAddress: FixedAddress {
  package static let pattern: StaticString = "/donnees-personnelles"
  package init() {}
}

/// A refusal or a fault, with the reference that is also in the log.
struct RefusalPage: Component {
  var heading: Phrase
  var sentence: Phrase
  var reference: String
  var language: Language
  private var home: String { language.address("/") }

  var body: some Markup {
    h1 { heading }
    p(.class("lead")) { sentence }
    div(.class("actions")) { a(.class("button button-secondary"), .href(home)) { t("Revenir à l’accueil") } }
    p(.class("help")) { t("Référence à donner au téléphone : \(reference)") }
  }
}

struct AccessibilityPage: Component {
  var settings: Settings

  var body: some Markup {
    h1 { t("Déclaration d’accessibilité") }
    p(.class("lead")) { t("Ce site n’a pas encore été audité : il est donc non conforme au RGAA 4.1.") }
    p {
      t("Chaque page est pourtant vérifiée par un outil automatique, au clavier et sans JavaScript, avant publication.")
    }
    p { t("Si quelque chose vous arrête, dites-le nous : nous répondons et nous corrigeons.") }
    p { a(.href("mailto:" + settings.helpMail)) { settings.helpMail } }
  }
}

struct LegalPage: Component {
  var settings: Settings

  var body: some Markup {
    h1 { t("Mentions légales") }
    dl(.class("figures")) {
      div {
        dt { t("Éditeur") }
        dd { settings.organiser }
      }
      div {
        dt { t("Logiciel") }
        dd { t("Coporter, sous licence EUPL 1.2") }
      }
      div {
        dt { t("Contact") }
        dd { settings.helpMail }
      }
    }
  }
}

struct PrivacyPage: Component {
  var settings: Settings

  var body: some Markup {
    h1 { t("Données personnelles") }
    p(.class("lead")) { t("Aucun service tiers n’est appelé par ces pages, et aucune mesure d’audience n’est faite.") }
    p { t("La lecture du site ne demande ni compte ni cookie. Le journal technique ne garde pas votre adresse IP.") }
    p { t("Pour toute question sur vos données, écrivez-nous.") }
    p { a(.href("mailto:" + settings.helpMail)) { settings.helpMail } }
  }
}
