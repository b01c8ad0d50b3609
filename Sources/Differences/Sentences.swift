/// A text cut into its sentences, each with the spaces that follow it: joined, they give the text back.
///
/// A sentence ends with a mark (`.`, `!`, `?`, `…`) before a space, or with its line: an item of a list is one. What
/// stands in quotation marks « », an abbreviation, an initial, the number of an item and a mark that a small letter
/// follows end nothing. The rule never changes for texts that were cut already: whoever keeps a sentence keeps its
/// range as well.
public struct Sentences: Sendable, Equatable {
  /// By characters (extended grapheme clusters), one after the other, none empty.
  public private(set) var ranges: [Range<Int>] = []
  private let characters: [Character]

  public init(_ text: String) {
    characters = Array(text)
    let closings = Self.closings(characters)
    var start = 0
    var first = afterSpaces(from: 0)
    var place = first
    while place < characters.count {
      if characters[place] == "«", let closing = closings[place] {
        // What is quoted stays whole; its last mark may end the sentence around it.
        guard let mark = lastMark(before: closing, after: place) else {
          place = closing + 1
          continue
        }
        place = mark
      }
      let after = afterClosing(from: place)
      if ends(at: place, after: after, from: first) {
        place = afterSpaces(from: after)
        ranges.append(start..<place)
        (start, first) = (place, place)
      } else {
        place = max(after, place + 1)
      }
    }
    if start < characters.count { ranges.append(start..<characters.count) }
  }

  public var count: Int { ranges.count }

  /// The sentences themselves, with their spaces.
  public var texts: [String] { ranges.map { String(characters[$0]) } }

  private static let marks: Set<Character> = [".", "!", "?", "…"]
  private static let closing: Set<Character> = ["»", "”", "\"", ")", "]", "’", "'"]
  /// A quotation that nobody closes within so many characters is none.
  private static let longestQuotation = 2_000

  /// Without their dot, in small letters: what stands before a name or a number.
  private static let abbreviations: Set<String> = [
    "m", "mm", "mme", "mmes", "mlle", "mlles", "dr", "pr", "me", "st", "ste", "sts", "stes", "av", "bd", "bld", "pl",
    "art", "al", "cf", "chap", "ch", "éd", "env", "ex", "fig", "nb", "no", "n", "nº", "obs", "op", "p", "pp", "réf",
    "resp", "tél", "tel", "v", "vs", "c.-à-d", "c-à-d", "p.ex", "i.e", "e.g",
  ]
  /// What may also be the last word: nothing ends before a small letter or a digit.
  private static let endings: Set<String> = [
    "etc", "h", "hab", "min", "max", "mn", "sec", "vol", "suiv", "janv", "févr", "avr", "juil", "sept", "oct", "nov",
    "déc",
  ]

  /// For each «, the place of the » that closes it in the same line.
  private static func closings(_ characters: [Character]) -> [Int: Int] {
    guard characters.contains("«") else { return [:] }
    var closings: [Int: Int] = [:]
    var next: Int?
    for place in characters.indices.reversed() {
      switch characters[place] {
      case "»": next = place
      case "«": if let next, next - place <= longestQuotation { closings[place] = next }
      default: if characters[place].isNewline { next = nil }
      }
    }
    return closings
  }

  /// The mark that ends what is quoted, by which the sentence around it may end.
  private func lastMark(before closing: Int, after opening: Int) -> Int? {
    var place = closing - 1
    while place > opening, isSpace(place) { place -= 1 }
    return place > opening && Self.marks.contains(characters[place]) ? place : nil
  }

  /// Whether the sentence whose first sign is at `start` ends at a place.
  /// - Parameter after: the place after the marks that stand there.
  private func ends(at place: Int, after: Int, from start: Int) -> Bool {
    if characters[place].isNewline { return true }
    guard Self.marks.contains(characters[place]) else { return false }
    guard after < characters.count else { return true }
    guard characters[after].isWhitespace else { return false }
    let next = afterSpaces(from: after)
    guard next < characters.count, !characters[after..<next].contains(where: \.isNewline) else { return true }
    let goesOn = characters[next].isLowercase
    guard characters[place] == ".", after == place + 1 else { return !goesOn }
    return !isAbbreviated(before: place, from: start, next: characters[next])
  }

  /// Whether a dot belongs to the word before it: `M.`, `art.`, an initial, the number of an item, `etc.` before a
  /// small letter.
  private func isAbbreviated(before place: Int, from start: Int, next: Character) -> Bool {
    var first = place
    while first > start, isWord(characters[first - 1]) { first -= 1 }
    guard first < place else { return next.isLowercase }
    let word = String(characters[first..<place]).lowercased()
    if Self.abbreviations.contains(word) { return true }
    if Self.endings.contains(word) { return next.isLowercase || next.isNumber }
    // The number or the letter of an item begins it.
    if first == start, word.count == 1 || word.count <= 3 && word.allSatisfy(\.isNumber) { return true }
    // An initial is a capital by itself: « J. Dupont ».
    return place - first == 1 && characters[first].isUppercase
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "." || character == "-"
  }

  /// After the marks, the quotation marks and the brackets that close at a place; a » may stand after a space.
  private func afterClosing(from place: Int) -> Int {
    guard Self.marks.contains(characters[place]) else { return place + 1 }
    var end = place + 1
    while end < characters.count {
      if Self.marks.contains(characters[end]) || Self.closing.contains(characters[end]) {
        end += 1
      } else if isSpace(end), end + 1 < characters.count, characters[end + 1] == "»" {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private func isSpace(_ place: Int) -> Bool { characters[place].isWhitespace && !characters[place].isNewline }

  private func afterSpaces(from place: Int) -> Int {
    var end = place
    while end < characters.count, characters[end].isWhitespace { end += 1 }
    return end
  }
}
