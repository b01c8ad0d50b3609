/// Finds organisations as one types: communes, intercommunalities, operators, by any of their names or codes.
///
/// It is built once from the register and never changes; a new register makes a new index. Some 36,000 entries are
/// read through at each search: with words turned into numbers, that takes under a millisecond and needs no postings.
public struct NameIndex: Sendable {
  /// One organisation: what it is called, its codes (INSEE, SIREN), and what ranks it (its population).
  public struct Entry: Sendable {
    let id: Int64
    let names: [String]
    let codes: [String]
    let weight: Int

    public init(id: Int64, names: [String], codes: [String], weight: Int) {
      self.id = id
      self.names = names
      self.codes = codes
      self.weight = weight
    }
  }

  /// One name of one entry; its words are numbers of the vocabulary, `[full][key][codes]` in `numbers`.
  struct Name {
    /// The entry's rank: 0 for the heaviest.
    var entry: Int32
    /// Where the words as written begin in `numbers`.
    var full: Int32
    /// Where the same words without articles begin.
    var key: Int32
    /// Where the entry's codes begin.
    var codes: Int32
    var end: Int32
  }

  /// Identifiers by rank: heaviest first, then by identifier.
  let ids: [Int64]
  let names: [Name]
  /// The words of all names, one after the other.
  let numbers: [Int32]
  let vocabulary: NameVocabulary

  public init(_ entries: some Sequence<Entry>) {
    let ranked = entries.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.id < $1.id }
    let spelled = ranked.map { entry in
      (names: entry.names.map(Self.spell), codes: entry.codes.map(Self.compact).filter { !$0.isEmpty })
    }
    let words = Self.sorted(Set(spelled.lazy.flatMap { $0.names.lazy.joined() }))
    let codes = Self.sorted(Set(spelled.lazy.flatMap(\.codes)))
    var wordNumbers: [[UInt8]: Int32] = [:]
    for (number, word) in words.enumerated() { wordNumbers[word] = Int32(number) }
    var codeNumbers: [[UInt8]: Int32] = [:]
    for (number, code) in codes.enumerated() { codeNumbers[code] = Int32(words.count + number) }

    var names: [Name] = []
    var numbers: [Int32] = []
    for (rank, entry) in spelled.enumerated() {
      // An entry without a name is still found by its codes.
      for spelling in entry.names.isEmpty ? [[]] : entry.names {
        let full = Int32(numbers.count)
        numbers.append(contentsOf: spelling.compactMap { wordNumbers[$0] })
        let key = Int32(numbers.count)
        numbers.append(contentsOf: Self.withoutArticles(spelling).compactMap { wordNumbers[$0] })
        let codes = Int32(numbers.count)
        numbers.append(contentsOf: entry.codes.compactMap { codeNumbers[$0] })
        names.append(Name(entry: Int32(rank), full: full, key: key, codes: codes, end: Int32(numbers.count)))
      }
    }
    ids = ranked.map(\.id)
    self.names = names
    self.numbers = numbers
    vocabulary = NameVocabulary(names: words, codes: codes)
  }

  private static func sorted(_ words: Set<[UInt8]>) -> [[UInt8]] {
    words.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The words of a name, folded, « St » and « Ste » written out.
  static func spell(_ name: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    WordReader.read(name) { word in words.append(writtenOut(Folding.folded(word.form))) }
    return words
  }

  /// A code as it is compared: folded, without spaces.
  static func compact(_ code: String) -> [UInt8] {
    var result: [UInt8] = []
    WordReader.read(code) { word in result.append(contentsOf: Folding.folded(word.form)) }
    return result
  }

  static func writtenOut(_ word: [UInt8]) -> [UInt8] {
    if word == Array("st".utf8) { return Array("saint".utf8) }
    if word == Array("ste".utf8) { return Array("sainte".utf8) }
    return word
  }

  static let articles = Set(["le", "la", "les", "l", "d", "de", "du", "des"].map { Array($0.utf8) })

  /// The words that are not articles; all of them if there is no other.
  static func withoutArticles(_ words: [[UInt8]]) -> [[UInt8]] {
    let kept = words.filter { !articles.contains($0) }
    return kept.isEmpty ? words : kept
  }
}
