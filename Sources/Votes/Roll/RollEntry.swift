import Consultations
import Directory
import Localization
import Platform
import Proof
package import Storage

/// An organisation called to vote, as the register had it when the vote opened. Communes that merge meanwhile vote to
/// the end as they were.
package struct RollEntry: Sendable, Equatable {
  package var organisation: Int64
  /// Its name in the log.
  package var identifier: String
  var name: String
  var kind: OrganisationKind
  var region: String
  /// Its code.
  var department: String
  var stratum: SizeStratum

  func leaf(at: Int64) -> RollLeaf {
    RollLeaf(
      at: at, organisation: identifier, name: String(name.prefix(190)), type: kind.rawValue, region: region,
      stratum: stratum.title.text(in: .french, Catalogue()), added: nil)
  }
}

extension RollEntry: RowDecodable {
  static let columns: SQL = """
    roll_entry.organisation_id, roll_entry.identifier, organisation.name, roll_entry.kind, roll_entry.region,
    roll_entry.department, roll_entry.stratum
    """
  static let source: SQL = "roll_entry JOIN organisation ON organisation.id = roll_entry.organisation_id"

  package init(from row: inout Row) throws {
    organisation = try row.next()
    identifier = try row.next()
    name = try row.next()
    kind = try row.next()
    region = try row.next()
    department = try row.next()
    stratum = SizeStratum(rawValue: try row.next()) ?? .other
  }

  /// The roll of a vote that has opened; before, what would be frozen today.
  static func roll(of vote: Vote, _ db: Snapshot) throws -> [RollEntry] {
    try vote.openedAt == nil ? called(in: vote.consultation, within: vote.form, db) : all(in: vote.id, db)
  }

  /// Those that the table of the consultation calls within a territory, by the register of today, in the order of their
  /// identifiers.
  package static func called(in consultation: Int64, within form: VoteForm, _ db: Snapshot) throws -> [RollEntry] {
    let kinds = try Participation.of(consultation, db)[.vote].kinds.map(\.rawValue).sorted()
    var regions: [String: String] = [:]
    try db.forEach("SELECT insee_code, name FROM organisation WHERE kind = 'region' AND insee_code IS NOT NULL") {
      row in
      let code: String = try row.next()
      regions[code] = try row.next() as String
    }
    let entries: [RollEntry?] = try db.rows(
      """
      SELECT organisation.id, organisation.token, organisation.siren, organisation.insee_code, organisation.name,
        organisation.kind, organisation.region, organisation.department, organisation.population
      FROM organisation WHERE organisation.kind IN (\(SQL.list(kinds)))
        AND NOT EXISTS (SELECT 1 FROM organisation_merger WHERE organisation_merger.organisation_id = organisation.id
          AND organisation_merger.ended_event_id IS NULL)
      """
    ) { row in try entry(from: &row, regions: regions, within: form) }
    return entries.compactMap(\.self).sorted { $0.identifier < $1.identifier }
  }

  /// - Returns: nil for one that is elsewhere.
  private static func entry(
    from row: inout Row, regions: [String: String], within form: VoteForm
  ) throws -> RollEntry? {
    let id: Int64 = try row.next()
    let token: String = try row.next()
    let siren: String? = try row.next()
    let code: String? = try row.next()
    let name: String = try row.next()
    let kind: OrganisationKind = try row.next()
    let region: String? = try row.next()
    let department: String? = try row.next()
    let population: Int? = try row.next()
    guard form.reaches(department: department, region: region) else { return nil }
    let ofRegister = RegisterEntry.Kind(rawValue: kind.rawValue) ?? .association
    return RollEntry(
      organisation: id, identifier: siren ?? code.map { "\(kind.slug)-\($0)" } ?? token, name: name, kind: kind,
      region: region.map { regions[$0] ?? $0 } ?? "", department: department ?? "",
      stratum: SizeStratum(kind: ofRegister, population: population))
  }

  /// That of an organisation, once the vote has opened.
  static func of(_ organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> RollEntry? {
    try db.first(
      """
      SELECT \(columns) FROM \(source) WHERE roll_entry.vote_id = \(vote)
        AND roll_entry.organisation_id = \(organisation)
      """)
  }

  /// The whole roll of a vote that has opened, in the order of identifiers.
  static func all(in vote: Int64, _ db: Snapshot) throws -> [RollEntry] {
    try db.rows(
      "SELECT \(columns) FROM \(source) WHERE roll_entry.vote_id = \(vote) ORDER BY roll_entry.identifier")
  }

  /// - Parameter band: what each row of a demonstration's file warns of.
  static func csv(_ entries: [RollEntry], band: String?) -> [UInt8] {
    var sheet = Spreadsheet(
      header: ["identifiant", "collectivite", "genre", "region", "departement", "taille"], band: band)
    for entry in entries {
      sheet.add([
        entry.identifier, entry.name, entry.kind.rawValue, entry.region, entry.department, entry.stratum.rawValue,
      ])
    }
    return sheet.bytes
  }

  static func count(in vote: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM roll_entry WHERE vote_id = \(vote)", as: Int.self) ?? 0
  }
}
