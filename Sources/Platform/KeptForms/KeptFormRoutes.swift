import Localization
import Storage

/// `/reprise/7k3m9p2q4r`: in the browser that posted, once signed in.
struct KeptFormAddress: TokenAddress {
  static let pattern: StaticString = "/reprise/{token}"
  var token: String
}
