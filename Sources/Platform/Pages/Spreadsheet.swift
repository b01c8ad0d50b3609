/// A table that spreadsheets open: UTF-8 with its mark, cells parted by semicolons as a French Excel reads them, quoted
/// as in RFC 4180. A cell that would begin a formula gets an apostrophe before it (SECURITY 23).
package struct Spreadsheet: Sendable {
  package private(set) var text: String

  private let band: String?

  /// - Parameter band: what each row of a demonstration's file warns of; no such column where all is true.
  package init(header: [String], band: String? = nil) {
    self.band = band
    text = "\u{FEFF}" + Self.line(header + (band == nil ? [] : ["avertissement"]))
  }

  package mutating func add(_ row: [String]) {
    text += Self.line(row + [band].compactMap(\.self))
  }

  /// One row, for a file that is sent as it is made.
  package static func line(_ row: [String]) -> String { row.map(cell).joined(separator: ";") + "\r\n" }

  package var bytes: [UInt8] { Array(text.utf8) }

  /// `value` between quotes, harmless.
  package static func cell(_ value: String) -> String {
    // A control, a space or what has no width before the sign does not stop a spreadsheet from reading a formula.
    let head = value.unicodeScalars.first { scalar in
      scalar.value > 0x20 && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format
    }
    let isFormula = head.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
    let startsWithControl = value.unicodeScalars.first.map { $0.value < 0x20 } ?? false
    let safe = isFormula || startsWithControl ? "'" + value : value
    return "\"" + safe.replacing("\"", with: "\"\"").replacing("\u{0}", with: "") + "\""
  }
}
