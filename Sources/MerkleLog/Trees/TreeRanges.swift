/// Which subtrees a root or a proof is made of (RFC 6962 section 2.1), as ranges of leaves; nothing is read.
enum TreeRanges {
  /// The largest tree: its numbers fit an `Int` on every machine that serves one.
  static let largestSize = UInt64(Int64.max)

  /// The largest power of two smaller than `count`, which is 2 at least: where RFC 6962 cuts a tree.
  static func split(_ count: UInt64) -> UInt64 { 1 << UInt64(63 - (count - 1).leadingZeroBitCount) }

  /// PATH(m, D[n]) of RFC 6962 section 2.1.1, the leaf's neighbour first.
  static func inclusion(of index: UInt64, size: UInt64) -> [Range<UInt64>] {
    var ranges: [Range<UInt64>] = []
    var (start, end) = (UInt64(0), size)
    while end - start > 1 {
      let middle = start + split(end - start)
      if index < middle {
        ranges.append(middle..<end)
        end = middle
      } else {
        ranges.append(start..<middle)
        start = middle
      }
    }
    return ranges.reversed()
  }

  /// PROOF(m, D[n]) of RFC 6962 section 2.1.2, for 0 < m <= n.
  static func consistency(from earlier: UInt64, size: UInt64) -> [Range<UInt64>] {
    var ranges: [Range<UInt64>] = []
    var (start, end, isWhole) = (UInt64(0), size, true)
    while earlier != end {
      let middle = start + split(end - start)
      if earlier <= middle {
        ranges.append(middle..<end)
        end = middle
      } else {
        ranges.append(start..<middle)
        start = middle
        isWhole = false
      }
    }
    // The verifier knows the earlier tree's own root.
    if !isWhole { ranges.append(start..<end) }
    return ranges.reversed()
  }

  /// The perfect subtrees that a range is made of, largest first. A range of a proof starts at a multiple of its
  /// largest subtree.
  static func subtrees(of range: Range<UInt64>) -> [Subtree] {
    var subtrees: [Subtree] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let height = 63 - (range.upperBound - start).leadingZeroBitCount
      subtrees.append(Subtree(height: height, index: start >> UInt64(height)))
      start += 1 << UInt64(height)
    }
    return subtrees
  }

  /// The hash of a range, from those of its subtrees, largest first.
  static func fold(_ hashes: [TreeHash]) -> TreeHash {
    guard var hash = hashes.last else { return .empty }
    for left in hashes.dropLast().reversed() { hash = .node(left, hash) }
    return hash
  }
}

/// The `index`-th subtree of 2^height leaves.
struct Subtree: Hashable {
  var height: Int
  var index: UInt64

  /// The tile that holds it, or the hashes below it, in a tree of `size` leaves.
  func tile(size: UInt64) -> TileAddress {
    let level = height / Tile.height
    let position = index >> UInt64(Tile.height - height % Tile.height)
    return TileAddress(level: level, index: position, size: size)
  }

  /// Where its hashes are in that tile.
  var places: Range<Int> {
    let rest = height % Tile.height
    let perTile: UInt64 = 1 << UInt64(Tile.height - rest)
    let first = Int(index & (perTile - 1)) << rest
    return first..<(first + (1 << rest))
  }
}
