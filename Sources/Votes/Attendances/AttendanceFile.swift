import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/vote/emargement/a-appeler.csv`
struct AttendanceFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/emargement/{fichier}"
  var consultation: String
  var file: AttendanceFile

  init(_ consultation: Consultation, _ file: AttendanceFile) {
    self.consultation = consultation.slug
    self.file = file
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let file = AttendanceFile(rawValue: segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.file = file
  }
  var segments: [String] { [consultation, file.rawValue] }
}

/// The roll in two files: who came, and who did not.
enum AttendanceFile: String, Sendable, CaseIterable {
  case came = "emargement.csv"
  case silent = "a-appeler.csv"

  /// - Parameter band: what each row of a demonstration's file warns of.
  func bytes(of vote: Vote, band: String?, _ db: Snapshot) throws -> [UInt8] {
    var sheet = Spreadsheet(
      header: ["identifiant", "collectivite", "genre", "region", "departement", "taille"]
        + (self == .came ? ["date", "preuve"] : ["site"]), band: band)
    let condition: SQL = self == .came ? "attendance.id IS NOT NULL" : "attendance.id IS NULL"
    try db.forEach(
      """
      SELECT roll_entry.identifier, organisation.name, roll_entry.kind, roll_entry.region, roll_entry.department,
        roll_entry.stratum, attendance.came_at, attendance.method, organisation.website
      FROM roll_entry JOIN organisation ON organisation.id = roll_entry.organisation_id
      LEFT JOIN attendance ON attendance.vote_id = roll_entry.vote_id
        AND attendance.organisation_id = roll_entry.organisation_id
      WHERE roll_entry.vote_id = \(vote.id) AND \(condition)
      ORDER BY roll_entry.department, organisation.name, roll_entry.id
      """
    ) { row in
      var cells: [String] = []
      for _ in 0..<6 { cells.append(try row.next()) }
      let came: Instant? = try row.next()
      let method: String? = try row.next()
      let site: String? = try row.next()
      sheet.add(cells + (came.map { [ParisTime($0).typed, method ?? ""] } ?? [site ?? ""]))
    }
    return sheet.bytes
  }
}
