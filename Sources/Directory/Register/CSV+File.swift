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
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      Self.number(bytes[..<4]) != nil, let month = Self.number(bytes[5..<7]), (1...12).contains(month),
      let day = Self.number(bytes[8...]), (1...31).contains(day)
    else { throw refusal(row, column) }
    return text
  }

  /// Digits alone, read as a number: tens of thousands of rows have no time for a regular expression each.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
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
    let bytes = Array(text.utf8)
    guard bytes.count == 5, Self.number(bytes[2...]) != nil,
      Self.number(bytes[..<2]) != nil || text.hasPrefix("2A") || text.hasPrefix("2B")
    else { throw refusal(row, column) }
    return text
  }
}
