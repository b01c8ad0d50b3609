import Foundation
import HTTPTypes
import PublicCode

/// Reads what is no page as the programs of others do: feeds, tables, JSON, YAML (SECURITY 23).
enum FormatReader {
  /// The kind of an answer, without its parameters: `text/csv`.
  static func type(of answered: Answered) -> String {
    String((answered.fields[.contentType] ?? "").prefix { $0 != ";" })
  }

  /// What is wrong with an answer of its type, in sentences; a type that nothing reads is one of them.
  static func troubles(in answered: Answered) -> [String] {
    switch type(of: answered) {
    case "application/atom+xml":
      return (try? FeedReader.read(answered.text)) == nil ? ["no XML"] : []
    case "text/csv": return troublesOfTable(answered.text)
    case "application/json", "application/problem+json":
      let read = try? JSONSerialization.jsonObject(with: Data(answered.bytes), options: .fragmentsAllowed)
      return read == nil ? ["no JSON"] : []
    case "application/yaml":
      return PublicSoftware.read(answered.text).software == nil ? ["no YAML"] : []
    // Shown as they are, by no browser as a page.
    case "text/markdown", "text/plain", "application/pdf", "image/png", "image/jpeg", "": return []
    case let other: return ["\(other): nothing reads it"]
    }
  }

  private static func troublesOfTable(_ text: String) -> [String] {
    guard let rows = rows(text) else { return ["no table"] }
    var troubles: [String] = []
    let width = rows.first?.count ?? 0
    if rows.contains(where: { $0.count != width }) { troubles.append("rows of several widths") }
    for cell in rows.joined() {
      let first = cell.unicodeScalars.first { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
      if let first, "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) {
        troubles.append("a formula: \(cell.prefix(20))")
      }
    }
    return troubles
  }

  /// Rows as RFC 4180 §2 parts them, by commas or by semicolons; nil where a quote is open or a line ends otherwise.
  static func rows(_ text: String) -> [[String]]? {
    var scalars = Array(text.unicodeScalars)[...]
    // What is told by its mark is for a French spreadsheet.
    let isForSpreadsheets = scalars.first == "\u{FEFF}"
    if isForSpreadsheets { scalars.removeFirst() }
    let comma: Unicode.Scalar = isForSpreadsheets ? ";" : ","
    var table: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        scalars.removeFirst()
        cell.unicodeScalars.append("\"")
      case "\"": isQuoted.toggle()
      case comma where !isQuoted:
        table[table.count - 1].append(cell)
        cell = ""
      case "\r" where !isQuoted:
        guard scalars.popFirst() == "\n" else { return nil }
        table[table.count - 1].append(cell)
        cell = ""
        table.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    guard table.removeLast().isEmpty, cell.isEmpty, !isQuoted else { return nil }
    return table
  }
}
