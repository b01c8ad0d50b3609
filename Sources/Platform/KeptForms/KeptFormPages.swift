import HTML
import Localization

/// What was typed before signing in, or while a mandate ended, offered again: one button sends it, to the same place.
struct KeptFormPage: Component {
  var kept: KeptForm
  /// Where a mandate is given; nil where none is missing.
  var gettingIn: String?
  var language: Language
  /// What reads as words, to be seen and copied.
  private var texts: [String] { kept.fields.pairs.map(\.value).filter { $0.contains(" ") } }
  private var action: String { language.address(kept.path) }

  var body: some Markup {
    h1 { t("Ce que vous avez envoyé est gardé") }
    if let gettingIn {
      p(.class("lead")) {
        t("Vous n’agissez plus pour un organisme : rien n’est parti. Ce que vous avez écrit reste ici une heure.")
      }
      p { a(.href(gettingIn)) { t("Agir de nouveau pour un organisme") } }
    } else {
      p(.class("lead")) { t("C’est bien vous. Il reste un clic pour l’envoyer.") }
    }
    for text in texts { div(.class("card quoted")) { p { text } } }
    postForm(.action(action)) {
      for pair in kept.fields.pairs { input(.type("hidden"), .name(pair.name), .value(pair.value)) }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Envoyer") } }
    }
  }
}
