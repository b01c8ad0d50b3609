import Testing

@testable import Platform

@Suite("Several small files of one form")
struct SentFilesTests {
  private static func part(_ name: String, _ text: String, file: String? = nil) -> String {
    let called = file.map { "; filename=\"\($0)\"" } ?? ""
    return "--xyz\r\nContent-Disposition: form-data; name=\"\(name)\"\(called)\r\n\r\n\(text)\r\n"
  }

  private func read(_ body: String, longest: Int = 10, most: Int = 2) throws -> (form: FormFields, files: SentFiles) {
    try SentFiles.read(Array(body.utf8), boundary: "xyz", longest: longest, most: most)
  }

  @Test("Fields, then files by their own names, without the folders that browsers name")
  func read() throws {
    let body =
      Self.part("_form", "jeton") + Self.part("fichiers", "a: 1", file: "dossier\\x\\un.yml")
      + Self.part("fichiers", "", file: "b/vide.yml")
    let (form, sent) = try read(body + "--xyz--\r\n")
    #expect(form["_form"] == "jeton" && sent.leftOut == 0)
    #expect(sent.files.map(\.name) == ["un.yml", "vide.yml"])
    #expect(sent.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a: 1", ""])
  }

  @Test("What is too long is cut just beyond, what is too many is counted, an empty field is nothing")
  func bounds() throws {
    let long = Self.part("fichiers", "0123456789abcdef", file: "long.yml")
    let (_, one) = try read(long + "--xyz--")
    #expect(one.files.first?.bytes.count == 11)
    let (_, many) = try read(String(repeating: long, count: 5) + "--xyz--")
    #expect(many.files.count == 2 && many.leftOut == 3)
    let (_, none) = try read(Self.part("a", "b") + Self.part("fichiers", "", file: "") + "--xyz--")
    #expect(none.files.isEmpty && none.leftOut == 0)
  }

  @Test("A field after a file, an end that never comes, a boundary that is none: refused")
  func refused() {
    let file = Self.part("fichiers", "a", file: "a.yml")
    for body in [file + Self.part("a", "b") + "--xyz--", file, file + "--xyz", "", "--xyz--x"] {
      #expect(throws: RequestRefusal.malformedForm, "\(body)") { try read(body) }
    }
    #expect(throws: RequestRefusal.malformedForm) {
      try SentFiles.read(Array("--a b--".utf8), boundary: "a b ", longest: 1, most: 1)
    }
  }
}
