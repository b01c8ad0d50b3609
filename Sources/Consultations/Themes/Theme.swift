package import Localization
import Platform
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

  /// Those whose slugs stand in a line, parted by spaces.
  package static func named(in line: String, among themes: [Theme]) -> [Theme] {
    let slugs = line.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    return themes.filter { slugs.contains(Substring($0.slug)) }
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

extension Theme {
  /// Renames, adds, puts in order and takes away, as typed; a theme that contributions bear is not taken away.
  static func arrange(
    _ lines: [ThemesTyped.Line], in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    var left = try all(of: consultation, db)
    for (position, line) in lines.enumerated() {
      if let known = left.firstIndex(where: { $0.slug == line.slug }) {
        let theme = left.remove(at: known)
        try db.execute(
          """
          UPDATE theme SET title = \(line.french), title_english = \(line.english), position = \(position)
          WHERE id = \(theme.id)
          """)
      } else {
        let slug = try freeSlug(for: line.french, in: consultation, db)
        try create(
          slug: slug, title: line.french, titleEnglish: line.english, position: position, in: consultation, db)
      }
    }
    for theme in left {
      do { try db.attempt { try db.execute("DELETE FROM theme WHERE id = \(theme.id)") } } catch let error
        as StorageError
        where error.constraint != nil
      {
        throw PreparationRefusal.usedTheme
      }
    }
    try Event(
      "themes.arranged", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation,
      details: [("themes", .number(Int64(lines.count)))]
    ).record(db)
  }

  private static func freeSlug(for title: String, in consultation: Int64, _ db: Snapshot) throws -> String {
    let taken = Set(try all(of: consultation, db).map(\.slug))
    return Slug.free(for: title, or: "theme") { !taken.contains($0) }
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

  /// What it says under that.
  package var lead: Phrase {
    switch self {
    case .need: t("Cinq minutes, un brouillon qui s’enregistre seul. Deux champs suffisent.")
    case .service: t("Un service fonctionne chez vous ? D’autres pourront le reprendre.")
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
