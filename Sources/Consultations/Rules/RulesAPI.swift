import Localization
import Platform
import Storage

extension Rules {
  /// As the API tells them.
  static let shape = Shape<Rules>(
    "Reglement",
    [
      .integer("version", t("Numéro de la version")) { $0.version },
      .text("titre", t("Titre")) { $0.title },
      .instant("publie_le", t("Date de publication")) { $0.publishedAt },
      .text("empreinte", t("SHA-256 de son texte en Markdown, tel que le site le donne")) { RulesText($0).hash },
      .list("articles", t("Les articles, dans l’ordre"), Article.shape) { $0.articles },
    ])
}

extension Rules.Article {
  fileprivate static let shape = Shape<Rules.Article>(
    "Article",
    [
      .integer("numero", t("Numéro de l’article")) { $0.number },
      .text("cle", t("Clé, la même d’une version à l’autre")) { $0.key },
      .text("titre", t("Titre")) { $0.title },
      .text("texte", t("Texte, en Markdown")) { $0.text },
      .flag("a_verifier", t("Montré à qui s’apprête à publier")) { $0.isSelfCheck },
    ])
}

/// `/api/v1/consultations/services-2021/reglement`
struct RulesAPIAddress: Address {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/reglement"
  var slug: String
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.slug = slug
  }
  var segments: [String] { [slug] }
}

extension ConsultationsModule {
  func registerRulesAPI(in registry: inout Registry) {
    registry.answer(
      RulesAPIAddress.self, "reglement", t("Le règlement en vigueur, article par article"),
      segments: [consultationParameter], with: Rules.shape
    ) { address, _, _ in
      let rules = try await database.read { db in
        try Consultation.with(slug: address.slug, db).flatMap { try Rules.current(of: $0.id, db) }
      }
      guard let rules else { throw NotFound() }
      return rules
    }
  }
}
