import HTML
import Localization

/// What was typed before signing in, while a mandate ended, or while the site only reads, offered again: one button
/// sends it, to the same place.
struct KeptFormPage: Component {
  var kept: KeptForm
  /// Where a mandate is given; nil where none is missing.
  var gettingIn: String?
  /// Whether the site only reads: what was typed is in this page alone.
  var isPaused = false
  var language: Language
  /// What reads as words, to be seen and copied.
  private var texts: [String] { kept.fields.pairs.map(\.value).filter { $0.contains(" ") } }
  private var action: String { language.address(kept.path) }
  private var heading: Phrase {
    isPaused ? t("Rien n’est encore enregistré") : t("Ce que vous avez envoyé est gardé")
  }
  private var sending: Phrase { isPaused ? t("Envoyer de nouveau") : t("Envoyer") }

  var body: some Markup {
    h1 { heading }
    if isPaused {
      p(.class("lead")) { RequestRefusal.paused.sentence }
    } else if let gettingIn {
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
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { sending } }
    }
  }
}

extension KeptFormPage {
  /// - Parameter visit: what posted it.
  init(whilePaused visit: Visit) {
    let typed = visit.form.pairs.filter { $0.name != Door.tokenField }
    kept = KeptForm(path: visit.target, fields: FormFields(pairs: typed))
    isPaused = true
    language = visit.language
  }
}
