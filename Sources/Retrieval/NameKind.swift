extension NameIndex {
  /// What a body is, as people say it before its name: « mairie de Dax », « agglo du Grand Dax ».
  public enum Kind: UInt8, Sendable {
    case commune, intercommunality, department, region, syndicate, association
    /// One that nothing said before its name tells.
    case other
  }
}

/// What people say of a body beside its name: it need not be in the name, and tells which kind is meant.
struct NameKindPhrase {
  let words: [[UInt8]]
  /// Nil where the words tell nothing: « conseil ».
  let kind: NameIndex.Kind?
  /// What an abbreviation stands for in official names; the words themselves otherwise.
  let written: [[UInt8]]

  init(_ text: String, _ kind: NameIndex.Kind?, written: String? = nil) {
    words = text.split(separator: " ").map { Array($0.utf8) }
    self.kind = kind
    self.written = written?.split(separator: " ").map { Array($0.utf8) } ?? words
  }

  /// One of two letters also begins many names: it is read where another word follows alone.
  var isShort: Bool { words.count == 1 && words[0].count <= 3 }

  /// The longest first. Articles within are left out: « communauté d’agglomération ».
  static let all: [NameKindPhrase] = [
    .init("conseil communautaire", .intercommunality), .init("conseil departemental", .department),
    .init("conseil general", .department), .init("conseil municipal", .commune),
    .init("conseil regional", .region), .init("hotel ville", .commune),
    .init("communaute communes", .intercommunality),
    .init("communaute commune", .intercommunality, written: "communaute communes"),
    .init("communaute agglomeration", .intercommunality),
    .init("communaute agglo", .intercommunality, written: "communaute agglomeration"),
    .init("communaute urbaine", .intercommunality), .init("com com", .intercommunality),
    .init("mairie", .commune), .init("ville", .commune), .init("commune", .commune), .init("municipalite", .commune),
    .init("village", .commune), .init("communaute", .intercommunality),
    .init("comcom", .intercommunality, written: "communaute communes"),
    .init("cc", .intercommunality, written: "communaute communes"),
    .init("ca", .intercommunality, written: "communaute agglomeration"),
    .init("cu", .intercommunality, written: "communaute urbaine"),
    .init("agglo", .intercommunality, written: "agglomeration"), .init("agglomeration", .intercommunality),
    .init("metropole", .intercommunality), .init("eurometropole", .intercommunality),
    .init("intercommunalite", .intercommunality), .init("interco", .intercommunality),
    .init("epci", .intercommunality), .init("departement", .department), .init("region", .region),
    .init("syndicat", .syndicate), .init("association", .association), .init("conseil", nil),
  ]
  /// « Grand Lyon » is the Métropole de Lyon, where no name says « Grand ».
  static let grand = NameKindPhrase("grand", .intercommunality)

  /// Where this ends when it begins at `start`, articles within left aside; nil where it does not.
  fileprivate func end(in words: [[UInt8]], from start: Int, forgiving: Bool) -> Int? {
    var place = start
    for (index, word) in self.words.enumerated() {
      while index > 0, place < words.count, NameIndex.articles.contains(words[place]) { place += 1 }
      guard place < words.count, Self.isSame(words[place], word, forgiving: forgiving) else { return nil }
      place += 1
    }
    return place
  }

  private static func isSame(_ typed: [UInt8], _ word: [UInt8], forgiving: Bool) -> Bool {
    if typed == word { return true }
    guard forgiving, word.count >= 6 else { return false }
    return typed.withUnsafeBufferPointer { typed in
      word.withUnsafeBufferPointer { word in TypingMistake.reach(of: typed, into: word) == .whole }
    }
  }
}

/// What is typed, with what it says of the kind taken apart.
struct NameReading {
  var kind: NameIndex.Kind?
  /// The words without those that tell the kind.
  var rest: [[UInt8]]
  /// All words, abbreviations of the kind written as in official names.
  var written: [[UInt8]]

  /// What is said before the name: « la mairie de Dax », « CC du Pays basque ». Nil where nothing is.
  static func before(_ words: [[UInt8]], forgiving: Bool = false) -> NameReading? {
    var place = 0
    var reading = NameReading(kind: nil, rest: words, written: [])
    while reading.kind == nil {
      while place < words.count, NameIndex.articles.contains(words[place]) { place += 1 }
      guard let (phrase, end) = phrase(words, from: place, forgiving: forgiving) else { break }
      reading.kind = phrase.kind
      reading.rest = Array(words[end...])
      reading.written += phrase.written
      place = end
    }
    guard !reading.written.isEmpty else { return nil }
    reading.written += reading.rest
    return reading
  }

  /// What is said where it may also be part of the name: « Dax agglo », « Grand Lyon ». Nil where nothing is.
  static func around(_ words: [[UInt8]]) -> NameReading? {
    let start = words.firstIndex { !NameIndex.articles.contains($0) } ?? 0
    if let end = NameKindPhrase.grand.end(in: words, from: start, forgiving: false), end < words.count {
      return NameReading(kind: .intercommunality, rest: Array(words[end...]), written: words)
    }
    for phrase in NameKindPhrase.all where !phrase.isShort && phrase.kind != nil {
      for place in words.indices.dropFirst().suffix(4)
      where phrase.end(in: words, from: place, forgiving: false) == words.count {
        let rest = Array(words[..<place])
        guard rest.contains(where: { !NameIndex.articles.contains($0) }) else { continue }
        return NameReading(kind: phrase.kind, rest: rest, written: words)
      }
    }
    return nil
  }

  /// The longest phrase that begins there, with a word behind it.
  private static func phrase(
    _ words: [[UInt8]], from place: Int, forgiving: Bool
  ) -> (phrase: NameKindPhrase, end: Int)? {
    for phrase in NameKindPhrase.all {
      if let end = phrase.end(in: words, from: place, forgiving: forgiving), end < words.count { return (phrase, end) }
    }
    return nil
  }
}
