import Directory
import HTML
import Localization
import Platform

/// What an organisation says of a service.
struct DeclarationPage: Component {
  var sheet: Sheet
  var organisation: String
  /// What it says already.
  var said: [Declaration.Saying]
  var typed: DeclarationTyped
  var refusal: DeclarationRefusal?
  var language: Language

  private var back: String { language.address(SheetAddress(sheet).path) }
  private var backTitle: Phrase { .verbatim("← " + sheet.name) }
  private var action: String { language.address(DeclarationAddress(sheet).path) }
  private var lead: Phrase {
    t("Les autres voient qui s’en sert, et à qui demander. C’est dit au nom de \(organisation).")
  }
  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { backTitle }
    p(.class("overline")) { organisation }
    h1 { t("Dire que vous l’utilisez") }
    p(.class("lead")) { lead }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    postForm(.action(action), .named("novalidate", "")) {
      KindChoices(chosen: typed.kind, refusal: refused("sorte"))
      TextField(
        "depuis", t("Depuis quand ?"), value: typed.since, longest: 10,
        help: t("Une année suffit : 2019, 05/2019 ou 12/05/2019."), refusal: refused("depuis"), isOptional: true)
      TextField(
        "version", t("Quelle version ?"), value: typed.version, longest: Declaration.Saying.longestVersion,
        refusal: refused("version"), isOptional: true)
      TextField(
        "contact", t("À qui demander ?"), value: typed.contact, longest: Declaration.Saying.longestContact,
        help: t("Un service ou une fonction, jamais un nom ni une adresse : « secrétariat de mairie »."),
        refusal: refused("contact"), isOptional: true)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .id("declarer")) { t("Le dire") }
        a(.class("button button-secondary"), .href(back)) { t("Annuler") }
      }
    }
    for saying in said { SaidBefore(saying: saying, sheet: sheet, language: language) }
  }
}

private struct KindChoices: Component {
  var chosen: Declaration.Kind?
  var refusal: Phrase?
  private var described: String? { refusal == nil ? nil : "sorte-erreur" }

  var body: some Markup {
    fieldset(.id("sorte"), .describedBy(described)) {
      legend { t("Que voulez-vous dire ?") }
      if let refusal { p(.class("error"), .id("sorte-erreur")) { refusal } }
      for kind in Declaration.Kind.allCases {
        Choice(.radio, "sorte", kind.slug, kind.sentence, isChosen: kind == chosen)
      }
    }
  }
}

/// What was said, with the way to end it.
private struct SaidBefore: Component {
  var saying: Declaration.Saying
  var sheet: Sheet
  var language: Language
  private var action: String { language.address(DeclarationEndAddress(sheet).path) }
  private var end: Phrase {
    saying.kind == .uses ? t("Nous ne l’utilisons plus") : t("Nous ne l’hébergeons plus pour d’autres")
  }

  var body: some Markup {
    postForm(.class("section"), .action(action)) {
      p { SayingLine(saying: saying) }
      input(.type("hidden"), .name("sorte"), .value(saying.kind.slug))
      button(.class("button button-secondary"), .type("submit")) { end }
    }
  }
}

/// « depuis 2019 · version 2.1 · à demander au secrétariat »
struct SayingLine: Component {
  var saying: Declaration.Saying
  private var word: Phrase {
    saying.kind == .uses ? t("l’utilise") : t("l’héberge pour d’autres")
  }
  private var since: Phrase? { saying.since.isEmpty ? .none : t("depuis \(Self.shown(saying.since))") }
  private var version: Phrase? { saying.version.isEmpty ? .none : t("version \(saying.version)") }
  private var contact: Phrase? { saying.contact.isEmpty ? .none : t("contact : \(saying.contact)") }

  /// As it is read in French, and understood in English: `12/05/2019`.
  static func shown(_ date: String) -> String { date.split(separator: "-").reversed().joined(separator: "/") }

  var body: some Markup {
    span { word }
    if let since {
      " · "
      span { since }
    }
    if let version {
      " · "
      span { version }
    }
    if let contact {
      " · "
      span { contact }
    }
  }
}

/// Who says something of a sheet.
struct DeclarationEntry: Component {
  var declaration: Declaration
  var organisation: Organisation
  var places: Places
  var language: Language
  private var name: String { places.fullName(of: organisation) }
  private var address: String { language.address(OrganisationAddress(organisation).path) }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { name } }
      div(.class("meta")) {
        span { organisation.kind.title }
        SayingLine(saying: declaration.saying)
      }
    }
  }
}
