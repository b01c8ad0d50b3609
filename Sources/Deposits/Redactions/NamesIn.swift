import Retrieval

/// What could be a name or a number in a passage: its words of four letters or more that have a capital or a figure.
struct NamesIn {
  private let words: Set<String>

  private static let common: Set<String> = ["madame", "monsieur", "mademoiselle", "docteur", "maitre", "maire"]

  init(_ passage: String) {
    let parts = passage.split { !$0.isLetter && !$0.isNumber }
    let telling = parts.filter { $0.count >= 4 && $0.contains { $0.isUppercase || $0.isNumber } }
    words = Set(telling.map { Folding.fold(String($0)) }).subtracting(Self.common)
  }

  /// Whether a text says one of them, whatever its case and accents.
  func isAny(in text: String) -> Bool { !words.isDisjoint(with: Folding.words(text)) }
}
