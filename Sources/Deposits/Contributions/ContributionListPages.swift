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
  /// Where the words that were searched stand in it; nil where none were.
  var found: FoundWords?

  func supported(by supporters: [String]) -> ContributionEntryContent {
    var content = self
    content.supporters = supporters
    return content
  }
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
    entries: [ContributionEntryContent], listed: ListedContributions, language: Language
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
      ListResult(isWhole: filter.query.isEmpty && !filter.restricts, total: listed.total, found: listed.found))
    foot = DrawnOnce(
      ListFoot(
        consultation: consultation, filter: filter, page: listed.page, total: listed.total, language: language))
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
  var page: ListPage
  var total: Int
  var language: Language

  private var all: String { language.address(ContributionsAddress(consultation).path) }
  private var openData: String {
    language.address(OpenDataAddress(consultation).path) + filter.selection.queryString
  }

  var body: some Markup {
    if total == 0 {
      NoContribution(isFiltered: !filter.query.isEmpty || filter.restricts, all: all)
    } else {
      Pagination(page, address: { all + filter.at(page: $0).queryString })
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
  private var title: MarkedText { entry.found?.title ?? MarkedText(contribution.title, []) }
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
        h3(.lang(contribution.language.rawValue)) { a(.href(address)) { title } }
        if let passage = entry.found?.passage {
          PassageLine(passage: passage, language: contribution.language)
        } else {
          p(.lang(contribution.language.rawValue)) { contribution.excerpt }
        }
      }
      div(.class("meta")) {
        strong { DepositorNames(names: [contribution.organisationName] + entry.others, found: entry.found) }
        if let place = entry.place { span { place } }
        if contribution.comments > 0 { span { comments } }
        for supporter in entry.supporters { SupporterTag(name: supporter) }
      }
    }
  }
}

/// The first of those who deposit, and how many others.
private struct DepositorNames: Component {
  var names: [String]
  var found: FoundWords?

  private static let named = 3
  private var listed: [MarkedText] { names.prefix(Self.named).map { found?.names[$0] ?? MarkedText($0, []) } }
  private var others: Phrase {
    let more = names.count - Self.named
    return more > 0 ? t(more, one: " et \(more) autre", other: " et \(more) autres") : nil
  }

  var body: some Markup {
    for (place, name) in listed.enumerated() {
      if place > 0 { ", " }
      name
    }
    others
  }
}

/// A passage that was found, and where it stands.
private struct PassageLine: Component {
  var passage: FoundWords.Passage
  var language: Language

  private var place: Phrase {
    switch passage.place {
    case nil: nil
    case .answer(let question): t("Dans « \(question) » : ")
    case .file(let description): t("Dans la pièce jointe « \(description) » : ")
    case .body: t("Nommé dans une réponse : ")
    }
  }

  var body: some Markup {
    p {
      place
      span(.lang(language.rawValue)) { passage.text }
    }
  }
}

extension MarkedText: Component {
  var body: some Markup {
    for piece in pieces {
      if piece.isMarked { mark { piece.text } } else { piece.text }
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
