package import Catalogue
import Consultations
import Directory
package import Localization
package import Platform
package import Storage

extension Match: RowDecodable {
  static let columns: SQL = """
    service_match.contribution_id, service_match.sheet_id, service_match.organisation_id,
    CASE WHEN service_match.confirmed_event_id IS NULL THEN 0 ELSE 1 END
    """
  private static let live: SQL = "service_match.ended_event_id IS NULL"
  /// What is confirmed first, then what was proposed first.
  private static let order: SQL = "4 DESC, service_match.id"

  package init(from row: inout Row) throws {
    contribution = try row.next()
    sheet = try row.next()
    organisation = try row.next()
    isConfirmed = try row.next()
  }

  static func all(of contribution: Int64, _ db: Snapshot) throws -> [Match] {
    try db.rows(
      "SELECT \(columns) FROM service_match WHERE contribution_id = \(contribution) AND \(live) ORDER BY \(order)")
  }

  /// Of the needs that stand.
  static func all(with sheet: Int64, limit: Int, _ db: Snapshot) throws -> [Match] {
    try db.rows(
      """
      SELECT \(columns) FROM service_match JOIN contribution ON contribution.id = service_match.contribution_id
      WHERE service_match.sheet_id = \(sheet) AND \(live) AND \(Withdrawal.stands)
      ORDER BY \(order) LIMIT \(limit)
      """)
  }

  /// The sheets that need no suggestion: matched already, or set aside.
  static func settled(with contribution: Int64, _ db: Snapshot) throws -> Set<Int64> {
    Set(
      try db.values(
        """
        SELECT sheet_id FROM service_match
        WHERE contribution_id = \(contribution) AND (\(live) OR is_dismissed = 1)
        """, as: Int64.self))
  }
}

extension Match {
  /// The sheets that were set aside for a need and are not matched with it, the last first.
  static func dismissed(for contribution: Int64, limit: Int, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT sheet_id FROM service_match WHERE contribution_id = \(contribution) AND is_dismissed = 1
        AND sheet_id NOT IN (SELECT sheet_id FROM service_match WHERE contribution_id = \(contribution) AND \(live))
      GROUP BY sheet_id ORDER BY max(id) DESC LIMIT \(limit)
      """)
  }
}

extension Contribution {
  /// Proposes a service for a need, on behalf of an organisation, or of nobody where an instructor does.
  /// - Returns: whether it was not there.
  /// - Throws: `MatchRefusal`
  package func propose(
    _ sheet: Sheet, for organisation: Int64?, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard rubric == .need else { throw MatchRefusal.notANeed }
    if let organisation, try Merger.isDone(to: organisation, db) { throw MatchRefusal.merged }
    guard try !Match.all(of: id, db).contains(where: { $0.sheet == sheet.id }) else { return false }
    let event = try Event(
      "match.proposed", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(sheet.id))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO service_match (contribution_id, sheet_id, organisation_id, proposed_event_id, proposed_at,
        is_dismissed)
      VALUES (\(id), \(sheet.id), \(organisation), \(event), \(now), 0)
      """)
    return true
  }

  /// An instructor says that it meets the need, proposed before or not.
  package func confirm(_ sheet: Sheet, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    _ = try propose(sheet, for: nil, by: actor, at: now, db)
    guard let match = try Match.all(of: id, db).first(where: { $0.sheet == sheet.id }), !match.isConfirmed else {
      return false
    }
    let event = try Event(
      "match.confirmed", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(sheet.id))]
    ).record(db)
    try db.execute(
      """
      UPDATE service_match SET confirmed_event_id = \(event)
      WHERE contribution_id = \(id) AND sheet_id = \(sheet.id) AND ended_event_id IS NULL
      """)
    return true
  }

  /// An instructor sets it aside, proposed, confirmed or only suggested: it is not suggested until it is put back.
  package func dismiss(_ sheet: Sheet, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    _ = try propose(sheet, for: nil, by: actor, at: now, db)
    try end(sheet, isDismissed: true, by: actor, at: now, db)
  }

  /// An instructor puts back what was set aside: as it was, proposed or confirmed, or only suggested again.
  /// - Returns: whether it was set aside.
  package func putBack(_ sheet: Sheet, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    let last = try db.value(
      """
      SELECT max(id) FROM service_match WHERE contribution_id = \(id) AND sheet_id = \(sheet.id) AND is_dismissed = 1
      """, as: Int64?.self)
    guard let last = last ?? nil else { return false }
    let event = try Event(
      "match.put-back", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(sheet.id))]
    ).record(db)
    try db.execute(
      "UPDATE service_match SET is_dismissed = 0 WHERE contribution_id = \(id) AND sheet_id = \(sheet.id)")
    guard try !Match.all(of: id, db).contains(where: { $0.sheet == sheet.id }) else { return true }
    // What was only suggested has neither, and lives nowhere.
    try db.execute(
      """
      INSERT INTO service_match (contribution_id, sheet_id, organisation_id, proposed_event_id, proposed_at,
        confirmed_event_id, is_dismissed)
      SELECT contribution_id, sheet_id, organisation_id, \(event), proposed_at, confirmed_event_id, 0
      FROM service_match
      WHERE id = \(last) AND (organisation_id IS NOT NULL OR confirmed_event_id IS NOT NULL)
      """)
    return true
  }

  /// Those who proposed it take it back.
  /// - Returns: whether it was theirs.
  package func takeBack(
    _ sheet: Sheet, for organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    let match = try Match.all(of: id, db).first { $0.sheet == sheet.id && $0.organisation == organisation }
    guard let match else { return false }
    guard !match.isConfirmed else { throw MatchRefusal.confirmed }
    try end(sheet, isDismissed: false, by: actor, at: now, db)
    return true
  }

  private func end(_ sheet: Sheet, isDismissed: Bool, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let event = try Event(
      "match.ended", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(sheet.id)), ("dismissed", .number(isDismissed ? 1 : 0))]
    ).record(db)
    try db.execute(
      """
      UPDATE service_match SET ended_event_id = \(event), is_dismissed = \(isDismissed)
      WHERE contribution_id = \(id) AND sheet_id = \(sheet.id) AND ended_event_id IS NULL
      """)
  }
}
