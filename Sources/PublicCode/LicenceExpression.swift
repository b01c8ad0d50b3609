/// `EUPL-1.2 OR (AGPL-3.0-or-later WITH Classpath-exception-2.0)`: a licence, or several (SPDX 2.3, annex D).
public enum LicenceExpression {
  private static let longest = 500

  /// What is wrong with it: its first word that no list knows, or that SPDX has replaced.
  public static func problem(of text: String) -> Problem.Kind? {
    guard text.utf8.count <= longest else { return .unknownLicence(String(text.prefix(40)) + "…") }
    let words = split(text)
    guard !words.isEmpty else { return .missing }
    var depth = 0
    var awaits = Awaited.licence
    var deprecated: String?
    for word in words {
      switch (awaits, word) {
      case (.licence, "("): depth += 1
      case (.licence, _):
        guard let kind = known(word) else { return .unknownLicence(word) }
        if kind == .deprecated, deprecated == nil { deprecated = word }
        awaits = .joint
      case (.exception, _):
        guard LicenceIdentifiers.exceptions.contains(word) else { return .unknownLicence(word) }
        awaits = .joint
      case (.joint, ")"):
        guard depth > 0 else { return .unknownLicence(word) }
        depth -= 1
      case (.joint, "AND"), (.joint, "OR"): awaits = .licence
      case (.joint, "WITH"): awaits = .exception
      case (.joint, _): return .unknownLicence(text)
      }
    }
    guard awaits == .joint, depth == 0 else { return .unknownLicence(text) }
    return deprecated.map(Problem.Kind.deprecatedLicence)
  }

  /// Whether it names licences that the SPDX list knows, deprecated ones too.
  public static func isKnown(_ text: String) -> Bool {
    switch problem(of: text) {
    case nil, .deprecatedLicence: true
    default: false
    }
  }

  /// Whether whoever takes the work may hold it under licences that the Open Source Initiative has approved: one of
  /// those joined by `OR`, all of those joined by `AND`. An exception (`WITH`) only adds permissions.
  public static func isOpen(_ text: String) -> Bool {
    guard isKnown(text) else { return false }
    var words = split(text)[...]
    return isOpen(anyOf: &words)
  }

  /// `AND` binds closer than `OR` (SPDX 2.3, annex D.4).
  private static func isOpen(anyOf words: inout ArraySlice<String>) -> Bool {
    var isOpen = isOpen(allOf: &words)
    while words.first == "OR" {
      words.removeFirst()
      isOpen = Self.isOpen(allOf: &words) || isOpen
    }
    return isOpen
  }

  private static func isOpen(allOf words: inout ArraySlice<String>) -> Bool {
    var isOpen = isOpen(one: &words)
    while words.first == "AND" {
      words.removeFirst()
      isOpen = Self.isOpen(one: &words) && isOpen
    }
    return isOpen
  }

  private static func isOpen(one words: inout ArraySlice<String>) -> Bool {
    guard let word = words.popFirst() else { return false }
    guard word != "(" else {
      let isOpen = isOpen(anyOf: &words)
      if words.first == ")" { words.removeFirst() }
      return isOpen
    }
    if words.first == "WITH" { words.removeFirst(min(2, words.count)) }
    let bare = word.hasSuffix("+") ? String(word.dropLast()) : word
    return LicenceIdentifiers.approved.contains(word) || LicenceIdentifiers.approved.contains(bare)
  }

  /// Identifiers in use, in alphabetical order.
  public static var identifiers: [String] { LicenceIdentifiers.inUse.sorted() }

  private enum Awaited { case licence, exception, joint }
  private enum Known { case inUse, deprecated }

  private static func known(_ word: String) -> Known? {
    if LicenceIdentifiers.inUse.contains(word) { return .inUse }
    if LicenceIdentifiers.deprecated.contains(word) { return .deprecated }
    if word.hasSuffix("+"), LicenceIdentifiers.inUse.contains(String(word.dropLast())) { return .inUse }
    if word.hasPrefix("LicenseRef-"), word.utf8.count > 11, word.utf8.allSatisfy(isOfIdentifier) { return .inUse }
    return nil
  }

  private static func isOfIdentifier(_ byte: UInt8) -> Bool {
    Words.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text.unicodeScalars {
      switch character {
      case " ", "\t", "\n", "\r", "(", ")":
        if !word.isEmpty { words.append(word) }
        word = ""
        if character == "(" || character == ")" { words.append(String(character)) }
      default: word.unicodeScalars.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
