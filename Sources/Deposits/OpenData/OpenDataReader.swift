import Consultations
import Crypto
import Localization
import Platform
import Storage

/// Writes a file piece by piece, as it reads the database: one for each that is sent.
actor OpenDataReader {
  private let file: OpenDataFile
  private let selection: OpenDataSelection
  private let wording: OpenDataWording
  private let database: Database
  private var place = OpenDataSelection.Place()
  private var part = Part.head
  private var names: [String] { file.table.fields.map(\.name) }

  /// How many rows were written.
  private(set) var rows = 0

  private enum Part { case head, rows, tail, end }

  init(_ file: OpenDataFile, _ selection: OpenDataSelection, _ wording: OpenDataWording, _ database: Database) {
    self.file = file
    self.selection = selection
    self.wording = wording
    self.database = database
  }

  /// Nil after the last piece.
  func next() async throws -> [UInt8]? {
    switch part {
    case .head:
      part = .rows
      return Array(head.utf8)
    case .rows: return try await readRows()
    case .tail:
      part = .end
      return Array(tail.utf8)
    case .end: return nil
    }
  }

  /// Reads the file to its end, and keeps nothing of it.
  func summary() async throws -> OpenDataSummary {
    var hash = SHA256()
    var bytes = 0
    while let piece = try await next() {
      hash.update(data: piece)
      bytes += piece.count
    }
    return OpenDataSummary(rows: rows, bytes: bytes, sha256: hexadecimal(hash.finalize()))
  }

  private func readRows() async throws -> [UInt8]? {
    let (file, selection, wording, start) = (file, selection, wording, place)
    let (read, isLast, end) = try await database.read { db in
      var place = start
      let (rows, isLast) = try selection.rows(of: file.table, after: &place, wording: wording, db)
      return (rows, isLast, place)
    }
    place = end
    if isLast { part = .tail }
    var text = ""
    for row in read {
      text += written(row)
      rows += 1
    }
    return Array(text.utf8)
  }

  private func written(_ row: [OpenDataCell]) -> String {
    switch file.format {
    case .csv: return row.map(\.csv).joined(separator: ",") + "\r\n"
    case .json:
      let pairs = zip(names, row).map { name, cell in "\(OpenDataCell.quoted(name)):\(cell.json)" }
      return (rows == 0 ? "\n{" : ",\n{") + pairs.joined(separator: ",") + "}"
    }
  }

  private var head: String {
    switch file.format {
    case .csv: return names.map { Spreadsheet.cell($0) }.joined(separator: ",") + "\r\n"
    case .json:
      let pairs: [(String, String)] = [
        ("consultation", selection.consultation.slug), ("titre", selection.consultation.title),
        ("organisateur", selection.consultation.words.organiser), ("licence", OpenDataFile.licence.title),
        ("avertissement", wording.band),
      ]
      let told = pairs.filter { !$0.1.isEmpty }.map { "\(OpenDataCell.quoted($0.0)):\(OpenDataCell.quoted($0.1))," }
      return "{" + told.joined() + "\"\(file.table.name)\":["
    }
  }

  private var tail: String {
    switch file.format {
    case .csv: ""
    case .json: "\n],\"lignes\":\(rows)}\n"
    }
  }
}

/// What proves that a file was received whole.
struct OpenDataSummary: Sendable, Equatable {
  var rows: Int
  var bytes: Int
  var sha256: String
}
