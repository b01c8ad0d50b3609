import Consultations
import HTML
import Localization
import Platform

/// How decisions are read before they are published, as an administrator sets it.
struct SingleReadingPage: Component {
  var consultation: Consultation
  var suffices: Bool
  /// How many working days authors have to re-read a draft, as it is typed.
  var days: String
  var refusal: AuthorReadingRefusal?
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
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Réglages de l’instruction") }
    p(.class("lead")) { consultation.title }
    postForm(.action(action)) {
      Choices(
        "lecture", t("Avant la publication des réorientations et des inéligibilités"), choices,
        chosen: suffices ? "une" : "deux",
        help: t("Ce qui est déjà publié ne change pas."))
      TextField(
        "jours", t("Jours ouvrés pour que les auteurs relisent un projet de proposition"), kind: .digits, value: days,
        longest: 2,
        help: t(
          "Sans réponse d’eux, le projet est réputé convenir. 0 : les décisions sont publiées sans cette relecture."),
        refusal: refusal?.sentence)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Enregistrer") }
      }
    }
  }
}
