import Testing

@testable import Platform

/// A report of the shape that mail servers send, with its parts to change.
func report(
  identifier: String = "coporter-12-00", action: String = "failed", status: String = "5.1.1",
  recipient: String = "mairie@dax.example", domain: String = "agence.example",
  returned: String = "text/rfc822-headers"
) -> String {
  """
  From: MAILER-DAEMON@relais.example
  Subject: Undelivered Mail
  MIME-Version: 1.0
  Content-Type: multipart/report; report-type=delivery-status;
  \tboundary="A=_b/1"

  This is a MIME-encapsulated message.

  --A=_b/1
  Content-Type: text/plain; charset=us-ascii

  I am sorry. Message-ID: <coporter-99-99@agence.example>

  --A=_b/1
  Content-Type: message/delivery-status

  Reporting-MTA: dns; relais.example
  X-Postfix-Queue-ID: 4F00

  Final-Recipient: rfc822; \(recipient)
  Original-Recipient: rfc822;Mairie@Dax.example
  Action: \(action)
  Status: \(status)
  Remote-MTA: dns; mx.dax.example
  Diagnostic-Code: smtp; 550 5.1.1
      <mairie@dax.example>: no such user

  --A=_b/1
  Content-Type: \(returned)

  Date: Mon, 15 Mar 2021 17:00:00 +0000
  Message-ID: <\(identifier)@\(domain)>
  Subject: hello

  --A=_b/1--

  """.replacing("\n", with: "\r\n")
}

@Suite("Bounces, as mail servers write them")
struct BounceTests {
  @Test("A report gives the mail, its recipient, the verdict and the server’s words")
  func whole() throws {
    let bounce = try #require(Bounce(Array(report().utf8)))
    #expect(bounce.identifier == "coporter-12-00" && bounce.domain == "agence.example")
    let recipient = try #require(bounce.recipients.first)
    #expect(bounce.recipients.count == 1)
    #expect(recipient.addresses == ["mairie@dax.example", "mairie@dax.example"])
    #expect(recipient.verdict == .permanent)
    #expect(recipient.answer.hasPrefix("550 5.1.1") && recipient.answer.hasSuffix("no such user"))
    #expect(Bounce(Array(report(returned: "message/rfc822").replacing("\r\n", with: "\n").utf8)) != nil)
  }

  @Test(
    "Action and status make the verdict; what is delivered, or said in other words, is none",
    arguments: [
      ("failed", "5.1.1", Bounce.Verdict.permanent), ("FAILED", "5.2.2 (full)", .permanent),
      ("failed", "4.4.7", .givenUp), ("delayed", "4.2.0", .delayed), ("delivered", "2.0.0", nil),
      ("failed", "2.0.0", nil), ("failed", "5", nil), ("failed", "5.1.1.1", nil), ("failed", "", nil),
      ("delayed", "5.1.1", nil), ("", "5.1.1", nil),
    ])
  func verdicts(action: String, status: String, verdict: Bounce.Verdict?) {
    let bounce = Bounce(Array(report(action: action, status: status).utf8))
    #expect(bounce?.recipients.first?.verdict == verdict)
  }

  @Test(
    "A mail that is no report, or gives back no identifier, is not a bounce",
    arguments: [
      "", "\r\n\r\n", "Subject: Absent du bureau\r\n\r\nJe reviens lundi.",
      report().replacing("multipart/report", with: "multipart/mixed"),
      report().replacing("Message-ID: <coporter-12", with: "X-ID: <coporter-12"),
      report().replacing("message/delivery-status", with: "text/plain"), report(identifier: "coporter 12"),
      report().replacing("A=_b/1\"", with: "\""), report(recipient: "x").replacing("Original-Recipient", with: "X"),
    ])
  func others(text: String) {
    #expect(Bounce(Array(text.utf8)) == nil)
  }

  @Test("Whatever bytes come, the reader ends, and its parts stay few")
  func hostile() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = Seeded(state: seed)
    let whole = Array(report().utf8)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...30, using: &generator) {
        guard !bytes.isEmpty else { break }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...200, using: &generator)))
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 300)], at: place)
        default: bytes.insert(contentsOf: Array("--A=_b/1\r\n".utf8), at: place)
        }
      }
      _ = Bounce(bytes)
    }
    // Nested, repeated, endless.
    let nested = String(repeating: "Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\n", count: 3000)
    let many = "Content-Type: multipart/report; boundary=a\r\n\r\n" + String(repeating: "--a\r\n\r\n", count: 30_000)
    let fields = "Content-Type: multipart/report; boundary=a\r\n" + String(repeating: "X: y\r\n", count: 30_000)
    let folded = "Content-Type: multipart/report; boundary=a\r\nX: " + String(repeating: "\r\n y", count: 60_000)
    for text in [nested, many, fields, folded] {
      let part = MIMEPart(Array(text.utf8)[...])
      #expect(part.fields.count <= MIMEPart.mostFields && part.parts.count <= MIMEPart.mostParts, "seed \(seed)")
      #expect(Bounce(Array(text.utf8)) == nil)
    }
  }

  /// SplitMix64.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
