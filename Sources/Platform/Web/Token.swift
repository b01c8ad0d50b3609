/// A public identifier: ten random characters of Crockford's base 32, which say nothing of the row (DESIGN §5).
package struct Token: Sendable, Hashable {
  package static let length = 10
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
  package let text: String

  package init(using generator: inout some RandomNumberGenerator) {
    text = String((0..<Self.length).map { _ in Self.alphabet[Int.random(in: 0..<32, using: &generator)] })
  }

  /// The token at the head of `7k3m9p2q4r-slug`, or alone; nil where there is none.
  package init?(prefixOf segment: String) {
    let head = segment.prefix(Self.length)
    guard head.count == Self.length, head.allSatisfy(Self.alphabet.contains) else { return nil }
    let rest = segment.dropFirst(Self.length)
    guard rest.isEmpty || rest.first == "-" else { return nil }
    text = String(head)
  }
}
