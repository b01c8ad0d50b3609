import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import Synchronization
import Testing

@testable import Platform
@testable import coporter

@Suite("The edge: who asks, what is logged, how it goes")
struct EdgeTests {
  /// A link that opens nothing: a failure of whoever asks for it.
  private func guess(_ asking: Asking, from peer: String, forwarded: String? = nil) async throws -> Int {
    var generator = SystemRandomNumberGenerator()
    let path = SignInLinkAddress(secret: Secret(using: &generator)).path
    var head = HTTPRequest(method: .get, scheme: "http", authority: "test.example", path: path)
    if let forwarded, let name = HTTPField.Name("X-Forwarded-For") { head.headerFields[name] = forwarded }
    return try await asking.answer(Request(head: head, body: RequestBody(buffer: ByteBuffer())), from: peer).status
  }

  private func asking(_ flags: [String]) async throws -> Asking {
    let read = try SettingsReading.read(arguments: flags, environment: [:])
    return try await Asking.empty(.sqlite, read)
  }

  @Test("A stranger who guesses is stopped, by the address that the proxy saw and not by what he says of himself")
  func spoofed() async throws {
    let asking = try await asking(["--trusted-proxy", "127.0.0.1", "--shared-range", "192.0.2.0/24"])
    for number in 0..<Guesses.allowed {
      #expect(try await guess(asking, from: "127.0.0.1", forwarded: "1.2.3.\(number), 203.0.113.5") == 422)
      #expect(try await guess(asking, from: "198.51.100.9", forwarded: "1.2.3.\(number)") == 422)
      #expect(try await guess(asking, from: "127.0.0.1", forwarded: "192.0.2.7") == 422)
    }
    #expect(try await guess(asking, from: "127.0.0.1", forwarded: "9.9.9.9, 203.0.113.5") == 429)
    #expect(try await guess(asking, from: "198.51.100.9", forwarded: "9.9.9.9") == 429)
    #expect(try await guess(asking, from: "127.0.0.1", forwarded: "192.0.2.7") == 422)
    #expect(try await guess(asking, from: "127.0.0.1", forwarded: "203.0.113.6") == 422)
    #expect(try await guess(asking, from: "203.0.113.5") == 429)
    await asking.house.database.close()
  }

  @Test("A trusted proxy that was reached without TLS is sent to https; nobody else is believed")
  func plain() async throws {
    let asking = try await asking(["--trusted-proxy", "127.0.0.1", "--base-address", "https://ville.fr"])
    let proto = try #require(HTTPField.Name("X-Forwarded-Proto"))
    func ask(_ said: String, from peer: String) async throws -> Answered {
      var head = HTTPRequest(method: .get, scheme: "http", authority: "evil.example", path: "/aide?a=b")
      head.headerFields[proto] = said
      return try await asking.answer(Request(head: head, body: RequestBody(buffer: ByteBuffer())), from: peer)
    }
    let sent = try await ask("http", from: "127.0.0.1")
    #expect(sent.status == 303 && sent.fields[.location] == "https://ville.fr/aide?a=b")
    #expect(try await ask("https", from: "127.0.0.1").status == 200)
    #expect(try await ask("http", from: "203.0.113.5").status == 200)
    await asking.house.database.close()
  }

  @Test("Health tells the database, its migrations and the writer", arguments: Engine.available)
  func health(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let good = try await asking.get("/health")
    #expect(good.status == 200)
    #expect(good.text == "{\"database\":true,\"migrations\":true,\"writer\":true,\"failingJobs\":[]}\n")
    try await asking.house.database.write { db in
      _ = try db.execute("DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)")
    }
    let behind = try await asking.get("/health")
    #expect(behind.status == 503)
    #expect(behind.text == "{\"database\":true,\"migrations\":false,\"writer\":true,\"failingJobs\":[]}\n")
    await asking.house.database.close()
  }

  @Test("Each request is one line, with its pattern and its reference, and nothing that anybody typed or comes from")
  func lines() async throws {
    let lines = Lines()
    let logger = Logger(label: "test") { LogLines(.json, label: $0, write: lines.add) }
    let asking = try await Asking.empty(.sqlite, logger: logger)
    let browser = Browser(asking)
    try await browser.enter("lea.martin@wanadoo.fr", as: "Léa Martin")
    let code = try await asking.newestMail().code
    _ = try await browser.post("/connexion/code", ["code": "999999"])
    _ = try await browser.get("/organismes?q=lea.martin@wanadoo.fr")
    _ = try await browser.get("/lea.martin@wanadoo.fr")
    _ = try await browser.get("/organismes/%zz")
    _ = try await guess(asking, from: "203.0.113.77", forwarded: "198.51.100.4")
    try await asking.house.database.write { db in _ = try db.execute("ALTER TABLE sign_in RENAME TO gone") }
    let broken = try await browser.post("/connexion", ["adresse": "lea.martin@wanadoo.fr"])
    #expect(broken.status == 500)
    let reference = try #require(broken.text.firstMatch(of: /([0-9a-z]{8})<\/p>/).map { String($0.1) })
    let all = lines.all
    for line in all {
      let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(fields?["time"] != nil && fields?["message"] != nil && line.hasSuffix("}\n"))
      for secret in ["@", "lea", "Léa", "wanadoo", "203.0.113", "198.51", code, "999999", "%zz"] {
        #expect(!line.contains(secret), "\(secret) in \(line)")
      }
    }
    let answered = all.filter { $0.contains("\"message\":\"request\"") }
    #expect(
      answered.contains { $0.contains("\"route\":\"\\/connexion\\/code\"") && $0.contains("\"method\":\"POST\"") })
    #expect(answered.contains { $0.contains("\"route\":\"unmatched\"") && $0.contains("\"status\":404") })
    let traces = all.filter { $0.contains(reference) }
    #expect(traces.count == 2, "the error and the request")
    #expect(traces[0].contains("\"route\":\"\\/connexion\""))
    await asking.house.database.close()
  }

  @Test("Of an error that is not ours the log has the type and the case, never what it says")
  func kinds() {
    enum Odd: Error { case first, second(String) }
    struct Shut: Job.Trouble { var reason = "the server does not answer" }
    let second = Responder.kind(of: Odd.second("lea.martin@wanadoo.fr"))
    #expect(second.hasPrefix("Odd (") && !second.contains("lea") && second != Responder.kind(of: Odd.first))
    #expect(Responder.kind(of: Shut()) == "Shut: the server does not answer")
  }

  @Test("In text a line is a line, whatever is in it")
  func text() {
    let lines = Lines()
    let logger = Logger(label: "test") { LogLines(.text, label: $0, write: lines.add) }
    logger.warning("two\nlines", metadata: ["a": "b c\r\nd"])
    let line = lines.all.joined()
    #expect(line.hasSuffix(" warning two lines a=b_c_d\n"))
    #expect(line.filter(\.isNewline).count == 1)
  }
}

/// The lines of a log, gathered.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  @Sendable func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
