import Directory
import HTML
import Localization
import Platform
import PublicCode

/// One service: what its sheet says, who says that it uses it, who maintains the sheet.
struct SheetPage: Component {
  var sheet: Sheet
  var software: PublicSoftware
  /// The keys of the standard that it lacks.
  var absences: [String]
  var maintainers: [Organisation]
  /// First those that resemble the reader's.
  var declarations: [(declaration: Declaration, organisation: Organisation)]
  /// How many there are in all.
  var declared: Int
  var versions: [Sheet.Version]
  /// For whom the reader acts.
  var acting: Organisation?
  /// Whether the reader may take it out of the catalogue.
  var mayCurate: Bool
  /// What later rooms say of it.
  var panels: [AnyMarkup]
  /// What was just done.
  var done: String?
  var places: Places
  var language: Language

  private var list: String { language.address(SheetsAddress().path) }
  private var described: PublicSoftware.Description? { software.description(in: [language.rawValue, "fr", "en"]) }
  private var lacking: Phrase {
    t("Pour suivre la norme publiccode.yml, cette fiche doit encore dire : \(absences.joined(separator: ", ")).")
  }
  private var mayChange: Bool { acting.map { one in maintainers.contains { $0.id == one.id } } ?? false }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Services") }
    if let done { SheetDone(done: done) }
    SheetTags(sheet: sheet)
    h1 { sheet.name }
    if let described { SheetLead(described: described) }
    if mayChange, !absences.isEmpty { div(.class("notice")) { p { lacking } } }
    div(.class("columns")) {
      div {
        if let described { SheetDescription(described: described) }
        SheetFacts(software: software, isOpen: sheet.isOpen)
        SheetUsers(
          sheet: sheet, declarations: declarations, declared: declared, acting: acting, places: places,
          language: language)
        for panel in panels { panel }
      }
      aside(.ariaLabel(t("Agir et reprendre"))) {
        SheetActs(sheet: sheet, mayChange: mayChange, mayCurate: mayCurate, language: language)
        SheetMaintainers(maintainers: maintainers, places: places, language: language)
        SheetVersions(sheet: sheet, versions: versions, language: language)
      }
    }
  }
}

private struct SheetDone: Component {
  var done: String
  private var sentence: Phrase? {
    switch done {
    case "creee": t("La fiche est créée. Votre organisme la tient.")
    case "creee-sans-personne":
      t("La fiche est créée, sans ce que le fichier disait de personnes. Votre organisme la tient.")
    case "modifiee": t("La nouvelle version est publiée.")
    case "modifiee-sans-personne": t("La nouvelle version est publiée, sans ce que le fichier disait de personnes.")
    case "inchangee": t("La fiche disait déjà cela : rien n’a changé.")
    case "remise": t("La fiche est de nouveau au catalogue.")
    case "declaree": t("C’est dit, au nom de votre organisme.")
    case "deja-declaree": t("Vous l’aviez déjà dit : rien n’a changé.")
    case "declaration-finie": t("C’est retiré.")
    case "rien-a-finir": t("Il n’y avait rien à retirer : rien n’a changé.")
    default: nil
    }
  }

  var body: some Markup {
    if let sentence { div(.class("notice notice-ok"), .role("status")) { p { sentence } } }
  }
}

private struct SheetLead: Component {
  var described: PublicSoftware.Description
  var body: some Markup {
    if !described.short.isEmpty { p(.class("lead"), .lang(described.language)) { described.short } }
  }
}

private struct SheetDescription: Component {
  var described: PublicSoftware.Description

  var body: some Markup {
    div(.class("prose"), .lang(described.language)) {
      if !described.long.isEmpty { Markdown(described.long, under: 1) }
      if !described.features.isEmpty { ul { for feature in described.features { li { feature } } } }
    }
  }
}

/// What the file says, in a list.
private struct SheetFacts: Component {
  var software: PublicSoftware
  var isOpen: Bool

  private var categories: Phrase? {
    software.categories.isEmpty ? .none : .verbatim("")
  }
  private var maintainers: String { software.maintainers.joined(separator: ", ") }
  private var usedBy: String { software.usedBy.joined(separator: ", ") }
  private var languages: String { software.languages.joined(separator: ", ") }
  private var documentation: String { software.description(in: ["fr", "en"])?.documentation ?? "" }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("La fiche") }
      dl(.class("figures")) {
        SheetFact(title: t("Code source"), text: software.address, isAddress: true)
        SheetFact(title: t("Site"), text: software.landingAddress, isAddress: true)
        SheetFact(title: t("Documentation"), text: documentation, isAddress: true)
        SheetFact(title: t("Licence"), text: software.licence)
        if let status = SheetStatus.title(software.status) { SheetPhrase(title: t("État"), phrase: status) }
        SheetFact(title: t("Version"), text: software.version)
        SheetFact(title: t("Publiée le"), text: SayingLine.shown(software.releaseDate))
        SheetFact(title: t("Maintenu par"), text: maintainers)
        SheetFact(title: t("Utilisé par, selon le fichier"), text: usedBy)
        SheetFact(title: t("Langues"), text: languages)
        if categories != nil { SheetCategories(categories: software.categories) }
      }
    }
  }
}

enum SheetStatus {
  static func title(_ word: String) -> Phrase? {
    switch word {
    case "concept": t("Idée")
    case "development": t("En développement")
    case "beta": t("En essai")
    case "stable": t("Stable")
    case "obsolete": t("Abandonné")
    default: nil
    }
  }
}

private struct SheetFact: Component {
  var title: Phrase
  var text: String
  var isAddress = false
  private var isLink: Bool { isAddress && WebAddress.isOfWeb(text) }

  var body: some Markup {
    if !text.isEmpty {
      div {
        dt { title }
        dd { if isLink { a(.href(text), .named("rel", "nofollow noopener")) { text } } else { text } }
      }
    }
  }
}

private struct SheetPhrase: Component {
  var title: Phrase
  var phrase: Phrase
  var body: some Markup {
    div {
      dt { title }
      dd { phrase }
    }
  }
}

private struct SheetCategories: Component {
  var categories: [String]
  var body: some Markup {
    div {
      dt { t("Catégories") }
      dd { ul(.class("plain")) { for category in categories { li { SheetCategory.title(category) } } } }
    }
  }
}

/// Who says that it uses it, or hosts it for others.
private struct SheetUsers: Component {
  var sheet: Sheet
  var declarations: [(declaration: Declaration, organisation: Organisation)]
  var declared: Int
  var acting: Organisation?
  var places: Places
  var language: Language

  private var whole: String { language.address(SheetAddress(sheet).path) + "?tous=oui" }
  private var rest: Phrase { t("Voir les \(declared)") }
  private var order: Phrase? { acting.map { t("D’abord ceux qui ressemblent à \($0.name).") } }

  var body: some Markup {
    HTML.section(.class("section"), .id("utilisateurs")) {
      h2 { t("Qui s’en sert") }
      if declarations.isEmpty {
        p { t("Aucun organisme ne l’a encore dit ici.") }
      } else {
        if let order { p(.class("help")) { order } }
        ul(.class("list plain")) {
          for (declaration, organisation) in declarations {
            DeclarationEntry(
              declaration: declaration, organisation: organisation, places: places, language: language)
          }
        }
        if declared > declarations.count { p { a(.href(whole)) { rest } } }
      }
    }
  }
}

private struct SheetActs: Component {
  var sheet: Sheet
  var mayChange: Bool
  var mayCurate: Bool
  var language: Language
  private var declaring: String { language.address(DeclarationAddress(sheet).path) }
  private var editing: String { language.address(SheetEditionAddress(sheet).path) }
  private var file: String { language.address(SheetFileAddress(sheet).path) }
  private var removing: String { language.address(SheetRemovalAddress(sheet).path) }

  var body: some Markup {
    div(.class("card")) {
      div(.class("actions")) {
        a(.class("button button-primary"), .href(declaring)) { t("Dire que vous l’utilisez") }
        if mayChange { a(.class("button button-secondary"), .href(editing)) { t("Modifier la fiche") } }
        a(.class("button button-secondary"), .href(file)) { t("Prendre le publiccode.yml") }
        if mayCurate { a(.class("button button-quiet"), .href(removing)) { t("Retirer du catalogue…") } }
      }
    }
  }
}

private struct SheetMaintainers: Component {
  var maintainers: [Organisation]
  var places: Places
  var language: Language

  var body: some Markup {
    if !maintainers.isEmpty {
      div(.class("card")) {
        h2(.class("h3")) { t("Qui tient cette fiche") }
        ul(.class("plain")) {
          for organisation in maintainers {
            MaintainerLine(organisation: organisation, places: places, language: language)
          }
        }
      }
    }
  }
}

private struct MaintainerLine: Component {
  var organisation: Organisation
  var places: Places
  var language: Language
  private var name: String { places.fullName(of: organisation) }
  private var address: String { language.address(OrganisationAddress(organisation).path) }
  var body: some Markup { li { a(.href(address)) { name } } }
}

private struct SheetVersions: Component {
  var sheet: Sheet
  var versions: [Sheet.Version]
  var language: Language

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Versions de la fiche") }
      ul(.class("plain")) {
        for version in versions { SheetVersionLine(sheet: sheet, version: version, language: language) }
      }
    }
  }
}

private struct SheetVersionLine: Component {
  var sheet: Sheet
  var version: Sheet.Version
  var language: Language
  private var address: String { language.address(SheetVersionAddress(sheet, number: version.number).path) }
  private var title: Phrase { t("Version \(version.number)") }
  private var date: Phrase { t("du \(version.at, .date)") }

  var body: some Markup {
    li {
      a(.href(address)) { title }
      " "
      span { date }
    }
  }
}
