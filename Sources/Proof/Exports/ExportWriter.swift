public import MerkleLog

/// Writes an export: leaves and full tiles as they come, all else when they have.
///
/// Its memory is that of the ledger: the roll and what stands of each organisation, whatever the length of the log.
/// A leaf that breaks a rule is refused, so that nothing is written which would not be verified.
public struct ExportWriter {
  public private(set) var ledger = Ledger()
  public private(set) var tree = GrowingTree()
  private var sink: any ExportSink
  private var waiting: [UInt8] = []
  /// What a server that cheats, or whoever touches its files, would write instead of a line: what enters the tree, and
  /// what the file of leaves gets. For synthetic votes alone.
  var forge: (@Sendable (_ place: Int, _ line: [UInt8]) -> (entered: [UInt8], written: [[UInt8]]))?
  /// The heads at the opening and at the closing.
  private var heads: [Checkpoint] = []

  private static let enoughToWrite = 1 << 16

  public init(_ sink: any ExportSink) { self.sink = sink }

  /// - Returns: the place of the leaf, the first being 0.
  @discardableResult
  public mutating func append(_ leaf: Leaf) throws -> Int {
    let (moment, bytes) = (ledger.moment, leaf.bytes)
    // Before the ledger takes it: what is refused leaves no trace there.
    guard bytes.count <= EntryBundle.longestLeaf else { throw TileRefusal.leafTooLong }
    try ledger.take(leaf) { [tree] in tree.root }
    let (entered, written) = forge?(ledger.size - 1, bytes) ?? (bytes, [bytes])
    for line in written {
      waiting.append(contentsOf: line)
      waiting.append(0x0A)
    }
    for tile in tree.append(TreeHash.leaf(entered)) { try sink.append(tile.bytes, to: tile.address.path) }
    if waiting.count >= Self.enoughToWrite { try writeLeaves() }
    if ledger.moment != moment, [.open, .closed].contains(ledger.moment), let origin = ledger.keys?.origin {
      heads.append(try Checkpoint(origin: origin, tree))
    }
    return ledger.size - 1
  }

  private mutating func writeLeaves() throws {
    try sink.append(waiting, to: ExportPath.leaves)
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  /// - Parameters:
  ///   - text: opens a commitment that was not withdrawn.
  ///   - sign: gives the signed head of a size.
  public mutating func finish(
    text: (Ledger.CommittedText) throws -> OpenedText, sign: (Checkpoint) throws -> SignedNote
  ) throws {
    guard let origin = ledger.keys?.origin else { throw LedgerRefusal.incomplete }
    try writeLeaves()
    for tile in tree.partialTiles { try sink.append(tile.bytes, to: tile.address.path) }
    let known = heads + ledger.successions.map(\.succession.head)
    for size in ledger.checkpointSizes {
      guard let head = known.first(where: { $0.size == size }) else { continue }
      try sink.append(try sign(head).bytes, to: ExportPath.checkpoint(size))
    }
    try sink.append(try sign(try Checkpoint(origin: origin, tree)).bytes, to: ExportPath.checkpoint)
    try sink.append([], to: ExportPath.texts)
    for committed in ledger.texts where !committed.isWithdrawn {
      try sink.append(try text(committed).bytes + [0x0A], to: ExportPath.texts)
    }
    for path in ledger.derivedFiles { try writeLines(of: path) }
  }

  private mutating func writeLines(of path: String) throws {
    try sink.append([], to: path)
    var bytes: [UInt8] = []
    var sink = sink
    try ledger.lines(of: path) { line in
      bytes.append(contentsOf: line)
      bytes.append(0x0A)
      guard bytes.count >= Self.enoughToWrite else { return }
      try sink.append(bytes, to: path)
      bytes.removeAll(keepingCapacity: true)
    }
    try sink.append(bytes, to: path)
    self.sink = sink
  }
}
