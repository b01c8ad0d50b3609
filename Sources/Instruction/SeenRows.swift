import Crypto
import Platform

/// Which rows somebody has seen before she confirms what is done to them: how many, and a digest of which. One field of
/// a form holds it, however many they are.
package struct SeenRows: Sendable, Equatable {
  /// `12-9f86d0…`
  let text: String

  init(_ rows: some Sequence<Int64>) { self.init(lines: rows.sorted().map { String($0) }) }

  /// Rows, each with what was seen of it: its version, or to whom it goes.
  init(_ rows: some Sequence<(row: Int64, with: Int64)>) {
    self.init(lines: rows.sorted { ($0.row, $0.with) < ($1.row, $1.with) }.map { "\($0.row).\($0.with)" })
  }

  private init(lines: [String]) {
    let digest = SHA256.hash(data: Array(lines.joined(separator: " ").utf8))
    text = "\(lines.count)-\(hexadecimal(digest))"
  }

  /// What a form sent back.
  init(typed: String?) { text = String((typed ?? "").prefix(100)) }
}
