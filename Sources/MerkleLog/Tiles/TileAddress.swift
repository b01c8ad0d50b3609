/// Which tile of a log: its level, its place and how full it is; written as a path (C2SP tlog-tiles, « Merkle Tree »).
public struct TileAddress: Hashable, Sendable {
  /// What a tile holds.
  public enum Kind: Hashable, Sendable {
    /// Hashes, at a level from 0 (those of the leaves) to 7.
    case hashes(level: Int)
    /// The leaves themselves.
    case entries
  }

  public let kind: Kind
  public let index: UInt64
  /// 1 to 256.
  public let width: Int

  /// - Returns: nil for a level, an index or a width that no tree has.
  public init?(_ kind: Kind, index: UInt64, width: Int = Tile.fullWidth) {
    var level = 0
    if case .hashes(let of) = kind { level = of }
    guard (0..<8).contains(level), (1...Tile.fullWidth).contains(width) else { return nil }
    // The hashes of this level in the largest tree: the tile must end among them, and its number not overflow.
    let hashes = TreeRanges.largestSize >> UInt64(Tile.height * level)
    guard index <= hashes >> UInt64(Tile.height), index << UInt64(Tile.height) + UInt64(width) <= hashes else {
      return nil
    }
    self.kind = kind
    self.index = index
    self.width = width
  }

  /// A tile of hashes as it is in a tree of `size` leaves.
  init(level: Int, index: UInt64, size: UInt64) {
    let count = size >> UInt64(Tile.height * level)
    kind = .hashes(level: level)
    self.index = index
    width = index < count >> UInt64(Tile.height) ? Tile.fullWidth : Int(count & 255)
  }

  init(level: Int, fullIndex index: UInt64) {
    kind = .hashes(level: level)
    self.index = index
    width = Tile.fullWidth
  }

  public var isFull: Bool { width == Tile.fullWidth }
  /// The full tile at the same place.
  public var full: TileAddress { TileAddress(kind, index: index) ?? self }

  /// `tile/0/x001/x234/067`, `tile/entries/273.p/112`.
  public var path: String {
    var (groups, rest) = (["\(Self.padded(index % 1000))"], index / 1000)
    while rest > 0 {
      groups.append("x\(Self.padded(rest % 1000))")
      rest /= 1000
    }
    let place = groups.reversed().joined(separator: "/")
    return "tile/\(folder)/\(place)" + (isFull ? "" : ".p/\(width)")
  }

  /// Reads a path; only the one spelling of an address is one.
  public init?(path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, parts.count <= 12, parts[0] == "tile" else { return nil }
    var width = Tile.fullWidth
    if parts[parts.count - 2].hasSuffix(".p") {
      guard let read = Int(parts.removeLast()), read < Tile.fullWidth else { return nil }
      width = read
      parts[parts.count - 1].removeLast(2)
    }
    let digits = parts.dropFirst(2).map { $0.hasPrefix("x") ? $0.dropFirst() : $0[...] }.joined()
    guard let index = UInt64(digits), let kind = Self.kind(parts[1]) else { return nil }
    self.init(kind, index: index, width: width)
    guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
  }

  private var folder: String {
    switch kind {
    case .hashes(let level): "\(level)"
    case .entries: "entries"
    }
  }

  private static func kind(_ folder: String) -> Kind? {
    folder == "entries" ? .entries : Int(folder).map { .hashes(level: $0) }
  }

  private static func padded(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
