import Foundation
import Glibc

/// The IP address that a request comes from: 4 bytes or 16. It lives in memory for the time of a limit, and is
/// written nowhere.
package struct NetworkAddress: Sendable, Hashable {
  let bytes: [UInt8]

  /// From its text, `192.0.2.1` or `2001:db8::1`, and nothing else; an IPv4 address in an IPv6 one is the former.
  package init?(_ text: some StringProtocol) {
    let text = String(text)
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: six) { Array($0) }
      let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
      bytes = isMapped ? Array(all.suffix(4)) : all
    } else {
      return nil
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// What one subscriber holds: an IPv4 address, or the 64 bits of an IPv6 network.
  var subscriber: NetworkAddress { bytes.count == 4 ? self : NetworkAddress(bytes: Array(bytes.prefix(8))) }
}

/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address.
package struct NetworkRange: Sendable, Hashable {
  private let network: [UInt8]
  private let prefix: Int

  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let address = NetworkAddress(parts[0]) else { return nil }
    let longest = address.bytes.count * 8
    guard parts.count == 2 else {
      self.init(address, longest)
      return
    }
    guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let prefix = Int(parts[1]),
      (0...longest).contains(prefix)
    else { return nil }
    self.init(address, prefix)
  }

  private init(_ address: NetworkAddress, _ prefix: Int) {
    self.prefix = prefix
    network = Self.masked(address.bytes, prefix)
  }

  package func contains(_ address: NetworkAddress) -> Bool {
    address.bytes.count == network.count && Self.masked(address.bytes, prefix) == network
  }

  private static func masked(_ bytes: [UInt8], _ prefix: Int) -> [UInt8] {
    bytes.enumerated().map { index, byte in
      let kept = max(0, min(8, prefix - index * 8))
      return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
    }
  }
}
