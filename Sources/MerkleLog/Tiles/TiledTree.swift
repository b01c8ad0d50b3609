/// A tree of a given size whose hashes are in tiles that someone else keeps: files, a database, a web address.
///
/// Each proof reads a few tiles whatever the size. One whose tiles come from afar asks first which they are
/// (`tilesForInclusion`), gets them, and then gives them. Tiles are not trusted: a proof from wrong ones does not
/// verify.
public struct TiledTree: Sendable {
  public let size: UInt64

  public init(size: UInt64) throws(TileRefusal) {
    guard size <= TreeRanges.largestSize else { throw .tooLarge }
    self.size = size
  }

  /// The root of this size (RFC 6962 section 2.1).
  public func root(_ tile: (TileAddress) throws -> Tile) throws -> TreeHash {
    TreeRanges.fold(try hashes(of: TreeRanges.subtrees(of: 0..<size), tile))
  }

  /// RFC 6962 section 2.1.1.
  public func inclusion(of index: UInt64, _ tile: (TileAddress) throws -> Tile) throws -> InclusionProof {
    let ranges = try inclusionRanges(of: index)
    return InclusionProof(index: index, size: size, hashes: try hashes(of: ranges, tile))
  }

  /// RFC 6962 section 2.1.2.
  public func consistency(from earlier: UInt64, _ tile: (TileAddress) throws -> Tile) throws -> ConsistencyProof {
    let ranges = try consistencyRanges(from: earlier)
    return ConsistencyProof(earlierSize: earlier, size: size, hashes: try hashes(of: ranges, tile))
  }

  public func tilesForInclusion(of index: UInt64) throws(TileRefusal) -> Set<TileAddress> {
    addresses(of: try inclusionRanges(of: index))
  }

  public func tilesForConsistency(from earlier: UInt64) throws(TileRefusal) -> Set<TileAddress> {
    addresses(of: try consistencyRanges(from: earlier))
  }

  /// The last tile of each level, where it is partial: they hold all that the root is made of.
  public var partialTiles: [TileAddress] {
    levels.compactMap { level in
      let count = size >> UInt64(Tile.height * level)
      guard count & 255 > 0 else { return nil }
      return TileAddress(level: level, index: count >> UInt64(Tile.height), size: size)
    }
  }

  private func inclusionRanges(of index: UInt64) throws(TileRefusal) -> [Range<UInt64>] {
    guard index < size else { throw .outOfRange }
    return TreeRanges.inclusion(of: index, size: size)
  }

  private func consistencyRanges(from earlier: UInt64) throws(TileRefusal) -> [Range<UInt64>] {
    guard earlier > 0, earlier <= size else { throw .outOfRange }
    return TreeRanges.consistency(from: earlier, size: size)
  }

  private func addresses(of ranges: [Range<UInt64>]) -> Set<TileAddress> {
    Set(ranges.flatMap { TreeRanges.subtrees(of: $0) }.map { $0.tile(size: size) })
  }

  private func hashes(of ranges: [Range<UInt64>], _ tile: (TileAddress) throws -> Tile) throws -> [TreeHash] {
    var read: [TileAddress: Tile] = [:]
    return try ranges.map { range in
      TreeRanges.fold(try TreeRanges.subtrees(of: range).map { try hash(of: $0, tile, &read) })
    }
  }

  func hashes(of subtrees: [Subtree], _ tile: (TileAddress) throws -> Tile) throws -> [TreeHash] {
    var read: [TileAddress: Tile] = [:]
    return try subtrees.map { try hash(of: $0, tile, &read) }
  }

  private func hash(
    of subtree: Subtree, _ tile: (TileAddress) throws -> Tile, _ read: inout [TileAddress: Tile]
  ) throws -> TreeHash {
    let address = subtree.tile(size: size)
    let found = try read[address] ?? self.tile(address, tile)
    read[address] = found
    var hashes = Array(found.hashes[subtree.places])
    while hashes.count > 1 {
      hashes = stride(from: 0, to: hashes.count, by: 2).map { TreeHash.node(hashes[$0], hashes[$0 + 1]) }
    }
    return hashes[0]
  }

  /// A full tile does where a partial one was asked for.
  private func tile(_ address: TileAddress, _ tile: (TileAddress) throws -> Tile) throws -> Tile {
    let found = try tile(address)
    guard found.hashes.count >= address.width else { throw TileRefusal.wrongWidth(address) }
    return found
  }

  /// The partial hashes of each level, up to the highest that has any.
  func edges(_ tile: (TileAddress) throws -> Tile) throws -> [[TreeHash]] {
    var edges: [[TreeHash]] = levels.map { _ in [] }
    for address in partialTiles {
      guard case .hashes(let level) = address.kind else { continue }
      edges[level] = Array(try self.tile(address, tile).hashes.prefix(address.width))
    }
    return edges
  }

  /// The levels that hold a hash; the lowest always stands.
  private var levels: Range<Int> { 0..<max(1, (64 - size.leadingZeroBitCount + Tile.height - 1) / Tile.height) }
}
