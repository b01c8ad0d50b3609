import HTTPTypes
import Testing

@testable import Platform

@Suite("Where a request comes from")
struct ForwardingTests {
  @Test("A range holds its addresses and no other, in both families")
  func ranges() throws {
    let cases: [(String, String, Bool)] = [
      ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
      ("10.1.2.3", "10.1.2.4", false), ("192.0.2.128/25", "192.0.2.127", false), ("0.0.0.0/0", "203.0.113.9", true),
      ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
      ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("::/0", "10.1.1.1", false), ("10.9.9.9/8", "10.0.0.1", true),
    ]
    for (range, address, isInside) in cases {
      let range = try #require(NetworkRange(range))
      #expect(range.contains(try #require(NetworkAddress(address))) == isInside, "\(range) \(address)")
    }
    for wrong in [
      "", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "localhost",
      "010.0.0.1", "1.2.3.4:80", "[::1]", " 10.0.0.1",
    ] {
      #expect(NetworkRange(wrong) == nil, "\(wrong)")
    }
  }

  @Test("Only a trusted proxy is believed, and the right-most address that it does not know")
  func forwarded() throws {
    let forwarding = Forwarding(trusted: ["127.0.0.1", "10.0.0.0/8", "::1"].compactMap { NetworkRange($0) })
    let cases: [(peer: String, said: [String], client: String)] = [
      ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
      ("127.0.0.1", [], "127.0.0.1"),
      ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
      ("127.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
      ("127.0.0.1", ["1.2.3.4", "198.51.100.1,10.2.3.4"], "198.51.100.1"),
      ("127.0.0.1", ["10.1.1.1, 10.2.3.4"], "10.1.1.1"),
      ("::1", ["2001:db8::5"], "2001:db8::5"),
      ("127.0.0.1", ["198.51.100.1, unknown"], "127.0.0.1"),
      ("127.0.0.1", ["198.51.100.1, , 10.2.3.4"], "10.2.3.4"),
    ]
    let name = try #require(HTTPField.Name("X-Forwarded-For"))
    for (peer, said, client) in cases {
      var fields = HTTPFields()
      for value in said { fields.append(HTTPField(name: name, value: value)) }
      #expect(forwarding.client(of: fields, from: NetworkAddress(peer)) == NetworkAddress(client), "\(peer) \(said)")
    }
  }

  @Test("Failures are counted for each subscriber, over ten minutes, and never for a shared range")
  func guesses() throws {
    let guesses = Guesses(shared: [try #require(NetworkRange("192.0.2.0/24"))])
    let now = ContinuousClock.now
    let stranger = try #require(NetworkAddress("2001:db8::1"))
    let neighbour = try #require(NetworkAddress("2001:db8::ffff"))
    let other = try #require(NetworkAddress("2001:db8:0:1::1"))
    let shared = try #require(NetworkAddress("192.0.2.200"))
    for _ in 0..<Guesses.allowed {
      try guesses.check(stranger, at: now)
      guesses.failed(stranger, at: now)
      guesses.failed(shared, at: now)
    }
    #expect(throws: RequestRefusal.tooManyFailures) { try guesses.check(stranger, at: now) }
    #expect(throws: RequestRefusal.tooManyFailures) { try guesses.check(neighbour, at: now + .seconds(599)) }
    try guesses.check(other, at: now)
    try guesses.check(shared, at: now)
    try guesses.check(nil, at: now)
    try guesses.check(stranger, at: now + .seconds(600))
  }
}
