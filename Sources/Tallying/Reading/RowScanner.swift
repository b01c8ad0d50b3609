/// Cuts bytes into rows of cells: separated by `;`, quoted by `"` where a cell begins with it, a doubled `"` inside
/// stands for one; a row ends at LF, CR or CRLF outside quotes (what Python's `csv` and RFC 4180 agree on, with `;`).
struct RowScanner {
  /// The bytes of the cells of the row that is being read, one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each finished cell ends in `bytes`.
  private(set) var ends: [Int] = []
  /// Lines seen so far, from 1; the line where this row began.
  private(set) var line = 1
  private(set) var rowLine = 1
  private var state = State.cellStart
  private var lastWasReturn = false

  private enum State { case cellStart, plain, quoted, afterQuote }

  var isInQuotes: Bool { state == .quoted }
  var isEmpty: Bool { bytes.isEmpty && ends.isEmpty && state == .cellStart }

  /// Reads on until a row ends.
  /// - Returns: the position after the row, or nil when the bytes end before it does.
  mutating func scan(_ input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var position = start
    while position < input.count {
      if state == .plain || state == .quoted { position = copyRun(input, from: position) }
      guard position < input.count else { return nil }
      let byte = input[position]
      position += 1
      if lastWasReturn, byte == 0x0A {
        lastWasReturn = false
        if !isInQuotes { rowLine = line }
        if !isInQuotes { continue }
        bytes.append(byte)
        continue
      }
      lastWasReturn = byte == 0x0D
      if byte == 0x0A || byte == 0x0D { line += 1 }
      if take(byte) { return position }
    }
    return nil
  }

  /// Copies the bytes that mean only themselves.
  private mutating func copyRun(_ input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    let isQuoted = state == .quoted
    while end < input.count {
      let byte = input[end]
      if byte == 0x0A || byte == 0x0D || (isQuoted ? byte == 0x22 : byte == 0x3B) { break }
      end += 1
    }
    if end > start {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[start..<end]))
      lastWasReturn = false
    }
    return end
  }

  /// - Returns: whether this byte ends the row.
  private mutating func take(_ byte: UInt8) -> Bool {
    if state == .quoted {
      if byte == 0x22 { state = .afterQuote } else { bytes.append(byte) }
      return false
    }
    switch byte {
    case 0x0A, 0x0D:
      endCell()
      return true
    case 0x3B:
      endCell()
    case 0x22 where state == .cellStart:
      state = .quoted
    case 0x22 where state == .afterQuote:
      bytes.append(byte)
      state = .quoted
    default:
      bytes.append(byte)
      state = .plain
    }
    return false
  }

  mutating func endCell() {
    ends.append(bytes.count)
    state = .cellStart
  }

  /// Forgets the row that was read.
  mutating func startRow() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    state = .cellStart
    rowLine = line
  }
}

/// A row as its reader sees it, valid only while it is being read.
struct Row {
  var bytes: UnsafeBufferPointer<UInt8>
  var ends: UnsafeBufferPointer<Int>

  var count: Int { ends.count }
  var isBlank: Bool { (0..<count).allSatisfy { self[$0].isEmpty } }

  /// The cell, without spaces around; empty when the row is shorter, and when it says `none`.
  subscript(column: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = raw(column)
    return Self.isNone(cell) ? UnsafeBufferPointer(rebasing: cell[0..<0]) : cell
  }

  /// The cell, without spaces around.
  func raw(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    guard column >= 0, column < ends.count else { return UnsafeBufferPointer(rebasing: bytes[0..<0]) }
    return Self.trimmed(bytes, from: column == 0 ? 0 : ends[column - 1], to: ends[column])
  }

  func text(_ column: Int) -> String { String(decoding: self[column], as: UTF8.self) }

  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> UnsafeBufferPointer<UInt8> {
    var start = from
    var end = to
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isNone(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.count == 4 && cell[0] | 0x20 == 0x6E && cell[1] | 0x20 == 0x6F && cell[2] | 0x20 == 0x6E
      && cell[3] | 0x20 == 0x65
  }

  /// Whether the cell is this word of ASCII, in any case.
  func says(_ word: StaticString, _ column: Int) -> Bool {
    let cell = raw(column)
    guard cell.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<cell.count where cell[index] | 0x20 != word.utf8Start[index] | 0x20 { return false }
    return true
  }

  /// Whether all bytes are well-formed UTF-8 (RFC 3629).
  var isUTF8: Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
    return String(validating: bytes, as: UTF8.self) != nil
  }
}
