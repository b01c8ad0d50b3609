/// One word typed, as numbers of the vocabulary.
struct NameTerm {
  /// The number of the very word, or -1.
  var exact: Int32
  /// The words of names that it begins.
  var names: Range<Int32>
  /// The codes that it begins.
  var codes: Range<Int32>
  /// Its bit in the masks of a question; 0 for an article that a name need not have.
  var bit: UInt16
}

/// How well a name answers, best first.
enum NameTier: UInt8 {
  case whole
  /// What the entry is called for short.
  case short
  case beginning, beginningWithoutArticle, beginningOfShort
  /// Somewhere in the name, each word as it was typed.
  case wholeWords
  case words

  static let count = words.rawValue + 1
}

/// What is typed, ready to be compared with names.
struct NameQuestion {
  /// All words typed.
  private var full: [NameTerm] = []
  /// Those that a name must have: without articles, unless there is nothing else.
  private var key: [NameTerm] = []
  /// All bits of the words that a name must have.
  private var all: UInt16 = 0
  /// Whether each word that a name must have is a word of some name.
  private var areAllKnown = true
  /// Whether some word that a name must have begins nothing: without forgiveness no name answers.
  private(set) var isHopeless = false
  /// The number of the code that was typed whole, or -1.
  private var code: Int32 = -1
  /// The codes that the only word begins.
  private var codes: Range<Int32> = 0..<0
  /// By number of word: the bits of the terms that begin it.
  private var begun: [UInt16]
  /// The same with one mistake forgiven, and the terms that are then the whole word; empty as long as none is.
  private var nearlyBegun: [UInt16] = []
  private var nearlyWhole: [UInt16] = []

  /// At most 16 words.
  init(_ words: [[UInt8]], in vocabulary: NameVocabulary, keepsLastArticle: Bool) {
    begun = Array(repeating: 0, count: vocabulary.count)
    let hasOthers = words.contains { !NameIndex.articles.contains($0) }
    for (place, word) in words.enumerated() {
      let isOpen = keepsLastArticle && place == words.count - 1
      let isNeeded = isOpen || !hasOthers || !NameIndex.articles.contains(word)
      let names = vocabulary.nameNumbers(beginningWith: word)
      let isCode = word.count >= 2 && (0x30...0x39).contains(word[0])
      let codes = isCode ? vocabulary.codeNumbers(beginningWith: word) : 0..<0
      let isWhole = !names.isEmpty && vocabulary.word(names.lowerBound).count == word.count
      let term = NameTerm(
        exact: isWhole ? Int32(names.lowerBound) : -1, names: Int32(names.lowerBound)..<Int32(names.upperBound),
        codes: Int32(codes.lowerBound)..<Int32(codes.upperBound), bit: isNeeded ? 1 << UInt16(place) : 0)
      full.append(term)
      guard isNeeded else { continue }
      key.append(term)
      all |= term.bit
      if !isWhole { areAllKnown = false }
      if names.isEmpty && codes.isEmpty { isHopeless = true }
      for number in names { begun[number] |= term.bit }
      for number in codes { begun[number] |= term.bit }
    }
    guard key.count == 1, let only = key.first, !only.codes.isEmpty else { return }
    codes = only.codes
    if vocabulary.word(Int(codes.lowerBound)).count == words[full.count - 1].count { code = codes.lowerBound }
  }

  /// Forgives one mistake in one of the words of at least four letters; false when that cannot help.
  mutating func forgiveOneMistake(_ words: [[UInt8]], in vocabulary: NameVocabulary) -> Bool {
    let unknown = full.indices.filter { full[$0].bit != 0 && full[$0].names.isEmpty && full[$0].codes.isEmpty }
    guard unknown.count <= 1 else { return false }
    nearlyBegun = Array(repeating: 0, count: vocabulary.count)
    nearlyWhole = nearlyBegun
    isHopeless = false
    var helps = false
    for place in unknown.isEmpty ? Array(full.indices) : unknown where full[place].bit != 0 {
      let word = words[place]
      guard word.count >= 4, !word.contains(where: { (0x30...0x39).contains($0) }) else { continue }
      let bit = full[place].bit
      vocabulary.forEachName(reachedBy: word) { number, reach in
        nearlyBegun[number] |= bit
        if reach == .whole { nearlyWhole[number] |= bit }
        helps = true
      }
    }
    return helps
  }

  /// Calls `body` with each name that answers and how well, in the order of the names.
  func forEachAnswer(in index: NameIndex, _ body: (NameIndex.Name, NameTier) -> Void) {
    guard !isHopeless else { return }
    let readsCodes = key.contains { !$0.codes.isEmpty }
    let forgives = !nearlyBegun.isEmpty
    index.numbers.withUnsafeBufferPointer { numbers in
      begun.withUnsafeBufferPointer { begun in
        nearlyBegun.withUnsafeBufferPointer { nearly in
          for name in index.names {
            var mask: UInt16 = 0
            for place in Int(name.full)..<Int(name.key) { mask |= begun[Int(numbers[place])] }
            if readsCodes { for place in Int(name.codes)..<Int(name.end) { mask |= begun[Int(numbers[place])] } }
            let missing = all & ~mask
            if missing == 0 {
              body(name, tier(of: name, numbers, forgiven: 0))
            } else if forgives, missing & (missing &- 1) == 0 {
              var reached: UInt16 = 0
              for place in Int(name.full)..<Int(name.key) { reached |= nearly[Int(numbers[place])] }
              if reached & missing != 0 { body(name, tier(of: name, numbers, forgiven: missing)) }
            }
          }
        }
      }
    }
  }

  /// How well one name answers, no mistake being forgiven; nil where it does not.
  func tier(of name: NameIndex.Name, in index: NameIndex) -> NameTier? {
    guard !isHopeless else { return nil }
    let readsCodes = key.contains { !$0.codes.isEmpty }
    return index.numbers.withUnsafeBufferPointer { numbers in
      var mask: UInt16 = 0
      for place in Int(name.full)..<Int(name.key) { mask |= begun[Int(numbers[place])] }
      if readsCodes { for place in Int(name.codes)..<Int(name.end) { mask |= begun[Int(numbers[place])] } }
      return all & ~mask == 0 ? tier(of: name, numbers, forgiven: 0) : nil
    }
  }

  /// How well a name answers that has every word; `forgiven` is the bit of the word that bears a mistake.
  private func tier(of name: NameIndex.Name, _ numbers: UnsafeBufferPointer<Int32>, forgiven: UInt16) -> NameTier {
    let fullWords = Int(name.full)..<Int(name.key)
    let keyWords = Int(name.key)..<Int(name.codes)
    var isBegun = false
    if !codes.isEmpty {
      for place in Int(name.codes)..<Int(name.end) {
        if numbers[place] == code { return .whole }
        isBegun = isBegun || codes.contains(numbers[place])
      }
    }
    let byKey = compare(key, keyWords, numbers, forgiven)
    if byKey == .whole { return name.isShort ? .short : .whole }
    let byFull = compare(full, fullWords, numbers, forgiven)
    if byFull == .whole { return name.isShort ? .short : .whole }
    if name.isShort {
      if isBegun { return .beginning }
      return byFull == .beginning || byKey == .beginning ? .beginningOfShort : .words
    }
    if isBegun || byFull == .beginning || (full.count == key.count && byKey == .beginning) { return .beginning }
    if byKey == .beginning { return .beginningWithoutArticle }
    return hasWholeWords(keyWords, numbers) ? .wholeWords : .words
  }

  /// Whether each word that a name must have is there as it was typed, not only as a beginning.
  @inline(__always)
  private func hasWholeWords(_ words: Range<Int>, _ numbers: UnsafeBufferPointer<Int32>) -> Bool {
    guard areAllKnown else { return false }
    for term in key where !words.contains(where: { numbers[$0] == term.exact }) { return false }
    return true
  }

  /// Whether the terms are the very words, or the first ones (the last may be unfinished), or neither.
  @inline(__always)
  private func compare(
    _ terms: [NameTerm], _ words: Range<Int>, _ numbers: UnsafeBufferPointer<Int32>, _ forgiven: UInt16
  ) -> TypingMistake.Reach? {
    guard words.count >= terms.count, !terms.isEmpty else { return nil }
    let last = terms.count - 1
    for place in 0..<last where !isWhole(terms[place], numbers[words.lowerBound + place], forgiven) { return nil }
    let number = numbers[words.lowerBound + last]
    if words.count == terms.count, isWhole(terms[last], number, forgiven) { return .whole }
    if terms[last].names.contains(number) { return .beginning }
    guard forgiven != 0, terms[last].bit == forgiven else { return nil }
    return nearlyBegun[Int(number)] & forgiven != 0 ? .beginning : nil
  }

  @inline(__always)
  private func isWhole(_ term: NameTerm, _ number: Int32, _ forgiven: UInt16) -> Bool {
    if number == term.exact { return true }
    return forgiven != 0 && term.bit == forgiven && nearlyWhole[Int(number)] & forgiven != 0
  }
}
