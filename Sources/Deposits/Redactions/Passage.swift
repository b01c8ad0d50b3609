/// A passage as it is looked for: as it reads, whatever its case and its spaces, at the edges of words.
struct Passage: Sendable {
  let words: [Character]

  init(_ text: String) {
    let signs = ReadText(text).signs.map(\.character).drop { $0 == " " }
    words = Array(signs.last == " " ? signs.dropLast() : signs)
  }

  var isLongEnough: Bool { words.filter { !$0.isWhitespace }.count >= Redaction.shortestPassage }

  /// Where it stands in a text, with the marks of Markdown that stand in it.
  func ranges(in text: String) -> [Range<Int>] { ranges(in: ReadText(text)) }

  private func ranges(in text: ReadText) -> [Range<Int>] {
    guard let head = words.first else { return [] }
    var found: [Range<Int>] = []
    var place = 0
    while place < text.signs.count {
      if text.signs[place].character == head, isThere(at: place, in: text) {
        let end = place + words.count
        let whole = text.whole(text.signs[place].range.lowerBound..<text.signs[end - 1].range.upperBound)
        // Two that follow each other share no mark.
        found.append(max(whole.lowerBound, found.last?.upperBound ?? 0)..<whole.upperBound)
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  /// The text with `mark` in its place, or a shorter one where `longest` leaves no room; nil when it is not there.
  func blotted(from text: String, mark: String, longest: Int) -> String? {
    blotting(of: text, mark: mark, longest: longest)?.text
  }

  /// The same, with where what stood before stands since.
  func blotting(of text: String, mark: String, longest: Int) -> (text: String, moves: TextMoves)? {
    let read = ReadText(text)
    let ranges = ranges(in: read)
    guard !ranges.isEmpty else { return nil }
    for mark in [mark, Redaction.shortMark] {
      var characters = read.characters
      var moves = TextMoves()
      for range in ranges.reversed() {
        let written = Array(mark) + read.openMarks(in: range).joined()
        characters.replaceSubrange(range, with: written)
        moves.prepend(range, written: written.count)
      }
      let blotted = String(characters)
      moves.text = blotted
      if blotted.unicodeScalars.count <= longest { return (blotted, moves) }
    }
    var moves = TextMoves()
    moves.prepend(0..<read.characters.count, written: Redaction.shortMark.count)
    moves.text = Redaction.shortMark
    return (Redaction.shortMark, moves)
  }

  private func isThere(at start: Int, in text: ReadText) -> Bool {
    let end = start + words.count
    guard end <= text.signs.count, !text.isInsideWord(start), !text.isInsideWord(end) else { return false }
    for (offset, wanted) in words.enumerated() where text.signs[start + offset].character != wanted { return false }
    return true
  }
}

/// A text as a reader has it before her: in lower case, each run of spaces as one, without the marks of Markdown.
struct ReadText: Sendable {
  struct Sign: Sendable {
    var character: Character
    /// Where it is in the text.
    var range: Range<Int>
  }

  let characters: [Character]
  private(set) var signs: [Sign] = []
  /// The parts that are not read, in their order: emphasis, ends of links with their addresses.
  private var silent: [Range<Int>] = []

  private static let emphasis: Set<Character> = ["*", "_", "~", "`", "\\"]
  private static let beginsLine: Set<Character> = [">", "#", "-", "+", "*"]
  private static let longestAddress = 500

  init(_ text: String) {
    characters = Array(text)
    var place = lineStart(at: 0)
    while place < characters.count {
      let next = end(ofSilenceAt: place)
      if next > place {
        silent.append(place..<next)
        place = next
      } else if characters[place].isWhitespace {
        place = read(spaceAt: place)
      } else {
        signs.append(Sign(character: Self.fold(characters[place]), range: place..<(place + 1)))
        place += 1
      }
    }
  }

  /// A run of spaces, with what begins the lines in it.
  private mutating func read(spaceAt start: Int) -> Int {
    var place = start
    while place < characters.count, characters[place].isWhitespace {
      let isNewLine = characters[place].isNewline
      place += 1
      if isNewLine { place = lineStart(at: place) }
    }
    if let last = signs.last, last.character == " " {
      signs[signs.count - 1].range = last.range.lowerBound..<place
    } else {
      signs.append(Sign(character: " ", range: start..<place))
    }
    return place
  }

  /// After the marks of a quotation, a heading or a list.
  private func lineStart(at start: Int) -> Int {
    var (place, known) = (start, start)
    while place < characters.count {
      if characters[place] == " " || characters[place] == "\t" {
        place += 1
        known = place
      } else if Self.beginsLine.contains(characters[place]) {
        let mark = characters[place]
        while place < characters.count, characters[place] == mark { place += 1 }
        guard place < characters.count, characters[place] == " " || characters[place] == "\t" else { return known }
      } else {
        return known
      }
    }
    return known
  }

  private func end(ofSilenceAt place: Int) -> Int {
    let character = characters[place]
    if Self.emphasis.contains(character) {
      return characters[place...].firstIndex { $0 != character } ?? characters.count
    }
    if character == "]", let end = linkEnd(at: place) { return end }
    if character == "[" || character == "!" {
      let bracket = character == "!" ? place + 1 : place
      guard bracket < characters.count, characters[bracket] == "[" else { return place }
      let close = characters[bracket...].prefix(Self.longestAddress).firstIndex(of: "]")
      if let close, linkEnd(at: close) != nil { return bracket + 1 }
    }
    return place
  }

  /// After the address of a link, whose text ends at `place`.
  private func linkEnd(at place: Int) -> Int? {
    guard place + 1 < characters.count, characters[place] == "]", characters[place + 1] == "(" else { return nil }
    return characters[place...].prefix(Self.longestAddress).firstIndex(of: ")").map { $0 + 1 }
  }

  /// A range without half a link in it, and with the marks around it that would stand alone.
  func whole(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    let inside = silent.filter { $0.lowerBound >= lower && $0.upperBound <= upper }
    let opened = inside.filter { characters[$0.upperBound - 1] == "[" }.count
    let closed = inside.filter { characters[$0.lowerBound] == "]" }.count
    if opened > closed, upper < characters.count, let end = linkEnd(at: upper) { upper = end }
    let alone = openMarks(in: lower..<upper).last
    if let after = silent.first(where: { $0.lowerBound == upper }), Array(characters[after]) == alone {
      return lower..<after.upperBound
    }
    if let before = silent.last(where: { $0.upperBound == lower }) {
      let endsLink = closed > opened && characters[before.upperBound - 1] == "["
      if endsLink || Array(characters[before]) == alone { lower = before.lowerBound }
    }
    return lower..<upper
  }

  /// The marks of emphasis of a range whose fellow stands outside of it.
  func openMarks(in range: Range<Int>) -> [[Character]] {
    var open: [[Character]] = []
    for part in silent where part.lowerBound >= range.lowerBound && part.upperBound <= range.upperBound {
      let mark = Array(characters[part])
      guard Self.emphasis.contains(mark[0]), mark[0] != "\\", !isInsideName(part) else { continue }
      if let fellow = open.lastIndex(of: mark) { open.removeSubrange(fellow...) } else { open.append(mark) }
    }
    return open
  }

  /// Whether it is a stroke within a name, as in `jean_dupont`.
  private func isInsideName(_ part: Range<Int>) -> Bool {
    guard characters[part.lowerBound] == "_", part.lowerBound > 0, part.upperBound < characters.count else {
      return false
    }
    return Self.isWord(characters[part.lowerBound - 1]) && Self.isWord(characters[part.upperBound])
  }

  /// Whether a place between two signs parts a word.
  func isInsideWord(_ place: Int) -> Bool {
    guard place > 0, place < signs.count else { return false }
    let (before, after) = (signs[place - 1], signs[place])
    return Self.isWord(before.character) && Self.isWord(after.character)
      && before.range.upperBound == after.range.lowerBound
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private static func fold(_ character: Character) -> Character {
    let lower = character.lowercased()
    return lower.count == 1 ? lower.first ?? character : character
  }
}
