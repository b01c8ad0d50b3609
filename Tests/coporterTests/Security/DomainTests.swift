import Storage
import Testing

@testable import Directory
@testable import Platform

/// A domain proves by being that very domain (SECURITY 17).
@Suite("Domains")
struct DomainTests {
  private static let own = "dax.example"
  /// What ends, begins or looks like it.
  static let others = [
    "mail.dax.example", "xdax.example", "dax.example.mal.example", "dax.example.", ".dax.example", "dax..example",
    "dax.examp1e", "dax.exаmple", "ｄａｘ.example", "dax。example", "xn--dax-.example", "dax.example,mal.example",
    "dax.example\\@mal.example", "dax.example%00.mal.example", "dax.example\u{200B}", "[dax.example]",
    "dax.example:25", "dax-example", "example", "daxexample", "dax.example/", "d\u{0430}x.example",
  ]
  static let locals = [
    "\"agent\"", "\"a@dax.example\"", "agent@mal.example,x", "a b", "a\"b", "", ".", "a..b", "agent\r\nx",
  ]

  @Test("Only the domain itself, in any case, is an organisation’s own", arguments: Engine.available)
  func exact(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO organisation_domain (organisation_id, domain, source, dated)
        VALUES (\(towns.dax.id), \(Self.own), 'test', '2021-01-01')
        """)
    }
    let right = try await towns.person("Agent@DAX.Example", "Agent")
    #expect(try await proves(right, towns) == 303)
    for (number, domain) in Self.others.enumerated() {
      guard let mail = MailAddress("agent\(number)@\(domain)") else { continue }
      #expect(mail.domain != Self.own, "\(domain)")
      let browser = try await towns.person(mail.text, "Agent")
      #expect(try await proves(browser, towns) == 422, "\(domain)")
    }
    await towns.asking.house.database.close()
  }

  @Test("What could be read as two addresses is none", arguments: locals)
  func quoted(local: String) { #expect(MailAddress("\(local)@\(Self.own)") == nil) }

  @Test("Letters that are not ASCII, dots at an end, and literals are no domain")
  func refused() {
    let refused = Self.others.filter { MailAddress("agent@\($0)") == nil }
    for domain in [
      "dax.example.", ".dax.example", "dax.exаmple", "ｄａｘ.example", "dax.example\u{200B}", "[dax.example]",
    ] {
      #expect(refused.contains(domain), "\(domain)")
    }
  }

  private func proves(_ browser: Browser, _ towns: Towns) async throws -> Int {
    try await browser.post(towns.address(towns.dax), ["fonction": "agent", "preuve": "adresse"]).status
  }
}
