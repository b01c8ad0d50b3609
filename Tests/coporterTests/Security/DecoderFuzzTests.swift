import Foundation
import HTTPTypes
import Hummingbird
import Localization
import MarkupReading
import NIOCore
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Random bytes through everything that reads what comes from outside: nothing ends the process (SECURITY 19).
@Suite("Decoders under random bytes", .serialized)
struct DecoderFuzzTests {
  private static let rounds = Soak.rounds(2000, whole: 200_000)
  /// Pieces that decoders look for, so that random texts reach into them.
  private static let pieces = [
    "%", "%2", "%2F", "%zz", "%00", "%ff", "%C3%A9", "&", "=", "+", ";", "\"", "\"\"", ",", "\n", "\r\n", "\0", "é",
    "\u{202E}", "👨‍👩‍👧", "@", ".", "-", "/", "//", "?", "#", "<", "|", "`", "[", "](", "**", "> ",
    "9223372036854775808",
    "2021-02-30", "insee_code", "siren", "mail", "domain", "source", "date", "=?utf-8?B?", "essai", "aaaaaaaaaa",
  ]

  private static func text(_ numbers: inout SeededNumbers) -> String {
    String(decoding: bytes(&numbers), as: UTF8.self)
  }

  private static func bytes(_ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...24, using: &numbers) {
      if Bool.random(using: &numbers) {
        bytes += Array((pieces.randomElement(using: &numbers) ?? "").utf8)
      } else {
        bytes.append(UInt8.random(in: 0...255, using: &numbers))
      }
    }
    return bytes
  }

  @Test("Percent-encoding and forms: read or refused, and what was written is read again")
  func forms() throws {
    var numbers = SeededNumbers(Soak.seed("forms"))
    for _ in 0..<Self.rounds {
      let text = Self.text(&numbers)
      _ = try? PercentCoding.decode(text[...], plusIsSpace: Bool.random(using: &numbers))
      _ = try? FormFields(urlencoded: text[...])
      let clean = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
      #expect(try PercentCoding.decode(percentEncoded(clean)[...], plusIsSpace: true) == clean)
      let pair = FormFields(pairs: [(clean, clean)])
      #expect(try FormFields(urlencoded: "\(percentEncoded(clean))=\(percentEncoded(clean))") == pair)
    }
    let many = Substring(repeatElement("a=1", count: 600).joined(separator: "&"))
    #expect(throws: FieldsRefusal.tooMany) { try FormFields(urlencoded: many) }
  }

  @Test("Small readers: tokens, secrets, addresses, dates, slugs, numbers of identification")
  func readers() {
    var numbers = SeededNumbers(Soak.seed("readers"))
    for _ in 0..<Self.rounds {
      let text = Self.text(&numbers)
      _ = Token(prefixOf: text)
      _ = Secret(text)
      _ = MailAddress(text)?.masked
      _ = ParisTime.endOfDay(text)
      _ = OrganisationRequest.isSiren(text)
      _ = OrganisationRequest.isWebsite(text)
      #expect(Slug.make(text).utf8.allSatisfy { $0 < 0x80 })
      let path = localPath(text)
      #expect(path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\"))
    }
  }

  @Test("Files of contacts and compressed files")
  func files() {
    var numbers = SeededNumbers(Soak.seed("files"))
    for _ in 0..<Self.rounds {
      let bytes = Self.bytes(&numbers)
      _ = try? CSV(bytes: bytes, file: "hasard.csv")
      _ = try? CSV(bytes: Array("insee_code,siren\n".utf8) + bytes, file: "hasard.csv")
      _ = try? Gunzip.bytes(of: bytes, limit: 1 << 16)
      _ = try? Gunzip.bytes(of: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + bytes, limit: 1 << 16)
    }
  }

  @Test("Markdown: always closed, never a script")
  func markdown() {
    var numbers = SeededNumbers(Soak.seed("markdown"))
    for _ in 0..<(Self.rounds / 4) {
      let text = Self.text(&numbers) + (Bool.random(using: &numbers) ? HostileText.markup : "")
      #expect(MarkupReader.troubles(in: Markdown(text).html) == [], "\(text)")
    }
  }

  @Test("A mail: its head has its fields and no other, whatever its subject", arguments: [HostileText.parameters])
  func mails(set: [String]) throws {
    let from = try #require(MailAddress("de@coporter.example"))
    let to = try #require(MailAddress("a@dax.example"))
    var numbers = SeededNumbers(Soak.seed("mails"))
    let texts = set + (0..<(Self.rounds / 4)).map { _ in Self.text(&numbers) }
    for text in texts + ["a\r\nBcc: b@mal.example\r\n\r\nCorps", "\n.\nQUIT"] {
      let message = MailMessage(
        from: from, fromName: text, to: to, subject: text, body: text, date: Instant(milliseconds: 0), identifier: "1")
      let bytes = message.bytes
      let isPrintable = bytes.allSatisfy { (byte: UInt8) in (0x20...0x7E).contains(byte) || (9...13).contains(byte) }
      #expect(isPrintable)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
      let head = lines.prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
      #expect(
        head == [
          "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
          "Content-Transfer-Encoding",
        ])
      #expect(lines.allSatisfy { $0.utf8.count <= 120 && $0 != "." && !$0.contains("\n") && !$0.contains("\r") })
    }
  }

  @Test(
    "Whole requests: random addresses, queries, fields and bodies are answered, and so is the next",
    arguments: Engine.available)
  func requests(engine: Engine) async throws {
    let cast = try await Cast.make(engine).reopened()
    let asking = cast.towns.asking
    let patterns = asking.house.routes.routes.map(\.pattern)
    var numbers = SeededNumbers(Soak.seed("requests"))
    let token = try await cast[.agent].token()
    for _ in 0..<(Self.rounds / 4) {
      let pattern = (patterns.randomElement(using: &numbers) ?? "/").replacing("{consultation}", with: "essai")
      let segment = Self.text(&numbers).filter { $0 != "/" && $0 != "?" }
      let path = pattern.replacing(/\{[a-z]+\}/, with: segment) + "?" + Self.text(&numbers)
      let method = [HTTPRequest.Method.get, .post, .head, .delete].randomElement(using: &numbers) ?? .get
      var head = HTTPRequest(method: method, scheme: "http", authority: "test.example", path: path)
      head.headerFields[.cookie] =
        Bool.random(using: &numbers)
        ? cast[.agent].cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") : "coporter-session=abc; ;=;"
      for name in [HTTPField.Name.accept, .ifNoneMatch, .acceptEncoding, .userAgent, .origin] {
        let value = Self.text(&numbers).filter { $0.isASCII && $0 != "\0" && !$0.isNewline }
        if Bool.random(using: &numbers), name != .origin || Bool.random(using: &numbers) {
          head.headerFields[name] = value
        }
      }
      let body = Self.bytes(&numbers) + Array("&_form=\(token)".utf8)
      let answered = try await asking.answer(Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))))
      #expect(answered.status < 500, "\(method) \(path): \(answered.status)")
    }
    #expect(try await asking.get("/health").status == 200)
    await cast.close()
  }
}
