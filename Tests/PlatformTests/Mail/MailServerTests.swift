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

  @Test("A recipient that is refused is so for ever; a busy one is tried again; before that, the way out is shut")
  func answers() {
    func answer(_ status: Int, _ command: String, _ reply: String = "said") -> MailAnswer {
      MailServer.answer(isSent: false, status: status, command: command, reply: reply)
    }
    #expect(MailServer.answer(isSent: true, status: 250, command: "DATA", reply: "ok") == .accepted(reply: "ok"))
    for status in [500, 501, 521, 550, 551, 552, 553, 554, 556] {
      #expect(answer(status, "RCPT") == .refused(code: status, reply: "said"))
    }
    #expect(answer(554, "DATA") == .refused(code: 554, reply: "said"))
    for status in [0, 250, 421, 450, 452, 530, 535] { #expect(answer(status, "RCPT") == .postponed(reply: "said")) }
    for status in [0, 354, 421, 451, 503] { #expect(answer(status, "DATA") == .postponed(reply: "said")) }
    #expect(answer(554, "RCPT", "554 5.7.1 Relay access denied") == .postponed(reply: "554 5.7.1 Relay access denied"))
    for command in ["", "EHLO", "STAR", "AUTH", "MAIL"] {
      for status in [0, 421, 454, 535, 550, 554] { #expect(answer(status, command) == .closed(reply: "said")) }
    }
  }

  @Test("Nobody listens: the way out is shut, and no mail is at fault")
  func nobody() async throws {
    let server = try #require(MailServer(address: "smtp://127.0.0.1:1", user: nil, password: nil))
    guard case .closed = await server.deliver(try Self.message()) else {
      Issue.record("a way out where nobody listens was not said to be shut")
      return
    }
  }

  @Test("A notification says how to have no more of its kind; an address that would break its line is left out")
  func unsubscribe() throws {
    var message = try Self.message()
    #expect(!String(decoding: message.bytes, as: UTF8.self).contains("List-Unsubscribe"))
    message.unsubscribe = "https://agence.example/desinscription/00"
    let text = String(decoding: message.bytes, as: UTF8.self)
    #expect(text.contains("\r\nList-Unsubscribe: <https://agence.example/desinscription/00>\r\n"))
    #expect(text.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"))
    message.unsubscribe = "https://agence.example/>\r\nBcc: x@y.example"
    #expect(!String(decoding: message.bytes, as: UTF8.self).contains("Bcc"))
  }

  @Test("A program receives the message whole, with its sender and recipient; its status is read")
  func program() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sendmail-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
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
    #expect(await missing.deliver(try Self.message()) == .closed(reply: "the program cannot be run"))
  }
}
