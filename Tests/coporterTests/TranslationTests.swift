import Foundation
import Testing

/// Reads every phrase of the sources, marked by `t(…)`, and compares with the rooms' `en.json`.
@Suite("Translations")
struct TranslationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let rooms = [
    "Platform", "Directory", "Catalogue", "Consultations", "Deposits", "Instruction", "Votes", "Demonstration",
  ]

  private func keys(inSourcesOf room: String) throws -> Set<String> {
    let folder = Self.root.appending(path: "Sources/\(room)")
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    var keys: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      keys.formUnion(PhraseScanner.keys(in: text))
    }
    return keys
  }

  private func translations(of room: String) throws -> Set<String> {
    let file = Self.root.appending(path: "Sources/\(room)/Localization/en.json")
    return Set(try JSONDecoder().decode([String: String].self, from: try Data(contentsOf: file)).keys)
  }

  @Test("Every phrase of a room has its English, and no translation is left without its phrase", arguments: rooms)
  func complete(room: String) throws {
    let used = try keys(inSourcesOf: room)
    let translated = try translations(of: room)
    #expect(used.subtracting(translated).sorted() == [], "missing in \(room)/Localization/en.json")
    #expect(translated.subtracting(used).sorted() == [], "orphans in \(room)/Localization/en.json")
  }

  @Test("Phrases are set as French printing asks, and use the words of the field", arguments: rooms)
  func typography(room: String) throws {
    let faults = try Regex("'|\\.\\.\\.| [:;!?»]|« |[a-zé]  [a-z]")
    let avoided = try Regex(#"\b(lots?|offres?|candidats?|jury|listes? électorales?|délégations?|emails?)\b"#)
    for key in try keys(inSourcesOf: room) {
      #expect(key.firstMatch(of: faults) == nil, "\(key)")
      #expect(key.lowercased().firstMatch(of: avoided) == nil, "\(key)")
    }
  }

  @Test("The scanner sees interpolations and both forms of a plural")
  func scanner() {
    let source = #"x = t("Bonjour \(name.uppercased()) !"); y = t(n, one: "\(n) soutien", other: "\(n) soutiens")"#
    #expect(PhraseScanner.keys(in: source) == ["Bonjour {0} !", "{0} soutien", "{0} soutiens"])
  }
}

/// Finds the literals that stand in a call of `t(…)`, with their interpolations numbered as `PhraseLiteral` does.
enum PhraseScanner {
  static func keys(in source: String) -> Set<String> {
    var keys: Set<String> = []
    var rest = Substring(source)
    while let call = rest.firstRange(of: /(?:\bt\(\s*|\bone:\s*|\bother:\s*)"/) {
      rest = rest[call.upperBound...]
      keys.insert(literal(&rest))
    }
    return keys
  }

  /// Reads to the closing quote.
  private static func literal(_ rest: inout Substring) -> String {
    var key = ""
    var count = 0
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\" else {
        key.append(character)
        continue
      }
      switch rest.popFirst() {
      case "(":
        key += "{\(count)}"
        count += 1
        skipInterpolation(&rest)
      case "u":
        let scalar = rest.dropFirst().prefix { $0 != "}" }
        rest = rest[scalar.endIndex...].dropFirst()
        if let value = UInt32(scalar, radix: 16), let unicode = Unicode.Scalar(value) { key.append(Character(unicode)) }
      case let other?: key.append(other)
      case nil: break
      }
    }
    return key
  }

  private static func skipInterpolation(_ rest: inout Substring) {
    var depth = 1
    while depth > 0, let character = rest.popFirst() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
    }
  }
}
