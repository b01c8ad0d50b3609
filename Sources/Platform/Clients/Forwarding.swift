import HTTPTypes

/// Who a request comes from when proxies stand before the server. Only what a trusted proxy says is believed.
struct Forwarding: Sendable {
  var trusted: [NetworkRange]

  private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
  private static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")

  /// The right-most address that is no trusted proxy: each proxy adds, at the right, the address that it saw.
  func client(of fields: HTTPFields, from peer: NetworkAddress?) -> NetworkAddress? {
    guard var client = peer, isTrusted(client), let name = Self.forwardedFor else { return peer }
    let said = fields[values: name].flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    for text in said.reversed() {
      guard let address = NetworkAddress(String(text).trimmed) else { break }
      client = address
      if !isTrusted(address) { break }
    }
    return client
  }

  /// Whether a trusted proxy says that it was reached without TLS.
  func isPlain(_ fields: HTTPFields, from peer: NetworkAddress?) -> Bool {
    guard let peer, isTrusted(peer), let name = Self.forwardedProto else { return false }
    let said = fields[values: name].flatMap { $0.split(separator: ",") }
    return said.last.map { String($0).trimmed.lowercased() } == "http"
  }

  private func isTrusted(_ address: NetworkAddress) -> Bool { trusted.contains { $0.contains(address) } }
}
