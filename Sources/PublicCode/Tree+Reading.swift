import Yams

extension Tree {
  static let deepest = 16
  static let mostValues = 5_000

  struct Unreadable: Error, Equatable { var problem: Problem }

  /// Reads one document of YAML. What a stranger may send is bounded before it is read: its size, aliases; then its
  /// depth and its values.
  static func read(_ text: String) throws(Unreadable) -> Tree {
    guard text.utf8.count <= PublicSoftware.longestFile else { throw unreadable(.tooLarge, .start) }
    if let place = AliasScan.firstAlias(in: text) { throw unreadable(.alias, place) }
    let node: Node?
    do { node = try Parser(yaml: text, encoding: .utf8).singleRoot() } catch { throw told(error) }
    guard let node else { throw unreadable(.empty, .start) }
    var count = 0
    return try tree(node, depth: 0, count: &count)
  }

  private static func unreadable(_ kind: Problem.Kind, _ place: Place) -> Unreadable {
    Unreadable(problem: Problem(line: place.line, column: place.column, path: "", kind: kind))
  }

  private static func told(_ error: any Error) -> Unreadable {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      unreadable(.syntax(problem), place(mark))
    case .composer(_, let problem, let mark, _):
      unreadable(
        problem == "but found another document" ? .severalDocuments : .syntax(problem), place(mark))
    case .duplicatedKeysInMapping(_, let context): unreadable(.repeatedKey, place(context.mark))
    case .reader(let problem, let offset, _, let yaml): unreadable(.syntax(problem), placeOfByte(offset ?? 0, in: yaml))
    default: unreadable(.syntax(""), .start)
    }
  }

  private static func place(_ mark: Mark?) -> Place {
    Place(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }

  private static func placeOfByte(_ offset: Int, in text: String) -> Place {
    var place = Place.start
    for byte in text.utf8.prefix(max(0, offset)) {
      if byte == UInt8(ascii: "\n") {
        place = Place(line: place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }

  private static func tree(_ node: Node, depth: Int, count: inout Int) throws(Unreadable) -> Tree {
    let place = place(node.mark)
    count += 1
    guard depth <= deepest, count <= mostValues else { throw unreadable(.tooDeep, place) }
    switch node {
    case .scalar(let scalar): return Tree(value: value(of: scalar), place: place)
    case .sequence(let sequence):
      var elements: [Tree] = []
      for element in sequence { elements.append(try tree(element, depth: depth + 1, count: &count)) }
      return Tree(value: .list(elements), place: place)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        let keyPlace = self.place(key.mark)
        guard case .scalar(let name) = key else { throw unreadable(.wrongType(.text), keyPlace) }
        guard !entries.contains(where: { $0.key == name.string }) else { throw unreadable(.repeatedKey, keyPlace) }
        entries.append(
          Entry(key: name.string, place: keyPlace, value: try tree(value, depth: depth + 1, count: &count)))
      }
      return Tree(value: .section(entries), place: place)
    case .alias: throw unreadable(.alias, place)
    }
  }

  /// Words in quotes are text; others may be a flag, a number or nothing (YAML 1.2 §10.3).
  private static func value(of scalar: Node.Scalar) -> Value {
    guard scalar.style == .plain else { return .text(scalar.string) }
    return plain(scalar.string)
  }

  static func plain(_ word: String) -> Value {
    switch word {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .flag(true)
    case "false", "False", "FALSE": return .flag(false)
    default: return isNumber(word) ? .number(word) : .text(word)
    }
  }

  /// `12`, `-3`, `0.4`, `1e6`, `0x1F`.
  private static func isNumber(_ word: String) -> Bool {
    var digits = word.utf8[...]
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard digits.count <= 40, digits.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    if digits.starts(with: "0x".utf8) { return Int64(String(Substring(digits.dropFirst(2))), radix: 16) != nil }
    guard let first = digits.first, (0x30...0x39).contains(first) || first == UInt8(ascii: ".") else { return false }
    return Double(String(Substring(digits))) != nil
  }
}

/// Finds `*name` where `&name` is written too, before the text is read: what is read afterwards has no alias, so that
/// no short file stands for a long one. A star in a sentence has no anchor of its name, and passes.
enum AliasScan {
  static func firstAlias(in text: String) -> Tree.Place? {
    var anchors: Set<[UInt8]> = []
    visit(text) { mark, name, _ in if mark == UInt8(ascii: "&") { anchors.insert(name) } }
    guard !anchors.isEmpty else { return nil }
    var found: Tree.Place?
    visit(text) { mark, name, place in
      if found == nil, mark == UInt8(ascii: "*"), anchors.contains(name) { found = place }
    }
    return found
  }

  /// Each `&` or `*` that does not end a word, with the name that follows it (letters, digits, `-`, `_`).
  private static func visit(_ text: String, _ body: (_ mark: UInt8, _ name: [UInt8], _ place: Tree.Place) -> Void) {
    var place = Tree.Place(line: 1, column: 0)
    var mark: (UInt8, Tree.Place)?
    var name: [UInt8] = []
    var previous = UInt8(ascii: " ")
    func end() {
      if let mark, !name.isEmpty { body(mark.0, name, mark.1) }
      mark = nil
      name = []
    }
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 { place.column += 1 }
      if isOfName(byte), mark != nil {
        name.append(byte)
      } else {
        end()
        if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), !isOfWord(previous) { mark = (byte, place) }
      }
      if byte == UInt8(ascii: "\n") { place = Tree.Place(line: place.line + 1, column: 0) }
      previous = byte
    }
    end()
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// `R&D` is a word. Beyond ASCII one cannot tell a letter from a space by its byte: the mark counts.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
