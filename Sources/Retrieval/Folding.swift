/// What makes two spellings the same word: case, accents, ligatures and punctuation do not count.
///
/// It knows the Latin letters of the languages of Europe; letters of other scripts are lower-cased and kept.
public enum Folding {
  /// The words of a text, folded, joined by single spaces: « L’Haÿ-les-Roses » gives `l hay les roses`.
  public static func fold(_ text: String) -> String {
    words(text).joined(separator: " ")
  }

  /// The words of a text in their order, folded: letters and digits only, apostrophes and hyphens separate.
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    WordReader.read(text) { word in words.append(String(decoding: folded(word.form), as: UTF8.self)) }
    return words
  }

  /// The bytes of a lower-case word without its accents (UTF-8 in, UTF-8 out).
  static func folded(_ form: [UInt8]) -> [UInt8] {
    guard form.contains(where: { $0 >= 0x80 }) else { return form }
    var result: [UInt8] = []
    result.reserveCapacity(form.count)
    for scalar in String(decoding: form, as: UTF8.self).unicodeScalars {
      if let base = base(of: scalar.value) {
        result.append(contentsOf: base.utf8)
      } else {
        result.append(contentsOf: String(scalar).utf8)
      }
    }
    return result
  }

  /// The letters without accent that stand for a lower-case Latin letter; nil when the letter is its own base.
  private static func base(of letter: UInt32) -> String? {
    switch letter {
    case 0xE0...0xE5, 0x100...0x105: "a"
    case 0xE7, 0x106...0x10D: "c"
    case 0xF0, 0x10E...0x111: "d"
    case 0xE8...0xEB, 0x112...0x11B: "e"
    case 0x11C...0x123: "g"
    case 0x124...0x127: "h"
    case 0xEC...0xEF, 0x128...0x131: "i"
    case 0x134...0x135: "j"
    case 0x136...0x138: "k"
    case 0x139...0x142: "l"
    case 0xF1, 0x143...0x14B: "n"
    case 0xF2...0xF6, 0xF8, 0x14C...0x151: "o"
    case 0x154...0x159: "r"
    case 0x15A...0x161, 0x17F, 0x218...0x219: "s"
    case 0x162...0x167, 0x21A...0x21B: "t"
    case 0xF9...0xFC, 0x168...0x173: "u"
    case 0x174...0x175: "w"
    case 0xFD, 0xFF, 0x176...0x178: "y"
    case 0x179...0x17E: "z"
    case 0xFE: "th"
    default: nil
    }
  }
}
