import Testing

@testable import Proof

@Suite("Leaves")
struct LeafTests {
  private static let kinds = [
    "log", "rules", "form", "proposition", "roll", "absence", "grant", "end", "opening", "attendance", "ballot",
    "contest", "outcome", "incident", "closing", "disclosure", "draw", "tally", "selection", "minutes", "redaction",
    "succession",
  ]

  private static func kind(_ line: [UInt8]) -> String {
    String(String(decoding: line, as: UTF8.self).dropFirst(9).prefix { $0 != "\"" })
  }

  @Test("Each kind is read and written again byte for byte, and a synthetic vote has them all")
  func kinds() throws {
    let export = try MemoryExport(.small())
    var seen: Set<String> = []
    for line in export.lines(of: ExportPath.leaves) {
      seen.insert(Self.kind(line))
      #expect(Leaf(bytes: line)?.bytes == line)
    }
    #expect(seen == Set(Self.kinds))
  }

  @Test("Any other spelling of a leaf is no leaf")
  func spelling() throws {
    let export = try MemoryExport(.small())
    for line in export.lines(of: ExportPath.leaves) {
      let text = String(decoding: line, as: UTF8.self)
      for other in [
        text + " ", " " + text, text.replacing("\":", with: "\": "), text.replacing(",\"", with: ", \""),
        text.replacing("{\"kind\"", with: "{\"kind\":\"log\",\"kind\""), text + "}", String(text.dropLast()),
        text.replacing("\"at\":", with: "\"at\":0"), text.replacing("\"at\":1", with: "\"at\":1.0e0"),
        text.dropLast() + ",\"more\":1}", text.replacing("\"at\"", with: "\"\\u0061t\""), text + "\r",
      ] where other != text {
        #expect(Leaf(bytes: Array(other.utf8)) == nil, "\(other)")
      }
    }
  }

  @Test("A text takes any letter, each control character in its one spelling")
  func texts() throws {
    let all = String(String.UnicodeScalarView((1..<0x250).compactMap { Unicode.Scalar($0) })) + "« é » 🗳\u{2028}"
    let leaf = Leaf.absence(AbsenceLeaf(at: 1, organisation: "X", name: "n", type: "t", reason: "\u{0}\u{1F}\"\\/\n"))
    #expect(Leaf(bytes: leaf.bytes) == leaf)
    let text = String(decoding: leaf.bytes, as: UTF8.self)
    #expect(text.hasSuffix(#""reason":"\u0000\u001f\"\\/\n"}"#))
    for upper in [text.replacing("\\u001f", with: "\\u001F"), text.replacing("/", with: "\\/")] {
      #expect(Leaf(bytes: Array(upper.utf8)) == nil)
    }
    let opened = OpenedText(leaf: 3, nonce: .zero, text: PublicText(title: "é\n", text: all))
    #expect(try OpenedText(opened.bytes) == opened)
  }

  @Test("Hostile bytes are no leaf, and end nothing")
  func hostile() throws {
    let deep = Array("{\"kind\":".utf8) + Array(repeating: UInt8(ascii: "["), count: 60_000)
    let huge = Array("{\"kind\":\"log\",\"at\":".utf8) + Array(repeating: UInt8(ascii: "9"), count: 60_000)
    for bytes in [[], [0], deep, huge, Array(repeating: 0xFF, count: 1000), Array(repeating: 0x22, count: 70_000)] {
      #expect(Leaf(bytes: bytes) == nil)
    }
    var random = SeededRandom(seed: 3)
    let lines = try MemoryExport(.small()).lines(of: ExportPath.leaves)
    for _ in 0..<20_000 {
      var line = lines[random.below(lines.count)]
      for _ in 0...random.below(3) {
        let place = random.below(line.count)
        switch random.below(3) {
        case 0: line[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: line.remove(at: place)
        default: line.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        }
        if line.isEmpty { break }
      }
      if let leaf = Leaf(bytes: line) { #expect(leaf.bytes == line) }
    }
  }
}
