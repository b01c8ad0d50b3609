import Catalogue
import Consultations
import HTML
import Localization
import Platform

/// A service that is matched with a need.
struct MatchedSheet: Sendable {
  var match: Match
  var sheet: Sheet
  /// The name of who proposed it; nil for an instructor.
  var proposer: String?

  var told: Phrase {
    if match.isConfirmed { return t("Confirmé par un instructeur") }
    return proposer.map { t("Proposé par \($0)") } ?? t("Proposé par un instructeur")
  }
}

/// On the page of a need: what could meet it.
struct MatchSection: Component {
  var consultation: Consultation
  var need: Contribution
  var matched: [MatchedSheet]
  var suggestions: [Match.Suggestion]
  var language: Language

  private var address: String {
    language.address(MatchesAddress(ContributionAddress(need, in: consultation)).path)
  }
  private var isEmpty: Bool { matched.isEmpty && suggestions.isEmpty }

  var body: some Markup {
    HTML.section(.class("section"), .id("services")) {
      h2 { t("Des services pour ce besoin") }
      if isEmpty { p { t("Aucun service du catalogue n’en est encore rapproché.") } }
      ul(.class("plain")) {
        for one in matched { li { MatchedLine(matched: one, language: language) } }
        for suggestion in suggestions { li { SuggestedLine(suggestion: suggestion, language: language) } }
      }
      div(.class("actions")) { a(.class("button button-secondary"), .href(address)) { t("Proposer un service") } }
    }
  }
}

private struct MatchedLine: Component {
  var matched: MatchedSheet
  var language: Language
  private var address: String { language.address(SheetAddress(matched.sheet).path) }
  private var style: String { matched.match.isConfirmed ? "tag tag-ok" : "tag" }

  var body: some Markup {
    a(.href(address)) { strong { matched.sheet.name } }
    " "
    span(.class(style)) { matched.told }
    p(.lang(matched.sheet.summary.language)) { matched.sheet.summary.text }
  }
}

/// A likeness, with its reasons.
private struct SuggestedLine: Component {
  var suggestion: Match.Suggestion
  var language: Language
  private var address: String { language.address(SheetAddress(suggestion.sheet).path) }

  var body: some Markup {
    a(.href(address)) { strong { suggestion.sheet.name } }
    " "
    span(.class("tag")) { t("Ressemble à ce besoin") }
    p(.lang(suggestion.sheet.summary.language)) { suggestion.sheet.summary.text }
    SharedLine(organisation: "", words: suggestion.shared)
  }
}

/// All that could meet a need: confirmed, proposed, suggested; and a search for another.
struct MatchesPage: Component {
  /// What the reader may do here.
  struct Hand: Sendable {
    /// For whom she acts.
    var organisation: Int64?
    var mayDecide: Bool
  }

  var consultation: Consultation
  var need: Contribution
  var matched: [MatchedSheet]
  var suggestions: [Match.Suggestion]
  var query: String
  var found: [Sheet]
  /// Those that were set aside, for whoever may put them back.
  var dismissed: [Sheet]
  var hand: Hand
  var done: String?
  var language: Language

  private var place: ContributionAddress { ContributionAddress(need, in: consultation) }
  private var back: String { language.address(place.path) }
  private var action: String { language.address(MatchesAddress(place).path) }
  private var written: String { need.text.language.rawValue }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Contribution") }
    if let done { MatchDone(done: done) }
    p(.class("overline"), .lang(written)) { need.text.title }
    h1 { t("Des services pour ce besoin") }
    if !matched.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Rapprochés") }
        ul(.class("list plain")) {
          for one in matched {
            li(.class("entry")) {
              MatchedLine(matched: one, language: language)
              MatchedActs(matched: one, place: place, hand: hand, language: language)
            }
          }
        }
      }
    }
    HTML.section(.class("section")) {
      h2 { t("Ce qui ressemble") }
      if suggestions.isEmpty { p { t("Aucun service du catalogue ne ressemble à ce besoin.") } }
      ul(.class("list plain")) {
        for suggestion in suggestions {
          li(.class("entry")) {
            SuggestedLine(suggestion: suggestion, language: language)
            ProposalActs(sheet: suggestion.sheet, place: place, hand: hand, language: language)
          }
        }
      }
    }
    MatchSearch(query: query, found: found, action: action, place: place, hand: hand, language: language)
    if !dismissed.isEmpty { DismissedSection(sheets: dismissed, place: place, language: language) }
  }
}

private struct MatchDone: Component {
  var done: String
  private var sentence: Phrase? {
    switch done {
    case "propose": t("C’est proposé, au nom de votre organisme.")
    case "deja-propose": t("Ce service était déjà proposé : rien n’a changé.")
    case "repris": t("La proposition est reprise.")
    case "rien-a-reprendre": t("Il n’y avait rien à reprendre : rien n’a changé.")
    case "confirme": t("C’est confirmé.")
    case "deja-confirme": t("C’était déjà confirmé : rien n’a changé.")
    case "ecarte":
      t("Ce service est écarté pour ce besoin : il ne sera plus suggéré, sauf si un instructeur le rétablit.")
    case "remis": t("Ce service est rétabli, comme il était avant d’être écarté.")
    case "deja-remis": t("Ce service n’était pas écarté : rien n’a changé.")
    default: nil
    }
  }

  var body: some Markup {
    if let sentence { div(.class("notice notice-ok"), .role("status")) { p { sentence } } }
  }
}

/// Another service, by its words.
private struct MatchSearch: Component {
  var query: String
  var found: [Sheet]
  var action: String
  var place: ContributionAddress
  var hand: MatchesPage.Hand
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("En proposer un autre") }
      form(.method("get"), .action(action), .role("search")) {
        label(.for("q")) { t("Chercher un service") }
        div(.class("search-form")) {
          div(.class("field")) {
            input(.type("search"), .id("q"), .name("q"), .value(query), .maxlength(Limits.searchCharacters))
          }
          button(.class("button button-primary"), .type("submit")) { t("Chercher") }
        }
      }
      if !query.isEmpty, found.isEmpty { p { t("Aucun service ne correspond.") } }
      ul(.class("list plain")) {
        for sheet in found {
          li(.class("entry")) {
            FoundLine(sheet: sheet, language: language)
            ProposalActs(sheet: sheet, place: place, hand: hand, language: language)
          }
        }
      }
    }
  }
}

/// What was set aside, and the way back.
private struct DismissedSection: Component {
  var sheets: [Sheet]
  var place: ContributionAddress
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Services écartés") }
      ul(.class("list plain")) {
        for sheet in sheets { DismissedLine(sheet: sheet, place: place, language: language) }
      }
    }
  }
}

private struct DismissedLine: Component {
  var sheet: Sheet
  var place: ContributionAddress
  var language: Language
  private var action: String { language.address(MatchDecisionAddress(place).path) }
  private var putBack: Phrase { t("Rétablir « \(sheet.name) »") }

  var body: some Markup {
    li(.class("entry")) {
      FoundLine(sheet: sheet, language: language)
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("service"), .value(sheet.token))
        button(
          .class("button button-secondary"), .type("submit"), .name("decision"), .value("remettre"),
          .ariaLabel(putBack)
        ) { t("Rétablir") }
      }
    }
  }
}

private struct FoundLine: Component {
  var sheet: Sheet
  var language: Language
  private var address: String { language.address(SheetAddress(sheet).path) }
  var body: some Markup {
    a(.href(address)) { strong { sheet.name } }
    p(.lang(sheet.summary.language)) { sheet.summary.text }
  }
}

private struct ProposalActs: Component {
  var sheet: Sheet
  var place: ContributionAddress
  var hand: MatchesPage.Hand
  var language: Language
  private var action: String { language.address(MatchesAddress(place).path) }
  private var propose: Phrase { t("Proposer « \(sheet.name) »") }

  var body: some Markup {
    if !hand.mayDecide {
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("service"), .value(sheet.token))
        button(.class("button button-secondary"), .type("submit"), .ariaLabel(propose)) { t("Proposer") }
      }
    }
    if hand.mayDecide { DecidingActs(sheet: sheet, isConfirmed: false, place: place, language: language) }
  }
}

private struct MatchedActs: Component {
  var matched: MatchedSheet
  var place: ContributionAddress
  var hand: MatchesPage.Hand
  var language: Language
  private var action: String { language.address(MatchTakingBackAddress(place).path) }
  private var isTheirs: Bool {
    !matched.match.isConfirmed && matched.match.organisation != nil
      && matched.match.organisation == hand.organisation
  }

  var body: some Markup {
    if isTheirs {
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("service"), .value(matched.sheet.token))
        button(.class("button button-quiet"), .type("submit")) { t("Reprendre cette proposition") }
      }
    }
    if hand.mayDecide {
      DecidingActs(sheet: matched.sheet, isConfirmed: matched.match.isConfirmed, place: place, language: language)
    }
  }
}

/// What an instructor says of it.
private struct DecidingActs: Component {
  var sheet: Sheet
  var isConfirmed: Bool
  var place: ContributionAddress
  var language: Language
  private var action: String { language.address(MatchDecisionAddress(place).path) }
  private var confirm: Phrase { t("Confirmer « \(sheet.name) »") }
  private var dismiss: Phrase { t("Écarter « \(sheet.name) »") }

  var body: some Markup {
    postForm(.class("actions"), .action(action)) {
      input(.type("hidden"), .name("service"), .value(sheet.token))
      if !isConfirmed {
        button(
          .class("button button-secondary"), .type("submit"), .name("decision"), .value("confirmer"),
          .ariaLabel(confirm)
        ) { t("Confirmer") }
      }
      button(
        .class("button button-quiet"), .type("submit"), .name("decision"), .value("ecarter"), .ariaLabel(dismiss)
      ) { t("Écarter") }
    }
  }
}

/// On the page of a sheet: the needs that it could meet.
struct MatchedNeeds: Component {
  struct Entry: Sendable {
    var need: Contribution
    var consultation: Consultation
    var organisation: String
    var isConfirmed: Bool
  }

  var entries: [Entry]
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Les besoins auxquels il répond") }
      ul(.class("plain")) { for entry in entries { MatchedNeed(entry: entry, language: language) } }
    }
  }
}

private struct MatchedNeed: Component {
  var entry: MatchedNeeds.Entry
  var language: Language
  private var address: String { language.address(ContributionAddress(entry.need, in: entry.consultation).path) }
  private var title: String { entry.need.text.title }
  private var written: String { entry.need.text.language.rawValue }
  private var style: String { entry.isConfirmed ? "tag tag-ok" : "tag" }
  private var told: Phrase { entry.isConfirmed ? t("Confirmé par un instructeur") : t("Proposé") }

  var body: some Markup {
    li {
      a(.lang(written), .href(address)) { title }
      " "
      span(.class(style)) { told }
      div(.class("meta")) { span { entry.organisation } }
    }
  }
}
