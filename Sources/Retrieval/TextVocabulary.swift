/// The words of an index of texts: every form met, the stem it has, and what may have been meant by a mistyped word.
///
/// Stems are made from forms with their accents, as French stemming needs; a query without accents meets them through
/// the forms of the texts, folded. Nothing is ever taken out: words whose documents are all gone have no posting.
struct TextVocabulary: Sendable {
  /// A form's stem, as a number, and whether it is a word that queries ignore.
  struct Form {
    var term: Int32
    var isStop: Bool
  }

  /// By form, lower-case with accents.
  private var forms: [String: Form] = [:]
  /// By folded stem; stop words stand apart behind a mark, so that they are never another word's stem.
  private var terms: [String: Int32] = [:]
  /// The terms that a folded form may have, by its place in `spellings`.
  private var termsBySpelling: [[Int32]] = []
  private var places: [String: Int32] = [:]
  private var spellings = Spellings()

  /// How many terms there are; they are numbered from 0.
  var count: Int { terms.count }

  /// The form's term, which is made when it is new; the stemmer too, which most calls do without.
  mutating func insert(_ form: [UInt8], _ stemmer: inout Stemmer?) -> Form {
    let key = String(decoding: form, as: UTF8.self)
    if let known = forms[key] { return known }
    let isStop = FrenchWords.stop.contains(key)
    let form = Form(term: term(isStop ? "\u{1}" + key : stem(form, &stemmer)), isStop: isStop)
    forms[key] = form
    if !isStop { insertSpelling(key, form.term) }
    return form
  }

  private mutating func term(_ stem: String) -> Int32 {
    if let known = terms[stem] { return known }
    let number = Int32(terms.count)
    terms[stem] = number
    return number
  }

  private mutating func insertSpelling(_ form: String, _ term: Int32) {
    let folded = Folding.folded(Array(form.utf8))
    let key = String(decoding: folded, as: UTF8.self)
    if let place = places[key] {
      if !termsBySpelling[Int(place)].contains(term) { termsBySpelling[Int(place)].append(term) }
    } else {
      places[key] = Int32(termsBySpelling.count)
      termsBySpelling.append([term])
      spellings.append(folded, form: form)
    }
  }

  private func stem(_ form: [UInt8], _ stemmer: inout Stemmer?) -> String {
    let made = stemmer ?? Stemmer()
    stemmer = made
    return String(decoding: made.stem(form), as: UTF8.self)
  }

  /// The term of a form if there is one, without making it.
  func find(_ form: [UInt8], _ stemmer: inout Stemmer?) -> Int32? {
    let key = String(decoding: form, as: UTF8.self)
    if let known = forms[key] { return known.term }
    return FrenchWords.stop.contains(key) ? nil : terms[stem(form, &stemmer)]
  }

  /// All terms that a word of a query may mean, accents or not; stop words only have their own.
  func candidates(_ form: [UInt8], isStop: Bool, _ stemmer: inout Stemmer?) -> [Int32] {
    var found: [Int32] = []
    if let own = find(form, &stemmer) { found.append(own) }
    guard !isStop else { return found }
    let folded = Folding.folded(form)
    if let place = places[String(decoding: folded, as: UTF8.self)] {
      for term in termsBySpelling[Int(place)] where !found.contains(term) { found.append(term) }
    }
    if found.isEmpty, let bare = terms[stem(folded, &stemmer)] { found.append(bare) }
    return found
  }

  /// The words of the texts at one typing mistake from a form, each with its terms.
  func neighbours(_ form: [UInt8]) -> [(form: String, terms: [Int32])] {
    spellings.neighbours(of: Folding.folded(form)).map { (spellings.form($0), termsBySpelling[$0]) }
  }
}

/// Folded words laid end to end, each with the set of its letters: one mistake changes two letters of the set at most,
/// so that a word's neighbours are found by reading numbers, and only a few words are then compared.
private struct Spellings: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [UInt32] = [0]
  private var letters: [UInt32] = []
  /// The first form met for each, with its accents.
  private var forms: [String] = []

  mutating func append(_ folded: [UInt8], form: String) {
    bytes.append(contentsOf: folded)
    starts.append(UInt32(bytes.count))
    letters.append(Self.letters(of: folded))
    forms.append(form)
  }

  func form(_ place: Int) -> String { forms[place] }

  func neighbours(of folded: [UInt8]) -> [Int] {
    let wanted = Self.letters(of: folded)
    var found: [Int] = []
    folded.withUnsafeBufferPointer { typed in
      bytes.withUnsafeBufferPointer { bytes in
        for place in letters.indices where (letters[place] ^ wanted).nonzeroBitCount <= 2 {
          let word = UnsafeBufferPointer(rebasing: bytes[Int(starts[place])..<Int(starts[place + 1])])
          guard abs(word.count - typed.count) <= 1 else { continue }
          if TypingMistake.reach(of: typed, into: word) == .whole { found.append(place) }
        }
      }
    }
    return found
  }

  /// A bit for each letter from a to z, one for all digits, one for all the rest.
  private static func letters(of word: [UInt8]) -> UInt32 {
    var set: UInt32 = 0
    for byte in word {
      switch byte {
      case 0x61...0x7A: set |= 1 << UInt32(byte - 0x61)
      case 0x30...0x39: set |= 1 << 26
      default: set |= 1 << 27
      }
    }
    return set
  }
}
