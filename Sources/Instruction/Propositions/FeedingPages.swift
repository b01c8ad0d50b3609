import Deposits
import HTML
import Localization
import Platform

/// What a proposition unites.
struct FeedingList: Component {
  var feeding: [Feeding]
  /// What its text takes of them.
  var composition: Composition
  var address: @Sendable (String) -> String
  /// Where one reads what an author has corrected since, by the decision.
  var corrections: [Int64: String] = [:]
  var title: Phrase

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { title }
      ul {
        for one in feeding {
          FeedingLine(
            feeding: one, composition: composition, address: address(one.contribution.token),
            correction: corrections[one.decision.id])
        }
      }
    }
  }
}

private struct FeedingLine: Component {
  var feeding: Feeding
  var composition: Composition
  var address: String
  var correction: String?

  private var language: String? {
    feeding.contribution.isWithdrawn ? nil : feeding.contribution.language.rawValue
  }

  var body: some Markup {
    li {
      a(.lang(language), .href(address)) { feeding.title }
      " "
      span(.class("help")) { feeding.mention }
      if let correction {
        " "
        a(.class("tag tag-wait"), .href(correction)) { t("texte corrigé depuis") }
      }
      if feeding.isWithoutText(composition) { p(.class("help")) { t("Regroupée sans reprise de texte.") } }
      if !feeding.contribution.isWithdrawn { Unkept(composition, of: feeding.contribution) }
    }
  }
}

/// Why what is not taken of a contribution is not in the text: in one word, and by sentence where that is said.
struct Unkept: Component {
  var reason: String?
  var sentences: [UnkeptSentence]
  /// Of the contribution.
  var language: Language

  init(reason: String?, sentences: [UnkeptSentence], language: Language) {
    self.reason = reason
    self.sentences = sentences
    self.language = language
  }

  init(_ composition: Composition, of contribution: ContributionSummary) {
    self.init(
      reason: composition.reasons[contribution.id],
      sentences: composition.unkept.filter { $0.sentence.contribution == contribution.id },
      language: contribution.language)
  }

  var body: some Markup {
    if let reason {
      p(.class("help")) {
        strong { t("Ce qui n’est pas repris :") }
        " "
        span(.lang("fr")) { reason }
      }
    }
    for one in sentences {
      p(.class("passage"), .lang(language.rawValue)) { one.sentence.words }
      p(.class("help")) {
        strong { t("Pourquoi cette phrase n’est pas reprise :") }
        " "
        span(.lang("fr")) { one.reason }
      }
    }
  }
}
