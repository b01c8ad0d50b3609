import HTML
import Localization
package import Platform
import Storage

/// `/consultations/services-2021/reglement`, an article at `#qui-depose`.
package struct RulesAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}/reglement"
  package var consultation: String
  package init(_ consultation: Consultation) { self.consultation = consultation.slug }
  package init(segments: [String]) throws(NotFound) {
    guard let consultation = segments.first else { throw NotFound() }
    self.consultation = consultation
  }
  package var segments: [String] { [consultation] }
}

extension ConsultationsModule {
  func registerRules(in registry: inout Registry) {
    registry.get(RulesAddress.self, access: .anyone) { [database] address, visit in
      let found = try await database.read { db -> (Consultation, Rules)? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        return try Rules.current(of: consultation.id, db).map { (consultation, $0) }
      }
      guard let (consultation, rules) = found else { throw NotFound() }
      let page = RulesPage(consultation: consultation, rules: rules, language: visit.language)
      return .page(Page(.verbatim(rules.title), section: HomeAddress().path, isNarrow: true, page))
    }
  }
}

/// The Rules, an article after the other, each with its own address.
struct RulesPage: Component {
  var consultation: Consultation
  var rules: Rules
  var language: Language
  private var back: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var version: Phrase { t("Version \(rules.version), publiée le \(rules.publishedAt, .date)") }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultation") }
    h1(.lang("fr")) { rules.title }
    p(.class("meta")) { version }
    if language != .french { p(.class("help")) { t("Le règlement est en français, seul texte qui fait foi.") } }
    nav(.ariaLabel(t("Articles"))) {
      ol(.class("steps contents"), .lang("fr")) { for article in rules.articles { ArticleLink(article: article) } }
    }
    div(.class("prose"), .lang("fr")) { for article in rules.articles { ArticleText(article: article) } }
  }
}

private struct ArticleLink: Component {
  var article: Rules.Article
  private var address: String { "#" + article.key }
  var body: some Markup { li { a(.href(address)) { article.title } } }
}

private struct ArticleText: Component {
  var article: Rules.Article
  private var heading: Phrase { t("Article \(article.number). \(article.title)") }

  var body: some Markup {
    h2(.id(article.key)) { heading }
    Markdown(article.text)
  }
}
