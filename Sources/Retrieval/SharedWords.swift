/// The words that two texts have in common, whatever their endings and accents: what shows why one resembles the other.
public struct SharedWords: Sendable {
  private let stems: Set<[UInt8]>

  /// The words of `text` that mean something.
  public init(with text: String) {
    var stems: Set<[UInt8]> = []
    let stemmer = Stemmer()
    FrenchWords.read(String(text.prefix(4_000))) { form, _ in
      if LikenessReading.isMeaningful(form) { stems.insert(stemmer.stem(form)) }
    }
    self.stems = stems
  }

  /// The places of the shared words in another text, in order.
  public func marks(in text: String) -> [Range<String.Index>] {
    guard !stems.isEmpty else { return [] }
    var marks: [Range<String.Index>] = []
    let stemmer = Stemmer()
    FrenchWords.read(text) { form, bytes in
      guard LikenessReading.isMeaningful(form), stems.contains(stemmer.stem(form)) else { return }
      let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
      marks.append(start..<text.utf8.index(start, offsetBy: bytes.count))
    }
    return marks
  }

  /// The shared words of another text, as it writes them first, each once, at most `limit`.
  public func words(in text: String, limit: Int) -> [String] {
    var seen: Set<[UInt8]> = []
    var words: [String] = []
    let stemmer = Stemmer()
    FrenchWords.read(text) { form, bytes in
      guard words.count < limit, LikenessReading.isMeaningful(form) else { return }
      let stem = stemmer.stem(form)
      guard stems.contains(stem), seen.insert(stem).inserted else { return }
      words.append(String(decoding: form, as: UTF8.self))
    }
    return words
  }
}
