/// The words of many texts by their stems, to say in a few of them what some have in common.
struct LikenessWords: Sendable {
  private struct Word: Sendable {
    var stem: Int
    var form: Int
  }

  private var stems: [[UInt8]: Int] = [:]
  private var forms: [String: Int] = [:]
  private var spellings: [String] = []
  /// By stem, how many texts have it.
  private var presence: [Int] = []
  /// By text, each stem once, with the form that the text writes first.
  private var texts: [[Word]] = []

  private static let most = 5

  mutating func insert(_ text: LikenessIndex.Text, _ stemmer: Stemmer) {
    var words: [Word] = []
    var seen: Set<Int> = []
    for part in [text.title, text.body] {
      FrenchWords.read(LikenessReading.beginning(of: part, LikenessReading.longestTitle)) { form, _ in
        guard form.count > 1, LikenessReading.isMeaningful(form) else { return }
        let stem = Self.number(of: stemmer.looseStem(form), in: &stems)
        guard seen.insert(stem).inserted else { return }
        let spelling = String(decoding: form, as: UTF8.self)
        let form = Self.number(of: spelling, in: &forms)
        if form == spellings.count { spellings.append(spelling) }
        if stem == presence.count { presence.append(0) }
        presence[stem] += 1
        words.append(Word(stem: stem, form: form))
      }
    }
    texts.append(words)
  }

  private static func number<Key>(of key: Key, in numbers: inout [Key: Int]) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = numbers.count
    return numbers.count - 1
  }

  /// The words that weigh most in the texts at these places: many of them have it, and few others. A word of one text
  /// among several is not told, unless they have none in common.
  func terms(of places: [Int], copies: [Int]) -> [String] {
    var counts: [Int: Int] = [:]
    var spelt: [Int: [Int: Int]] = [:]
    for (place, copies) in zip(places, copies) {
      for word in texts[place] {
        counts[word.stem, default: 0] += copies
        spelt[word.stem, default: [:]][word.form, default: 0] += copies
      }
    }
    let shared = counts.filter { $0.value > 1 }
    let told = shared.isEmpty ? counts : shared
    let weighed = told.map { stem, count in
      let rarity = NaturalLogarithm.of(Double(1 + texts.count) / Double(1 + presence[stem])) + 1
      return (weight: Double(count) * rarity, word: spelling(of: spelt[stem] ?? [:]))
    }
    let sorted = weighed.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.word < $1.word }
    return sorted.prefix(Self.most).map(\.word)
  }

  /// The form written most often; of two, the shorter, then the first of the alphabet.
  private func spelling(of forms: [Int: Int]) -> String {
    let best = forms.min { one, other in
      if one.value != other.value { return one.value > other.value }
      let (first, second) = (spellings[one.key], spellings[other.key])
      return first.utf8.count != second.utf8.count ? first.utf8.count < second.utf8.count : first < second
    }
    return best.map { spellings[$0.key] } ?? ""
  }
}
