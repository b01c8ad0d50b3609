import Directory
package import Foundation
package import Localization
import Platform

/// A file of contributions or of supports, read whole: rows of named texts, from CSV or JSON alike.
package struct ImportFile: Sendable {
  /// What its columns say that it is.
  package enum Format: Sendable, Equatable {
    case contributions, supports
    /// The proposals of a Decidim.
    case decidim
  }

  struct Row: Sendable, Equatable {
    /// The line of a table; the rank of an object in a list.
    var place: Int
    var fields: [String: String]

    subscript(_ name: String) -> String { fields[name] ?? "" }
  }

  var rows: [Row]
  package var format: Format

  package init(contentsOf file: URL) throws {
    let name = file.lastPathComponent
    guard let bytes = try? Data(contentsOf: file) else { throw RegisterError(file: name, line: 1, reason: .unreadable) }
    try self.init(Array(bytes), named: name)
  }

  /// - Throws: `RegisterError` for a table that is not well formed, `ImportFileRefusal` for what is no such file.
  package init(_ bytes: [UInt8], named name: String) throws {
    let first = bytes.first { !Self.blanks.contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    rows = isJSON ? try Self.objects(bytes) : try Self.table(bytes, name)
    let columns = Set(rows.first.map { Array($0.fields.keys) } ?? [])
    format = try Self.format(of: columns)
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]

  private static func format(of columns: Set<String>) throws -> Format {
    if columns.isSuperset(of: ["contribution_identifiant", "soutenue_le"]) { return .supports }
    if columns.isSuperset(of: ["identifiant", "etat", "publiee_le", "titre"]) { return .contributions }
    let hasTitle = columns.contains { $0 == "title" || $0.hasPrefix("title/") }
    let hasBody = columns.contains { $0 == "body" || $0.hasPrefix("body/") }
    if columns.contains("id"), hasTitle, hasBody { return .decidim }
    throw columns.isEmpty ? ImportFileRefusal.empty : .unknown
  }

  // MARK: CSV

  /// Parted by commas, or by semicolons as Decidim does.
  private static func table(_ bytes: [UInt8], _ name: String) throws -> [Row] {
    let head = bytes.prefix { $0 != 0x0A }
    func count(_ mark: Character) -> Int { head.reduce(0) { $0 + ($1 == mark.asciiValue ? 1 : 0) } }
    let separator: Character = count(";") > count(",") ? ";" : ","
    let table = try CSV(bytes: bytes, file: name, separator: separator)
    return (0..<table.count).map { row in
      var fields: [String: String] = [:]
      for (place, column) in table.header.enumerated() { fields[column] = harmed(table.text(row, place)) }
      return Row(place: table.line(of: row), fields: fields)
    }
  }

  /// Without the apostrophe that keeps a spreadsheet from reading a formula.
  private static func harmed(_ cell: String) -> String {
    guard cell.hasPrefix("'"), Spreadsheet.cell(String(cell.dropFirst())).hasPrefix("\"'") else { return cell }
    return String(cell.dropFirst())
  }

  // MARK: JSON

  private static func objects(_ bytes: [UInt8]) throws -> [Row] {
    guard let read = try? JSONDecoder().decode(ImportedJSON.self, from: Data(bytes)) else {
      throw ImportFileRefusal.notJSON
    }
    let list: [ImportedJSON]
    switch read {
    case .list(let objects): list = objects
    case .object(let fields):
      guard case .list(let objects)? = fields["contributions"] ?? fields["soutiens"] else {
        throw ImportFileRefusal.unknown
      }
      // A file that was cut says fewer rows than it announces.
      if case .text(let count)? = fields["lignes"], count != String(objects.count) { throw ImportFileRefusal.cut }
      list = objects
    case .text: throw ImportFileRefusal.unknown
    }
    return list.enumerated().map { place, object in
      var fields: [String: String] = [:]
      object.flatten(into: &fields, at: "")
      return Row(place: place + 1, fields: fields)
    }
  }
}

/// JSON as an import reads it: names of nested objects joined by slashes, as Decidim does in its tables.
private enum ImportedJSON: Decodable {
  case text(String)
  case list([ImportedJSON])
  case object([String: ImportedJSON])

  init(from decoder: any Decoder) throws {
    // What is most frequent comes first: a wrong guess costs an error.
    if let value = try? decoder.singleValueContainer(), let text = Self.text(value) {
      self = .text(text)
    } else if var values = try? decoder.unkeyedContainer() {
      var list: [ImportedJSON] = []
      while !values.isAtEnd { list.append(try values.decode(ImportedJSON.self)) }
      self = .list(list)
    } else {
      let fields = try decoder.container(keyedBy: Key.self)
      var object: [String: ImportedJSON] = [:]
      for key in fields.allKeys { object[key.stringValue] = try fields.decode(ImportedJSON.self, forKey: key) }
      self = .object(object)
    }
  }

  private static func text(_ value: any SingleValueDecodingContainer) -> String? {
    if value.decodeNil() { return "" }
    if let text = try? value.decode(String.self) { return text }
    if let flag = try? value.decode(Bool.self) { return flag ? "true" : "false" }
    if let number = try? value.decode(Int64.self) { return String(number) }
    return (try? value.decode(Double.self)).map { String($0) }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func flatten(into fields: inout [String: String], at path: String) {
    switch self {
    case .text(let text): fields[path] = text
    case .list(let values):
      fields[path] = values.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: ", ")
    case .object(let object):
      for (name, value) in object { value.flatten(into: &fields, at: path.isEmpty ? name : path + "/" + name) }
    }
  }
}

/// Why a file is not one of those that an import reads.
package enum ImportFileRefusal: Error, Equatable, CaseIterable {
  case notJSON, unknown, empty, cut

  package var sentence: Phrase {
    switch self {
    case .notJSON: t("Ce fichier JSON ne se lit pas.")
    case .unknown: t("Ce fichier n’a pas les colonnes d’un export de contributions, de soutiens ou de Decidim.")
    case .empty: t("Ce fichier n’a aucune ligne.")
    case .cut: t("Ce fichier est incomplet : il annonce un autre nombre de lignes.")
    }
  }
}
