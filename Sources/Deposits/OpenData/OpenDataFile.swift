import Consultations
import Platform

/// A file of a consultation that anyone may take and use: who asks what, and who supports it, as the pages show it.
///
/// Made when it is asked for, of what is public at that moment; nothing of it is kept.
struct OpenDataFile: Sendable, Equatable {
  enum Table: Sendable, Equatable {
    case contributions, supports
    case later(LaterTable)

    static let own: [Table] = [.contributions, .supports]

    /// `soutiens`, in addresses and files.
    var name: String {
      switch self {
      case .contributions: "contributions"
      case .supports: "soutiens"
      case .later(let table): table.name
      }
    }
  }

  enum Format: String, Sendable, CaseIterable {
    case csv, json

    var mediaType: String {
      switch self {
      case .csv: "text/csv; charset=utf-8; header=present"
      case .json: "application/json"
      }
    }
  }

  var table: Table
  var format: Format

  static let all: [OpenDataFile] = all(Table.own)
  static func all(_ tables: [Table]) -> [OpenDataFile] {
    tables.flatMap { table in
      Format.allCases.map { OpenDataFile(table: table, format: $0) }
    }
  }

  init(table: Table, format: Format) {
    self.table = table
    self.format = format
  }

  init?(name: String, later: [LaterTable]) {
    let all = Self.all + Self.all(later.map { .later($0) })
    guard let found = all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// `contributions.csv`
  var name: String { "\(table.name).\(format.rawValue)" }

  /// That of what tells about it: `contributions.csv.resource.json`
  var descriptorName: String { name + Self.descriptorEnd }
  static let descriptorEnd = ".resource.json"

  static let licence = (
    name: "etalab-2.0", title: "Licence ouverte 2.0",
    address: "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf"
  )
}
