/// The one decoder of paths, queries and forms. Refuses what has no meaning: a `%` without two hexadecimal digits,
/// bytes that are not UTF-8, NUL (SECURITY, “The ground”).
package enum PercentCoding {
  package enum Refusal: Error { case malformed }

  /// Decodes one component; `+` is a space in queries and forms (WHATWG URL §5), itself in a path.
  package static func decode(_ text: Substring, plusIsSpace: Bool) throws(Refusal) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else {
          throw .malformed
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    return decoded
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// All but the unreserved characters of RFC 3986 §2.3 become `%XX`.
package func percentEncoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  appendPercentEncoded(text, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

func appendPercentEncoded(_ text: String, to bytes: inout [UInt8]) {
  var text = text
  text.withUTF8 { source in
    // What needs no code, which is nearly all of it, is copied in whole runs.
    var start = 0
    for place in source.indices where !isUnreserved(source[place]) {
      bytes.append(contentsOf: source[start..<place])
      bytes.append(UInt8(ascii: "%"))
      bytes.append(upperHexadecimal(source[place] >> 4))
      bytes.append(upperHexadecimal(source[place] & 15))
      start = place + 1
    }
    bytes.append(contentsOf: source[start...])
  }
}

/// RFC 3986 §2.3.
private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
    true
  default: false
  }
}

private func upperHexadecimal(_ half: UInt8) -> UInt8 {
  half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "A") + half - 10
}
