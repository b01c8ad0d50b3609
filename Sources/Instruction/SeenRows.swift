import Crypto
import Platform

/// Which rows somebody has seen before she confirms what is done to them: how many, and a digest of which. One field of
/// a form holds it, however many they are.
package struct SeenRows: Sendable, Equatable {
  /// `12-9f86d0…`
  let text: String

  init(_ rows: some Sequence<Int64>) {
    let sorted = rows.sorted()
    let digest = SHA256.hash(data: Array(sorted.map { String($0) }.joined(separator: " ").utf8))
    text = "\(sorted.count)-\(hexadecimal(digest))"
  }

  /// What a form sent back.
  init(typed: String?) { text = String((typed ?? "").prefix(100)) }
}
