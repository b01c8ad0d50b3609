package import Localization
package import Storage

extension Consultation: RowDecodable {
  private static let columns: SQL = "id, slug, title, lead, organiser, title_english, lead_english, organiser_english"

  package init(from row: inout Row) throws {
    id = try row.next()
    slug = try row.next()
    title = try row.next()
    lead = try row.next()
    organiser = try row.next()
    let translated = Wording(title: try row.next(), lead: try row.next(), organiser: try row.next())
    english = translated.title.isEmpty ? nil : translated
  }

  /// The one whose address is `slug`.
  package static func with(slug: String, _ db: Snapshot) throws -> Consultation? {
    try db.first("SELECT \(columns) FROM consultation WHERE slug = \(slug)")
  }

  package static func with(id: Int64, _ db: Snapshot) throws -> Consultation? {
    try db.first("SELECT \(columns) FROM consultation WHERE id = \(id)")
  }

  /// The newest first.
  package static func all(_ db: Snapshot) throws -> [Consultation] {
    try db.rows("SELECT \(columns) FROM consultation ORDER BY id DESC")
  }

  /// The newest, which the home page shows.
  package static func newest(_ db: Snapshot) throws -> Consultation? {
    try db.first("SELECT \(columns) FROM consultation ORDER BY id DESC LIMIT 1")
  }

  /// A new consultation with its calendar; its identifier.
  @discardableResult
  package static func create(
    slug: String, title: String, lead: String, organiser: String, english: Wording? = nil, phases: [Phase],
    at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    let id = try db.insert(
      """
      INSERT INTO consultation (slug, title, lead, organiser, title_english, lead_english, organiser_english,
        created_at)
      VALUES (\(slug), \(title), \(lead), \(organiser), \(english?.title ?? ""), \(english?.lead ?? ""),
        \(english?.organiser ?? ""), \(now)) RETURNING id
      """)
    for phase in phases { try phase.insert(into: id, db) }
    return id
  }
}
