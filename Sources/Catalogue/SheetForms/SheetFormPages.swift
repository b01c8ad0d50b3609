import HTML
import Localization
import Platform

/// Where a service is described in a form, or a sheet changed so.
struct SheetFormPage: Component {
  /// The one that changes; nil where one is made.
  var sheet: Sheet?
  var organisation: String
  var typed: SheetForm
  var refusal: (any FieldRefusal)?
  var language: Language

  private var back: String { language.address(sheet.map { SheetAddress($0).path } ?? SheetsAddress().path) }
  private var backTitle: Phrase { sheet.map { .verbatim("← " + $0.name) } ?? t("← Services") }
  private var action: String {
    language.address(sheet.map { SheetChangeAddress($0).path } ?? SheetFormAddress().path)
  }
  private var file: String {
    language.address(sheet.map { SheetEditionAddress($0).path } ?? SheetImportAddress().path)
  }
  private var title: Phrase { sheet == nil ? t("Décrire un service") : t("Modifier la fiche") }
  private var lead: Phrase {
    sheet == nil
      ? t("Ce que vous écrivez devient une fiche du catalogue, que \(organisation) tient à jour.")
      : t("Ce qu’elle dit d’autre reste. Un champ laissé vide ne change rien.")
  }
  private var send: Phrase { sheet == nil ? t("Créer la fiche") : t("Publier cette version") }
  /// Of one that has no field of its own here: the same code has another sheet.
  private var summary: String {
    let fields = ["nom", "resume", "texte", "editeur", "code", "licence", "documentation"]
    return refusal.map { fields.contains($0.field) ? $0.field : "code" } ?? ""
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { backTitle }
    p(.class("overline")) { organisation }
    if let refusal { ErrorSummary(field: summary, sentence: refusal.sentence) }
    h1 { title }
    p(.class("lead")) { lead }
    postForm(.action(action), .named("novalidate", "")) {
      SheetFormFields(typed: typed, refusal: refusal)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .id("decrire")) { send }
        a(.class("button button-secondary"), .href(back)) { t("Annuler") }
      }
    }
    p { a(.href(file)) { t("J’ai un fichier publiccode.yml") } }
  }
}

private struct SheetFormFields: Component {
  var typed: SheetForm
  var refusal: (any FieldRefusal)?

  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    TextField("nom", t("Nom"), value: typed.name, longest: SheetText.longestName, refusal: refused("nom"))
    TextField(
      "resume", t("En une phrase"), value: typed.short, longest: SheetForm.longestShort,
      help: t("Ce qu’il fait, et pour qui."), refusal: refused("resume"))
    TextArea(
      "texte", t("Ce qu’il fait"), value: typed.long, longest: SheetForm.longestText, refusal: refused("texte"),
      isOptional: true)
    TextField(
      "code", t("Adresse du code source"), value: typed.address, longest: SheetForm.longestLine,
      refusal: refused("code"),
      isOptional: true)
    TextField(
      "licence", t("Licence"), value: typed.licence, longest: SheetForm.longestLine,
      help: t("Son nom dans la liste SPDX : EUPL-1.2, MIT, AGPL-3.0-only…"), refusal: refused("licence"),
      isOptional: true)
    TextField(
      "editeur", t("Qui le publie ou le maintient"), value: typed.owner, longest: SheetForm.longestLine,
      help: t("Un organisme, jamais une personne."), refusal: refused("editeur"), isOptional: true)
    TextField(
      "documentation", t("Adresse de la documentation"), value: typed.documentation, longest: SheetForm.longestLine,
      refusal: refused("documentation"), isOptional: true)
  }
}
