/// What two texts are compared by, read of one of them: its words by their stems, groups of letters (which see through
/// typing mistakes and endings), and the initials of neighbouring words (« GRU » is « gestion de la relation usager »).
struct LikenessReading {
  /// Kinds of features, each compared by a cosine of its own; what each weighs in the whole.
  enum Block: UInt64, CaseIterable {
    case words, letters, initials, body

    var weight: Float {
      switch self {
      case .words: 0.4
      case .letters: 0.5
      case .initials: 0.1
      // What is under the title helps to decide; by itself it would bring what shares only the way of telling.
      case .body: 0.5
      }
    }
  }

  /// A feature and how often it occurs.
  struct Feature: Hashable {
    /// The block in the two highest bits, then the letters themselves or a hash of the word.
    var key: UInt64
    var frequency: UInt8

    var block: Block { Block(rawValue: key >> 62) ?? .body }
  }

  /// Sorted by key, so by block.
  private(set) var features: [Feature] = []

  /// Words that make a sentence of a question or a wish, beside those that a search ignores.
  private static let light: Set<String> = {
    let words = """
      comment combien pourquoi est-ce faire fait faites fais peut peux peuvent pouvoir puis pouvez pourrait doit dois
      doivent devoir faut falloir quelles obtenir besoin savoir
      """
    return Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }()

  /// How much is read of a title and of a body, in bytes: what a text may cost is bounded.
  static let longestTitle = 1_000
  private static let longestBody = 4_000

  /// Reads a title and, where there is one, what stands under it. With `findsInBodies`, the words of the title are also
  /// looked for in the bodies of others.
  init(title: String, body: String, findsInBodies: Bool, _ stemmer: Stemmer) {
    var keys: [UInt64] = []
    let title = Self.beginning(of: title, Self.longestTitle)
    let words = Self.words(of: title)
    for word in words.meaningful {
      let hash = Self.hash(stemmer.looseStem(word))
      keys.append(Self.key(.words, hash))
      if findsInBodies { keys.append(Self.key(.body, hash)) }
    }
    Self.readLetters(of: words.all, &keys)
    Self.readInitials(of: words.meaningful, &keys)
    for word in Self.words(of: Self.beginning(of: body, Self.longestBody)).meaningful {
      keys.append(Self.key(.body, Self.hash(stemmer.looseStem(word))))
    }
    count(keys)
  }

  private mutating func count(_ keys: [UInt64]) {
    features.reserveCapacity(keys.count)
    for key in keys.sorted() {
      if let last = features.last, last.key == key {
        if last.frequency < .max { features[features.count - 1].frequency += 1 }
      } else {
        features.append(Feature(key: key, frequency: 1))
      }
    }
  }

  static func beginning(of text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    return String(decoding: text.utf8.prefix(limit), as: UTF8.self)
  }

  /// Whether a word says something of what a text is about.
  static func isMeaningful(_ form: [UInt8]) -> Bool {
    let word = String(decoding: form, as: UTF8.self)
    return !FrenchWords.stop.contains(word) && !light.contains(word)
  }

  /// The words of a text, and those of them that mean something; all of them when none does.
  private static func words(of text: String) -> (all: [[UInt8]], meaningful: [[UInt8]]) {
    var all: [[UInt8]] = []
    var meaningful: [[UInt8]] = []
    FrenchWords.read(text) { form, _ in
      all.append(form)
      if isMeaningful(form) { meaningful.append(form) }
    }
    return (all, meaningful.isEmpty ? all : meaningful)
  }

  /// Two to four letters in a row, the spaces between words among them, which keeps what words stand together.
  private static func readLetters(of words: [[UInt8]], _ keys: inout [UInt64]) {
    guard !words.isEmpty else { return }
    var line: [UInt8] = [0x20]
    for word in words {
      line.append(contentsOf: Folding.folded(word))
      line.append(0x20)
    }
    for start in line.indices {
      var letters: UInt64 = 0
      for (offset, letter) in line[start...].prefix(4).enumerated() {
        letters = letters << 8 | UInt64(letter)
        if offset > 0 { keys.append(key(.letters, letters)) }
      }
    }
  }

  /// Short words as they are, and two to four neighbouring initials as if they were one.
  private static func readInitials(of words: [[UInt8]], _ keys: inout [UInt64]) {
    let folded = words.map(Folding.folded)
    for (place, word) in folded.enumerated() {
      if (2...4).contains(word.count) { keys.append(key(.initials, hash(word))) }
      var initials: [UInt8] = []
      for neighbour in folded[place...].prefix(4) {
        initials.append(contentsOf: neighbour.prefix(1))
        if initials.count > 1 { keys.append(key(.initials, hash(initials))) }
      }
    }
  }

  private static func key(_ block: Block, _ value: UInt64) -> UInt64 { block.rawValue << 62 | value & (1 << 62 - 1) }

  /// FNV-1a, 64 bits.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
