import HTML
import Localization
import Platform

/// `/contestation`: an authority that no mailbox tells of its ballot contests it in one act, by the second code of a
/// letter.
struct ContestCodePage: Component {
  var typed: ContestCodeTyped
  var refusal: Contest.Refusal?
  var isDone: Bool
  var language: Language

  private var action: String { language.address(ContestCodeAddress().path) }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    if isDone {
      div(.class("notice notice-ok"), .role("status")) {
        p { t("Ce bulletin est contesté : il n’est plus compté.") }
        p { t("Deux personnes en décident avant le dépouillement.") }
      }
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Contester un bulletin avec le code d’une lettre") }
    p(.class("lead")) {
      t(
        "Si votre collectivité figure parmi celles qui ont voté alors qu’elle n’a pas voté, ou si son vote a été changé sans son accord, contestez son bulletin : il est aussitôt suspendu, et cela se voit."
      )
    }
    p {
      t("Il ne sera compté que si deux personnes le rétablissent avant le dépouillement, après vous avoir entendus.")
    }
    postForm(.action(action), .named("novalidate", "")) {
      TextField(
        "collectivite", t("La collectivité"), value: typed.authority, longest: ContestCodeTyped.longestName,
        help: t("Son nom, son SIREN ou son SIRET."), refusal: sentence("collectivite"))
      TextField(
        "code", t("Second code de la lettre"), value: typed.code, longest: LetterCodeTyped.longest,
        help: t("Celui qui est à garder : seize lettres et chiffres, en quatre groupes."), refusal: sentence("code"))
      div(.class("actions")) {
        button(.class("button button-danger"), .type("submit"), .id("contester")) { t("Contester ce bulletin") }
      }
    }
  }
}

/// Where one reads who voted: how an authority says that its ballot is not its own.
struct ContestWays: Component {
  var vote: Vote
  var language: Language

  private var page: String { language.address(ContestCodeAddress().path) }

  var body: some Markup {
    if vote.openedAt != nil, vote.countedAt == nil {
      p(.class("help")) {
        t("Une collectivité peut contester son bulletin par le lien des courriels que reçoit sa boîte officielle, ou")
        " "
        a(.href(page)) { t("par le second code d’une lettre") }
      }
    }
  }
}
