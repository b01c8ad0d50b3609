import HTML
import Localization

/// What the site takes now, and what closes or opens it; in French, as all of administration.
struct PausePage: Component {
  var step: Pause.Step?
  var refusal: Pause.Refusal?
  var done: String?
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }
  private var confirmation: Phrase? {
    switch done {
    case "acts", "ballots": t("C’est fait. Chaque page le dit dès maintenant.")
    case "fin": t("C’est fait : le site enregistre de nouveau.")
    default: nil
    }
  }
  private var state: Phrase {
    switch step {
    case nil: t("Le site enregistre tout ce qu’on lui envoie.")
    case .acts: t("Le site se lit, et n’enregistre plus que les bulletins d’un vote ouvert.")
    case .ballots: t("Le site se lit, et n’enregistre plus rien. Ses tâches de fond attendent.")
    }
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Lecture seule") }
    p(.class("lead")) {
      t("Avant une mise à jour, fermez d’abord tout sauf les bulletins, puis les bulletins aussi. Rouvrez après.")
    }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { div(.class("notice notice-bad"), .role("alert")) { p { refusal.sentence } } }
    p { state }
    if step == nil { PauseButton(.acts, t("Fermer tout sauf les bulletins"), language) }
    if step != .ballots { PauseButton(.ballots, t("Fermer aussi les bulletins"), language) }
    if step != nil { PauseEndButton(language: language) }
    p {
      t("Ce que les gens écrivent n’est pas perdu : il leur est rendu, avec un bouton pour l’envoyer de nouveau.")
    }
  }
}

private struct PauseButton: Component {
  var step: Pause.Step
  var title: Phrase
  var action: String

  init(_ step: Pause.Step, _ title: Phrase, _ language: Language) {
    self.step = step
    self.title = title
    action = language.address(PauseAddress().path)
  }

  var body: some Markup {
    postForm(.action(action)) {
      input(.type("hidden"), .name("etape"), .value(step.rawValue))
      div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { title } }
    }
  }
}

private struct PauseEndButton: Component {
  var language: Language
  private var action: String { language.address(PauseEndAddress().path) }

  var body: some Markup {
    postForm(.action(action)) {
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Rouvrir le site") } }
    }
  }
}

/// On every page while the site only reads.
struct PauseNotice: Component {
  var step: Pause.Step

  private var sentence: Phrase {
    switch step {
    case .acts: t("Mise à jour en cours : le site se lit, et n’enregistre que les bulletins d’un vote ouvert.")
    case .ballots: t("Mise à jour en cours : le site se lit, et n’enregistre rien pour l’instant.")
    }
  }

  var body: some Markup {
    section(.class("wrap"), .ariaLabel(t("Lecture seule"))) {
      div(.class("notice notice-wait"), .role("status")) { p { sentence } }
    }
  }
}
