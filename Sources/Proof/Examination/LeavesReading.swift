internal import MerkleLog

/// One pass over the leaves: it builds the tree, compares full tiles as they come, and follows the rules, and keeps
/// the first of each kind of fault, for only the whole tree tells which of them is the cause.
struct LeavesReading {
  let files: any ExportFiles
  /// As the checkpoint says, which is not believed yet.
  let size: UInt64

  private(set) var tree = GrowingTree()
  private(set) var ledger = Ledger()
  /// The first line that is not the one in the lowest tiles.
  private(set) var different: Fault?
  /// The first line that breaks a rule, or that ends wrong.
  private(set) var broken: Fault?
  /// The wrong tile that comes first by level and place.
  private(set) var wrongTile: TileAddress?
  private(set) var wrongTileReason = Fault.Reason.different
  private var lowest: [UInt8] = []

  init(_ files: any ExportFiles, size: UInt64) {
    self.files = files
    self.size = size
  }

  mutating func run() throws(Fault) {
    guard let file = files.open(ExportPath.leaves) else { throw Fault(.file(ExportPath.leaves), .missing) }
    var lines = ExportLines(file, longest: EntryBundle.longestLeaf)
    while let line = lines.next() {
      let place = Fault.Place.line(ExportPath.leaves, Int(tree.size) + 1)
      guard tree.size < size else { throw different ?? Fault(place, .extraLine) }
      switch line {
      case .line(let bytes): take(bytes, place)
      case .unfinished(let bytes):
        take(bytes, place)
        broken = broken ?? Fault(place, .unfinishedLine)
      case .tooLong: throw different ?? Fault(place, .tooLong)
      case .unreadable: throw Fault(.file(ExportPath.leaves), .unreadable)
      }
    }
    guard tree.size == size else {
      throw different ?? Fault(.line(ExportPath.leaves, Int(tree.size) + 1), .missingLine)
    }
    for tile in tree.partialTiles { compare(tile) }
  }

  private mutating func take(_ bytes: [UInt8], _ place: Fault.Place) {
    let hash = TreeHash.leaf(bytes)
    compare(hash, place)
    if broken == nil { follow(bytes, place) }
    for tile in tree.append(hash) { compare(tile) }
  }

  private mutating func follow(_ bytes: [UInt8], _ place: Fault.Place) {
    guard let leaf = Leaf(bytes: bytes) else {
      broken = Fault(place, .ledger(.malformed))
      return
    }
    do {
      try ledger.take(leaf) { [tree] in tree.root }
    } catch {
      broken = Fault(place, .ledger(error))
    }
  }

  /// Compares a leaf with the lowest tile that should hold it, where that tile can be read.
  private mutating func compare(_ hash: TreeHash, _ place: Fault.Place) {
    guard different == nil else { return }
    let inTile = Int(tree.size % UInt64(Tile.fullWidth))
    if inTile == 0 {
      let width = Int(min(UInt64(Tile.fullWidth), size - tree.size))
      let address = TileAddress(.hashes(level: 0), index: tree.size / UInt64(Tile.fullWidth), width: width)
      lowest = address.flatMap { files.bytes(of: $0.path, atMost: Tile.fullWidth * TreeHash.length) } ?? []
    }
    let range = (inTile * TreeHash.length)..<((inTile + 1) * TreeHash.length)
    guard lowest.count >= range.upperBound, TreeHash(lowest[range]) != hash else { return }
    different = Fault(place, .notInTree)
  }

  private mutating func compare(_ tile: Tile) {
    guard case .hashes(let level) = tile.address.kind else { return }
    if let wrongTile, case .hashes(let worst) = wrongTile.kind,
      (worst, wrongTile.index) <= (level, tile.address.index)
    {
      return
    }
    let found = files.bytes(of: tile.address.path, atMost: tile.bytes.count)
    guard found != tile.bytes else { return }
    wrongTile = tile.address
    wrongTileReason = found == nil ? .missing : .different
  }
}
