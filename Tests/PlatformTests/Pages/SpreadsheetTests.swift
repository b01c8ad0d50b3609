import Testing

@testable import Platform

@Suite("Tables for spreadsheets")
struct SpreadsheetTests {
  @Test(
    "A cell that would begin a formula is text; quotes are doubled",
    arguments: [
      ("Dax", "Dax"), ("", ""), ("=1+1", "'=1+1"), ("+33", "'+33"), ("-1", "'-1"), ("@a", "'@a"), ("  =1", "'  =1"),
      ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\u{A0}=1", "'\u{A0}=1"), ("＝1", "'＝1"), ("a\"b", "a\"\"b"),
      ("a;b\r\nc", "a;b\r\nc"), ("1-2", "1-2"), ("a\u{0}b", "ab"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
    ])
  func cell(value: String, written: String) {
    var sheet = Spreadsheet(header: ["a"])
    sheet.add([value])
    #expect(sheet.text == "\u{FEFF}\"a\"\r\n\"\(written)\"\r\n")
  }
}
