import Catalogue
import Consultations
import Directory
import Localization
import Platform
import PublicCode
package import Storage

extension SharedService: RowDecodable {
  private static let columns: SQL = "contribution_id, sheet_id, version"

  package init(from row: inout Row) throws {
    contribution = try row.next()
    sheet = try row.next()
    version = try row.next()
  }

  package static func of(_ contribution: Int64, _ db: Snapshot) throws -> SharedService? {
    try db.first("SELECT \(columns) FROM shared_service WHERE contribution_id = \(contribution)")
  }

  /// The sheets of the services that contributions share.
  static func sheets(of contributions: [Int64], _ db: Snapshot) throws -> Set<Int64> {
    guard !contributions.isEmpty else { return [] }
    return Set(
      try db.values(
        "SELECT sheet_id FROM shared_service WHERE contribution_id IN (\(SQL.list(contributions)))", as: Int64.self))
  }

  /// The contributions that share a service, the oldest first; without those that were taken back.
  static func contributions(of sheet: Int64, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT contribution.id FROM shared_service JOIN contribution ON contribution.id = shared_service.contribution_id
      WHERE shared_service.sheet_id = \(sheet) AND \(Withdrawal.stands) ORDER BY contribution.id
      """)
  }
}

extension Contribution {
  /// Shares the service that it tells of: the sheet of its code where there is one, else a new one, which its
  /// organisation maintains. A text that makes no sheet, or whose sheet is out of the catalogue, leaves the
  /// contribution without.
  func share(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard rubric == .service, let token = Token(prefixOf: token),
      let written = try? SheetText(text.publicSoftware)
    else { return }
    let known = try written.known(db)
    guard try known?.isRemoved(db) != true else { return }
    let sheet = try known ?? written.make(maintainedBy: [organisation], token: token, by: actor, at: now, db)
    let event = try Event(
      "service.shared", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(sheet.id))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO shared_service (contribution_id, sheet_id, version, event_id)
      VALUES (\(id), \(sheet.id), \(version), \(event))
      """)
  }

  /// Those who deposit it with its organisation maintain its sheet too, where they made it.
  func shareMaintenance(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard let shared = try SharedService.of(id, db), let sheet = try Sheet.with(ids: [shared.sheet], db).first,
      try sheet.maintainers(db).contains(organisation)
    else { return }
    for other in try Codeposit.organisations(of: .contribution(self), db) {
      try sheet.addMaintainer(other, by: actor, at: now, db)
    }
  }

  /// The sheet takes what this version says; what it says besides stays.
  /// - Throws: `SheetRefusal`
  func update(_ shared: SharedService, for organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction)
    throws -> Sheet.Outcome
  {
    guard let sheet = try Sheet.with(ids: [shared.sheet], db).first, let file = try sheet.file(db),
      let software = PublicSoftware.read(file).software
    else { throw NotFound() }
    let outcome = try SheetText(Sheet.taking(text, into: software))
      .write(to: sheet, for: organisation, by: actor, at: now, db)
    let event = try Event(
      "service.updated", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(shared.sheet)), ("version", .number(Int64(version)))]
    ).record(db)
    try settle(shared, event: event, db)
    return outcome
  }

  /// The sheet stays as it is, whatever this version says.
  func leave(_ shared: SharedService, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let event = try Event(
      "service.left", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      details: [("sheet", .number(shared.sheet)), ("version", .number(Int64(version)))]
    ).record(db)
    try settle(shared, event: event, db)
  }

  private func settle(_ shared: SharedService, event: Int64, _ db: Transaction) throws {
    try db.execute(
      "UPDATE shared_service SET version = \(version), event_id = \(event) WHERE contribution_id = \(id)")
  }
}
