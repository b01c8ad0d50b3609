import Catalogue
import Consultations
import HTML
import Localization
import Platform
import PublicCode

/// The sheet of a service under its text; what was left empty is not shown.
struct ServiceSheetBody: Component {
  var sheet: ServiceSheet

  private var isEmpty: Bool { sheet == ServiceSheet() }

  var body: some Markup {
    if !isEmpty {
      h2 { t("La fiche du service") }
      dl(.class("sheet")) {
        SheetLine(label: t("Maintenu par"), text: sheet.maintainer)
        SheetLine(label: t("Utilisé par"), text: sheet.users)
        SheetLine(label: t("Code source"), text: sheet.codeAddress, isAddress: true)
        SheetLine(label: t("Licence"), text: sheet.licence)
        SheetLine(label: t("Documentation"), text: sheet.documentation, isAddress: true)
        SheetLine(label: t("Coût pour une collectivité de plus"), text: sheet.cost)
      }
    }
  }
}

private struct SheetLine: Component {
  var label: Phrase
  var text: String
  var isAddress = false
  private var isLink: Bool { isAddress && WebAddress.isOfWeb(text) }

  var body: some Markup {
    if !text.isEmpty {
      dt { label }
      dd {
        if isLink { a(.href(text), .named("rel", "nofollow noopener")) { text } } else { text }
      }
    }
  }
}

/// The two fields that a service requires beyond its title and its use.
struct RequiredSheetFields: Component {
  var sheet: ServiceSheet
  var refused: @Sendable (String) -> Phrase?

  var body: some Markup {
    TextField(
      "mainteneur", t("Qui le maintient ?"), value: sheet.maintainer, longest: ServiceSheet.longest,
      help: t("Un service de la collectivité, une entreprise, un éditeur, une communauté."),
      refusal: refused("mainteneur"))
    TextArea(
      "utilisateurs", t("Qui l’utilise déjà ?"), value: sheet.users, longest: ServiceSheet.longest, rows: 2,
      help: t("Vous seuls ? Écrivez-le aussi."), refusal: refused("utilisateurs"))
  }
}

/// The others, folded until one of them is filled.
struct OptionalSheetFields: Component {
  var sheet: ServiceSheet
  var refused: @Sendable (String) -> Phrase?
  /// Those that public services use most; every identifier of SPDX is accepted.
  private static let licences = [
    "EUPL-1.2", "AGPL-3.0-or-later", "AGPL-3.0-only", "GPL-3.0-or-later", "LGPL-3.0-or-later", "MPL-2.0", "Apache-2.0",
    "MIT", "BSD-3-Clause", "CECILL-2.1", "etalab-2.0",
  ]
  private var isOpen: Bool {
    let texts = [sheet.codeAddress, sheet.licence, sheet.documentation, sheet.cost]
    return texts.contains { !$0.isEmpty }
      || ["code", "licence", "documentation", "cout"].contains { refused($0) != nil }
  }

  var body: some Markup {
    details(.class("section"), .flag("open", isOpen)) {
      summary { t("Pour qu’une autre collectivité le reprenne") }
      TextField(
        "code", t("Adresse du code source"), kind: .address, value: sheet.codeAddress, longest: ServiceSheet.longest,
        refusal: refused("code"), isOptional: true)
      TextField(
        "licence", t("Licence"), value: sheet.licence, longest: ServiceSheet.longestLicence,
        help: t("Son identifiant SPDX, comme EUPL-1.2, AGPL-3.0-or-later ou MIT."), refusal: refused("licence"),
        isOptional: true, offered: Self.licences)
      TextField(
        "documentation", t("Adresse de la documentation"), kind: .address, value: sheet.documentation,
        longest: ServiceSheet.longest, refusal: refused("documentation"), isOptional: true)
      TextArea(
        "cout", t("Combien pour une collectivité de plus ?"), value: sheet.cost, longest: ServiceSheet.longest, rows: 2,
        help: t("Installation, abonnement, accompagnement : un ordre de grandeur suffit."), refusal: refused("cout"),
        isOptional: true)
    }
  }
}

/// A `publiccode.yml` pasted, or read from this device, that fills a draft.
struct SheetFillingPage: Component {
  /// What came of the file that was sent.
  struct Outcome {
    var filled: [FilledField]
    var problems: [Problem]
    var isRead: Bool
  }

  var desk: DepositsModule.DraftDesk
  var typed: String
  var outcome: Outcome?
  var language: Language

  private var back: String { language.address(DraftAddress(desk.place).path) + "?rubrique=\(desk.rubric.slug)" }
  private var action: String { language.address(SheetFillingAddress(desk.place).path) }
  private var refusal: Phrase? {
    outcome.map { $0.isRead } ?? true ? .none : t("Ce fichier n’a pas pu être lu : voyez ci-dessous.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Brouillon") }
    h1 { t("Remplir avec un fichier publiccode.yml") }
    p(.class("lead")) {
      t(
        "Ce fichier accompagne le code de beaucoup de logiciels publics. Il remplit ce que vous avez laissé vide, et rien d’autre."
      )
    }
    if let outcome { SheetOutcome(outcome: outcome, back: back) }
    postForm(.action(action), .named("enctype", "multipart/form-data"), .named("novalidate", "")) {
      input(.type("hidden"), .name("rubrique"), .value(desk.rubric.slug))
      FileField(
        "fichier", t("Le fichier"), accepts: ".yml,.yaml", help: t("Un fichier publiccode.yml, de 128 ko au plus."))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .id("envoyer")) { t("Envoyer ce fichier") }
      }
    }
    postForm(.class("section"), .action(action), .named("novalidate", "")) {
      input(.type("hidden"), .name("rubrique"), .value(desk.rubric.slug))
      TextArea(
        "publiccode", t("Ou coller son contenu"), value: typed, longest: PublicSoftware.longestFile, rows: 12,
        refusal: refusal)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Remplir le brouillon") }
        a(.class("button button-secondary"), .href(back)) { t("Revenir au brouillon") }
      }
    }
    ServiceFolderLink(consultation: desk.consultation, language: language)
  }
}

private struct SheetOutcome: Component {
  var outcome: SheetFillingPage.Outcome
  var back: String
  private var hasProblems: Bool { !outcome.problems.isEmpty }
  private var isFilled: Bool { !outcome.filled.isEmpty }
  private var title: Phrase {
    let count = outcome.problems.count
    return t(count, one: "\(count) point à revoir dans ce fichier", other: "\(count) points à revoir dans ce fichier")
  }

  var body: some Markup {
    if outcome.isRead {
      div(.class("notice notice-ok"), .role("status")) {
        if isFilled {
          p { t("C’est rempli, et enregistré :") }
          ul(.class("plain")) { for field in outcome.filled { li { field.title } } }
        } else {
          p { t("Rien n’était vide de ce que ce fichier remplit : votre texte n’a pas changé.") }
        }
        p { a(.href(back)) { t("Relire le brouillon") } }
      }
    }
    if hasProblems {
      HTML.section(.class("section")) {
        h2(.class("h3")) { title }
        ul(.class("problems")) { for problem in outcome.problems { li { problem.told } } }
      }
    }
  }
}
