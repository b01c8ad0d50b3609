import Deposits
import HTML
import Localization
import Platform

/// What a proposition unites.
struct FeedingList: Component {
  var feeding: [Feeding]
  var address: @Sendable (String) -> String
  var title: Phrase

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { title }
      ul { for one in feeding { FeedingLine(feeding: one, address: address(one.contribution.token)) } }
    }
  }
}

private struct FeedingLine: Component {
  var feeding: Feeding
  var address: String

  private var language: String? {
    feeding.contribution.isWithdrawn ? nil : feeding.contribution.language.rawValue
  }

  var body: some Markup {
    li {
      a(.lang(language), .href(address)) { feeding.title }
      " "
      span(.class("help")) { feeding.mention }
    }
  }
}
