package import Directory
package import Localization
package import Platform
package import Storage

extension Declaration: RowDecodable {
  static let columns: SQL = """
    declaration.sheet_id, declaration.organisation_id, declaration.kind, declaration.since, declaration.version,
    declaration.contact, declaration.declared_at
    """
  static let live: SQL = "declaration.ended_event_id IS NULL"

  package init(from row: inout Row) throws {
    sheet = try row.next()
    organisation = try row.next()
    saying = Saying(kind: try row.next(), since: try row.next(), version: try row.next(), contact: try row.next())
    declaredAt = try row.next()
  }

  /// What an organisation says of a sheet now.
  package static func live(of sheet: Int64, by organisation: Int64, _ db: Snapshot) throws -> [Declaration] {
    try db.rows(
      """
      SELECT \(columns) FROM declaration
      WHERE sheet_id = \(sheet) AND organisation_id = \(organisation) AND \(live) ORDER BY kind DESC
      """)
  }

  /// What is said of a sheet now: first by those that resemble `reader` (its kind, its size, its department), then the
  /// newest.
  package static func all(
    of sheet: Int64, resembling reader: Organisation?, limit: Int, _ db: Snapshot
  ) throws -> [Declaration] {
    try db.rows(
      """
      SELECT \(columns) FROM declaration JOIN organisation ON organisation.id = declaration.organisation_id
      WHERE declaration.sheet_id = \(sheet) AND \(live)
      ORDER BY \(likeness(to: reader)) declaration.declared_at DESC, declaration.id DESC LIMIT \(limit)
      """)
  }

  private static func likeness(to reader: Organisation?) -> SQL {
    guard let reader else { return "" }
    var order: SQL = "CASE WHEN organisation.kind = \(reader.kind.rawValue) THEN 0 ELSE 1 END, "
    if reader.kind == .commune, let population = reader.population,
      let stratum = SizeStratum.allCases.compactMap(\.population).first(where: { $0.contains(population) })
    {
      order = """
        \(order) CASE WHEN organisation.kind = 'commune' AND organisation.population >= \(stratum.lowerBound)
          AND organisation.population < \(stratum.upperBound) THEN 0 ELSE 1 END,
        """
    }
    if let department = reader.department {
      order = "\(order) CASE WHEN organisation.department = \(department) THEN 0 ELSE 1 END, "
    }
    return order
  }

  static func count(of sheet: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM declaration WHERE sheet_id = \(sheet) AND \(live)", as: Int.self) ?? 0
  }

  /// What an organisation says of all sheets, by their names.
  static func all(by organisation: Int64, _ db: Snapshot) throws -> [(sheet: Sheet, declaration: Declaration)] {
    let declarations: [Declaration] = try db.rows(
      """
      SELECT \(columns) FROM declaration JOIN sheet ON sheet.id = declaration.sheet_id
      WHERE declaration.organisation_id = \(organisation) AND \(live)
      ORDER BY sheet.name, sheet.id, declaration.kind DESC
      """)
    let sheets = try Sheet.with(ids: declarations.map(\.sheet), db)
    let byRow = Dictionary(sheets.map { ($0.id, $0) }) { first, _ in first }
    return declarations.compactMap { declaration in byRow[declaration.sheet].map { ($0, declaration) } }
  }
}

extension Sheet {
  /// Says something of it for an organisation, in place of what it said of that kind before.
  /// - Returns: whether anything changed.
  /// - Throws: `DeclarationRefusal`
  @discardableResult
  package func declare(
    _ saying: Declaration.Saying, for organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    if let refusal = saying.refusal(today: String(ParisTime(now).typed.prefix(10))) { throw refusal }
    guard try !Merger.isDone(to: organisation, db) else { throw DeclarationRefusal.merged }
    let before = try Declaration.live(of: id, by: organisation, db).first { $0.saying.kind == saying.kind }
    guard before?.saying != saying else { return false }
    let event = try Event(
      "declaration.made", on: .init("sheet", id), by: actor, at: now,
      details: [("kind", .word(saying.kind == .uses ? "uses" : "hosts"))]
    ).record(db)
    if before != nil { try end(saying.kind, of: organisation, event: event, db) }
    try db.execute(
      """
      INSERT INTO declaration (sheet_id, organisation_id, kind, since, version, contact, event_id, declared_at)
      VALUES (\(id), \(organisation), \(saying.kind), \(saying.since), \(saying.version), \(saying.contact), \(event),
        \(now))
      """)
    try countUsers(db)
    return true
  }

  /// An organisation no longer says it.
  /// - Returns: whether it did.
  package func endDeclaration(
    _ kind: Declaration.Kind, of organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    let isLive = try Declaration.live(of: id, by: organisation, db).contains { $0.saying.kind == kind }
    guard isLive else { return false }
    let event = try Event(
      "declaration.ended", on: .init("sheet", id), by: actor, at: now,
      details: [("kind", .word(kind == .uses ? "uses" : "hosts"))]
    ).record(db)
    try end(kind, of: organisation, event: event, db)
    try countUsers(db)
    return true
  }

  private func end(_ kind: Declaration.Kind, of organisation: Int64, event: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE declaration SET ended_event_id = \(event)
      WHERE sheet_id = \(id) AND organisation_id = \(organisation) AND kind = \(kind) AND ended_event_id IS NULL
      """)
  }

  private func countUsers(_ db: Transaction) throws {
    try db.execute(
      """
      UPDATE sheet SET users = (SELECT count(*) FROM declaration
        WHERE declaration.sheet_id = sheet.id AND declaration.kind = 'uses' AND declaration.ended_event_id IS NULL)
      WHERE id = \(id)
      """)
  }
}
