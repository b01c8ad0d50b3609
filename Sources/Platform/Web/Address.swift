/// The address of a page or of an act, declared once and used both to route and to link.
///
/// `pattern` names its variable segments between braces: `/organismes/{organisation}`.
package protocol Address: Sendable {
  static var pattern: StaticString { get }
  /// From the variable segments of a request, in order; refuses what cannot be such an address.
  init(segments: [String]) throws(NotFound)
  var segments: [String] { get }
}

/// What does not exist, or may not be seen: both answer 404.
package struct NotFound: Error {
  package init() {}
}

extension Address {
  /// The path in French, its variable segments filled and percent-encoded.
  package var path: String {
    var values = segments.makeIterator()
    var path: [UInt8] = []
    path.reserveCapacity(128)
    Self.pattern.withUTF8Buffer { pattern in
      var isInside = false
      for byte in pattern {
        switch byte {
        case UInt8(ascii: "{"):
          isInside = true
          appendPercentEncoded(values.next() ?? "", to: &path)
        case UInt8(ascii: "}"): isInside = false
        default: if !isInside { path.append(byte) }
        }
      }
    }
    return String(decoding: path, as: UTF8.self)
  }
}

/// An address without variable segments.
package protocol FixedAddress: Address {
  init()
}

extension FixedAddress {
  package init(segments: [String]) throws(NotFound) { self.init() }
  package var segments: [String] { [] }
}

/// An address whose one variable segment is a token: of a request, of an invitation, of a person.
package protocol TokenAddress: Address {
  var token: String { get }
  init(token: String)
}

extension TokenAddress {
  package init(segments: [String]) throws(NotFound) {
    guard let token = segments.first.flatMap(Token.init(prefixOf:)) else { throw NotFound() }
    self.init(token: token.text)
  }
  package var segments: [String] { [token] }
}

/// An address that a mail carries: whoever holds its secret may open it.
package protocol SecretAddress: Address {
  var secret: Secret { get }
  init(secret: Secret)
}

extension SecretAddress {
  package init(segments: [String]) throws(NotFound) {
    guard let secret = segments.first.flatMap(Secret.init) else { throw NotFound() }
    self.init(secret: secret)
  }
  package var segments: [String] { [secret.text] }
}
