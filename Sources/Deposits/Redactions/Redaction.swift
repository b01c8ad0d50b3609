import Localization
import Platform
import Storage

/// A passage of what was published, or a file, that is blotted out for good, with a reason for everyone to read.
///
/// Proposed by an instructor and confirmed by another, or asked by the organisation whose text it is and accepted by an
/// instructor. Once confirmed the words themselves are overwritten wherever this contribution holds them
/// (docs/decisions/0007-redaction.md); it has no inverse.
struct Redaction: Sendable, Equatable {
  enum Place: String, Sendable, ColumnCodable { case version, comment, statement, attachment }
  enum Origin: String, Sendable, ColumnCodable { case instructor, author }
  enum Outcome: String, Sendable, ColumnCodable { case done, refused }

  var id: Int64
  var token: String
  var contribution: Int64
  var spot: Spot
  var hash: [UInt8]?
  var reason: String
  var language: Language
  var origin: Origin
  var proposedBy: Int64?
  var proposedAt: Instant
  var outcome: Outcome?
  var settledAt: Instant?

  /// Where a passage stands: a row, its column, and a range of characters.
  struct Spot: Sendable, Equatable {
    var place: Place
    var row: Int64
    var field = ""
    var first = 0
    var count = 0
  }

  static let longestReason = 500
  static let longestPassage = 5000
  /// Shorter, it would blot out what nobody meant.
  static let shortestPassage = 3

  /// What stands in the place of a passage, in the language of the text around it.
  static func mark(in language: Language) -> String {
    language == .french ? "[passage retiré]" : "[passage removed]"
  }
  /// Where there is no room for words.
  static let shortMark = "[…]"
  /// What stands in the place of the description of a file.
  static let fileMark = "[pièce jointe retirée]"

  /// Whether somebody may confirm it: never who proposed it.
  func isConfirmable(by person: Int64) -> Bool { outcome == nil && proposedBy != person }
}

enum RedactionRefusal: FieldRefusal, Equatable, CaseIterable {
  case noPassage, shortPassage, longPassage, unknownPassage, noReason, longReason, reasonTellsIt, ownProposal, settled,
    moved

  var status: Int {
    switch self {
    case .ownProposal, .settled, .moved: 409
    default: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .noPassage: t("Copiez ici le passage à retirer, ou choisissez une pièce jointe.")
    case .shortPassage: t("Ce passage est trop court : trois signes au moins.")
    case .longPassage: t("Ce passage est trop long : 5 000 caractères au plus. Faites-en plusieurs.")
    case .unknownPassage: t("Ce passage n’est dans aucun texte que vous pouvez faire retirer ici. Copiez-le tel quel.")
    case .noReason: t("Dites pourquoi ce passage doit être retiré.")
    case .longReason: t("Ce motif est trop long : 500 caractères au plus.")
    case .reasonTellsIt: t("Ce motif répète le passage : tout le monde le lira.")
    case .ownProposal: t("C’est vous qui l’avez proposé : un autre instructeur doit confirmer.")
    case .settled: t("Cette demande est déjà réglée.")
    case .moved: t("Le texte a changé depuis cette demande : proposez de nouveau le retrait.")
    }
  }

  var field: String {
    switch self {
    case .noReason, .longReason, .reasonTellsIt: "motif"
    default: "passage"
    }
  }
}

/// A passage as it is looked for: whatever its case and its spaces, at the edges of words.
struct Passage: Sendable {
  let words: [Character]

  init(_ text: String) { words = Self.folded(Array(text.trimmed)) }

  var isLongEnough: Bool { words.filter { !$0.isWhitespace }.count >= Redaction.shortestPassage }

  /// Where it stands in a text.
  func ranges(in text: String) -> [Range<Int>] {
    guard let head = words.first, text.count >= 1 else { return [] }
    let characters = Array(text)
    var found: [Range<Int>] = []
    var place = 0
    while place < characters.count {
      if Self.fold(characters[place]) == head, let end = end(from: place, in: characters) {
        found.append(place..<end)
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  /// The text with `mark` in its place, or a shorter one where `longest` leaves no room; nil when it is not there.
  func blotted(from text: String, mark: String, longest: Int) -> String? {
    let ranges = ranges(in: text)
    guard !ranges.isEmpty else { return nil }
    for mark in [mark, Redaction.shortMark] {
      var characters = Array(text)
      for range in ranges.reversed() { characters.replaceSubrange(range, with: Array(mark)) }
      let blotted = String(characters)
      if blotted.unicodeScalars.count <= longest { return blotted }
    }
    return Redaction.shortMark
  }

  private func end(from start: Int, in text: [Character]) -> Int? {
    if start > 0, Self.isWord(text[start - 1]), Self.isWord(text[start]) { return nil }
    var place = start
    for wanted in words {
      guard place < text.count else { return nil }
      if wanted == " " {
        guard text[place].isWhitespace else { return nil }
        while place < text.count, text[place].isWhitespace { place += 1 }
      } else {
        guard Self.fold(text[place]) == wanted else { return nil }
        place += 1
      }
    }
    if place < text.count, Self.isWord(text[place]), Self.isWord(text[place - 1]) { return nil }
    return place
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private static func fold(_ character: Character) -> Character {
    if character.isWhitespace { return " " }
    let lower = character.lowercased()
    return lower.count == 1 ? lower.first ?? character : character
  }

  /// Lower case, each run of spaces as one.
  private static func folded(_ text: [Character]) -> [Character] {
    var result: [Character] = []
    for character in text.map(fold) where !(character == " " && result.last == " ") { result.append(character) }
    return result
  }
}
