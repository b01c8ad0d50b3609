import CStemmer

/// The French stemmer of Snowball. It has a state and belongs to one task at a time: each operation makes its own.
final class Stemmer {
  private let stemmer: OpaquePointer?

  init() {
    stemmer = sb_stemmer_new("french", "UTF_8")
  }

  deinit {
    if let stemmer { sb_stemmer_delete(stemmer) }
  }

  /// The stem of a lower-case word with its accents, then folded: « simplifiées » gives `simplif`.
  func stem(_ form: [UInt8]) -> [UInt8] {
    guard let stemmer, let result = sb_stemmer_stem(stemmer, form, Int32(form.count)) else {
      return Folding.folded(form)
    }
    var stem = Folding.folded(Array(UnsafeBufferPointer(start: result, count: Int(sb_stemmer_length(stemmer)))))
    // Snowball parts « simplifier » (`simplifi`) from « simplification » (`simplif`), and so for all verbs in -fier.
    if stem.count > 4, stem.suffix(2).elementsEqual("fi".utf8) { stem.removeLast() }
    return stem
  }

  /// The stem of a word whose accents do not count: « cimetiere », as it is typed in haste, has that of « cimetière ».
  func looseStem(_ form: [UInt8]) -> [UInt8] { stem(Folding.folded(form)) }
}
