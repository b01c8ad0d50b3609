import HTML
import Localization

/// What is kept of people, how long, and what they may ask (GDPR, articles 13 and 14).
struct PrivacyPage: Component {
  var settings: Settings
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
        KeptThing(
          thing: t("Votre adresse et votre nom"),
          time: t("tant que vous ne demandez pas leur effacement. Ils ne sont pas publiés."))
        KeptThing(
          thing: t("Pour qui vous agissez, et comment c’est prouvé"),
          time: t("tant que la consultation et ses actes sont conservés."))
        KeptThing(
          thing: t("Vos appareils connectés"),
          time: t("trente jours, ou douze heures pour les instructeurs et les administrateurs."))
        KeptThing(
          thing: t("Les codes et les liens de connexion"),
          time: t("valables une heure. Leur texte est effacé une fois le message parti."))
        KeptThing(
          thing: t("Ce que vous envoyez avant de vous connecter"), time: t("une heure, dans l’attente de votre retour.")
        )
        KeptThing(thing: t("Vos brouillons"), time: t("jusqu’à ce que vous les supprimiez."))
        KeptThing(
          thing: t("Ce que vous publiez au nom d’un organisme"),
          time: t("publié et conservé comme le reste de la consultation, sous le nom de l’organisme."))
        KeptThing(
          thing: t("Vos commentaires et vos signalements"),
          time: t("conservés avec la consultation, sans votre nom. Seuls les instructeurs lisent les signalements."))
        KeptThing(
          thing: t("L’adresse de qui suit sans compte"),
          time: t(
            "tant que vous suivez. Un clic suffit pour partir ; non confirmée, elle est oubliée après trois jours."))
        KeptThing(
          thing: t("La suite des actes : qui, pour qui, quand"),
          time: t("conservée avec la consultation, pour que son résultat puisse être vérifié."))
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
