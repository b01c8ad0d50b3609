import HTML
import Localization

/// On one's own account: what one may take away, and ask for.
struct PersonalDataSection: Component {
  var language: Language
  private var export: String { language.address(PersonalExportAddress().path) }
  private var erasure: String { language.address(ErasureAddress().path) }
  private var kinds: String { language.address(PrivacyAddress().path) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vos données") }
      p { a(.href(kinds)) { t("Ce qui est gardé, et combien de temps") } }
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(export)) { t("Prendre tout ce qui me concerne (JSON)") }
        a(.class("button button-quiet"), .href(erasure)) { t("Effacer mon compte") }
      }
    }
  }
}

/// What erasure takes and what it leaves, before one confirms it.
struct ErasurePage: Component {
  var going: [Phrase]
  var staying: [Phrase]
  var refusal: Erasure.Refusal?
  var language: Language

  private var account: String { language.address(AccountAddress().path) }
  private var action: String { language.address(ErasureAddress().path) }
  private var export: String { language.address(PersonalExportAddress().path) }

  var body: some Markup {
    a(.class("back"), .href(account)) { t("← Mon compte") }
    h1 { t("Effacer mon compte") }
    if let refusal { ErasureRefused(sentence: refusal.sentence) }
    p(.class("lead")) { t("L’effacement est immédiat, et personne ne peut revenir dessus.") }
    p { a(.href(export)) { t("Prendre d’abord tout ce qui me concerne (JSON)") } }
    HTML.section(.class("section")) {
      h2 { t("Ce qui est effacé") }
      ul { for kind in going { li { kind } } }
    }
    HTML.section(.class("section")) {
      h2 { t("Ce qui reste") }
      ul {
        li { t("ce qui a été publié au nom d’un organisme : c’est le sien, et votre nom n’y est pas") }
        for what in staying { li { what } }
      }
    }
    postForm(.action(action)) {
      Choice(.checkbox, "confirmation", "oui", t("J’ai lu ce qui est effacé et ce qui reste"), isChosen: false)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Effacer mon compte maintenant") }
      }
    }
  }
}

private struct ErasureRefused: Component {
  var sentence: Phrase
  var body: some Markup { div(.class("notice notice-bad"), .role("alert")) { p { sentence } } }
}

/// Afterwards; whoever reads it is nobody here any more.
struct ErasedPage: Component {
  var language: Language
  private var home: String { language.address("/") }

  var body: some Markup {
    h1 { t("Votre compte est effacé") }
    p(.class("lead")) {
      t(
        "Votre nom, vos adresses et ce qui n’était qu’à vous ne sont plus ici. Les sauvegardes d’avant expirent seules."
      )
    }
    div(.class("actions")) { a(.class("button button-secondary"), .href(home)) { t("Revenir à l’accueil") } }
  }
}
