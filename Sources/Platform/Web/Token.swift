/// A public identifier: ten random characters of Crockford's base 32, which say nothing of the row.
package struct Token: Sendable, Hashable {
  package static let length = 10
  package let text: String

  package init(using generator: inout some RandomNumberGenerator) {
    text = base32(Self.length, using: &generator)
  }

  /// The token at the head of `7k3m9p2q4r-slug`, or alone; nil where there is none.
  package init?(prefixOf segment: String) {
    let head = segment.prefix(Self.length)
    guard head.count == Self.length, head.utf8.allSatisfy(base32Alphabet.contains) else { return nil }
    let rest = segment.dropFirst(Self.length)
    guard rest.isEmpty || rest.first == "-" else { return nil }
    text = String(head)
  }
}

/// The letters of Crockford's base 32: no I, L, O or U, which people take for others.
let base32Alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

/// Random characters of five bits each, twelve from each number that the generator gives.
func base32(_ count: Int, using generator: inout some RandomNumberGenerator) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count)
  var bits: UInt64 = 0
  for place in 0..<count {
    if place.isMultiple(of: 12) { bits = generator.next() }
    bytes.append(base32Alphabet[Int(bits & 31)])
    bits >>= 5
  }
  return String(decoding: bytes, as: UTF8.self)
}
