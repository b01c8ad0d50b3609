/// What a query asks: for each of its words, the terms that satisfy it.
struct TextQuery {
  /// By word; empty for a word that no document has. At most 32 words are read.
  var words: [[Int32]] = []
  var corrections: [TextIndex.Correction] = []
  /// The first letters, folded, of what was typed and of what it was read as.
  private(set) var initials: Set<UInt8> = []

  init(_ query: String, in index: TextIndex) {
    var stemmer: Stemmer?
    for word in Self.meaningfulWords(query) {
      var terms = index.vocabulary.candidates(word.form, isStop: word.isStop, &stemmer).filter(index.isPresent)
      if terms.isEmpty, !word.isStop, Self.canBeMistyped(word.form) {
        var neighbours = index.vocabulary.neighbours(word.form)
        neighbours = neighbours.filter { $0.terms.contains(where: index.isPresent) }
        for term in neighbours.flatMap(\.terms) where index.isPresent(term) && !terms.contains(term) {
          terms.append(term)
        }
        for neighbour in neighbours { readInitial(of: Array(neighbour.form.utf8)) }
        if !neighbours.isEmpty {
          let typed = String(decoding: word.form, as: UTF8.self)
          corrections.append(TextIndex.Correction(typed: typed, read: neighbours.map(\.form).sorted()))
        }
      }
      readInitial(of: word.form)
      if terms.isEmpty || !words.contains(terms) { words.append(terms) }
    }
  }

  private mutating func readInitial(of form: [UInt8]) {
    if let initial = Folding.folded(form).first { initials.insert(initial) }
  }

  /// The words of a query without those that mean nothing, unless it has no other.
  private static func meaningfulWords(_ query: String) -> [(form: [UInt8], isStop: Bool)] {
    var words: [(form: [UInt8], isStop: Bool)] = []
    FrenchWords.read(String(query.prefix(1_000))) { form, _ in
      words.append((form, FrenchWords.stop.contains(String(decoding: form, as: UTF8.self))))
    }
    let meaningful = words.filter { !$0.isStop }
    return Array((meaningful.isEmpty ? words : meaningful).prefix(32))
  }

  /// Five letters at least: a shorter word is near to too many others. No digit: 2025 is not a mistake for 2024.
  private static func canBeMistyped(_ form: [UInt8]) -> Bool {
    form.count >= 5 && !form.contains { (0x30...0x39).contains($0) } && Folding.folded(form).count >= 5
  }
}

extension TextIndex {
  /// A word that no document has, and the words at one typing mistake that were searched in its place.
  public struct Correction: Sendable, Equatable {
    public let typed: String
    public let read: [String]
  }

  /// Whether a document that is there has the term.
  func isPresent(_ term: Int32) -> Bool {
    if isCompact { return !postings[Int(term)].isEmpty }
    return postings[Int(term)].contains { lengths[Int($0.document)] >= 0 }
  }

  /// What a query was read as, to be marked in the texts that it found.
  public struct Sought: Sendable, Equatable {
    let terms: Set<Int32>
    /// A word that begins otherwise is none of them: most words of a text are passed over by one look.
    let initials: Set<UInt8>

    init(_ query: TextQuery) {
      terms = Set(query.words.joined())
      initials = query.initials
    }
  }

  /// The places of the words of a text that a query is about, in order: what an extract highlights.
  ///
  /// « L’eau » is marked for « eaux » without its article.
  public func marks(query: String, in text: String) -> [Range<String.Index>] {
    marks(Sought(TextQuery(query, in: self)), in: text)
  }

  /// The same for a query that was read already.
  public func marks(_ sought: Sought, in text: String) -> [Range<String.Index>] {
    guard !sought.terms.isEmpty else { return [] }
    var marks: [Range<String.Index>] = []
    var stemmer: Stemmer?
    FrenchWords.read(text) { form, bytes in
      guard let first = form.first, first >= 0x80 || sought.initials.contains(first) else { return }
      guard let term = vocabulary.find(form, &stemmer), sought.terms.contains(term) else { return }
      let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
      marks.append(start..<text.utf8.index(start, offsetBy: bytes.count))
    }
    return marks
  }
}
