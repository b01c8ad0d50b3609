import HTML
import Localization
import Platform
import PublicCode

/// A `publiccode.yml` that becomes a sheet, or the next version of one: chosen on this device, or pasted.
struct SheetImportPage: Component {
  /// The one that changes; nil where one is made.
  var sheet: Sheet?
  var organisation: String
  /// What was pasted, or the file as it stands.
  var text: String
  var refusal: SheetRefusal?
  var language: Language

  private var back: String { language.address(sheet.map { SheetAddress($0).path } ?? SheetsAddress().path) }
  private var backTitle: Phrase { sheet.map { .verbatim("← " + $0.name) } ?? t("← Services") }
  private var action: String {
    language.address(sheet.map { SheetEditionAddress($0).path } ?? SheetImportAddress().path)
  }
  private var form: String {
    language.address(sheet.map { SheetChangeAddress($0).path } ?? SheetFormAddress().path)
  }
  private var title: Phrase { sheet == nil ? t("Ajouter un service") : t("Modifier la fiche") }
  private var lead: Phrase {
    sheet == nil
      ? t("Son fichier publiccode.yml devient une fiche du catalogue, que \(organisation) tient à jour.")
      : t("La fiche change pour tous ; ce qu’elle disait reste lisible dans ses versions.")
  }
  private var send: Phrase { sheet == nil ? t("Créer la fiche") : t("Publier cette version") }
  private var sentence: Phrase? {
    guard let refusal else { return nil }
    if case .unreadable = refusal { return t("Ce fichier n’a pas pu être pris : voyez ci-dessous. Rien n’a changé.") }
    return refusal.sentence
  }
  private var problems: [Problem] {
    if case .unreadable(let problems) = refusal { problems } else { [] }
  }
  private var other: Sheet? {
    switch refusal {
    case .keptByOthers(let sheet), .codeOfAnother(let sheet): sheet
    case .removed(let sheet): sheet
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { backTitle }
    p(.class("overline")) { organisation }
    h1 { title }
    p(.class("lead")) { lead }
    if let sentence { ErrorSummary(field: "publiccode", sentence: sentence) }
    if let other { OtherSheet(sheet: other, language: language) }
    if !problems.isEmpty { SheetProblems(problems: problems) }
    postForm(.action(action), .named("enctype", "multipart/form-data"), .named("novalidate", "")) {
      FileField(
        "fichier", t("Le fichier"), accepts: ".yml,.yaml", help: t("Un fichier publiccode.yml, de 128 ko au plus."))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .id("envoyer")) { t("Envoyer ce fichier") }
      }
    }
    postForm(.class("section"), .action(action), .named("novalidate", "")) {
      TextArea(
        "publiccode", t("Ou son contenu"), value: text, longest: PublicSoftware.longestFile, rows: 16,
        refusal: sentence)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { send }
        a(.class("button button-secondary"), .href(back)) { t("Annuler") }
      }
    }
    p { a(.href(form)) { t("Sans fichier : décrire le service dans un formulaire") } }
    SheetImportNotes()
  }
}

private struct SheetImportNotes: Component {
  var body: some Markup {
    section(.class("section")) {
      h2(.class("h3")) { t("Ce que la fiche garde") }
      ul {
        li { t("Tout ce que dit le fichier, sauf les personnes : ni leur nom, ni leur courriel, ni leur téléphone.") }
        li { t("À la place d’un contact, l’organisme auquel il appartient.") }
        li { t("La fiche se reprend telle quelle, en publiccode.yml, à l’octet près.") }
      }
      p {
        a(.href("https://yml.publiccode.tools"), .named("rel", "noopener")) { t("La norme publiccode.yml") }
      }
    }
  }
}

private struct OtherSheet: Component {
  var sheet: Sheet
  var language: Language
  private var address: String { language.address(SheetAddress(sheet).path) }
  private var title: Phrase { t("Voir la fiche « \(sheet.name) »") }
  var body: some Markup { p { a(.href(address)) { title } } }
}

/// What is wrong in a file, each with its line and its column.
struct SheetProblems: Component {
  var problems: [Problem]
  private var title: Phrase {
    t(
      problems.count, one: "\(problems.count) point à revoir dans ce fichier",
      other: "\(problems.count) points à revoir dans ce fichier")
  }

  var body: some Markup {
    section(.class("section")) {
      h2(.class("h3")) { title }
      ul(.class("problems")) { for problem in problems { li { problem.told } } }
    }
  }
}
