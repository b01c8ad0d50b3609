package import Foundation

extension CSV {
  /// Reads the table of a file.
  package init(contentsOf file: URL, separator: Character = ",") throws(RegisterError) {
    let name = file.lastPathComponent
    let bytes: Data
    do { bytes = try Data(contentsOf: file) } catch {
      throw RegisterError(file: name, line: 1, reason: .unreadable)
    }
    try self.init(bytes: Array(bytes), file: name, separator: separator)
  }

  /// A cell's day, `2026-11-24` (ISO 8601).
  /// - Throws: `RegisterError` for anything else, an empty cell included.
  func day(_ row: Int, _ column: Int) throws(RegisterError) -> String {
    let text = text(row, column)
    guard text.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/) != nil else {
      throw refusal(row, column)
    }
    return text
  }

  /// A cell that holds a number of digits, or nil when it is empty.
  func digits(_ count: Int, _ row: Int, _ column: Int) throws(RegisterError) -> String? {
    guard let text = optionalText(row, column) else { return nil }
    guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw refusal(row, column)
    }
    return text
  }

  /// A cell's INSEE code of a commune (`40088`, `2A004`), or nil when it is empty.
  func communeCode(_ row: Int, _ column: Int) throws(RegisterError) -> String? {
    guard let text = optionalText(row, column) else { return nil }
    guard text.wholeMatch(of: /([0-9]{2}|2[AB])[0-9]{3}/) != nil else { throw refusal(row, column) }
    return text
  }
}
