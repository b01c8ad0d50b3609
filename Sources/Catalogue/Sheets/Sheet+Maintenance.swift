package import Localization
package import Platform
package import Storage

extension Sheet {
  /// One organisation more may change it.
  /// - Returns: whether it was not one of them already.
  @discardableResult
  package func addMaintainer(_ organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool
  {
    guard try !maintainers(db).contains(organisation) else { return false }
    let event = try Event(
      "sheet.maintainer-added", on: .init("sheet", id), by: actor, at: now,
      details: [("organisation", .number(organisation))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO sheet_maintainer (sheet_id, organisation_id, begun_event_id)
      VALUES (\(id), \(organisation), \(event))
      """)
    return true
  }
}
