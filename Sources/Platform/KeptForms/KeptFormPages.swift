import HTML
import Localization

/// What was typed before signing in, offered again: one button sends it, to the same place.
struct KeptFormPage: Component {
  var kept: KeptForm
  var language: Language
  private var action: String { language.address(kept.path) }

  var body: some Markup {
    h1 { t("Ce que vous avez envoyé est gardé") }
    p(.class("lead")) { t("C’est bien vous. Il reste un clic pour l’envoyer.") }
    postForm(.action(action)) {
      for pair in kept.fields.pairs { input(.type("hidden"), .name(pair.name), .value(pair.value)) }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Envoyer") } }
    }
  }
}
