import Consultations
import HTML
import Localization
import Platform

/// `/administration/consultations/services-2021/vote/voyants`: what must be in order before the vote opens,
/// and while it is open.
struct OpeningLightsPage: Component {
  var consultation: Consultation
  var lights: OpeningLights
  var hasSentTrial: Bool

  private static let title = t("Ce qui doit être en ordre, au moment où cette page s’affiche")
  private var preparation: String { VotePreparationAddress(consultation).path }
  private var trial: String { TrialMailAddress(consultation).path }
  var heading: Phrase { lights.isOpened ? t("Pendant le vote") : t("Avant l’ouverture") }
  private var command: String { "coporter check --before-opening --consultation \(consultation.slug)" }

  var body: some Markup {
    a(.class("back"), .href(preparation)) { t("← Vote des collectivités") }
    if hasSentTrial {
      div(.class("notice notice-ok"), .role("status")) {
        p { t("Le courriel d’essai est parti vers votre adresse. S’il n’arrive pas, n’ouvrez pas le vote.") }
      }
    }
    h1 { heading }
    p(.class("lead")) { consultation.title }
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(Self.title)) {
      table(.class("table")) {
        caption { Self.title }
        thead {
          tr {
            th(.named("scope", "col")) { t("Objet") }
            th(.named("scope", "col")) { t("État") }
            th(.named("scope", "col")) { t("Ce qui a été vu") }
          }
        }
        tbody { for light in lights.all { OpeningLightRow(light: light) } }
      }
    }
    postForm(.class("section"), .action(trial)) {
      button(.class("button"), .type("submit")) { t("M’envoyer un courriel d’essai") }
    }
    p(.class("meta")) { t("Qui administre le serveur voit de même :") }
    pre { code { command } }
  }
}

extension OpeningLight.Colour {
  var word: Phrase {
    switch self {
    case .green: t("En ordre")
    case .amber: t("À regarder")
    case .red: t("Défaut")
    }
  }
  /// The classes of the word.
  var tag: String {
    switch self {
    case .green: "tag tag-ok"
    case .amber: "tag tag-wait"
    case .red: "tag tag-bad"
    }
  }
}

private struct OpeningLightRow: Component {
  var light: OpeningLight

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { light.subject }
      td { span(.class(light.colour.tag)) { light.colour.word } }
      td { light.sentence }
    }
  }
}
