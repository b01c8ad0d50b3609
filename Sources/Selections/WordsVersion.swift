import Crypto
import Platform

/// What a form showed of words that several may write: saved on other words than those, it would undo theirs.
enum WordsVersion {
  static func of(_ words: [String]) -> String {
    String(hexadecimal(SHA256.hash(data: Array(words.joined(separator: "\u{0}").utf8))).prefix(16))
  }
}
