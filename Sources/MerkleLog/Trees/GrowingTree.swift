/// The right edge of a tree, which is all that a log holds in memory to append and to know its root.
///
/// The one who writes the log makes it, from nothing or from the last tiles, and appends under its own lock. A leaf
/// costs two hashes on average and one tile each 256 leaves, whatever the size; at most 255 hashes a level are held.
public struct GrowingTree: Sendable {
  public private(set) var size: UInt64 = 0
  /// The hashes of the partial tile of each level.
  private var edges: [[TreeHash]] = [[]]
  /// The perfect subtrees that the tree is made of, largest first.
  private var peaks: [TreeHash] = []

  public init() {}

  /// Takes up a tree where it was left, and checks that it has the root that was signed.
  ///
  /// - Parameter tile: reads the last, partial tile of each level.
  /// - Throws: `TileRefusal`, or what `tile` throws.
  public init(size: UInt64, root: TreeHash, tile: (TileAddress) throws -> Tile) throws {
    let tree = try TiledTree(size: size)
    self.size = size
    edges = try tree.edges(tile)
    peaks = try tree.hashes(of: TreeRanges.subtrees(of: 0..<size), tile)
    guard self.root == root else { throw TileRefusal.wrongRoot }
  }

  /// MTH(D[n]) of RFC 6962 section 2.1.
  public var root: TreeHash { TreeRanges.fold(peaks) }

  /// Adds a leaf.
  ///
  /// - Returns: the tiles that are full from now on, lowest level first: to be kept for ever.
  public mutating func append(leaf: some Sequence<UInt8>) -> [Tile] { append(.leaf(leaf)) }

  /// Adds a leaf whose hash is known.
  public mutating func append(_ leaf: TreeHash) -> [Tile] {
    var full: [Tile] = []
    var (hash, height, rest) = (leaf, 0, size)
    edges[0].append(leaf)
    while rest & 1 == 1, let left = peaks.popLast() {
      hash = .node(left, hash)
      height += 1
      rest >>= 1
      guard height.isMultiple(of: Tile.height) else { continue }
      let level = height / Tile.height
      full.append(Tile(TileAddress(level: level - 1, fullIndex: rest), edges[level - 1]))
      edges[level - 1].removeAll(keepingCapacity: true)
      if edges.count == level { edges.append([]) }
      edges[level].append(hash)
    }
    peaks.append(hash)
    size += 1
    return full
  }

  /// The partial tiles of this size, which a checkpoint is published with.
  public var partialTiles: [Tile] {
    edges.enumerated().filter { !$1.isEmpty }.map { level, hashes in
      Tile(TileAddress(level: level, index: size >> UInt64(Tile.height * (level + 1)), size: size), hashes)
    }
  }
}
