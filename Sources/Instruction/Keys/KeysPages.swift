import HTML
import Localization
import Platform

/// What a key does at the desk: its word is the `data-key` of what it acts on.
enum DeskKey: String, Sendable, CaseIterable {
  case next = "suivante", previous = "precedente", group = "regroupee", keep = "gardee", redirect = "reorientee",
    reject = "ineligible", note = "note", assign = "confier", undo = "annuler", second = "relire",
    publish = "publier", help = "aide"

  var title: Phrase {
    switch self {
    case .next: t("Contribution suivante")
    case .previous: t("Contribution précédente")
    case .group: t("Regrouper")
    case .keep: t("Garder seule")
    case .redirect: t("Réorienter")
    case .reject: t("Déclarer inéligible")
    case .note: t("Écrire une note")
    case .assign: t("Confier à quelqu’un")
    case .undo: t("Annuler la dernière décision")
    case .second: t("Approuver à la relecture")
    case .publish: t("Publier la décision")
    case .help: t("Liste des touches")
    }
  }

  /// Until somebody chooses another.
  var letter: String {
    switch self {
    case .next: "s"
    case .previous: "p"
    case .group: "g"
    case .keep: "t"
    case .redirect: "r"
    case .reject: "i"
    case .note: "n"
    case .assign: "c"
    case .undo: "a"
    case .second: "l"
    case .publish: "u"
    case .help: "?"
    }
  }
}

extension Attribute {
  /// What a key acts on.
  static func key(_ key: DeskKey) -> Attribute { named("data-key", key.rawValue) }
  /// What a key brings the focus to, and Enter alone presses.
  static var keyAsks: Attribute { flag("data-key-asks") }
}

/// The keys of the desk: off until they are switched on, each with a letter that can be changed. `desk.js` shows it.
struct DeskKeys: Component {
  private let on = t("Touches en marche. Elles sont inactives pendant que vous écrivez.")
  private let opened = t("{act} : formulaire ouvert. Ctrl et Entrée l’envoient, Échap en sort.")
  private let same = t("La touche {key} sert deux fois : « {first} » et « {second} ».")

  var body: some Markup {
    div(
      .class("keys"), .flag("data-desk"), .named("data-on", phrase: on),
      .named("data-off", phrase: t("Touches arrêtées.")), .named("data-saved", phrase: t("Touches enregistrées.")),
      .named("data-nothing", phrase: t("{act} : pas possible ici.")), .named("data-opened", phrase: opened),
      .named("data-asks", phrase: t("{act} : appuyez sur Entrée pour confirmer.")), .named("data-same", phrase: same),
      .flag("hidden")
    ) {
      button(.class("button"), .type("button"), .flag("data-desk-switch"), .named("aria-pressed", "false")) {
        t("Touches du clavier")
      }
      button(.class("button button-quiet"), .type("button"), .key(.help)) { t("Liste des touches") }
      KeysDialog()
      p(.class("visually-hidden"), .role("status")) {}
    }
  }
}

private struct KeysDialog: Component {
  var body: some Markup {
    dialog(.labelledBy("touches")) {
      h2(.id("touches"), .named("tabindex", "-1"), .flag("autofocus")) { t("Les touches de l’instruction") }
      p(.class("help")) {
        t("Une lettre ou un signe pour chaque geste ; rien pour s’en passer. Elles restent sur cet appareil.")
      }
      form(.method("dialog"), .named("novalidate", "")) {
        for key in DeskKey.allCases { KeyField(key: key) }
        p(.class("error"), .id("touches-erreur"), .role("alert"), .flag("hidden")) {}
        KeysButtons()
      }
    }
  }
}

private struct KeysButtons: Component {
  var body: some Markup {
    div(.class("actions")) {
      button(.class("button button-primary"), .type("submit")) { t("Enregistrer les touches") }
      button(.class("button button-secondary"), .type("button"), .flag("data-desk-close")) { t("Fermer") }
      button(.class("button button-quiet"), .type("button"), .flag("data-desk-default")) {
        t("Remettre celles du début")
      }
    }
  }
}

private struct KeyField: Component {
  var key: DeskKey
  private var id: String { "touche-\(key.rawValue)" }

  var body: some Markup {
    div(.class("key")) {
      label(.for(id)) { key.title }
      input(
        .class("input"), .type("text"), .id(id), .named("data-act", key.rawValue), .value(key.letter), .maxlength(1),
        .autocomplete("off"), .named("autocapitalize", "none"), .describedBy("touches-erreur"))
    }
  }
}
