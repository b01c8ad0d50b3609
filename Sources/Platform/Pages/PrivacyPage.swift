import HTML
import Localization

/// What is kept of people, how long, and what they may ask (GDPR, articles 13 and 14).
struct PrivacyPage: Component {
  var settings: Settings
  /// As the rooms declare them.
  var kinds: [PersonalKind]
  private var organiser: String { settings.organiser }

  var body: some Markup {
    h1 { t("Données personnelles") }
    p(.class("lead")) { t("Aucun service tiers n’est appelé par ces pages, et aucune mesure d’audience n’est faite.") }
    div(.class("prose")) {
      p { t("La lecture du site ne demande ni compte ni cookie. Le journal technique ne garde pas votre adresse IP.") }
      if !organiser.isEmpty { PrivacyController(organiser: organiser) }
    }
    HTML.section(.class("section")) {
      h2 { t("Ce qui est gardé, et combien de temps") }
      dl(.class("terms")) {
        for kind in kinds { KeptThing(thing: kind.title, time: kind.sentence) }
      }
    }
    PrivacyRights(settings: settings)
  }
}

private struct PrivacyController: Component {
  var organiser: String
  private var sentence: Phrase {
    t("\(organiser) est responsable de ces données, au titre de sa mission d’intérêt public (RGPD, article 6.1.e).")
  }
  var body: some Markup { p { sentence } }
}

private struct KeptThing: Component {
  var thing: Phrase
  var time: Phrase

  var body: some Markup {
    div {
      dt { thing }
      dd { time }
    }
  }
}

private struct PrivacyRights: Component {
  var settings: Settings
  private var mail: String { settings.dataMail }

  var body: some Markup {
    HTML.section(.class("section")) {
      div(.class("prose")) {
        h2 { t("Les cookies") }
        p { t("Deux, indispensables : l’un vous garde connecté, l’autre protège les formulaires. Aucun autre.") }
        h2 { t("Vos droits") }
        p { t("Vous pouvez demander à voir vos données, à les corriger, à les effacer, ou vous opposer à leur usage.") }
        if mail.isEmpty {
          p { t("L’organisateur n’a pas encore dit comment le joindre.") }
        } else {
          p {
            t("Écrivez à :")
            " "
            MailLink(address: mail)
          }
        }
        p {
          t("Si la réponse ne vous convient pas, vous pouvez saisir la CNIL :")
          " "
          a(.href("https://www.cnil.fr")) { "cnil.fr" }
        }
      }
    }
  }
}
