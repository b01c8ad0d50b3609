import HTML
import Localization
import Platform

/// Bringing files to the directory while serving; in French, as all of administration.
struct DirectoryImportPage: Component {
  var typed: DirectoryImportForm
  /// Why nothing was done.
  var refusal: Phrase?
  /// What changed, or would.
  var summary: DirectoryImportSummary?
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }
  private var action: String { language.address(DirectoryImportAddress().path) }
  private var options: [Choices.Option] {
    [.init("", t("Choisissez"))] + DirectoryImportForm.Kind.allCases.map { .init($0.rawValue, $0.title) }
  }
  private func refused(_ field: String) -> Phrase? { typed.refusedField == field ? refusal : nil }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Annuaire") }
    p(.class("lead")) {
      t("Ajouter des boîtes officielles, des adhérents ou des codes postaux, ou recharger le registre livré.")
    }
    if let summary { ImportOutcome(summary: summary, isTrial: typed.isTrial) }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: typed.refusedField, sentence: refusal) }
      Choices(
        "sorte", t("Ce que vous apportez"), options, chosen: typed.kind?.rawValue ?? "", refusal: refused("sorte"))
      FileToRead()
      TextArea(
        "texte", t("Le fichier CSV"), value: typed.text, longest: Limits.bodyBytes / 2, rows: 10,
        help: t(
          "Collez-le ici, sa première ligne comprise ; un demi-mégaoctet au plus. Le registre livré n’en demande pas."),
        refusal: refused("texte"))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .name("faire"), .value("essai")) { t("Essayer") }
        button(.class("button button-secondary"), .type("submit"), .name("faire"), .value("import")) { t("Importer") }
      }
    }
    p(.class("help")) {
      t("Les colonnes de chaque fichier sont dans docs/data-formats.md.")
      " "
      t("Les plus gros passent par la commande directory import.")
    }
  }
}

/// Where there is a script, a file of this device is read into the text; it is never sent as such.
private struct FileToRead: Component {
  var body: some Markup {
    div(.class("field"), .named("data-reads-into", "texte"), .flag("hidden")) {
      label(.for("fichier")) { t("Lire un fichier de cet appareil") }
      input(.type("file"), .id("fichier"), .named("accept", ".csv,text/csv"))
    }
  }
}

private struct ImportOutcome: Component {
  var summary: DirectoryImportSummary
  var isTrial: Bool
  private var title: Phrase { isTrial ? t("Essai : rien n’a été changé.") : t("C’est fait.") }

  var body: some Markup {
    div(.class("notice notice-ok"), .role("status")) {
      h2 { title }
      ul { for sentence in summary.sentences { li { sentence } } }
    }
  }
}
