import HTML
import Localization

/// One button: to stop the messages, or to have them again.
struct UnsubscriptionPage: Component {
  var token: String
  var mail: MailAddress
  var isLive: Bool
  var language: Language

  private var stop: String { language.address(UnsubscriptionAddress(token: token).path) }
  private var again: String { language.address(UnsubscriptionEndAddress(token: token).path) }
  private var stopped: Phrase { t("L’adresse \(mail.masked) ne reçoit plus ces messages.") }
  private var asked: Phrase { t("Ne plus envoyer ces messages à \(mail.masked) ?") }

  var body: some Markup {
    if isLive {
      h1 { t("C’est fait") }
      p(.class("lead")) { stopped }
      p { t("Vous recevrez encore vos codes, et les réponses à ce que vous faites vous-même.") }
      postForm(.class("actions"), .action(again)) {
        button(.class("button button-secondary"), .type("submit")) { t("Les recevoir à nouveau") }
      }
    } else {
      h1 { t("Messages de ce site") }
      p(.class("lead")) { asked }
      p { t("Vous recevrez encore vos codes, et les réponses à ce que vous faites vous-même.") }
      postForm(.class("actions"), .action(stop)) {
        button(.class("button button-primary"), .type("submit")) { t("Ne plus les recevoir") }
      }
    }
  }
}
