package import Localization
package import Platform
package import Storage

extension Consultation: RowDecodable {
  private static let columns: SQL = """
    id, slug, title, lead, organiser, presentation, title_english, lead_english, organiser_english,
    presentation_english, announced_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    slug = try row.next()
    words = try Wording(from: &row)
    let translated = try Wording(from: &row)
    english = translated.title.isEmpty ? nil : translated
    announcedAt = try row.next()
  }

  /// The one whose address is `slug`, once it is announced.
  package static func with(slug: String, _ db: Snapshot) throws -> Consultation? {
    try db.first("SELECT \(columns) FROM consultation WHERE slug = \(slug) AND announced_at IS NOT NULL")
  }

  /// The one whose address is `slug`, announced or not: for those who prepare it.
  package static func prepared(slug: String, _ db: Snapshot) throws -> Consultation? {
    try db.first("SELECT \(columns) FROM consultation WHERE slug = \(slug)")
  }

  package static func with(id: Int64, _ db: Snapshot) throws -> Consultation? {
    try db.first("SELECT \(columns) FROM consultation WHERE id = \(id)")
  }

  /// The one announced last, which the home page shows.
  package static func newest(_ db: Snapshot) throws -> Consultation? {
    try announced(limit: 1, db).first
  }

  /// Those announced, the newest first.
  package static func announced(limit: Int = 100, _ db: Snapshot) throws -> [Consultation] {
    try db.rows(
      """
      SELECT \(columns) FROM consultation WHERE announced_at IS NOT NULL
      ORDER BY announced_at DESC, id DESC LIMIT \(limit)
      """)
  }

  /// All of them, the newest first.
  package static func all(_ db: Snapshot) throws -> [Consultation] {
    try db.rows("SELECT \(columns) FROM consultation ORDER BY id DESC")
  }

  /// A new consultation with its calendar; its identifier. Nobody but administrators sees it until it is announced.
  @discardableResult
  package static func create(
    slug: String, _ words: Wording, english: Wording? = nil, phases: [Phase], by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int64 {
    var id = try db.insert(
      """
      INSERT INTO consultation (slug, title, lead, organiser, presentation, created_at)
      VALUES (\(slug), \(words.title), \(words.lead), \(words.organiser), \(words.presentation), \(now)) RETURNING id
      """)
    // SQLite gives the number of a deleted row again; the journal already speaks of that one.
    let last = try db.value("SELECT max(consultation_id) FROM journal", as: Int64?.self) ?? nil
    if let last, last >= id {
      try db.execute("UPDATE consultation SET id = \(last + 1) WHERE id = \(id)")
      id = last + 1
    }
    try write(words, english, in: id, db)
    for phase in phases { try phase.insert(into: id, db) }
    try Event("consultation.created", on: .init("consultation", id), by: actor, at: now, consultation: id).record(db)
    return id
  }

  /// Deletes one that nobody but administrators has seen, with all that was prepared for it.
  func delete(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard announcedAt == nil else { throw PreparationRefusal.alreadyAnnounced }
    let rules: SQL = "SELECT rules.id FROM rules WHERE rules.consultation_id = \(id)"
    try db.execute("DELETE FROM rules_article WHERE rules_id IN (\(rules))")
    let table: SQL = "SELECT participation.id FROM participation WHERE participation.consultation_id = \(id)"
    try db.execute("DELETE FROM participation_kind WHERE participation_id IN (\(table))")
    for part: SQL in ["remedies", "rules", "participation", "questionnaire", "theme", "calendar_change", "phase"] {
      try db.execute("DELETE FROM \(part) WHERE consultation_id = \(id)")
    }
    try db.execute("DELETE FROM consultation WHERE id = \(id)")
    try Event("consultation.deleted", on: .init("consultation", id), by: actor, at: now, consultation: id).record(db)
  }

  static func freeSlug(for title: String, _ db: Snapshot) throws -> String {
    try Slug.free(for: title, or: "consultation") { try prepared(slug: $0, db) == nil }
  }

  /// Changes its words.
  func reword(_ words: Wording, _ english: Wording?, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    try Self.write(words, english, in: id, db)
    try Event("consultation.reworded", on: .init("consultation", id), by: actor, at: now, consultation: id).record(db)
  }

  private static func write(_ words: Wording, _ english: Wording?, in id: Int64, _ db: Transaction) throws {
    let english = english ?? Wording(title: "", lead: "", organiser: "")
    try db.execute(
      """
      UPDATE consultation SET title = \(words.title), lead = \(words.lead), organiser = \(words.organiser),
        presentation = \(words.presentation), title_english = \(english.title), lead_english = \(english.lead),
        organiser_english = \(english.organiser), presentation_english = \(english.presentation)
      WHERE id = \(id)
      """)
  }

  /// Shows it to everybody.
  package func announce(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard announcedAt == nil else { throw PreparationRefusal.alreadyAnnounced }
    guard let deposit = try Phase.all(of: id, db).first(where: { $0.kind == .deposit }) else {
      throw PreparationRefusal.noDeposit
    }
    guard let rules = try Rules.current(of: id, db) else { throw PreparationRefusal.noRules }
    guard rules.publishedAt <= deposit.opensAt, now <= deposit.opensAt else { throw PreparationRefusal.lateRules }
    try db.execute("UPDATE consultation SET announced_at = \(now) WHERE id = \(id)")
    try Event("consultation.announced", on: .init("consultation", id), by: actor, at: now, consultation: id).record(db)
  }
}

extension Consultation.Wording {
  init(from row: inout Row) throws {
    title = try row.next()
    lead = try row.next()
    organiser = try row.next()
    presentation = try row.next()
  }
}
