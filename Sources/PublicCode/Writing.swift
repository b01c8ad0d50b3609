/// Writes a tree as a file of YAML 1.2: sections and lists by indentation, texts in quotes where a plain word would be
/// read as something else, texts of several lines as they are.
enum Writing {
  static func file(_ tree: Tree) -> String {
    var text = ""
    write(ordered(tree.entries), indent: 0, &text)
    return text.isEmpty ? "{}\n" : text
  }

  /// The keys of the standard in its order, then the others in theirs.
  private static func ordered(_ entries: [Tree.Entry]) -> [Tree.Entry] {
    let known = Standard.keys.compactMap { key in entries.first { $0.key == key.name } }
    return known + entries.filter { entry in !Standard.keys.contains { $0.name == entry.key } }
  }

  private static func write(_ entries: [Tree.Entry], indent: Int, _ text: inout String) {
    for entry in entries {
      text += String(repeating: " ", count: indent) + word(entry.key) + ":"
      write(entry.value, indent: indent + 2, &text)
    }
  }

  /// What follows `key:` or `-`, to the end of its last line.
  private static func write(_ tree: Tree, indent: Int, _ text: inout String) {
    switch tree.value {
    case .section(let entries) where !entries.isEmpty:
      text += "\n"
      write(entries, indent: indent, &text)
    case .list(let elements) where !elements.isEmpty:
      text += "\n"
      for element in elements {
        text += String(repeating: " ", count: indent) + "-"
        write(element, indent: indent + 2, &text)
      }
    case .section: text += " {}\n"
    case .list: text += " []\n"
    case .null: text += " null\n"
    case .flag(let flag): text += flag ? " true\n" : " false\n"
    case .number(let number): text += " \(number)\n"
    case .text(let words): text += " " + (block(words, indent: indent) ?? word(words) + "\n")
    }
  }

  /// A literal block, for a text of several lines that one can hold.
  private static func block(_ words: String, indent: Int) -> String? {
    guard words.unicodeScalars.contains("\n"), words.unicodeScalars.allSatisfy({ isPlain($0) || $0 == "\n" }) else {
      return nil
    }
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, !first.isEmpty, !first.hasPrefix(" ") else { return nil }
    // A last line that ends is written as it is, one that does not says so.
    guard !words.hasSuffix("\n\n") else { return nil }
    let ends = words.hasSuffix("\n")
    let margin = String(repeating: " ", count: indent)
    let body = (ends ? lines.dropLast() : lines[...]).map { $0.isEmpty ? "" : margin + $0 }
    return (ends ? "|\n" : "|-\n") + body.joined(separator: "\n") + "\n"
  }

  /// A plain word where it is read as itself, else in double quotes (YAML 1.2 §7.3).
  static func word(_ words: String) -> String {
    isSafe(words) ? words : quoted(words)
  }

  private static func isSafe(_ words: String) -> Bool {
    guard case .text = Tree.plain(words), let first = words.unicodeScalars.first, Words.isLetter(ascii(first))
    else { return false }
    // What YAML 1.1 would take for a flag is put in quotes.
    guard !["yes", "no", "on", "off", "y", "n"].contains(words.lowercased()) else { return false }
    return words.utf8.allSatisfy { Words.isLetterOrDigit($0) || "-_./+ ".utf8.contains($0) } && !words.hasSuffix(" ")
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> UInt8 { scalar.isASCII ? UInt8(scalar.value) : 0 }

  /// Written as it is within quotes or a block: no control character, nothing that a reader takes for an end of line.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func quoted(_ words: String) -> String {
    var text = "\""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      default:
        if isPlain(scalar) {
          text.unicodeScalars.append(scalar)
        } else {
          let code = String(scalar.value, radix: 16, uppercase: true)
          let digits = scalar.value <= 0xFF ? 2 : scalar.value <= 0xFFFF ? 4 : 8
          let letter = digits == 2 ? "x" : digits == 4 ? "u" : "U"
          text += "\\\(letter)" + String(repeating: "0", count: digits - code.count) + code
        }
      }
    }
    return text + "\""
  }
}
