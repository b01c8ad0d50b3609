/// What several texts say in the same words: runs of five consecutive words or more that stand in at least two of them,
/// whatever their endings, their accents and their capitals.
///
/// A text is cut in pieces (its answers): no run goes from one piece to the next. The work grows with the number of
/// words and not with its square: each run of five words is looked up once in a table of all of them. The same texts
/// give the same passages.
public struct SharedPassages: Sendable {
  public struct Passage: Sendable, Equatable {
    /// Where it stands in its piece, in bytes of UTF-8.
    public let bytes: Range<Int>
    /// The other texts in which its words stand, by their places, in order; for a long passage, those of any part.
    public let others: [Int]
  }

  /// The shortest run that counts, in words.
  public static let shortest = 5
  /// How many texts are compared at most; further ones have no passage.
  public static let most = 64

  private var passages: [[[Passage]]] = []

  /// - Parameter texts: the pieces of each.
  public init(_ texts: [[String]]) {
    var reader = Reader()
    let read = texts.map { pieces in pieces.map { reader.read($0) } }
    var holders: [Run: UInt64] = [:]
    for (text, pieces) in read.enumerated().prefix(Self.most) {
      for words in pieces {
        for run in Self.runs(of: words) { holders[run, default: 0] |= 1 << UInt64(text) }
      }
    }
    passages = read.enumerated().map { text, pieces in
      pieces.map { words in
        text < Self.most ? Self.passages(of: words, in: holders, but: 1 << UInt64(text)) : []
      }
    }
  }

  /// Those of a piece of a text, in order; two never overlap.
  public func of(_ text: Int, piece: Int) -> [Passage] { passages[text][piece] }

  private struct Word {
    /// Of its stem, the same in all texts.
    var number: Int32
    var bytes: Range<Int>
  }

  /// Five words that follow one another.
  private struct Run: Hashable {
    var words: (Int32, Int32, Int32, Int32, Int32)

    static func == (left: Run, right: Run) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) {
      hasher.combine(words.0)
      hasher.combine(words.1)
      hasher.combine(words.2)
      hasher.combine(words.3)
      hasher.combine(words.4)
    }
  }

  /// Numbers the stems.
  private struct Reader {
    private let stemmer = Stemmer()
    private var byStem: [[UInt8]: Int32] = [:]
    /// A word is stemmed once.
    private var byForm: [[UInt8]: Int32] = [:]

    mutating func read(_ text: String) -> [Word] {
      var words: [Word] = []
      FrenchWords.read(text) { form, bytes in words.append(Word(number: number(of: form), bytes: bytes)) }
      return words
    }

    private mutating func number(of form: [UInt8]) -> Int32 {
      if let known = byForm[form] { return known }
      let stem = stemmer.stem(form)
      let number = byStem[stem] ?? Int32(byStem.count)
      byStem[stem] = number
      byForm[form] = number
      return number
    }
  }

  private static func runs(of words: [Word]) -> [Run] {
    guard words.count >= shortest else { return [] }
    return (0...words.count - shortest).map { start in
      let its = words[start..<start + shortest].map(\.number)
      return Run(words: (its[0], its[1], its[2], its[3], its[4]))
    }
  }

  /// Runs that overlap make one passage; two that only touch stay apart.
  private static func passages(of words: [Word], in holders: [Run: UInt64], but own: UInt64) -> [Passage] {
    var found: [(words: Range<Int>, others: UInt64)] = []
    for (start, run) in runs(of: words).enumerated() {
      let others = holders[run, default: 0] & ~own
      guard others != 0 else { continue }
      if let last = found.last, start < last.words.upperBound {
        found[found.count - 1] = (last.words.lowerBound..<start + shortest, last.others | others)
      } else {
        found.append((start..<start + shortest, others))
      }
    }
    return found.map { passage in
      let bytes =
        words[passage.words.lowerBound].bytes.lowerBound..<words[passage.words.upperBound - 1].bytes.upperBound
      return Passage(bytes: bytes, others: (0..<most).filter { passage.others & (1 << UInt64($0)) != 0 })
    }
  }
}
