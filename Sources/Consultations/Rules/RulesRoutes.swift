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

/// `/consultations/services-2021/reglement/versions/1`: a version, the one in force or an earlier one.
struct RulesVersionAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/reglement/versions/{version}"
  var consultation: String
  var version: Int
  init(_ consultation: Consultation, version: Int) {
    self.consultation = consultation.slug
    self.version = version
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let version = Int(segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.version = version
  }
  var segments: [String] { [consultation, String(version)] }
}

/// The text of a version, as it was hashed.
struct RulesFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/reglement/versions/{version}/texte"
  var version: RulesVersionAddress
  init(_ version: RulesVersionAddress) { self.version = version }
  init(segments: [String]) throws(NotFound) { version = try RulesVersionAddress(segments: segments) }
  var segments: [String] { version.segments }
}

extension ConsultationsModule {
  func registerRules(in registry: inout Registry) {
    registry.get(RulesAddress.self, access: .anyone) { address, visit in
      try await rules(of: address.consultation, visit) { consultation, db in
        try Rules.current(of: consultation.id, db)
      }
    }
    registry.get(RulesVersionAddress.self, access: .anyone) { address, visit in
      try await rules(of: address.consultation, visit) { consultation, db in
        try Rules.version(address.version, of: consultation.id, db)
      }
    }
    registry.get(RulesFileAddress.self, access: .anyone) { [database] address, _ in
      let found = try await database.read { db -> (Consultation, Rules)? in
        guard let consultation = try Consultation.with(slug: address.version.consultation, db) else { return nil }
        return try Rules.version(address.version.version, of: consultation.id, db).map { (consultation, $0) }
      }
      guard let (consultation, rules) = found else { throw NotFound() }
      return .file(
        FileAnswer(
          type: "text/markdown; charset=utf-8", bytes: Array(RulesText(rules).markdown.utf8),
          downloadName: "reglement-\(consultation.slug)-v\(rules.version).md"))
    }
  }

  private func rules(
    of slug: String, _ visit: Visit, _ find: @escaping @Sendable (Consultation, Snapshot) throws -> Rules?
  ) async throws -> Answer {
    let page = try await database.read { db -> RulesPage? in
      guard let consultation = try Consultation.with(slug: slug, db), let rules = try find(consultation, db) else {
        return nil
      }
      return RulesPage(
        consultation: consultation, rules: rules, versions: try Rules.versions(of: consultation.id, db),
        movedAt: try CalendarChange.last(after: rules.publishedAt, of: consultation.id, db), language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(Page(.verbatim(page.rules.title), section: HomeAddress().path, isNarrow: true, page))
  }
}

/// The Rules, an article after the other, each with its own address.
struct RulesPage: Component {
  var consultation: Consultation
  var rules: Rules
  /// All of them, the newest first.
  var versions: [Rules]
  /// When the calendar changed after these Rules were published.
  var movedAt: Instant?
  var language: Language
  private var back: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var version: Phrase { t("Version \(rules.version), publiée le \(rules.publishedAt, .date)") }
  private var isInForce: Bool { rules.version == versions.first?.version }
  private var participation: String { language.address(ParticipationAddress(consultation).path) }
  private var inForce: String { language.address(RulesAddress(consultation).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultation") }
    h1(.lang("fr")) { rules.title }
    p(.class("meta")) { version }
    if !isInForce {
      div(.class("notice")) {
        p { t("Une version plus récente est en vigueur.") }
        p { a(.href(inForce)) { t("Lire le règlement en vigueur") } }
      }
    }
    if let movedAt {
      div(.class("notice notice-wait")) {
        p { t("Le calendrier a changé le \(movedAt, .date), après cette version : ses dates peuvent différer.") }
        p { a(.href(back)) { t("Voir le calendrier en vigueur") } }
      }
    }
    if language != .french { p(.class("help")) { t("Le règlement est en français, seul texte qui fait foi.") } }
    nav(.ariaLabel(t("Articles"))) {
      ol(.class("steps contents"), .lang("fr")) { for article in rules.articles { ArticleLink(article: article) } }
    }
    div(.class("prose"), .lang("fr")) { for article in rules.articles { ArticleText(article: article) } }
    p { a(.href(participation)) { t("Qui peut faire quoi, et quand") } }
    RulesProof(consultation: consultation, rules: rules, versions: versions, language: language)
  }
}

/// What lets anyone check that a text is the one published, and read the earlier ones.
private struct RulesProof: Component {
  var consultation: Consultation
  var rules: Rules
  var versions: [Rules]
  var language: Language
  private var file: String {
    language.address(RulesFileAddress(RulesVersionAddress(consultation, version: rules.version)).path)
  }
  private var hash: String { RulesText(rules).hash }
  private var others: [Rules] { versions.filter { $0.version != rules.version } }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vérifier ce texte") }
      p { t("L’empreinte SHA-256 du fichier change à la moindre lettre.") }
      p { code(.class("hash")) { hash } }
      div(.class("actions")) { a(.class("button button-secondary"), .href(file)) { t("Télécharger le texte") } }
      if !others.isEmpty {
        h3 { t("Autres versions") }
        ul { for other in others { RulesVersionLink(consultation: consultation, rules: other, language: language) } }
      }
    }
  }
}

private struct RulesVersionLink: Component {
  var consultation: Consultation
  var rules: Rules
  var language: Language
  private var address: String {
    language.address(RulesVersionAddress(consultation, version: rules.version).path)
  }
  private var title: Phrase { t("Version \(rules.version), publiée le \(rules.publishedAt, .date)") }
  var body: some Markup { li { a(.href(address)) { title } } }
}

private struct ArticleLink: Component {
  var article: Rules.Article
  private var address: String { "#" + article.key }
  var body: some Markup { li { a(.href(address)) { article.title } } }
}

struct ArticleText: Component {
  var article: Rules.Article
  private var heading: Phrase { t("Article \(article.number). \(article.title)") }

  var body: some Markup {
    h2(.id(article.key)) { heading }
    Markdown(article.text, under: 2)
  }
}
