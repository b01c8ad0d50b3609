import Catalogue
import Consultations
import HTML
import Localization
import Platform

/// Under the title that is being written, and in the preview: what exists perhaps already. The script takes this very
/// list out of the page of the same name.
struct ResemblanceList: Component {
  var resemblances: Resembling
  var consultation: Consultation
  var place: DraftPlace
  var language: Language

  /// So few that the next field stays near the title on a phone.
  private static let shownContributions = 3
  private static let shownSheets = 1
  private var shown: Resembling {
    Resembling(
      contributions: Array(resemblances.contributions.prefix(Self.shownContributions)),
      sheets: Array(resemblances.sheets.prefix(Self.shownSheets)))
  }
  private var folded: Resembling {
    Resembling(
      contributions: Array(resemblances.contributions.dropFirst(Self.shownContributions)),
      sheets: Array(resemblances.sheets.dropFirst(Self.shownSheets)))
  }
  private var more: Phrase {
    let count = folded.contributions.count + folded.sheets.count
    return t(count, one: "En voir un autre", other: "En voir \(count) autres")
  }
  private var said: Phrase {
    let contributions = resemblances.contributions.count
    let sheets = resemblances.sheets.count
    return contributions == 0
      ? t(
        sheets, one: "Un service du catalogue ressemble à cela, sous le titre.",
        other: "\(sheets) services du catalogue ressemblent à cela, sous le titre.")
      : t(
        contributions, one: "Une contribution ressemble à la vôtre, sous le titre.",
        other: "\(contributions) contributions ressemblent à la vôtre, sous le titre.")
  }

  var body: some Markup {
    if !resemblances.isEmpty {
      HTML.section(.class("similar"), .ariaLabel(t("Cela existe peut-être déjà")), .named("data-said", phrase: said)) {
        header {
          h2(.class("h3")) { t("Cela existe peut-être déjà") }
          p { t("Vous pouvez continuer sans rien choisir") }
        }
        ul { ResemblanceEntries(resembling: shown, consultation: consultation, place: place, language: language) }
        if !folded.isEmpty {
          details {
            summary { more }
            ul { ResemblanceEntries(resembling: folded, consultation: consultation, place: place, language: language) }
          }
        }
      }
    }
  }
}

private struct ResemblanceEntries: Component {
  var resembling: Resembling
  var consultation: Consultation
  var place: DraftPlace
  var language: Language

  var body: some Markup {
    for resemblance in resembling.contributions {
      ResemblanceEntry(resemblance: resemblance, consultation: consultation, place: place, language: language)
    }
    for sheet in resembling.sheets { ResemblingSheet(suggestion: sheet, language: language) }
  }
}

private struct ResemblanceEntry: Component {
  var resemblance: Resemblance
  var consultation: Consultation
  var place: DraftPlace
  var language: Language

  private var contribution: ContributionSummary { resemblance.contribution }
  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  private var link: String { language.address(address.path) }
  private var instead: String {
    language.address(SupportInsteadAddress(place, contribution: contribution.token).path)
  }
  private var insteadOf: Phrase { t("Soutenir plutôt « \(contribution.title) »") }
  private var opens: Phrase { t("\(contribution.title) (s’ouvre à côté)") }

  var body: some Markup {
    li {
      SupportCount(supports: contribution.supports, isMine: false)
      div {
        RubricTag(rubric: contribution.rubric)
        " "
        a(.lang(contribution.language.rawValue), .href(link), .named("target", "_blank"), .ariaLabel(opens)) {
          strong { contribution.title }
        }
        SharedLine(organisation: contribution.organisationName, words: resemblance.shared)
      }
      if resemblance.isSupportable {
        a(.class("button button-secondary"), .href(instead), .ariaLabel(insteadOf)) { t("Soutenir plutôt") }
      }
    }
  }
}

/// A service of the catalogue that exists already.
private struct ResemblingSheet: Component {
  var suggestion: Match.Suggestion
  var language: Language
  private var sheet: Sheet { suggestion.sheet }
  private var link: String { language.address(SheetAddress(sheet).path) }
  private var opens: Phrase { t("\(sheet.name) (s’ouvre à côté)") }

  var body: some Markup {
    li {
      div {
        span(.class("tag tag-service")) { t("Service du catalogue") }
        " "
        a(.href(link), .named("target", "_blank"), .ariaLabel(opens)) { strong { sheet.name } }
        SharedLine(organisation: sheet.summary.text, words: suggestion.shared)
      }
    }
  }
}

private struct RubricTag: Component {
  var rubric: Rubric
  private var style: String { rubric == .need ? "tag tag-need" : "tag tag-service" }
  private var name: Phrase { rubric == .need ? rubric.title : t("Service existant") }
  var body: some Markup { span(.class(style)) { name } }
}

/// Who wrote it, and the words in common.
struct SharedLine: Component {
  var organisation: String
  var words: [String]

  var body: some Markup {
    p(.class("why")) {
      organisation
      if !words.isEmpty {
        t(" · en commun : ")
        for (place, word) in words.enumerated() { SharedWord(word: word, isFirst: place == 0) }
      }
    }
  }
}

private struct SharedWord: Component {
  var word: String
  var isFirst: Bool
  private var separator: String { isFirst ? "" : ", " }
  var body: some Markup {
    separator
    mark { word }
  }
}

/// The same list on a page of its own.
struct ResemblancesPage: Component {
  var resemblances: Resembling
  var consultation: Consultation
  var place: DraftPlace
  var language: Language
  private var back: String { language.address(DraftAddress(place).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Votre brouillon") }
    h1 { t("Ce qui lui ressemble") }
    if resemblances.isEmpty { p { t("Rien de publié ne ressemble à ce texte.") } }
    ResemblanceList(
      resemblances: resemblances, consultation: consultation, place: place, language: language)
  }
}

/// Beside a contribution: those that resemble it.
struct ResemblingCard: Component {
  var resemblances: [Resemblance]
  var consultation: Consultation
  var language: Language

  var body: some Markup {
    if !resemblances.isEmpty {
      div(.class("card")) {
        h2(.class("h3")) { t("Ce qui lui ressemble") }
        ul {
          for resemblance in resemblances {
            ResemblingLine(contribution: resemblance.contribution, consultation: consultation, language: language)
          }
        }
      }
    }
  }
}

private struct ResemblingLine: Component {
  var contribution: ContributionSummary
  var consultation: Consultation
  var language: Language
  private var link: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var supports: Phrase {
    t(contribution.supports, one: "\(contribution.supports) soutien", other: "\(contribution.supports) soutiens")
  }

  var body: some Markup {
    li {
      a(.lang(contribution.language.rawValue), .href(link)) { contribution.title }
      div(.class("meta")) {
        span { contribution.organisationName }
        span { supports }
      }
    }
  }
}
