package import Consultations
import Directory
import Foundation
package import HTML
package import Localization
import Platform
import Retrieval

/// A contribution with what is shown beside it.
package struct ContributionEntryContent: Sendable {
  var contribution: ContributionSummary
  /// The names of those who deposit it with that organisation.
  var others: [String]
  /// The department of its organisation.
  var place: String?
  var themes: [Theme]
  /// Those of the reader's organisations that support it.
  var supporters: [String]

  func supported(by supporters: [String]) -> ContributionEntryContent {
    var content = self
    content.supporters = supporters
    return content
  }
}

/// The territories that a list can be held to.
package struct TerritoryChoices: Sendable {
  var groups: [Choices.Group]
  /// An intercommunality that the address names: there are too many to choose from.
  var chosen: Choices.Option?
}

/// A page of the contributions of a consultation, searched and filtered: all of it that is the same for everybody,
/// drawn once (`RecentReadings`).
struct SharedContributionList: Sendable {
  var consultation: Consultation
  var language: Language
  /// In their order, each with its drawing for whoever does not support it.
  var entries: [(content: ContributionEntryContent, drawn: DrawnOnce)]
  /// What stands before the entries, and after them.
  var head: DrawnOnce
  var result: DrawnOnce
  var foot: DrawnOnce

  init(
    consultation: Consultation, filter: ContributionFilter, themes: [Theme], territories: TerritoryChoices,
    entries: [ContributionEntryContent], total: Int, found: ContributionSearch.Found?, language: Language
  ) {
    self.consultation = consultation
    self.language = language
    self.entries = entries.map {
      ($0, DrawnOnce(ContributionEntry(consultation: consultation, entry: $0, language: language)))
    }
    head = DrawnOnce(
      ListHead(
        consultation: consultation, filter: filter, themes: themes, territories: territories, language: language))
    result = DrawnOnce(
      ListResult(isWhole: filter.query.isEmpty && !filter.restricts, total: total, found: found))
    foot = DrawnOnce(
      ListFoot(
        consultation: consultation, filter: filter, isEmpty: entries.isEmpty, total: total, language: language))
  }

  var ids: [Int64] { entries.map(\.content.contribution.id) }
}

/// The same page for one person: what her organisations support is marked.
struct ContributionListPage: Component {
  var list: SharedContributionList
  /// Names of her organisations that support a contribution, by its row.
  var mine: [Int64: [String]]

  var body: some Markup {
    list.head
    HTML.section(.class("section")) {
      list.result
      if !list.entries.isEmpty {
        ul(.class("list")) {
          for (content, drawn) in list.entries {
            if let supporters = mine[content.contribution.id] {
              ContributionEntry(
                consultation: list.consultation, entry: content.supported(by: supporters), language: list.language)
            } else {
              drawn
            }
          }
        }
      }
      list.foot
    }
  }
}

/// The way back, and the search.
private struct ListHead: Component {
  var consultation: Consultation
  var filter: ContributionFilter
  var themes: [Theme]
  var territories: TerritoryChoices
  var language: Language

  private var back: String { language.address(ConsultationAddress(slug: consultation.slug).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultation") }
    h1 { t("Contributions") }
    ContributionFilterForm(
      action: language.address(ContributionsAddress(consultation).path), filter: filter, themes: themes,
      territories: territories, language: language)
  }
}

/// How many were found, and how the words were read.
private struct ListResult: Component {
  /// Whether nothing was asked for: all of them are here.
  var isWhole: Bool
  var total: Int
  var found: ContributionSearch.Found?

  private var result: Phrase {
    isWhole
      ? t(total, one: "\(total) contribution", other: "\(total) contributions")
      : t(total, one: "\(total) contribution trouvée", other: "\(total) contributions trouvées")
  }

  var body: some Markup {
    h2 { result }
    if let found { SearchNotes(found: found) }
  }
}

/// What helps where nothing was found, the other pages, the data.
private struct ListFoot: Component {
  var consultation: Consultation
  var filter: ContributionFilter
  var isEmpty: Bool
  var total: Int
  var language: Language

  private var all: String { language.address(ContributionsAddress(consultation).path) }
  private var openData: String {
    language.address(OpenDataAddress(consultation).path) + filter.selection.queryString
  }

  var body: some Markup {
    if isEmpty {
      NoContribution(isFiltered: !filter.query.isEmpty || filter.restricts, all: all)
    } else {
      Pagination(
        page: filter.page, pages: (total + ContributionFilter.pageSize - 1) / ContributionFilter.pageSize,
        address: { all + filter.at(page: $0).queryString })
    }
    p(.class("help")) { a(.href(openData)) { t("Données ouvertes") } }
  }
}

/// What the search did with the words: read otherwise, or not whole yet.
private struct SearchNotes: Component {
  var found: ContributionSearch.Found
  private var readings: [(typed: String, read: String)] {
    found.corrections.map { ($0.typed, $0.read.joined(separator: ", ")) }
  }

  var body: some Markup {
    for reading in readings { ReadingNote(typed: reading.typed, read: reading.read) }
    if found.isPartial {
      p(.class("notice")) {
        t("La recherche vient de redémarrer : ces résultats sont partiels. Rechargez dans un instant.")
      }
    }
  }
}

private struct ReadingNote: Component {
  var typed: String
  var read: String
  private var sentence: Phrase { t("« \(typed) » a été lu : \(read).") }
  var body: some Markup { p(.class("help")) { sentence } }
}

private struct NoContribution: Component {
  var isFiltered: Bool
  var all: String

  var body: some Markup {
    div(.class("empty")) {
      if isFiltered {
        p { t("Aucune contribution ne correspond.") }
        p { t("Essayez un autre mot, ou moins de filtres.") }
        a(.class("button button-secondary"), .href(all)) { t("Voir toutes les contributions") }
      } else {
        p { t("Aucune contribution pour l’instant. La première sera peut-être la vôtre.") }
      }
    }
  }
}

/// What a list is asked for: words, and what it is held to.
package struct ContributionFilterForm: Component {
  var action: String
  var filter: ContributionFilter
  var themes: [Theme]
  var territories: TerritoryChoices
  var language: Language
  var kept: [(name: String, value: String)]

  /// - Parameter kept: what the address holds besides its filters.
  package init(
    action: String, filter: ContributionFilter, themes: [Theme], territories: TerritoryChoices, language: Language,
    kept: [(name: String, value: String)] = []
  ) {
    self.kept = kept
    self.action = action
    self.filter = filter
    self.themes = themes
    self.territories = territories
    self.language = language
  }

  private var rubrics: [Choices.Option] {
    [.init("", t("Toutes"))] + Rubric.allCases.map { .init($0.slug, $0.title) }
  }
  private var themeOptions: [Choices.Option] {
    [.init("", t("Tous"))] + themes.map { .init($0.slug, .verbatim($0.title(in: language))) }
  }
  private var territoryOptions: [Choices.Option] {
    var options: [Choices.Option] = [.init("", t("Tous"))]
    if let chosen = territories.chosen { options.append(chosen) }
    return options
  }
  private var kinds: [Choices.Option] {
    [.init("", t("Tous"))] + OrganisationKind.allCases.map { .init($0.slug, $0.title) }
  }
  private var strata: [Choices.Option] {
    [.init("", t("Toutes"))] + SizeStratum.ofCommunes.map { .init($0.slug, $0.title) }
  }
  private var states: [Choices.Option] { [.init("", t("Publiées")), .init("retiree", t("Retirées"))] }
  private var orders: [Choices.Option] { ContributionFilter.Order.allCases.map { .init($0.rawValue, $0.title) } }

  package var body: some Markup {
    form(.method("get"), .action(action), .role("search")) {
      for field in kept { input(.type("hidden"), .name(field.name), .value(field.value)) }
      label(.for("q")) { t("Chercher dans les contributions") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(.type("search"), .id("q"), .name("q"), .value(filter.query), .maxlength(Limits.searchCharacters))
        }
        button(.class("button button-primary"), .type("submit")) { t("Chercher") }
      }
      div(.class("filters")) {
        Choices("rubrique", t("Rubrique"), rubrics, chosen: filter.rubric?.slug ?? "")
        Choices("theme", t("Thème"), themeOptions, chosen: filter.theme)
        Choices(
          "territoire", t("Territoire"), territoryOptions, groups: territories.groups,
          chosen: filter.depositors.territory?.text ?? "")
        Choices("organisme", t("Déposée par"), kinds, chosen: filter.depositors.kind?.slug ?? "")
        Choices("taille", t("Taille de la commune"), strata, chosen: filter.depositors.stratum?.slug ?? "")
        Choices("etat", t("État"), states, chosen: filter.state == .withdrawn ? "retiree" : "")
        Choices("tri", t("Ordre"), orders, chosen: filter.order.rawValue)
        button(.class("button button-secondary"), .type("submit")) { t("Filtrer") }
      }
    }
  }
}

/// A list that reads like a page.
package struct ContributionList: Component {
  var consultation: Consultation
  var entries: [ContributionEntryContent]
  var language: Language

  package var body: some Markup {
    ul(.class("list")) {
      for entry in entries { ContributionEntry(consultation: consultation, entry: entry, language: language) }
    }
  }
}

private struct ContributionEntry: Component {
  var consultation: Consultation
  var entry: ContributionEntryContent
  var language: Language

  private var contribution: ContributionSummary { entry.contribution }
  private var address: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var withdrawn: Phrase { t("Contribution n° \(contribution.number), retirée") }
  private var isMine: Bool { !entry.supporters.isEmpty }
  private static let named = 3
  private var depositors: Phrase {
    let names = [contribution.organisationName] + entry.others
    let listed = names.prefix(Self.named).joined(separator: ", ")
    let more = names.count - Self.named
    guard more > 0 else { return .verbatim(listed) }
    return t(more, one: "\(listed) et \(more) autre", other: "\(listed) et \(more) autres")
  }
  private var comments: Phrase {
    t(
      contribution.comments, one: "\(contribution.comments) commentaire", other: "\(contribution.comments) commentaires"
    )
  }

  var body: some Markup {
    li(.class("entry")) {
      if contribution.isWithdrawn {
        h3 { a(.href(address)) { withdrawn } }
      } else {
        SupportCount(supports: contribution.supports, isMine: isMine)
        ContributionTags(rubric: contribution.rubric, themes: entry.themes, language: language)
        h3(.lang(contribution.language.rawValue)) { a(.href(address)) { contribution.title } }
        p(.lang(contribution.language.rawValue)) { contribution.excerpt }
      }
      div(.class("meta")) {
        strong { depositors }
        if let place = entry.place { span { place } }
        if contribution.comments > 0 { span { comments } }
        for supporter in entry.supporters { SupporterTag(name: supporter) }
      }
    }
  }
}

private struct SupporterTag: Component {
  var name: String
  private var sentence: Phrase { t("✓ \(name) soutient") }
  var body: some Markup { span(.class("tag tag-ok")) { sentence } }
}

package struct SupportCount: Component {
  var supports: Int
  var isMine: Bool
  private var word: Phrase { t(supports, one: "soutien", other: "soutiens") }

  package init(supports: Int, isMine: Bool) {
    self.supports = supports
    self.isMine = isMine
  }

  package var body: some Markup {
    div(.class(isMine ? "count mine" : "count")) {
      strong { supports }
      " "
      word
    }
  }
}

package struct ContributionTags: Component {
  var rubric: Rubric
  var themes: [Theme]
  var language: Language
  private var style: String { rubric == .need ? "tag tag-need" : "tag tag-service" }

  package init(rubric: Rubric, themes: [Theme], language: Language) {
    self.rubric = rubric
    self.themes = themes
    self.language = language
  }

  package var body: some Markup {
    p(.class("tags")) {
      span(.class(style)) { rubric.title }
      for theme in themes { ThemeName(theme: theme, language: language) }
    }
  }
}

private struct ThemeName: Component {
  var theme: Theme
  var language: Language
  private var name: String { theme.title(in: language) }
  var body: some Markup {
    " "
    span { name }
  }
}
