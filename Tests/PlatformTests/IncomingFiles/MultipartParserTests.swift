import Testing

@testable import Platform

@Suite("A form with a file, read as it comes")
struct MultipartParserTests {
  private static let good =
    "--xyz\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nUn plan\r\n"
    + "--xyz\r\nContent-Disposition: form-data; name=\"vide\"\r\n\r\n\r\n"
    + "--xyz\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"a%22b.pdf\"\r\n"
    + "Content-Type: text/html\r\n\r\n%PDF-1.4\r\n--xy is no end\r\n--xyz--\r\n"

  /// All that is read of `bytes`, given `step` at a time; what comes of the file is put together.
  private func read(_ bytes: [UInt8], step: Int, boundary: String = "xyz") throws -> [MultipartParser.Event] {
    var parser = try #require(MultipartParser(boundary: boundary))
    var events: [MultipartParser.Event] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      parser.feed(bytes[start..<min(start + step, bytes.count)])
      while let event = try parser.next() {
        if case .bytes(let more) = event, case .bytes(let before)? = events.last {
          events[events.count - 1] = .bytes(before + more)
        } else {
          events.append(event)
        }
      }
    }
    guard parser.isOver else { throw FieldsRefusal.malformed }
    return events
  }

  @Test("However it is cut on the way, the same is read", arguments: [1, 2, 3, 7, 64, 10_000])
  func cuts(step: Int) throws {
    let events = try read(Array(Self.good.utf8), step: step)
    #expect(
      events == [
        .field(name: "description", value: "Un plan"), .field(name: "vide", value: ""), .file(name: "fichier"),
        .bytes(Array("%PDF-1.4\r\n--xy is no end".utf8)), .end,
      ])
  }

  @Test("A file of every byte, and an empty one, come as they are", arguments: [1, 5, 1000])
  func bytes(step: Int) throws {
    let head = Array("--xyz\r\nContent-Disposition: form-data; name=f; filename=\"\"\r\n\r\n".utf8)
    for file in [[], [13], [13, 10], Array("\r\n--xy".utf8), (0..<4_096).map { UInt8($0 % 256) }] as [[UInt8]] {
      let events = try read(head + file + Array("\r\n--xyz--".utf8), step: step)
      let got = events.compactMap { event in if case .bytes(let bytes) = event { bytes } else { nil } }
      #expect(got.flatMap(\.self) == file)
      #expect(events.first == .file(name: "f") && events.last == .end)
    }
  }

  @Test("What can be read in two ways, or is out of bounds, is refused", arguments: [1, 4096])
  func hostile(step: Int) {
    let part = "Content-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
    let file = "Content-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nx\r\n"
    let long = String(repeating: "n", count: 5_000)
    let hostile: [String] = [
      "", "--xyz", "--xyz\r\n", "--xyz--x", "preamble\r\n--xyz\r\n\(part)--xyz--", "--xyz\n\(part)--xyz--",
      "--xyz \r\n\(part)--xyz--", "--xyz\r\n\(part)--xyz", "--xyz\r\n\(part)--xyz-", "--xyz\r\n\(part)--xyz--\r\n\r\n",
      "--xyz\r\n\(part)--xyz--\r\n--xyz--", "--xyz\r\n\(file)--xyz\r\n\(part)--xyz--",
      "--xyz\r\n\(file)--xyz\r\n\(file)--xyz--", "--xyz\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\(part)--xyz--",
      "--xyz\r\nno colon\r\n\(part)--xyz--", "--xyz\r\nX: \(long)\r\n\(part)--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"\(long.prefix(101))\"\r\n\r\nx\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\u{0}\r\n--xyz--",
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        + String(repeating: "x", count: MultipartParser.fieldBytes + 1) + "\r\n--xyz--",
      String(repeating: "--xyz\r\n" + part, count: Limits.formFields + 1) + "--xyz--",
    ]
    for text in hostile {
      #expect(throws: FieldsRefusal.self, "\(text.prefix(90))") { try read(Array(text.utf8), step: step) }
    }
    let broken = Array("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8) + [0xC3, 0x28]
    #expect(throws: FieldsRefusal.self) { try read(broken + Array("\r\n--xyz--".utf8), step: step) }
  }

  @Test("A boundary is one of RFC 2046’s, or none")
  func boundaries() {
    for bad in ["", String(repeating: "b", count: 71), "a b", "a\"b", "é", "a\r\nb", "a;b"] {
      #expect(MultipartParser(boundary: bad) == nil, "\(bad)")
    }
    #expect(MultipartParser(boundary: "----WebKitFormBoundary7MA4YWxkTrZu0gW") != nil)
  }

  @Test("A file is not held: what waits in the parser stays small, whatever comes")
  func memory() throws {
    var parser = try #require(MultipartParser(boundary: "xyz"))
    parser.feed(Array("--xyz\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n".utf8))
    #expect(try parser.next() == .file(name: "f"))
    let part = [UInt8](repeating: 13, count: 65_536)
    for _ in 0..<100 {
      parser.feed(part)
      while try parser.next() != nil {}
      #expect(parser.waiting < 32)
    }
  }
}
