import Testing

@testable import Deposits

@Suite("What a file is, told from its content")
struct AttachmentKindTests {
  private func told(_ bytes: [UInt8]) throws -> AttachmentKind { try AttachmentKind.told(by: FileBytes(bytes)) }

  @Test("Each format is known by what it is")
  func formats() throws {
    #expect(try told(SampleFiles.pdf("x")) == .pdf)
    #expect(try told(SampleFiles.png) == .png)
    #expect(try told(SampleFiles.jpeg) == .jpeg)
    #expect(try told(SampleFiles.odt("x")) == .odt)
    #expect(try told(SampleFiles.docx("x")) == .docx)
    let ods = "application/vnd.oasis.opendocument.spreadsheet"
    #expect(try told(SampleFiles.zip([("mimetype", ods), ("content.xml", "<x/>")])) == .ods)
  }

  private static let strangers: [(name: String, bytes: [UInt8], refusal: AttachmentRefusal)] = [
    ("nothing", [], .unknownKind),
    ("a page", Array("<!DOCTYPE html><script>alert(1)</script>".utf8), .unknownKind),
    ("a picture with a script", Array("<svg onload='alert(1)'/>".utf8), .unknownKind),
    ("a page that ends as a PDF", Array("<script>alert(1)</script>\n%PDF-1.4".utf8), .unknownKind),
    ("a GIF", Array("GIF89a".utf8), .unknownKind),
    ("the beginning of a PNG", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], .unknownKind),
    ("a program", [0x7F, 0x45, 0x4C, 0x46], .unknownKind),
    ("an archive of nothing known", SampleFiles.zip([("a.txt", "x")]), .unknownKind),
    ("an archive of a class", SampleFiles.zip([("META-INF/MANIFEST.MF", "x"), ("A.class", "x")]), .unknownKind),
    (
      "a workbook",
      SampleFiles.zip([("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]), .unknownKind
    ),
    (
      "a drawing",
      SampleFiles.zip([("mimetype", "application/vnd.oasis.opendocument.graphics"), ("content.xml", "<x/>")]),
      .unknownKind
    ),
    ("a text whose type is said late", SampleFiles.zip([("content.xml", "<x/>"), ("mimetype", odt)]), .unknownKind),
    ("a text of nothing", SampleFiles.zip([("mimetype", odt)]), .unknownKind),
    ("an archive cut short", Array(SampleFiles.docx("x").dropLast(1)), .unknownKind),
    ("an archive with something after it", SampleFiles.docx("x") + [0], .unknownKind),
    ("an archive behind a head", Array("PK\u{3}\u{4}".utf8) + SampleFiles.docx("x"), .unknownKind),
    ("a name out of its folder", SampleFiles.docx("x", beside: [("../../etc/passwd", "x")]), .unknownKind),
    ("a name from the root", SampleFiles.docx("x", beside: [("/etc/passwd", "x")]), .unknownKind),
    ("a name twice", SampleFiles.docx("x", beside: [("word/document.xml", "y")]), .unknownKind),
    ("macros of Word", SampleFiles.docx("x", beside: [("word/VBAPROJECT.BIN", "x")]), .macros),
    (
      "macros of OpenDocument",
      SampleFiles.zip([("mimetype", odt), ("content.xml", "<x/>"), ("Basic/script-lc.xml", "x")]), .macros
    ),
    ("a password", SampleFiles.zip([("mimetype", odt), ("content.xml", "<x/>")], flags: 1), .locked),
  ]
  private static let odt = "application/vnd.oasis.opendocument.text"

  @Test("What is none of them is refused, whatever it calls itself")
  func strangers() {
    for stranger in Self.strangers {
      #expect(throws: stranger.refusal, "\(stranger.name)") { try told(stranger.bytes) }
    }
  }

  @Test("Numbers that lie in an archive lead nowhere")
  func lies() {
    let good = SampleFiles.docx("x")
    // Each byte of the directory and of its end, made the largest: another refusal, or the same kind; never a trap.
    for place in (good.count - 200)..<good.count {
      for byte: UInt8 in [0xFF, 0x80, 0] {
        var bytes = good
        bytes[place] = byte
        do { #expect(try told(bytes) == .docx) } catch { #expect(error is AttachmentRefusal) }
      }
    }
  }
}
