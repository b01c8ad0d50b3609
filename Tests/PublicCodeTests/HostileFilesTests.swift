import Testing

@testable import PublicCode

/// What a stranger may send never ends the program, nor keeps it busy.
@Suite struct HostileFilesTests {
  @Test(
    "Files that are no such file are refused by name",
    arguments: [
      ("", "1:1  empty"), ("# only a comment\n", "1:1  empty"), ("null", "1:1  empty"),
      ("just words", "1:1  wrongType(PublicCode.Problem.ValueType.section)"), ("[a, b]", "1:1  wrongType"),
      ("a: 1\n---\nb: 2\n", "2:1  severalDocuments"), ("a: b: c", "1:5  syntax"), ("a: [1, 2", "2:1  syntax"),
      ("a: 1\na: 2\n", "1:1  repeatedKey"), ("a: \"\\ud800\"", "1:7  syntax"), ("a: \u{0}b", "1:4  syntax"),
      ("? [a]\n: b", "1:3  wrongType"), ("{a: b}: c", "1:1  wrongType"), ("a: *b", "1:4  syntax"),
      ("\u{1}", "1:1  syntax"),
      ("a: &x 1\nb: *x\n", "2:4  alias"), ("a: [&x 1,*x]", "1:10  alias"), ("é&x : 1\nb: *x\n", "2:4  alias"),
    ])
  func refused(_ example: (text: String, told: String)) {
    #expect(first(example.text).hasPrefix(example.told))
  }

  @Test("A bomb of aliases is refused before it is read")
  func bomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let names = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(names)]\n"
    }
    #expect(PublicSoftware.read(text).problems.map(\.kind) == [.alias])
    #expect(PublicSoftware.read("x: &a {b: 1}\n? *a\n: c\n").problems.map(\.kind) == [.alias])
  }

  @Test("Stars and ampersands in sentences are no aliases")
  func sentences() {
    #expect(AliasScan.firstAlias(in: "R&D *D* AT&T *T && **bold** & *em*\n* list") == nil)
  }

  @Test(
    "Long and deep files are refused, whatever they repeat",
    arguments: [
      "[", "{", "- ", "? ", "a: [", "!a ", "&a ", "'", "\"", "|\n", "a: |\n ", "\n", "%", "a\n", "- - ", "{a: ", "[a, ",
      "? [",
      "*a ", "\t", ": ", "#", "a: b\n", "- a\n", "!!binary ", "\u{85}", "\u{FEFF}", "a, ",
    ])
  func repeated(_ piece: String) {
    for length in [2_000, PublicSoftware.longestFile] {
      let text = String(repeating: piece, count: length / piece.utf8.count)
      // What grows with the square of the length would take minutes.
      #expect(!PublicSoftware.read(text).follows, "\(piece) \(length)")
    }
    #expect(
      PublicSoftware.read(String(repeating: "a", count: PublicSoftware.longestFile + 1)).problems.map(\.kind) == [
        .tooLarge
      ])
  }

  @Test("Any spoilt file is read or refused, and what is read comes back")
  func spoilt() {
    var generator = Dice(seed: 7)
    let pieces = Array("\"':-[]{}&*!|>%#?,\n\t é\u{0}\u{202E}0")
    for _ in 0..<600 {
      var characters = Array(sheet)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<characters.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: characters[place] = pieces.randomElement(using: &generator) ?? "a"
        case 1: characters.insert(pieces.randomElement(using: &generator) ?? "a", at: place)
        default: characters.removeSubrange(place..<min(characters.count, place + 20))
        }
      }
      let reading = PublicSoftware.read(String(characters))
      #expect(reading.problems.allSatisfy { $0.line > 0 && $0.column > 0 })
      if let software = reading.software { #expect(PublicSoftware.read(software.file).software == software) }
    }
  }

  @Test("Of a file with a thousand faults, a hundred are told")
  func manyProblems() {
    let text = (0..<1_000).map { "k\($0): 1\n" }.joined()
    #expect(PublicSoftware.read(text).problems.count == Check.mostProblems)
  }
}
