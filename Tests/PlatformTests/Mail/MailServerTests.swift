import Foundation
import Localization
import Testing

@testable import Platform

@Suite("Ways out for mails")
struct MailServerTests {
  static func message() throws -> MailMessage {
    let from = try #require(MailAddress("site@agence.example"))
    let to = try #require(MailAddress("mairie@dax.example"))
    return MailMessage(
      from: from, fromName: "Coporter", to: to, subject: "Été", body: "Bonjour.\n.\nFin.\n",
      date: Instant(milliseconds: 1_615_827_600_000), identifier: "test")
  }

  @Test(
    "Only the address of a mail server is one; a password in it is refused, since it would be shown",
    arguments: [
      ("smtp://mail.agence.example:587", true), ("smtps://mail.agence.example", true), ("http://agence.example", false),
      ("mail.agence.example", false), ("smtp://", false), ("smtp://user:secret@agence.example", false), ("", false),
    ])
  func address(text: String, isGood: Bool) {
    #expect((MailServer(address: text, user: nil, password: nil) != nil) == isGood)
  }

  @Test("TLS may be missing on this very machine alone")
  func encryption() {
    #expect(MailServer(address: "smtp://127.0.0.1:2525", user: nil, password: nil)?.requiresTLS == false)
    #expect(MailServer(address: "smtp://localhost.agence.example", user: nil, password: nil)?.requiresTLS == true)
  }

  @Test("A recipient that is refused is so for ever; a password that is refused, or a busy server, is tried again")
  func answers() {
    #expect(MailServer.answer(isSent: true, status: 250, reply: "ok") == .accepted(reply: "ok"))
    #expect(MailServer.answer(isSent: false, status: 550, reply: "no") == .refused(code: 550, reply: "no"))
    for status in [0, 421, 450, 452, 530, 535] {
      #expect(MailServer.answer(isSent: false, status: status, reply: "later") == .postponed(reply: "later"))
    }
  }

  @Test("Nobody listens: the mail waits")
  func nobody() async throws {
    let server = try #require(MailServer(address: "smtp://127.0.0.1:1", user: nil, password: nil))
    guard case .postponed = await server.deliver(try Self.message()) else {
      Issue.record("a mail that did not leave was not postponed")
      return
    }
  }

  @Test("A program receives the message whole, with its sender and recipient; its status is read")
  func program() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sendmail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func script(_ name: String, _ text: String) throws -> URL {
      let file = folder.appending(path: name)
      try "#!/bin/sh\n\(text)\n".write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      return file
    }
    let good = try script("good", "echo \"$@\" > '\(folder.path)/arguments'; cat > '\(folder.path)/message'")
    #expect(await MailProgram(good).deliver(try Self.message()) == .accepted(reply: ""))
    let arguments = try String(contentsOf: folder.appending(path: "arguments"), encoding: .utf8)
    #expect(arguments == "-i -f site@agence.example -- mairie@dax.example\n")
    #expect(try Data(contentsOf: folder.appending(path: "message")) == Data(try Self.message().bytes))
    let unknown = try script("unknown", "cat > /dev/null; exit 67")
    #expect(await MailProgram(unknown).deliver(try Self.message()) == .refused(code: 67, reply: ""))
    let busy = try script("busy", "cat > /dev/null; exit 75")
    #expect(await MailProgram(busy).deliver(try Self.message()) == .postponed(reply: "status 75"))
    let missing = MailProgram(folder.appending(path: "missing"))
    #expect(await missing.deliver(try Self.message()) == .postponed(reply: "the program cannot be run"))
  }
}
