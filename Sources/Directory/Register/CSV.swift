/// A table read whole from RFC 4180 bytes: a header, then rows of the same width.
///
/// Made once by `init(bytes:file:)`, which refuses what is malformed with the line; never changed afterwards. Cells are
/// kept as ranges of the bytes, so that a column nobody asks for costs nothing.
package struct CSV: Sendable {
  /// Where a cell lies in `bytes`, quotes left out.
  private struct Cell {
    var start: Int32
    var end: Int32
    /// Whether doubled quotes have to be undone.
    var isEscaped: Bool
  }

  /// The file's name, as errors say it.
  package let file: String
  /// Names of the columns, in order.
  package let header: [String]
  private let bytes: [UInt8]
  private let cells: [Cell]
  private let lines: [Int32]

  /// The rows below the header.
  package var count: Int { lines.count }

  /// Reads a whole table.
  ///
  /// Lines end with LF or CRLF, the last one may not; a byte order mark is skipped.
  /// - Parameters:
  ///   - bytes: UTF-8, 1 GB at most.
  ///   - file: the name that errors give.
  ///   - separator: what parts cells.
  /// - Throws: `RegisterError` for bad quoting, a row of another width, a repeated column, bytes that are not UTF-8.
  /// - SeeAlso: RFC 4180, section 2.
  package init(bytes: [UInt8], file: String, separator: Character = ",") throws(RegisterError) {
    guard bytes.count < 1 << 30 else { throw RegisterError(file: file, line: 1, reason: .tooLarge) }
    var scanner = Scanner(bytes: bytes, file: file, separator: separator.asciiValue ?? UInt8(ascii: ","))
    try scanner.scan()
    guard scanner.width > 0 else { throw RegisterError(file: file, line: 1, reason: .empty) }
    let names = scanner.cells[..<scanner.width].map { CSV.text(of: $0, in: bytes) }
    var known: Set<String> = []
    for name in names where !known.insert(name).inserted {
      throw RegisterError(file: file, line: 1, reason: .repeatedColumn(name))
    }
    self.file = file
    header = names
    self.bytes = bytes
    cells = scanner.cells
    lines = Array(scanner.lines.dropFirst())
  }

  /// The place of a column.
  /// - Throws: `RegisterError` when the header has no such name.
  package func column(_ name: String) throws(RegisterError) -> Int {
    guard let index = header.firstIndex(of: name) else {
      throw RegisterError(file: file, line: 1, reason: .missingColumn(name))
    }
    return index
  }

  /// The line of the file (from 1) where a row (from 0) begins.
  package func line(of row: Int) -> Int { Int(lines[row]) }

  /// A cell's text.
  package func text(_ row: Int, _ column: Int) -> String { CSV.text(of: cell(row, column), in: bytes) }

  /// A cell's text with the typographic apostrophe ’, or nil when it is empty.
  package func prose(_ row: Int, _ column: Int) -> String? {
    let cell = cell(row, column)
    guard cell.start < cell.end else { return nil }
    let text = CSV.text(of: cell, in: bytes)
    return text.utf8.contains(UInt8(ascii: "'")) ? CSV.typographic(text) : text
  }

  /// A cell's text, or nil when it is empty.
  package func optionalText(_ row: Int, _ column: Int) -> String? {
    let cell = cell(row, column)
    return cell.start < cell.end ? CSV.text(of: cell, in: bytes) : nil
  }

  /// A cell's natural number, or nil when it is empty.
  /// - Throws: `RegisterError` for anything but one to fifteen digits.
  package func natural(_ row: Int, _ column: Int) throws(RegisterError) -> Int? {
    let cell = cell(row, column)
    guard cell.start < cell.end else { return nil }
    var value = 0
    var position = Int(cell.start)
    while position < Int(cell.end) {
      let digit = Int(bytes[position]) - 0x30
      guard (0...9).contains(digit), cell.end - cell.start <= 15 else { throw refusal(row, column) }
      value = value * 10 + digit
      position += 1
    }
    return value
  }

  /// A cell's decimal number within bounds, or nil when it is empty.
  /// - Throws: `RegisterError` for anything else.
  package func decimal(_ row: Int, _ column: Int, within bounds: ClosedRange<Double>) throws(RegisterError) -> Double? {
    let cell = cell(row, column)
    guard cell.start < cell.end else { return nil }
    guard let value = Double(CSV.text(of: cell, in: bytes)), bounds.contains(value) else { throw refusal(row, column) }
    return value
  }

  /// The refusal of a cell's value, with its column and line.
  package func refusal(_ row: Int, _ column: Int) -> RegisterError {
    let reason = RegisterError.Reason.wrongValue(column: header[column], value: String(text(row, column).prefix(80)))
    return RegisterError(file: file, line: line(of: row), reason: reason)
  }

  private func cell(_ row: Int, _ column: Int) -> Cell { cells[(row + 1) * header.count + column] }

  private static func text(of cell: Cell, in bytes: [UInt8]) -> String {
    let slice = bytes[Int(cell.start)..<Int(cell.end)]
    guard cell.isEscaped else { return String(decoding: slice, as: UTF8.self) }
    var undone: [UInt8] = []
    var skip = false
    for byte in slice {
      skip = byte == UInt8(ascii: "\"") && !skip
      if !skip { undone.append(byte) }
    }
    return String(decoding: undone, as: UTF8.self)
  }

  private static func typographic(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "'") { bytes += [0xE2, 0x80, 0x99] } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CSV {
  /// Cuts bytes into cells, one pass, no copy.
  private struct Scanner {
    let bytes: [UInt8]
    let file: String
    let mark: UInt8
    var cells: [Cell] = []
    var lines: [Int32] = []
    var width = 0
    private var position = 0
    private var line: Int32 = 1

    init(bytes: [UInt8], file: String, separator: UInt8) {
      self.bytes = bytes
      self.file = file
      mark = separator
    }

    mutating func scan() throws(RegisterError) {
      // The standard library's own check, without a copy of each cell.
      guard String(validating: bytes, as: UTF8.self) != nil else { throw notUTF8() }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      cells.reserveCapacity(bytes.count / 7)
      while position < bytes.count { try row() }
    }

    private mutating func row() throws(RegisterError) {
      let first = cells.count
      let start = line
      lines.append(line)
      var isOver = false
      while !isOver { isOver = try cell() }
      let found = cells.count - first
      if width == 0 { width = found }
      guard found == width else {
        throw RegisterError(file: file, line: Int(start), reason: .width(found: found, expected: width))
      }
    }

    /// Reads one cell and what ends it; true at the end of a row.
    private mutating func cell() throws(RegisterError) -> Bool {
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedCell() }
      let start = position
      while position < bytes.count {
        let byte = bytes[position]
        if byte == mark || byte == 0x0A || byte == 0x0D { break }
        if byte == UInt8(ascii: "\"") { throw quoting() }
        position += 1
      }
      cells.append(Cell(start: Int32(start), end: Int32(position), isEscaped: false))
      return try separator()
    }

    private mutating func quotedCell() throws(RegisterError) -> Bool {
      let opening = line
      position += 1
      let start = position
      var isEscaped = false
      while position < bytes.count {
        if bytes[position] == 0x0A { line += 1 }
        if bytes[position] != UInt8(ascii: "\"") {
          position += 1
        } else if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") {
          isEscaped = true
          position += 2
        } else {
          cells.append(Cell(start: Int32(start), end: Int32(position), isEscaped: isEscaped))
          position += 1
          return try separator()
        }
      }
      throw RegisterError(file: file, line: Int(opening), reason: .unclosedQuote)
    }

    private mutating func separator() throws(RegisterError) -> Bool {
      guard position < bytes.count else { return true }
      if bytes[position] == mark {
        position += 1
        return false
      }
      if bytes[position] == 0x0D { position += 1 }
      guard position < bytes.count, bytes[position] == 0x0A else { throw quoting() }
      position += 1
      line += 1
      return true
    }

    private func quoting() -> RegisterError { RegisterError(file: file, line: Int(line), reason: .quoting) }

    /// The first line that is not UTF-8.
    private func notUTF8() -> RegisterError {
      let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let index = rows.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      return RegisterError(file: file, line: index + 1, reason: .notUTF8)
    }
  }
}
