import Directory
package import HTML
package import Localization
import Platform
import Retrieval

/// The services of the catalogue, searched and filtered.
struct SheetListPage: Component {
  var filter: SheetFilter
  var sheets: [Sheet]
  var total: Int
  var page: ListPage
  var found: SheetSearch.Found?
  /// Those that sheets bear.
  var licences: [String]
  var categories: [String]
  var language: Language

  private var all: String { language.address(SheetsAddress().path) }
  private var adding: String { language.address(SheetImportAddress().path) }
  private var data: String { language.address(SheetDataAddress().path) + filter.selection.queryString }
  private var isWhole: Bool { filter.query.isEmpty && !filter.restricts }
  private var result: Phrase {
    isWhole
      ? t(total, one: "\(total) service", other: "\(total) services")
      : t(total, one: "\(total) service trouvé", other: "\(total) services trouvés")
  }
  private func address(_ page: Int) -> String { all + filter.at(page: page).queryString }

  var body: some Markup {
    h1 { t("Services") }
    p(.class("lead")) {
      t("Ce que des collectivités utilisent et partagent déjà : qui s’en sert, sous quelle licence.")
    }
    SheetFilterForm(action: all, filter: filter, licences: licences, categories: categories)
    HTML.section(.class("section")) {
      h2 { result }
      if let found { SheetSearchNotes(found: found) }
      if sheets.isEmpty {
        NoSheet(isFiltered: !isWhole, all: all)
      } else {
        ul(.class("list")) { for sheet in sheets { SheetEntry(sheet: sheet, language: language) } }
        Pagination(page, address: { [self] page in address(page) })
      }
      div(.class("actions")) { a(.class("button button-secondary"), .href(adding)) { t("Ajouter un service") } }
      p(.class("help")) { a(.href(data)) { t("Données ouvertes") } }
    }
  }
}

private struct SheetFilterForm: Component {
  var action: String
  var filter: SheetFilter
  var licences: [String]
  var categories: [String]

  private var categoryOptions: [Choices.Option] {
    [.init("", t("Toutes"))] + categories.map { .init($0, SheetCategory.title($0)) }
  }
  private var licenceOptions: [Choices.Option] {
    [.init("", t("Toutes")), .init("ouverte", t("Code ouvert"))] + licences.map { .init($0, .verbatim($0)) }
  }
  private var kinds: [Choices.Option] {
    [.init("", t("Tous"))] + OrganisationKind.allCases.map { .init($0.slug, $0.title) }
  }
  private var orders: [Choices.Option] { SheetFilter.Order.allCases.map { .init($0.rawValue, $0.title) } }

  var body: some Markup {
    form(.method("get"), .action(action), .role("search")) {
      label(.for("q")) { t("Chercher un service") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(.type("search"), .id("q"), .name("q"), .value(filter.query), .maxlength(Limits.searchCharacters))
        }
        button(.class("button button-primary"), .type("submit")) { t("Chercher") }
      }
      div(.class("filters")) {
        Choices("categorie", t("Catégorie"), categoryOptions, chosen: filter.category ?? "")
        Choices("licence", t("Licence"), licenceOptions, chosen: filter.licence?.word ?? "")
        Choices("utilise", t("Utilisé par"), kinds, chosen: filter.usedBy?.slug ?? "")
        Choices("tri", t("Ordre"), orders, chosen: filter.order.rawValue)
        button(.class("button button-secondary"), .type("submit")) { t("Filtrer") }
      }
    }
  }
}

/// What the search did with the words: read otherwise, or not whole yet.
private struct SheetSearchNotes: Component {
  var found: SheetSearch.Found
  private var readings: [Phrase] {
    found.corrections.map { correction in
      t("« \(correction.typed) » a été lu : \(correction.read.joined(separator: ", ")).")
    }
  }

  var body: some Markup {
    for reading in readings { p(.class("help")) { reading } }
    if found.isPartial {
      p(.class("notice")) {
        t("La recherche vient de redémarrer : ces résultats sont partiels. Rechargez dans un instant.")
      }
    }
  }
}

private struct NoSheet: Component {
  var isFiltered: Bool
  var all: String

  var body: some Markup {
    div(.class("empty")) {
      if isFiltered {
        p { t("Aucun service ne correspond.") }
        p { t("Essayez un autre mot, ou moins de filtres.") }
        a(.class("button button-secondary"), .href(all)) { t("Voir tous les services") }
      } else {
        p { t("Aucun service pour l’instant. Le premier sera peut-être le vôtre.") }
      }
    }
  }
}

/// A service in a list.
package struct SheetEntry: Component {
  var sheet: Sheet
  var language: Language
  private var address: String { language.address(SheetAddress(sheet).path) }
  private var users: Phrase {
    t(
      sheet.users, one: "\(sheet.users) organisme l’utilise", other: "\(sheet.users) organismes l’utilisent")
  }

  package init(sheet: Sheet, language: Language) {
    self.sheet = sheet
    self.language = language
  }

  package var body: some Markup {
    li(.class("entry")) {
      SheetTags(sheet: sheet)
      h3 { a(.href(address)) { sheet.name } }
      p(.lang(sheet.summary.language)) { sheet.summary.text }
      div(.class("meta")) {
        if sheet.users > 0 { span { users } }
        if !sheet.licence.isEmpty { span { sheet.licence } }
      }
    }
  }
}

/// Open code is said only of an approved licence.
struct SheetTags: Component {
  var sheet: Sheet
  var body: some Markup {
    p(.class("tags")) {
      span(.class("tag tag-service")) { t("Service") }
      if sheet.isOpen {
        " "
        span(.class("tag tag-ok")) { t("Code ouvert") }
      }
    }
  }
}
