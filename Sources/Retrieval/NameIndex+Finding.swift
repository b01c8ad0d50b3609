extension NameIndex {
  /// The organisations that a person may mean by what is typed so far, best first, at most `limit`.
  ///
  /// Every word typed begins a word of a name, in any order, or a code (two characters at least). First whole names and
  /// codes, then names that begin so, then the others; each of them by weight. When nothing fits, an article typed last
  /// is set aside, then one typing mistake is forgiven in one word of at least four letters.
  public func find(_ query: String, limit: Int) -> [Int64] {
    let typed = Self.typedWords(query)
    guard limit > 0, !typed.isEmpty else { return [] }
    let spellings = Self.spellings(typed)
    if Self.isLastWordOpen(query) {
      let found = answer(
        spellings.map { NameQuestion($0, in: vocabulary, keepsLastArticle: true) }, limit: limit)
      if !found.isEmpty { return found }
    }
    var questions = spellings.map { NameQuestion($0, in: vocabulary, keepsLastArticle: false) }
    let found = answer(questions, limit: limit)
    if !found.isEmpty { return found }
    questions = zip(spellings, questions).compactMap { words, question in
      var question = question
      return question.forgiveOneMistake(words, in: vocabulary) ? question : nil
    }
    return answer(questions, limit: limit)
  }

  /// Twelve words are more than any name needs; what follows is not read, so that the cost of a search is bounded.
  private static func typedWords(_ query: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    WordReader.read(String(query.prefix(200))) { word in
      if words.count < 12 { words.append(Folding.folded(word.form)) }
    }
    return words
  }

  /// Whether the last word typed is an article that may only be the beginning of a word.
  private static func isLastWordOpen(_ query: String) -> Bool {
    guard let last = query.unicodeScalars.last, last.properties.isAlphabetic else { return false }
    return typedWords(query).last.map(articles.contains) ?? false
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
  private func answer(_ questions: [NameQuestion], limit: Int) -> [Int64] {
    let none = UInt8(NameTier.allCases.count)
    var best = [UInt8](repeating: none, count: ids.count)
    for question in questions {
      question.forEachAnswer(in: self) { name, tier in
        best[Int(name.entry)] = min(best[Int(name.entry)], UInt8(tier.rawValue))
      }
    }
    var tiers: [[Int]] = Array(repeating: [], count: Int(none))
    for (rank, tier) in best.enumerated() where tier < none && tiers[Int(tier)].count < limit {
      tiers[Int(tier)].append(rank)
    }
    return tiers.joined().prefix(limit).map { ids[$0] }
  }
}
