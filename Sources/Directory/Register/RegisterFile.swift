package import Foundation

/// The official register from its three files: `communes.csv.gz`, `epci.csv`, `bodies.csv`.
package enum RegisterFile {
  static let geographySource = "INSEE et DGCL (BANATIC), 2024"

  /// Reads and checks the whole register: communes, intercommunalities, departments, regions, other bodies, in this
  /// order.
  /// - Parameter folder: where the three files are.
  /// - Throws: `RegisterError`, with the file and the line.
  package static func load(folder: URL) throws -> [RegisterEntry] {
    let packed = try contents(of: "communes.csv.gz", in: folder)
    let unpacked: [UInt8]
    do {
      unpacked = try Gunzip.bytes(of: packed)
    } catch {
      let reason: RegisterError.Reason = error == .tooLarge ? .tooLarge : .damaged
      throw RegisterError(file: "communes.csv.gz", line: 1, reason: reason)
    }
    return try entries(
      communes: CSV(bytes: unpacked, file: "communes.csv.gz"),
      intercommunalities: CSV(bytes: contents(of: "epci.csv", in: folder), file: "epci.csv"),
      bodies: CSV(bytes: contents(of: "bodies.csv", in: folder), file: "bodies.csv"))
  }

  /// The entries of three tables, checked one against the other.
  package static func entries(
    communes: CSV, intercommunalities: CSV, bodies: CSV
  ) throws(RegisterError) -> [RegisterEntry] {
    var territories = Territories()
    let towns = try CommuneTable(communes).entries(gathering: &territories)
    let groups = try IntercommunalityTable(intercommunalities).entries(territories)
    let others = try BodyTable(bodies).entries(territories)
    try refuseUnknown(territories, groups, communes)
    return towns + groups + territories.departmentEntries + territories.regionEntries + others
  }

  private static func refuseUnknown(
    _ territories: Territories, _ groups: [RegisterEntry], _ communes: CSV
  ) throws(RegisterError) {
    let known = Set(groups.compactMap(\.siren))
    for (siren, tally) in territories.intercommunalities where !known.contains(siren) {
      let line = communes.line(of: tally.firstRow)
      throw RegisterError(file: communes.file, line: line, reason: .unknownIntercommunality(siren))
    }
  }

  private static func contents(of name: String, in folder: URL) throws(RegisterError) -> [UInt8] {
    do {
      return try [UInt8](Data(contentsOf: folder.appending(path: name)))
    } catch {
      throw RegisterError(file: name, line: 1, reason: .unreadable)
    }
  }
}
