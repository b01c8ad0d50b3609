/// Writes one line of JSON in the only spelling that is read again: no space, fields in their order, strings as
/// RFC 8785 section 3.2.2.2 escapes them.
struct FieldWriter {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// The line, without its line feed.
  consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func name(_ name: StaticString) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
      case 0x20...: bytes.append(byte)
      default: bytes.append(contentsOf: Self.escapes[Int(byte)])
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// How each control character is written.
  static let escapes: [[UInt8]] = (0..<0x20).map { byte in
    switch byte {
    case 0x08: return Array("\\b".utf8)
    case 0x09: return Array("\\t".utf8)
    case 0x0A: return Array("\\n".utf8)
    case 0x0C: return Array("\\f".utf8)
    case 0x0D: return Array("\\r".utf8)
    default:
      let digits = String(byte, radix: 16)
      return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    }
  }

  mutating func text(_ name: StaticString, _ text: String) {
    self.name(name)
    escaped(text)
  }

  mutating func text(_ name: StaticString, _ text: String?) {
    guard let text else { return null(name) }
    self.text(name, text)
  }

  /// A text that needs no escape.
  mutating func identifier(_ name: StaticString, _ text: String) {
    self.name(name)
    quoted(text)
  }

  mutating func number(_ name: StaticString, _ number: Int64) {
    self.name(name)
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func number(_ name: StaticString, _ number: Int64?) {
    guard let number else { return null(name) }
    self.number(name, number)
  }

  mutating func flag(_ name: StaticString, _ flag: Bool) {
    self.name(name)
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  mutating func null(_ name: StaticString) {
    self.name(name)
    bytes.append(contentsOf: "null".utf8)
  }

  mutating func octets(_ name: StaticString, _ octets: Octets) { identifier(name, octets.base64) }

  mutating func octets(_ name: StaticString, _ octets: Octets?) {
    guard let octets else { return null(name) }
    self.octets(name, octets)
  }

  private mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout Self, Element) -> Void
  ) {
    self.name(name)
    bytes.append(UInt8(ascii: "["))
    for (place, element) in elements.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func identifiers(_ name: StaticString, _ texts: [String]) { list(name, texts) { $0.quoted($1) } }

  mutating func identifiers(_ name: StaticString, _ texts: [String]?) {
    guard let texts else { return null(name) }
    identifiers(name, texts)
  }

  mutating func numbers(_ name: StaticString, _ numbers: [Int64]) {
    list(name, numbers) { $0.bytes.append(contentsOf: String($1).utf8) }
  }

  mutating func octets(_ name: StaticString, _ list: [Octets]) {
    self.list(name, list) { $0.quoted($1.base64) }
  }
}
