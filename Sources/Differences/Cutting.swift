/// A text in parts that, put together again, are that text.
enum Cutting {
  /// Up to the end of a sentence or of a line, with the spaces that follow.
  static func sentences(_ text: String) -> [Substring] {
    cut(text) { previous, next in
      if previous.isNewline { return !next.isNewline }
      guard previous.isWhitespace, !next.isWhitespace else { return false }
      return true
    } joining: { part in
      !endsSentence(part)
    }
  }

  /// Words, and the spaces between them; punctuation stays with its word.
  static func words(_ text: Substring) -> [Substring] {
    cut(String(text)) { previous, next in
      previous.isWhitespace != next.isWhitespace
    } joining: { _ in
      false
    }
  }

  /// Cuts where `isBetween` two characters, then joins a part to the next one where asked.
  private static func cut(
    _ text: String, where isBetween: (Character, Character) -> Bool, joining: (Substring) -> Bool
  ) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var last = start
    var previous: Character?
    var index = start
    while index < text.endIndex {
      let next = text[index]
      if let previous, isBetween(previous, next), !joining(text[last..<index]) {
        parts.append(text[start..<index])
        start = index
      }
      if let previous, isBetween(previous, next) { last = index }
      previous = next
      index = text.index(after: index)
    }
    if start < text.endIndex { parts.append(text[start...]) }
    return parts
  }

  /// Whether a word ends its sentence: by a mark, or by the end of a line.
  private static func endsSentence(_ word: Substring) -> Bool {
    if word.last?.isNewline ?? false { return true }
    let marks: Set<Character> = [".", "!", "?", "…", ":", ";"]
    let closing: Set<Character> = ["»", "”", ")", "\""]
    let bare = word.reversed().drop { $0.isWhitespace || closing.contains($0) }
    return bare.first.map(marks.contains) ?? false
  }
}
