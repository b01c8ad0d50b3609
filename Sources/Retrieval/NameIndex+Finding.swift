extension NameIndex {
  /// The organisations that a person may mean by what is typed so far, best first, at most `limit`.
  ///
  /// Every word typed begins a word of a name, in any order, or a code (two characters at least). First whole names and
  /// codes, then names that begin so, then the others; each of them by weight. Words that tell a kind (« mairie de »,
  /// « agglo ») need not be in the name: those of that kind come first. When nothing fits, an article typed last is set
  /// aside, then one typing mistake is forgiven in one word of at least four letters.
  public func find(_ query: String, limit: Int) -> [Int64] {
    let typed = Self.typedWords(query)
    guard limit > 0, !typed.isEmpty else { return [] }
    let said = NameReading.before(typed)
    let written = said?.written ?? typed
    if Self.isLastWordOpen(query, typed) {
      let found = answer(asks(written, said, keepsLastArticle: true), limit: limit)
      if !found.isEmpty { return found }
    }
    let asked = asks(written, said, keepsLastArticle: false)
    let found = answer(asked, limit: limit)
    if !found.isEmpty { return found }
    if let around = NameReading.around(said?.rest ?? typed) {
      let found = answer(asks(around), limit: limit)
      if !found.isEmpty { return found }
    }
    // Where the kind is said, a mistake in that word makes no name of it: « mairie » is not « Marie ».
    let forgiven = answer((said == nil ? asked : asked.filter(\.isOfKind)).compactMap(forgiving), limit: limit)
    if !forgiven.isEmpty || said != nil { return forgiven }
    return NameReading.before(typed, forgiving: true).map { answer(asks($0), limit: limit) } ?? []
  }

  /// One way to read what was typed.
  private struct Ask {
    var words: [[UInt8]]
    var question: NameQuestion
    /// The kind that comes first.
    var kind: Kind?
    /// Whether the words that tell the kind were taken off.
    var isOfKind = false
    /// All the words, those that tell the kind among them: asked of what answers `question`, and of nothing else.
    var whole: NameQuestion?

    /// Among all answers, lower is better: names that begin as typed, kind included; those of the kind; the others.
    func place(_ tier: NameTier, _ found: Kind) -> UInt8 {
      let tiers = NameTier.count
      guard isOfKind else { return Self.place(tier) }
      return kind == nil || kind == found ? tiers - 2 + tier.rawValue : 2 * tiers + tier.rawValue
    }

    static func place(_ tier: NameTier) -> UInt8 {
      tier.rawValue < NameTier.wholeWords.rawValue ? tier.rawValue : NameTier.count + tier.rawValue
    }
  }

  /// The words as they are, and without those that tell the kind.
  private func asks(_ words: [[UInt8]], _ said: NameReading?, keepsLastArticle: Bool) -> [Ask] {
    let plain = Self.spellings(words).map {
      Ask(words: $0, question: NameQuestion($0, in: vocabulary, keepsLastArticle: keepsLastArticle))
    }
    guard let said else { return plain }
    var asks = asks(said, keepsLastArticle: keepsLastArticle)
    // What has all the words has those behind the kind: one look through the names is enough for both, unless nothing
    // but articles stands there, or there are more words than a question holds.
    let isWithin = said.rest.contains { !Self.articles.contains($0) } && Self.writtenOut(words).count <= 16
    guard isWithin else { return plain + asks }
    for place in asks.indices where place < plain.count { asks[place].whole = plain[place].question }
    return asks + plain.dropFirst(asks.count)
  }

  private func asks(_ said: NameReading, keepsLastArticle: Bool = false) -> [Ask] {
    Self.spellings(said.rest).map {
      Ask(
        words: $0, question: NameQuestion($0, in: vocabulary, keepsLastArticle: keepsLastArticle), kind: said.kind,
        isOfKind: true)
    }
  }

  private func forgiving(_ ask: Ask) -> Ask? {
    var ask = ask
    ask.whole = nil
    return ask.question.forgiveOneMistake(ask.words, in: vocabulary) ? ask : nil
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
  private static func isLastWordOpen(_ query: String, _ typed: [[UInt8]]) -> Bool {
    guard let last = query.unicodeScalars.last, last.properties.isAlphabetic else { return false }
    return typed.last.map(articles.contains) ?? false
  }

  /// The ways to read what was typed: « St » written out, or (typed last) the beginning of « Strasbourg »; groups of
  /// digits also as one code. A question holds 16 words.
  private static func spellings(_ typed: [[UInt8]]) -> [[[UInt8]]] {
    let written = Array(writtenOut(typed).prefix(16))
    var spellings = [written]
    if let last = typed.last, let read = written.last, last != read {
      spellings.append(Array((writtenOut(typed.dropLast()) + [last]).prefix(16)))
    }
    if typed.count > 1, typed.joined().allSatisfy({ (0x30...0x39).contains($0) }) {
      spellings.append([Array(typed.joined())])
    }
    return spellings
  }

  /// The best entries for any of the ways to read, by place then by rank.
  private func answer(_ asks: [Ask], limit: Int) -> [Int64] {
    let none = 3 * NameTier.count
    var best = [UInt8](repeating: none, count: ids.count)
    for ask in asks {
      ask.question.forEachAnswer(in: self) { name, tier in
        let entry = Int(name.entry)
        best[entry] = min(best[entry], ask.place(tier, kinds[entry]))
        if let tier = ask.whole?.tier(of: name, in: self) { best[entry] = min(best[entry], Ask.place(tier)) }
      }
    }
    var places: [[Int]] = Array(repeating: [], count: Int(none))
    for (rank, place) in best.enumerated() where place < none && places[Int(place)].count < limit {
      places[Int(place)].append(rank)
    }
    return places.joined().prefix(limit).map { ids[$0] }
  }
}
