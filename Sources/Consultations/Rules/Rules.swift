package import Localization
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

    package init(number: Int, key: String, title: String, text: String) {
      self.number = number
      self.key = key
      self.title = title
      self.text = text
    }

    package init(from row: inout Row) throws {
      number = try row.next()
      key = try row.next()
      title = try row.next()
      text = try row.next()
    }
  }

  /// The version in force.
  package static func current(of consultation: Int64, _ db: Snapshot) throws -> Rules? {
    let found = try db.first(
      """
      SELECT id, version, title, published_at FROM rules WHERE consultation_id = \(consultation)
      ORDER BY version DESC LIMIT 1
      """
    ) { row -> (Int64, Rules) in
      let id: Int64 = try row.next()
      let version: Int = try row.next()
      let title: String = try row.next()
      return (id, Rules(version: version, title: title, publishedAt: try row.next(), articles: []))
    }
    guard let (id, rules) = found else { return nil }
    var whole = rules
    whole.articles = try db.rows(
      "SELECT number, article_key, title, text FROM rules_article WHERE rules_id = \(id) ORDER BY number")
    return whole
  }

  /// Publishes a version; the earlier ones stay.
  package static func publish(
    version: Int, title: String, articles: [Article], in consultation: Int64, at now: Instant, _ db: Transaction
  ) throws {
    let id = try db.insert(
      """
      INSERT INTO rules (consultation_id, version, title, published_at)
      VALUES (\(consultation), \(version), \(title), \(now)) RETURNING id
      """)
    for article in articles {
      try db.execute(
        """
        INSERT INTO rules_article (rules_id, number, article_key, title, text)
        VALUES (\(id), \(article.number), \(article.key), \(article.title), \(article.text))
        """)
    }
  }
}
