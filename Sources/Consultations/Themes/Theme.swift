package import Localization
package import Storage

/// A subject by which the contributions of a consultation are filtered. Written when the consultation is prepared.
package struct Theme: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var slug: String
  package var title: String
  package var titleEnglish: String

  package init(from row: inout Row) throws {
    id = try row.next()
    slug = try row.next()
    title = try row.next()
    titleEnglish = try row.next()
  }

  package func title(in language: Language) -> String { language == .french ? title : titleEnglish }

  /// Those of a consultation, in their order.
  package static func all(of consultation: Int64, _ db: Snapshot) throws -> [Theme] {
    try db.rows(
      """
      SELECT id, slug, title, title_english FROM theme WHERE consultation_id = \(consultation) ORDER BY position, id
      """)
  }

  @discardableResult
  package static func create(
    slug: String, title: String, titleEnglish: String, position: Int, in consultation: Int64, _ db: Transaction
  ) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO theme (consultation_id, slug, title, title_english, position)
      VALUES (\(consultation), \(slug), \(title), \(titleEnglish), \(position)) RETURNING id
      """)
  }
}

/// What a contribution is: something that is lacking, or something that works and may serve others.
package enum Rubric: String, Sendable, CaseIterable, ColumnCodable {
  case need, service

  /// What it invites to do.
  package var invitation: Phrase {
    switch self {
    case .need: t("Exprimer un besoin")
    case .service: t("Partager un service")
    }
  }

  package var title: Phrase {
    switch self {
    case .need: t("Besoin")
    case .service: t("Service existant")
    }
  }

  /// Its word in addresses.
  package var slug: String {
    switch self {
    case .need: "besoin"
    case .service: "service"
    }
  }

  package init?(slug: String) {
    guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
    self = found
  }
}
