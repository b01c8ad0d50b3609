/// Why tiles make no tree.
public enum TileRefusal: Error, Equatable, Sendable {
  /// Fewer hashes than the tree's size asks for, more than a tile has, or half a hash.
  case wrongWidth(TileAddress)
  case wrongRoot
  /// Beyond 2^63 - 1 leaves.
  case tooLarge
  /// The leaf is not in the tree, or the earlier tree is empty or larger.
  case outOfRange
  /// A bundle of leaves that ends within one, or holds another number of them.
  case brokenBundle
  /// A leaf of more than 65,535 bytes.
  case leafTooLong
}

/// Up to 256 hashes side by side, which stand for eight levels of the tree (C2SP tlog-tiles, « Merkle Tree »).
///
/// A full tile never changes.
public struct Tile: Hashable, Sendable {
  /// Levels of the tree in one tile.
  static let height = 8
  public static let fullWidth = 256

  public let address: TileAddress
  public let hashes: [TreeHash]

  init(_ address: TileAddress, _ hashes: [TreeHash]) {
    self.address = address
    self.hashes = hashes
  }

  /// Reads a tile that was kept.
  public init(_ address: TileAddress, bytes: [UInt8]) throws(TileRefusal) {
    guard case .hashes = address.kind, bytes.count == address.width * TreeHash.length else {
      throw .wrongWidth(address)
    }
    self.address = address
    hashes = stride(from: 0, to: bytes.count, by: TreeHash.length).compactMap { start in
      TreeHash(bytes[start..<(start + TreeHash.length)])
    }
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * TreeHash.length)
    for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }
}

/// Up to 256 leaves side by side, each after its length in two bytes (C2SP tlog-tiles, « Log entries »).
public struct EntryBundle: Hashable, Sendable {
  public static let longestLeaf = Int(UInt16.max)

  public let leaves: [[UInt8]]

  public init(_ leaves: [[UInt8]]) throws(TileRefusal) {
    guard leaves.allSatisfy({ $0.count <= Self.longestLeaf }) else { throw .leafTooLong }
    guard (1...Tile.fullWidth).contains(leaves.count) else { throw .brokenBundle }
    self.leaves = leaves
  }

  /// - Parameter width: how many leaves there must be.
  public init(bytes: [UInt8], width: Int) throws(TileRefusal) {
    var (leaves, rest): ([[UInt8]], ArraySlice<UInt8>) = ([], bytes[...])
    while let high = rest.popFirst() {
      guard leaves.count < width, let low = rest.popFirst() else { throw .brokenBundle }
      let length = Int(high) << 8 | Int(low)
      guard length <= rest.count else { throw .brokenBundle }
      leaves.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    guard leaves.count == width else { throw .brokenBundle }
    try self.init(leaves)
  }

  public var bytes: [UInt8] {
    leaves.flatMap { leaf in [UInt8(leaf.count >> 8), UInt8(leaf.count & 255)] + leaf }
  }
}
