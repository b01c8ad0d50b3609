/// JSON written byte after byte (RFC 8259), without reflection: a list of contributions is some hundred thousand.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Words of the format itself, or JSON that we wrote elsewhere.
  package mutating func append(unchecked json: String) { bytes += json.utf8 }
  mutating func append(_ json: [UInt8]) { bytes += json }
  mutating func append(_ byte: Unicode.Scalar) { bytes.append(UInt8(ascii: byte)) }

  package mutating func integer(_ number: Int64) { bytes += String(number).utf8 }
  package mutating func flag(_ flag: Bool) { append(unchecked: flag ? "true" : "false") }
  package mutating func null() { append(unchecked: "null") }

  /// Between quotes, with what RFC 8259 §7 wants escaped.
  package mutating func text(_ text: String) {
    append("\"")
    var text = text
    text.withUTF8 { source in
      // What needs no escape, which is nearly all of it, is copied in whole runs.
      var start = 0
      for place in source.indices where Self.isEscaped(source[place]) {
        bytes.append(contentsOf: source[start..<place])
        escape(source[place])
        start = place + 1
      }
      bytes.append(contentsOf: source[start...])
    }
    append("\"")
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    append("\\")
    switch byte {
    case UInt8(ascii: "\n"): append("n")
    case 0..<16: append(unchecked: "u000" + String(byte, radix: 16))
    case 16..<32: append(unchecked: "u00" + String(byte, radix: 16))
    default: bytes.append(byte)
    }
  }

  /// `[…]`, each element written by `write`.
  package mutating func list<S: Sequence>(_ elements: S, _ write: (S.Element, inout JSONWriter) -> Void) {
    append("[")
    var isFirst = true
    for element in elements {
      if !isFirst { append(",") }
      isFirst = false
      write(element, &self)
    }
    append("]")
  }

  /// `{…}`, its members in the order given.
  package mutating func object(_ members: [(name: String, write: (inout JSONWriter) -> Void)]) {
    append("{")
    for (place, member) in members.enumerated() {
      if place > 0 { append(",") }
      text(member.name)
      append(":")
      member.write(&self)
    }
    append("}")
  }
}
