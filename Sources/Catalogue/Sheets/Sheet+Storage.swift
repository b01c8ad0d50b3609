import Directory
package import Localization
package import Platform
import PublicCode
package import Storage

extension Sheet: RowDecodable {
  static let columns: SQL = """
    sheet.id, sheet.token, sheet.version, sheet.name, sheet.summary, sheet.summary_language, sheet.licence,
    sheet.is_open, sheet.users, sheet.made_at, sheet.changed_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    version = try row.next()
    name = try row.next()
    summary = Summary(text: try row.next(), language: try row.next())
    licence = try row.next()
    isOpen = try row.next()
    users = try row.next()
    madeAt = try row.next()
    changedAt = try row.next()
  }

  /// One that is in the catalogue, or out of it where that is asked for.
  package static func with(token: String, evenRemoved: Bool = false, _ db: Snapshot) throws -> Sheet? {
    let among: SQL = evenRemoved ? "1 = 1" : stands
    return try db.first("SELECT \(columns) FROM sheet WHERE token = \(token) AND \(among)")
  }

  /// In the order of `ids`; one that is out of the catalogue is left out, unless that is asked for.
  package static func with(ids: [Int64], evenRemoved: Bool = false, _ db: Snapshot) throws -> [Sheet] {
    guard !ids.isEmpty else { return [] }
    let among: SQL = evenRemoved ? "1 = 1" : stands
    let found: [Sheet] = try db.rows("SELECT \(columns) FROM sheet WHERE id IN (\(SQL.list(ids))) AND \(among)")
    let byIdentifier = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    return ids.compactMap { byIdentifier[$0] }
  }

  /// Those that an organisation maintains, by name.
  static func maintained(by organisation: Int64, _ db: Snapshot) throws -> [Sheet] {
    try db.rows(
      """
      SELECT \(columns) FROM sheet JOIN sheet_maintainer ON sheet_maintainer.sheet_id = sheet.id
      WHERE sheet_maintainer.organisation_id = \(organisation) AND sheet_maintainer.ended_event_id IS NULL
        AND \(stands)
      ORDER BY sheet.name, sheet.id
      """)
  }

  /// One of its versions, with who wrote it.
  package struct Version: Sendable, RowDecodable {
    package var number: Int
    package var at: Instant
    package var organisation: Int64?

    package init(from row: inout Row) throws {
      number = try row.next()
      at = try row.next()
      organisation = try row.next()
    }
  }

  /// The newest first.
  package func versions(_ db: Snapshot) throws -> [Version] {
    try db.rows("SELECT number, at, organisation_id FROM sheet_version WHERE sheet_id = \(id) ORDER BY number DESC")
  }

  /// Its file as one of its versions has it, the current one without a number.
  package func file(version number: Int? = nil, _ db: Snapshot) throws -> String? {
    try db.value("SELECT file FROM sheet_version WHERE sheet_id = \(id) AND number = \(number ?? version)")
  }

  /// Those that may change it, in the order in which they came.
  package func maintainers(_ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT organisation_id FROM sheet_maintainer WHERE sheet_id = \(id) AND ended_event_id IS NULL ORDER BY id
      """)
  }

  func categories(_ db: Snapshot) throws -> [String] {
    try db.values("SELECT category FROM sheet_category WHERE sheet_id = \(id) ORDER BY category")
  }
}

extension SheetText {
  /// Becomes the sheet of its code for an organisation, or a version more of the one that it maintains.
  /// - Parameter token: of the sheet, where it is made.
  /// - Throws: `SheetRefusal`
  package func bring(
    for organisation: Int64, token: Token, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Sheet.Outcome {
    if let known = try known(db) {
      guard try !known.isRemoved(db) else { throw SheetRefusal.removed(known) }
      guard try known.maintainers(db).contains(organisation) else { throw SheetRefusal.keptByOthers(known) }
      return try write(to: known, for: organisation, by: actor, at: now, db)
    }
    return .made(try make(maintainedBy: [organisation], token: token, by: actor, at: now, db))
  }

  /// The sheet that the same code has already.
  package func known(_ db: Snapshot) throws -> Sheet? { try codeKey.flatMap { try Self.sheet(of: $0, db) } }

  private static func sheet(of codeKey: String, _ db: Snapshot) throws -> Sheet? {
    try db.first("SELECT \(Sheet.columns) FROM sheet WHERE code_key = \(codeKey)")
  }

  /// A sheet that was not there. The first of its maintainers has written it.
  package func make(
    maintainedBy organisations: [Int64], token: Token, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Sheet {
    for organisation in organisations where try Merger.isDone(to: organisation, db) { throw SheetRefusal.merged }
    let event = try Event("sheet.made", on: .init("catalogue", 0), by: actor, at: now).record(db)
    let id = try db.insert(
      """
      INSERT INTO sheet (token, code_key, version, name, summary, summary_language, licence, is_open, users,
        made_event_id, made_at, event_id, changed_at)
      VALUES (\(token.text), \(codeKey), 1, \(name), \(summary.text), \(summary.language), \(licence),
        \(LicenceExpression.isOpen(licence)), 0, \(event), \(now), \(event), \(now)) RETURNING id
      """)
    try add(version: 1, to: id, for: organisations.first, event: event, at: now, db)
    for organisation in organisations {
      try db.execute(
        """
        INSERT INTO sheet_maintainer (sheet_id, organisation_id, begun_event_id)
        VALUES (\(id), \(organisation), \(event))
        """)
    }
    guard let sheet = try Sheet.with(ids: [id], db).first else { throw NotFound() }
    return sheet
  }

  /// A version more, unless it says what stands already.
  package func write(
    to sheet: Sheet, for organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Sheet.Outcome {
    guard try sheet.file(db) != file else { return .same(sheet) }
    guard try !Merger.isDone(to: organisation, db) else { throw SheetRefusal.merged }
    if let other = try known(db), other.id != sheet.id { throw SheetRefusal.codeOfAnother(other) }
    let number = sheet.version + 1
    let event = try Event(
      "sheet.changed", on: .init("sheet", sheet.id), by: actor, at: now, details: [("version", .number(Int64(number)))]
    ).record(db)
    try db.execute(
      """
      UPDATE sheet SET code_key = \(codeKey), version = \(number), name = \(name), summary = \(summary.text),
        summary_language = \(summary.language), licence = \(licence),
        is_open = \(LicenceExpression.isOpen(licence)), event_id = \(event), changed_at = \(now)
      WHERE id = \(sheet.id)
      """)
    try db.execute("DELETE FROM sheet_category WHERE sheet_id = \(sheet.id)")
    try add(version: number, to: sheet.id, for: organisation, event: event, at: now, db)
    guard let changed = try Sheet.with(ids: [sheet.id], db).first else { throw NotFound() }
    return .changed(changed)
  }

  private func add(
    version: Int, to sheet: Int64, for organisation: Int64?, event: Int64, at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO sheet_version (sheet_id, number, file, organisation_id, event_id, at)
      VALUES (\(sheet), \(version), \(file), \(organisation), \(event), \(now))
      """)
    for category in categories {
      try db.execute("INSERT INTO sheet_category (sheet_id, category) VALUES (\(sheet), \(category))")
    }
  }
}
