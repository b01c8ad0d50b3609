@testable import MerkleLog

/// RFC 6962 section 2.1 as it is written, by recursion over the leaves: what the log is compared with.
struct PlainTree {
  let leaves: [TreeHash]
  private var known: [Range<Int>: TreeHash] = [:]

  /// Leaf `n` is the decimal text of n.
  init(size: Int) { leaves = (0..<size).map { TreeHash.leaf(String($0).utf8) } }

  mutating func root(_ range: Range<Int>) -> TreeHash {
    if range.isEmpty { return .empty }
    if range.count == 1 { return leaves[range.lowerBound] }
    if let known = known[range] { return known }
    let middle = range.lowerBound + Self.split(range.count)
    let hash = TreeHash.node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
    known[range] = hash
    return hash
  }

  /// PATH(m, D[n]).
  mutating func path(_ leaf: Int, _ range: Range<Int>) -> [TreeHash] {
    guard range.count > 1 else { return [] }
    let middle = range.lowerBound + Self.split(range.count)
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    return leaf < middle ? path(leaf, left) + [root(right)] : path(leaf, right) + [root(left)]
  }

  /// SUBPROOF(m, D[n], b).
  mutating func proof(_ earlier: Int, _ range: Range<Int>, _ isWhole: Bool = true) -> [TreeHash] {
    if earlier == range.count { return isWhole ? [] : [root(range)] }
    let split = Self.split(range.count)
    let middle = range.lowerBound + split
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    if earlier <= split { return proof(earlier, left, isWhole) + [root(right)] }
    return proof(earlier - split, right, false) + [root(left)]
  }

  private static func split(_ count: Int) -> Int {
    var split = 1
    while split * 2 < count { split *= 2 }
    return split
  }
}

/// A log whose tiles are in a dictionary, as bytes.
struct KeptLog {
  var tree = GrowingTree()
  var tiles: [String: [UInt8]] = [:]

  struct Missing: Error {}

  /// A log of the leaves "0", "1", … with the partial tiles of its last size only.
  init(size: Int) {
    for number in 0..<size { keep(tree.append(leaf: String(number).utf8)) }
    keep(tree.partialTiles)
  }

  mutating func keep(_ tiles: [Tile]) { for tile in tiles { self.tiles[tile.address.path] = tile.bytes } }

  /// The full tile where the partial one is no more.
  func tile(_ address: TileAddress) throws -> Tile {
    if let bytes = tiles[address.path] { return try Tile(address, bytes: bytes) }
    guard let bytes = tiles[address.full.path] else { throw Missing() }
    return try Tile(address.full, bytes: bytes)
  }
}

/// SplitMix64: the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
