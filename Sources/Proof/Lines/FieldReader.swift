/// A line that is not what a line of this kind must be, byte for byte.
struct Malformed: Error, Equatable {}

/// Reads one line of JSON that has exactly the fields that are asked for, in that order, in the one spelling that
/// `FieldWriter` writes. It does not recurse, and holds nothing but the line: no line can be too deep for it.
struct FieldReader {
  /// Greatest number: all that a double holds exactly, so that every language reads it right.
  static let greatest: Int64 = (1 << 53) - 1

  private let bytes: [UInt8]
  private var place = 0
  private var isFirst = true

  init(_ bytes: [UInt8]) throws(Malformed) {
    self.bytes = bytes
    try take(UInt8(ascii: "{"))
  }

  mutating func finish() throws(Malformed) {
    try take(UInt8(ascii: "}"))
    guard place == bytes.count else { throw Malformed() }
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ byte: UInt8) throws(Malformed) {
    guard next == byte else { throw Malformed() }
    place += 1
  }

  /// Takes this text if it comes next.
  private mutating func takes(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - place >= count else { return false }
    let isNext = text.withUTF8Buffer { text in
      for offset in 0..<count where bytes[place + offset] != text[offset] { return false }
      return true
    }
    if isNext { place += count }
    return isNext
  }

  private mutating func name(_ name: StaticString) throws(Malformed) {
    if !isFirst { try take(UInt8(ascii: ",")) }
    isFirst = false
    try take(UInt8(ascii: "\""))
    guard takes(name) else { throw Malformed() }
    try take(UInt8(ascii: "\""))
    try take(UInt8(ascii: ":"))
  }

  /// The bytes between two quotes that have no escape among them.
  private mutating func plain() throws(Malformed) -> ArraySlice<UInt8> {
    try take(UInt8(ascii: "\""))
    let start = place
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20, byte != UInt8(ascii: "\\") else { throw Malformed() }
      place += 1
    }
    let text = bytes[start..<place]
    try take(UInt8(ascii: "\""))
    return text
  }

  private mutating func escaped() throws(Malformed) -> String {
    try take(UInt8(ascii: "\""))
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw Malformed() }
      if byte == UInt8(ascii: "\\") {
        text.append(try unescaped())
      } else {
        text.append(byte)
        place += 1
      }
    }
    try take(UInt8(ascii: "\""))
    guard let text = String(validating: text, as: UTF8.self) else { throw Malformed() }
    return text
  }

  private mutating func unescaped() throws(Malformed) -> UInt8 {
    if takes("\\\"") { return UInt8(ascii: "\"") }
    if takes("\\\\") { return UInt8(ascii: "\\") }
    for (byte, escape) in FieldWriter.escapes.enumerated() where bytes[place...].starts(with: escape) {
      place += escape.count
      return UInt8(byte)
    }
    throw Malformed()
  }

  private mutating func digits() throws(Malformed) -> Int64 {
    let start = place
    var number: Int64 = 0
    while let byte = next, (0x30...0x39).contains(byte) {
      number = number * 10 + Int64(byte - 0x30)
      guard number <= Self.greatest else { throw Malformed() }
      place += 1
    }
    let count = place - start
    guard count == 1 || (count > 1 && bytes[start] != UInt8(ascii: "0")) else { throw Malformed() }
    return number
  }

  private mutating func anIdentifier() throws(Malformed) -> String {
    let text = try plain()
    guard (1...Self.longestIdentifier).contains(text.count), text.allSatisfy(Self.isOfIdentifier) else {
      throw Malformed()
    }
    return String(decoding: text, as: UTF8.self)
  }

  static let longestIdentifier = 64

  static func isOfIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
  }
}

extension FieldReader {
  /// - Parameter longest: in bytes of UTF-8.
  mutating func text(_ name: StaticString, longest: Int) throws(Malformed) -> String {
    try self.name(name)
    let text = try escaped()
    guard text.utf8.count <= longest else { throw Malformed() }
    return text
  }

  mutating func optionalText(_ name: StaticString, longest: Int) throws(Malformed) -> String? {
    try self.name(name)
    if takes("null") { return nil }
    let text = try escaped()
    guard text.utf8.count <= longest else { throw Malformed() }
    return text
  }

  /// 1 to 64 letters of ASCII, digits, `-`, `.` and `_`.
  mutating func identifier(_ name: StaticString) throws(Malformed) -> String {
    try self.name(name)
    return try anIdentifier()
  }

  mutating func word<Word: RawRepresentable<String>>(_ name: StaticString) throws(Malformed) -> Word {
    guard let word = Word(rawValue: try identifier(name)) else { throw Malformed() }
    return word
  }

  mutating func number(_ name: StaticString) throws(Malformed) -> Int64 {
    try self.name(name)
    return try digits()
  }

  mutating func optionalNumber(_ name: StaticString) throws(Malformed) -> Int64? {
    try self.name(name)
    return takes("null") ? nil : try digits()
  }

  mutating func flag(_ name: StaticString) throws(Malformed) -> Bool {
    try self.name(name)
    if takes("true") { return true }
    guard takes("false") else { throw Malformed() }
    return false
  }

  mutating func octets(_ name: StaticString) throws(Malformed) -> Octets {
    try self.name(name)
    return try someOctets()
  }

  mutating func optionalOctets(_ name: StaticString) throws(Malformed) -> Octets? {
    try self.name(name)
    return takes("null") ? nil : try someOctets()
  }

  private mutating func someOctets() throws(Malformed) -> Octets {
    guard let octets = Octets(base64: try plain()) else { throw Malformed() }
    return octets
  }

  private mutating func list<Element>(
    _ name: StaticString, _ read: (inout Self) throws(Malformed) -> Element
  ) throws(Malformed) -> [Element] {
    try self.name(name)
    try take(UInt8(ascii: "["))
    var elements: [Element] = []
    while next != UInt8(ascii: "]") {
      if !elements.isEmpty { try take(UInt8(ascii: ",")) }
      elements.append(try read(&self))
    }
    try take(UInt8(ascii: "]"))
    return elements
  }

  mutating func identifiers(_ name: StaticString) throws(Malformed) -> [String] {
    try list(name) { (reader) throws(Malformed) in try reader.anIdentifier() }
  }

  mutating func numbers(_ name: StaticString) throws(Malformed) -> [Int64] {
    try list(name) { (reader) throws(Malformed) in try reader.digits() }
  }

  mutating func octetsList(_ name: StaticString) throws(Malformed) -> [Octets] {
    try list(name) { (reader) throws(Malformed) in try reader.someOctets() }
  }
}
