import HTTPTypes
import HummingbirdCore
import Testing

@testable import Platform

@Suite("Answers")
struct ReplyTests {
  @Test(
    "The name of a download is one field, whatever it holds",
    arguments: [
      "votes.csv", "a\"; filename=\"b.html", "a\r\nSet-Cookie: x=1", "../../etc/passwd", "é.svg", "\u{202E}fdp.exe", "",
    ])
  func names(name: String) {
    let file = FileAnswer(type: "text/csv; charset=utf-8", bytes: [1], downloadName: name)
    let fields = Reply.file(file, isHead: false).headers
    let disposition = fields[.contentDisposition] ?? ""
    #expect(disposition == "attachment; filename*=UTF-8''" + percentEncoded(name))
    #expect(disposition.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") })
    #expect(!disposition.contains("/") && fields[.xContentTypeOptions] == "nosniff")
    #expect(fields[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
  }
}
