import Localization
import Storage

/// `/reprise/7k3m9p2q4r`: in the browser that posted, once signed in.
struct KeptFormAddress: Address {
  static let pattern: StaticString = "/reprise/{token}"
  var token: String
  init(token: Token) { self.token = token.text }
  init(segments: [String]) throws(NotFound) {
    guard let token = segments.first.flatMap({ Token(prefixOf: $0) }) else { throw NotFound() }
    self.token = token.text
  }
  var segments: [String] { [token] }
}
