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

  @Test("A member of a leaf that bears another name, has moved, is missing or stands twice makes it no leaf")
  func members() throws {
    let lines = try MemoryExport(.small()).lines(of: ExportPath.leaves)
    var tried: Set<String> = []
    for line in lines where tried.insert(Self.kind(line)).inserted {
      let text = String(decoding: line, as: UTF8.self)
      let members = Self.members(text)
      #expect("{\(members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ","))}" == text)
      for place in members.indices {
        var (dropped, moved, twice) = (members, members, members)
        dropped.remove(at: place)
        moved.swapAt(place, place == 0 ? 1 : place - 1)
        twice.insert(members[place], at: place)
        var others = [dropped, moved, twice]
        let name = members[place].name
        for other in [name.uppercased(), name + "s", String(name.dropLast()), "\u{430}" + name.dropFirst()] {
          var renamed = members
          renamed[place].name = other
          others.append(renamed)
        }
        for other in others {
          let forged = "{\(other.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ","))}"
          #expect(Leaf(bytes: Array(forged.utf8)) == nil, "\(forged)")
        }
      }
    }
    #expect(tried == Set(Self.kinds))
  }

  /// The members of a line as they are written, cut at the commas between them.
  private static func members(_ line: String) -> [(name: String, value: String)] {
    let names = line.matches(of: /[{,]"([a-z_]+)":/).filter { match in
      // Not within a text: an even number of quotes stands before, escaped ones apart.
      line[..<match.range.lowerBound].replacing("\\\"", with: "").count { $0 == "\"" }.isMultiple(of: 2)
    }
    return names.indices.map { place in
      let end = place + 1 < names.count ? names[place + 1].range.lowerBound : line.index(before: line.endIndex)
      return (String(names[place].1), String(line[names[place].range.upperBound..<end]))
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
