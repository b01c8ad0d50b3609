/// Finds organisations as one types: communes, intercommunalities, operators, by any of their names or codes.
///
/// It is built once from the register and never changes; a new register makes a new index. Some 36,000 entries are
/// read through at each search: with words turned into numbers, that takes under a millisecond and needs no postings.
public struct NameIndex: Sendable {
  /// One organisation: what it is and is called, its codes (INSEE, SIREN), and what ranks it (its population).
  public struct Entry: Sendable {
    let id: Int64
    let kind: Kind
    let names: [String]
    let codes: [String]
    let weight: Int

    public init(id: Int64, kind: Kind, names: [String], codes: [String], weight: Int) {
      self.id = id
      self.kind = kind
      self.names = names
      self.codes = codes
      self.weight = weight
    }

    /// The heaviest first, then by identifier.
    func isBefore(_ other: Entry) -> Bool { weight != other.weight ? weight > other.weight : id < other.id }
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
    /// Whether it is what people call the entry for short: « Grand Dax », « Alpi ».
    var isShort: Bool
  }

  /// Identifiers by rank: heaviest first, then by identifier.
  let ids: [Int64]
  /// What each is, by rank.
  let kinds: [Kind]
  let names: [Name]
  /// The words of all names, one after the other.
  let numbers: [Int32]
  let vocabulary: NameVocabulary

  public init(_ entries: some Sequence<Entry>) {
    let entries = Array(entries)
    // Places rather than entries are sorted: an entry is heavy to move.
    let places = entries.indices.sorted { entries[$0].isBefore(entries[$1]) }
    var words = Numbering()
    var codes = Numbering()
    let spelled = places.map { Spelled(entries[$0], &words, &codes) }
    let (sortedWords, wordNumbers) = words.sorted(from: 0)
    let (sortedCodes, codeNumbers) = codes.sorted(from: Int32(sortedWords.count))

    var names: [Name] = []
    var numbers: [Int32] = []
    for (rank, entry) in spelled.enumerated() {
      // An entry without a name is still found by its codes.
      for spelling in entry.names.isEmpty ? [Spelled.Spelling()] : entry.names {
        let full = Int32(numbers.count)
        for word in spelling.full { numbers.append(wordNumbers[word]) }
        let key = Int32(numbers.count)
        for word in spelling.key { numbers.append(wordNumbers[word]) }
        let codes = Int32(numbers.count)
        for code in entry.codes { numbers.append(codeNumbers[code]) }
        names.append(
          Name(
            entry: Int32(rank), full: full, key: key, codes: codes, end: Int32(numbers.count),
            isShort: spelling.isShort))
      }
    }
    ids = places.map { entries[$0].id }
    kinds = places.map { entries[$0].kind }
    self.names = names
    self.numbers = numbers
    vocabulary = NameVocabulary(names: sortedWords, codes: sortedCodes)
  }

  /// The names and codes of an entry, in words numbered as they came.
  private struct Spelled {
    struct Spelling {
      var full: [Int] = []
      /// Without articles.
      var key: [Int] = []
      var isShort = false
    }
    var names: [Spelling] = []
    var codes: [Int] = []

    init(_ entry: Entry, _ words: inout Numbering, _ codes: inout Numbering) {
      for name in entry.names {
        let spelling = NameIndex.spell(name, of: entry.kind)
        names.append(Self.numbered(spelling, &words))
        for short in NameIndex.shortNames(name, spelling, of: entry.kind) {
          names.append(Self.numbered(short, &words, isShort: true))
        }
      }
      for code in entry.codes.map(NameIndex.compact) where !code.isEmpty { self.codes.append(codes.number(code)) }
    }

    private static func numbered(_ words: [[UInt8]], _ known: inout Numbering, isShort: Bool = false) -> Spelling {
      var spelling = Spelling(isShort: isShort)
      for word in words { spelling.full.append(known.number(word)) }
      for word in NameIndex.withoutArticles(words) { spelling.key.append(known.number(word)) }
      return spelling
    }
  }

  /// Gives numbers to words as they come; then those of their order.
  private struct Numbering {
    private var words: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]

    mutating func number(_ word: [UInt8]) -> Int {
      if let known = numbers[word] { return known }
      let number = words.count
      words.append(word)
      numbers[word] = number
      return number
    }

    /// The words in the order of their bytes, and for each number given the place of its word, counted from `start`.
    func sorted(from start: Int32) -> (words: [[UInt8]], places: [Int32]) {
      let heads = words.map(Self.head)
      let order = words.indices.sorted { one, other in
        heads[one] != heads[other] ? heads[one] < heads[other] : words[one].lexicographicallyPrecedes(words[other])
      }
      var places = [Int32](repeating: 0, count: words.count)
      for (place, number) in order.enumerated() { places[number] = start + Int32(place) }
      return (order.map { words[$0] }, places)
    }

    /// The first eight bytes as one number: most words differ there.
    private static func head(_ word: [UInt8]) -> UInt64 {
      var head: UInt64 = 0
      for place in 0..<8 { head = head << 8 | UInt64(place < word.count ? word[place] : 0) }
      return head
    }
  }

  /// A code as it is compared: folded, without spaces.
  static func compact(_ code: String) -> [UInt8] {
    var result: [UInt8] = []
    WordReader.read(code) { word in result.append(contentsOf: Folding.folded(word.form)) }
    return result
  }

  static let articles = Set(["le", "la", "les", "l", "d", "de", "du", "des"].map { Array($0.utf8) })

  /// The words that are not articles; all of them if there is no other.
  static func withoutArticles(_ words: [[UInt8]]) -> [[UInt8]] {
    let kept = words.filter { !articles.contains($0) }
    return kept.isEmpty ? words : kept
  }
}
