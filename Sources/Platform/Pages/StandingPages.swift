import HTML
import Localization

package struct HelpAddress: FixedAddress {
  package static let pattern: StaticString = "/aide"
  package init() {}
}
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

/// How to reach somebody, and the answers to what is asked most.
struct HelpPage: Component {
  var settings: Settings
  var language: Language

  var body: some Markup {
    h1 { t("Besoin d’aide ?") }
    HelpDesk(settings: settings)
    HTML.section(.class("section")) {
      div(.class("prose")) {
        h2 { t("Le code n’arrive pas") }
        p { t("Attendez deux minutes, puis regardez dans les courriers indésirables.") }
        p {
          t(
            "Si l’adresse est celle de la mairie, demandez à la personne qui relève cette boîte. Le code est valable une heure."
          )
        }
        h2 { t("Je ne peux pas encore agir pour ma collectivité") }
        p {
          t(
            "Rédigez dès maintenant : votre brouillon est gardé. Il se publie dès que votre habilitation est confirmée, si vous l’avez demandé en le relisant."
          )
        }
        h2 { t("Qui peut faire quoi, et quand ?") }
        ActsPointer(language: language)
        h2 { t("Ma page affiche une erreur") }
        p {
          t("Rien de ce que vous avez enregistré n’est perdu. Donnez-nous la référence de huit signes qu’elle montre.")
        }
        h2 { t("Je n’arrive pas à utiliser une page") }
        AccessibilityPointer(language: language)
      }
    }
  }
}

/// The table itself belongs to each consultation, which its home page leads to.
private struct ActsPointer: Component {
  var language: Language
  private var home: String { language.address("/") }

  var body: some Markup {
    p {
      t("Chaque consultation a son tableau des actes : qui dépose, soutient, commente ou vote, et à quels moments.")
      " "
      a(.href(home)) { t("Il se lit depuis l’accueil de la consultation") }
    }
  }
}

private struct AccessibilityPointer: Component {
  var language: Language
  private var address: String { language.address(AccessibilityAddress().path) }

  var body: some Markup {
    p {
      t("Tout se fait au clavier et sans JavaScript.")
      " "
      a(.href(address)) { t("Ce que nous savons de l’accessibilité du site") }
    }
  }
}

/// The telephone and the mail of the help desk, where they are known.
private struct HelpDesk: Component {
  var settings: Settings

  var body: some Markup {
    if settings.hasHelp {
      p(.class("lead")) { t("Quelqu’un vous répond.") }
    } else {
      p(.class("lead")) { t("L’organisateur n’a pas encore dit comment le joindre.") }
    }
    if !settings.helpTelephone.isEmpty { p { TelephoneLink(settings.helpTelephone) } }
    if !settings.helpMail.isEmpty { p { MailLink(address: settings.helpMail) } }
  }
}

struct MailLink: Component {
  var address: String
  private var target: String { "mailto:" + address }
  var body: some Markup { a(.href(target)) { address } }
}

struct AccessibilityPage: Component {
  var settings: Settings
  private var scope: Phrase { t("Cette déclaration vaut pour \(settings.baseAddress).") }

  var body: some Markup {
    h1 { t("Déclaration d’accessibilité") }
    p(.class("lead")) { t("Ce site n’a pas encore été audité : il est donc non conforme au RGAA 4.1.") }
    p { scope }
    HTML.section(.class("section")) {
      div(.class("prose")) {
        h2 { t("Ce qui est vérifié") }
        p {
          t(
            "Chaque page est pourtant vérifiée par un outil automatique, et les principales au clavier et sans JavaScript, avant publication."
          )
        }
        h2 { t("Ce qui ne l’est pas") }
        p {
          t("Aucune personne handicapée ni aucun lecteur d’écran n’a encore éprouvé ces pages. Un audit reste à faire.")
        }
        h2 { t("Nous le dire") }
        p { t("Si quelque chose vous arrête, dites-le-nous : nous répondons et nous corrigeons.") }
        HelpDesk(settings: settings)
        p {
          t("Si nous ne répondons pas, vous pouvez saisir le Défenseur des droits :")
          " "
          a(.href("https://www.defenseurdesdroits.fr")) { "defenseurdesdroits.fr" }
        }
      }
    }
  }
}

struct LegalPage: Component {
  var settings: Settings

  var body: some Markup {
    h1 { t("Mentions légales") }
    dl(.class("terms")) {
      LegalEntry(heading: t("Éditeur"), value: settings.organiser)
      LegalEntry(heading: t("Adresse"), value: settings.publisherAddress)
      LegalEntry(heading: t("Direction de la publication"), value: settings.publicationDirector)
      LegalEntry(heading: t("Hébergement"), value: settings.hosting)
      if !settings.helpTelephone.isEmpty { LegalEntry(heading: t("Téléphone"), value: settings.helpTelephone) }
      if !settings.helpMail.isEmpty { LegalEntry(heading: t("Adresse électronique"), value: settings.helpMail) }
      LegalEntry(heading: t("Logiciel"), value: "Coporter, EUPL 1.2")
    }
    p(.class("help")) {
      t("Les textes déposés engagent les organismes qui les signent. Le logiciel est libre, sous licence EUPL 1.2.")
    }
  }
}

/// One of the facts that the law asks for; it says so where the organiser has not given it.
private struct LegalEntry: Component {
  var heading: Phrase
  var value: String

  var body: some Markup {
    div {
      dt { heading }
      // As the settings say it, which is in French.
      if value.isEmpty { dd { em { t("non renseigné par l’organisateur") } } } else { dd(.lang("fr")) { value } }
    }
  }
}
