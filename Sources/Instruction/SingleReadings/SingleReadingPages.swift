import Consultations
import HTML
import Localization
import Platform

/// How decisions are read before they are published, as an administrator sets it.
struct SingleReadingPage: Component {
  var consultation: Consultation
  var suffices: Bool
  var done: String?

  private var action: String { SingleReadingAddress(consultation).path }
  private var choices: [Choices.Option] {
    [
      Choices.Option("deux", t("Un second instructeur les relit")),
      Choices.Option("une", t("Une seule lecture suffit")),
    ]
  }

  var body: some Markup {
    if done == "regle" { div(.class("notice notice-ok"), .role("status")) { p { t("C’est enregistré.") } } }
    h1 { t("Réglages de l’instruction") }
    p(.class("lead")) { consultation.title }
    postForm(.action(action)) {
      Choices(
        "lecture", t("Avant la publication des réorientations et des inéligibilités"), choices,
        chosen: suffices ? "une" : "deux",
        help: t("Ce qui est déjà publié ne change pas."))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Enregistrer") }
      }
    }
  }
}
