package import Localization
package import Platform
package import Storage

/// The Rules of a consultation (« règlement de la démarche »): numbered articles, each with a key that stays from one
/// version to the next. Published before the deposit; never changed, but by a newer version.
package struct Rules: Sendable, Equatable {
  package var version: Int
  package var title: String
  package var publishedAt: Instant
  package var articles: [Article]

  package struct Article: Sendable, Equatable, RowDecodable {
    package var number: Int
    package var key: String
    package var title: String
    /// Markdown.
    package var text: String
    /// Shown to whoever is about to publish a contribution.
    package var isSelfCheck: Bool

    package init(number: Int, key: String, title: String, text: String, isSelfCheck: Bool = false) {
      self.number = number
      self.key = key
      self.title = title
      self.text = text
      self.isSelfCheck = isSelfCheck
    }

    package init(from row: inout Row) throws {
      number = try row.next()
      key = try row.next()
      title = try row.next()
      text = try row.next()
      isSelfCheck = try row.next()
    }
  }

  /// The version in force.
  package static func current(of consultation: Int64, _ db: Snapshot) throws -> Rules? {
    guard let newest = try versions(of: consultation, db).first else { return nil }
    return try version(newest.version, of: consultation, db)
  }

  /// Every version with its date, the newest first; their articles are not read.
  static func versions(of consultation: Int64, _ db: Snapshot) throws -> [Rules] {
    try db.rows(
      """
      SELECT version, title, published_at FROM rules WHERE consultation_id = \(consultation) ORDER BY version DESC
      """
    ) { row in
      let version: Int = try row.next()
      let title: String = try row.next()
      return Rules(version: version, title: title, publishedAt: try row.next(), articles: [])
    }
  }

  /// One version with its articles.
  package static func version(_ number: Int, of consultation: Int64, _ db: Snapshot) throws -> Rules? {
    guard var rules = try versions(of: consultation, db).first(where: { $0.version == number }) else { return nil }
    rules.articles = try db.rows(
      """
      SELECT rules_article.number, article_key, rules_article.title, text, is_self_check FROM rules_article
      JOIN rules ON rules.id = rules_article.rules_id
      WHERE rules.consultation_id = \(consultation) AND rules.version = \(number) ORDER BY rules_article.number
      """)
    return rules
  }

  /// Publishes a version; the earlier ones stay.
  package static func publish(
    version: Int, title: String, articles: [Article], in consultation: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    let id = try db.insert(
      """
      INSERT INTO rules (consultation_id, version, title, published_at)
      VALUES (\(consultation), \(version), \(title), \(now)) RETURNING id
      """)
    for article in articles {
      try db.execute(
        """
        INSERT INTO rules_article (rules_id, number, article_key, title, text, is_self_check)
        VALUES (\(id), \(article.number), \(article.key), \(article.title), \(article.text), \(article.isSelfCheck))
        """)
    }
    try Event(
      "rules.published", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation,
      details: [("version", .number(Int64(version)))]
    ).record(db)
  }
}
