import Crypto

/// 256 random bits that a browser or a mail carries; the database keeps only their SHA-256.
package struct Secret: Sendable, Hashable {
  package let text: String

  package init(using generator: inout some RandomNumberGenerator) {
    text = base32(52, using: &generator)
  }

  /// One that came back from outside; nil when it cannot be one.
  package init?(_ text: String) {
    guard text.utf8.count == 52, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    self.text = text
  }

  /// A name for a fact, drawn from the secret without telling it.
  var fact: String { hexadecimal(hash(for: "fact").prefix(12)) }

  /// What the database keeps, different for each purpose, so that a token of one kind is worth nothing as another.
  package func hash(for purpose: StaticString, with more: [UInt8] = []) -> [UInt8] {
    var hasher = SHA256()
    purpose.withUTF8Buffer { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    hasher.update(data: [0] + Array(text.utf8))
    hasher.update(data: more)
    return Array(hasher.finalize())
  }
}

/// Two digits for each byte.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Whether two strings of bytes are equal, in a time that does not tell where they differ.
package func areEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

/// The bytes that `text` writes; nil where it is not pairs of hexadecimal digits.
func bytes(hexadecimal text: String) -> [UInt8]? {
  let digits = text.utf8.map { digit -> UInt8? in
    switch digit {
    case 48...57: digit - 48
    case 97...102: digit - 87
    default: nil
    }
  }
  guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
  let values = digits.compactMap(\.self)
  return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}
