/// The words that two texts have in common, whatever their endings and accents: what shows why one resembles the other.
public struct SharedWords: Sendable {
  /// A word of the other text that is shared.
  public struct Found: Sendable, Equatable {
    /// As the other text writes it, in lower case.
    public let word: String
    /// Whether it stands in its title.
    public let isInTitle: Bool
  }

  private let stems: Set<[UInt8]>
  /// Words of several parts, folded: `rendez vous`.
  private let compounds: Set<String>

  /// Words that a title often has and that tell nothing of what it is about.
  private static let noise: Set<String> = {
    let words = """
      petit petits petite petites grand grands grande grandes deux trois quatre commun communs commune communes mise
      mises mettre mieux bon bonne bons bonnes nouveau nouveaux nouvelle nouvelles autre autres plusieurs certain
      certains certaine certaines rendez rendre prise prendre entier entière fois jour jours an ans chose choses moins
      aucun aucune seul seule seuls seules
      """
    return Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }()

  /// The words of `text` that mean something.
  public init(with text: String) {
    var stems: Set<[UInt8]> = []
    var compounds: Set<String> = []
    let stemmer = Stemmer()
    Self.read(String(text.prefix(4_000))) { form, compound in
      if let compound {
        compounds.insert(Folding.fold(compound))
      } else if Self.isTelling(form) {
        stems.insert(stemmer.looseStem(form))
      }
    }
    self.stems = stems
    self.compounds = compounds
  }

  private static func isTelling(_ form: [UInt8]) -> Bool {
    LikenessReading.isMeaningful(form) && !noise.contains(String(decoding: form, as: UTF8.self))
  }

  /// The shared words of another text, those of its title before the others, each once.
  public func found(title: String, body: String) -> [Found] {
    var seen: Set<[UInt8]> = []
    var found: [Found] = []
    let stemmer = Stemmer()
    for (text, isTitle) in [(title, true), (body, false)] {
      Self.read(text) { form, compound in
        if let compound {
          let folded = Folding.fold(compound)
          guard compounds.contains(folded), seen.insert(Array(folded.utf8)).inserted else { return }
          found.append(Found(word: compound, isInTitle: isTitle))
        } else if Self.isTelling(form) {
          let stem = stemmer.looseStem(form)
          guard stems.contains(stem), seen.insert(stem).inserted else { return }
          found.append(Found(word: String(decoding: form, as: UTF8.self), isInTitle: isTitle))
        }
      }
    }
    return found
  }

  /// Calls `body` with each word, once for a word of several parts.
  private static func read(_ text: String, _ body: (_ form: [UInt8], _ compound: String?) -> Void) {
    let bytes = Array(text.utf8)
    var end = 0
    FrenchWords.read(text) { form, range in
      guard range.lowerBound >= end else { return }
      let whole = whole(range, in: bytes)
      end = whole.upperBound
      let isCompound = whole.count > range.count
      body(form, isCompound ? String(decoding: bytes[whole], as: UTF8.self).lowercased() : nil)
    }
  }

  /// A word with the parts that hyphens join to it.
  private static func whole(_ word: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var end = word.upperBound
    while end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-"), isLetter(bytes[end + 1]) {
      end += 1
      while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    }
    return word.lowerBound..<end
  }

  /// A letter of ASCII, or a part of one beyond it.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || byte >= 0xC3
      || (0x80...0xBF).contains(byte)
  }
}
