import Crypto
import Platform

/// The wording that somebody had before her when she typed another: its row, and a digest of its words. A passage that
/// was blotted out of it since does not come back with what she sends.
struct ReadWording: Sendable, Equatable {
  var id: Int64
  /// Of its words as they were read.
  var digest: String

  init(id: Int64, _ wording: Proposition.Wording) {
    self.id = id
    let words = [wording.title, wording.text, wording.costSource].joined(separator: "\u{0}")
    digest = hexadecimal(SHA256.hash(data: Array(words.utf8)))
  }

  /// `1204-9f86d0…`, as a form sent it back.
  init(typed: String?) {
    let halves = (typed ?? "").prefix(100).split(separator: "-", maxSplits: 1)
    id = halves.first.flatMap { Int64($0) } ?? 0
    digest = halves.count == 2 ? String(halves[1]) : ""
  }

  var text: String { "\(id)-\(digest)" }
}
