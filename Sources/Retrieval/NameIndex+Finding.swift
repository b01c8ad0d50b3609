extension NameIndex {
  /// The organisations that a person may mean by what is typed so far, best first, at most `limit`.
  ///
  /// Every word typed begins a word of a name, in any order, or a code (two characters at least). First whole names and
  /// codes, then names that begin so, then the others; each of them by weight. When nothing fits, an article typed last
  /// is set aside, then one typing mistake is forgiven in one word of at least four letters.
  public func find(_ query: String, limit: Int) -> [Int64] {
    let typed = Self.typedWords(query)
    guard limit > 0, !typed.isEmpty else { return [] }
    let isLastOpen = query.unicodeScalars.last.map { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    let spellings = Self.spellings(typed)

    let ready = spellings.map { Question($0, in: vocabulary, keepsLastArticle: isLastOpen ?? false) }
    let found = answer(ready, limit: limit)
    if !found.isEmpty { return found }
    let patient = spellings.map { Question($0, in: vocabulary, keepsLastArticle: false) }
    let foundWithoutArticle = answer(patient, limit: limit)
    if !foundWithoutArticle.isEmpty { return foundWithoutArticle }
    return answer(patient.flatMap { $0.withOneMistake(in: vocabulary) }, limit: limit)
  }

  /// Twelve words are more than any name needs; what follows is not read, so that the cost of a search is bounded.
  private static func typedWords(_ query: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    WordReader.read(String(query.prefix(200))) { word in
      if words.count < 12 { words.append(Folding.folded(word.form)) }
    }
    return words
  }

  /// The ways to read what was typed: « St » written out, or (typed last) the beginning of « Strasbourg »; groups of
  /// digits also as one code.
  private static func spellings(_ typed: [[UInt8]]) -> [[[UInt8]]] {
    var spellings = [typed.map(writtenOut)]
    if let last = typed.last, let read = spellings[0].last, last != read {
      spellings.append(spellings[0].dropLast() + [last])
    }
    if typed.count > 1, typed.joined().allSatisfy({ (0x30...0x39).contains($0) }) {
      spellings.append([Array(typed.joined())])
    }
    return spellings
  }

  /// The best entries for any of the questions, by tier then by rank.
  private func answer(_ questions: [Question], limit: Int) -> [Int64] {
    var tiers: [[Int32]] = Array(repeating: [], count: Tier.allCases.count)
    var current: (entry: Int32, tier: Tier)?
    func keep() {
      guard let current, tiers[current.tier.rawValue].count < limit else { return }
      tiers[current.tier.rawValue].append(current.entry)
    }
    numbers.withUnsafeBufferPointer { numbers in
      for name in names {
        for question in questions {
          guard let tier = question.tier(of: name, numbers) else { continue }
          if let best = current, best.entry == name.entry {
            if tier.rawValue < best.tier.rawValue { current = (name.entry, tier) }
          } else {
            keep()
            current = (name.entry, tier)
          }
        }
      }
    }
    keep()
    return tiers.joined().prefix(limit).map { ids[Int($0)] }
  }
}

/// How well a name answers, best first.
private enum Tier: Int, CaseIterable {
  case whole, beginning, beginningWithoutArticle, words
}

/// One word typed, as numbers of the vocabulary.
private struct Term {
  var typed: [UInt8]
  /// The number of the very word, or -1.
  var exact: Int32
  var names: Range<Int32>
  var codes: Range<Int32>
  /// With a mistake forgiven: by number of word, 2 when it is the whole word, 1 when it begins it, 0 otherwise.
  var forgiven: [UInt8]?

  init(_ typed: [UInt8], in vocabulary: NameIndex.Vocabulary) {
    self.typed = typed
    names = vocabulary.nameNumbers(beginningWith: typed)
    let isExact = !names.isEmpty && vocabulary.words[Int(names.lowerBound)].count == typed.count
    exact = isExact ? names.lowerBound : -1
    let isCode = typed.count >= 2 && (0x30...0x39).contains(typed[0])
    codes = isCode ? vocabulary.codeNumbers(beginningWith: typed) : 0..<0
  }

  @inline(__always)
  func begins(_ number: Int32) -> Bool {
    if let forgiven { return Int(number) < forgiven.count && forgiven[Int(number)] > 0 }
    return names.contains(number)
  }

  @inline(__always)
  func isWhole(_ number: Int32) -> Bool {
    if let forgiven { return Int(number) < forgiven.count && forgiven[Int(number)] == 2 }
    return number == exact
  }
}

/// What is typed, ready to be compared with names.
private struct Question {
  /// All words typed.
  var full: [Term]
  /// Those that a name must have: without articles, unless there is nothing else.
  var key: [Term]
  /// The number of the code that was typed whole, or -1.
  var code: Int32

  init(_ words: [[UInt8]], in vocabulary: NameIndex.Vocabulary, keepsLastArticle: Bool) {
    var kept = NameIndex.withoutArticles(words)
    if keepsLastArticle, let last = words.last, NameIndex.articles.contains(last), kept.count < words.count {
      kept.append(last)
    }
    full = words.map { Term($0, in: vocabulary) }
    key = kept.map { Term($0, in: vocabulary) }
    code = -1
    if key.count == 1, let codes = key.first?.codes, !codes.isEmpty {
      let first = codes.lowerBound
      if vocabulary.words[Int(first)].count == key[0].typed.count { code = first }
    }
  }

  /// How well a name answers, or nil when one of the words is not in it.
  @inline(__always)
  func tier(of name: NameIndex.Name, _ numbers: UnsafeBufferPointer<Int32>) -> Tier? {
    for term in key where !isMet(term, by: name, numbers) { return nil }
    let keyWords = UnsafeBufferPointer(rebasing: numbers[Int(name.key)..<Int(name.codes)])
    let fullWords = UnsafeBufferPointer(rebasing: numbers[Int(name.full)..<Int(name.key)])
    if code >= 0, numbers[Int(name.codes)..<Int(name.end)].contains(code) { return .whole }
    if isWhole(keyWords, key) || isWhole(fullWords, full) { return .whole }
    if begins(fullWords, full) || begins(keyWords, full) { return .beginning }
    if key.count == 1, numbers[Int(name.codes)..<Int(name.end)].contains(where: { key[0].codes.contains($0) }) {
      return .beginning
    }
    return begins(keyWords, key) ? .beginningWithoutArticle : .words
  }

  @inline(__always)
  private func isMet(_ term: Term, by name: NameIndex.Name, _ numbers: UnsafeBufferPointer<Int32>) -> Bool {
    for place in Int(name.full)..<Int(name.key) where term.begins(numbers[place]) { return true }
    guard !term.codes.isEmpty else { return false }
    for place in Int(name.codes)..<Int(name.end) where term.codes.contains(numbers[place]) { return true }
    return false
  }

  private func isWhole(_ words: UnsafeBufferPointer<Int32>, _ terms: [Term]) -> Bool {
    words.count == terms.count && zip(words, terms).allSatisfy { $1.isWhole($0) }
  }

  /// Whether the words begin with the terms, the last of which may be unfinished.
  private func begins(_ words: UnsafeBufferPointer<Int32>, _ terms: [Term]) -> Bool {
    guard words.count >= terms.count, let last = terms.indices.last else { return false }
    for place in 0..<last where !terms[place].isWhole(words[place]) { return false }
    return terms[last].begins(words[last])
  }

  /// The same question with one mistake forgiven, once for each word that is long enough to bear it.
  func withOneMistake(in vocabulary: NameIndex.Vocabulary) -> [Question] {
    key.indices.compactMap { place in
      let typed = key[place].typed
      guard typed.count >= 4, !typed.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
      var question = self
      var forgiven = [UInt8](repeating: 0, count: vocabulary.nameCount)
      typed.withUnsafeBufferPointer { typed in
        for number in 0..<vocabulary.nameCount {
          let reach = vocabulary.words[number].withUnsafeBufferPointer { TypingMistake.reach(of: typed, into: $0) }
          guard let reach else { continue }
          forgiven[number] = reach == .whole ? 2 : 1
        }
      }
      question.key[place].forgiven = forgiven
      for index in question.full.indices where question.full[index].typed == typed {
        question.full[index].forgiven = forgiven
      }
      return question
    }
  }
}
