public import MerkleLog

/// Checks an export from its files alone: no database, no network, nothing of the server.
///
/// The order in which things are checked is part of the format (`docs/proof.md`), so that every program names the
/// same place.
public struct Examination {
  let files: any ExportFiles
  /// The key that signs first, if the reader knows it from elsewhere.
  public var key: VerifierKey?
  /// An earlier head that the reader kept.
  public var since: [UInt8]?
  public var receipt: [UInt8]?

  public init(_ files: any ExportFiles) { self.files = files }

  /// What was found right.
  public struct Finding: Sendable {
    public let ledger: Ledger
    public let checkpoint: Checkpoint
    public let keys: KeyHistory
    public internal(set) var since: Checkpoint?
    public internal(set) var receipt: ReceiptFinding?
  }

  public struct ReceiptFinding: Sendable {
    public enum State: Sendable, Equatable {
      case counts
      /// By the ballot of this number.
      case replaced(by: Int64)
      case contested
    }
    public let receipt: Receipt
    public let state: State
  }

  public func run() throws(Fault) -> Finding {
    let (note, head) = try checkpoint(ExportPath.checkpoint)
    var reading = LeavesReading(files, size: head.size)
    try reading.run()
    guard reading.tree.root == head.root else {
      throw reading.different ?? Fault(.file(ExportPath.checkpoint), .wrongRoot)
    }
    // The leaves are those of the checkpoint: what differs from them is what is wrong.
    if let tile = reading.wrongTile { throw Fault(.file(tile.path), reading.wrongTileReason) }
    if let broken = reading.broken { throw broken }
    guard let keys = reading.ledger.keys else { throw Fault(.line(ExportPath.leaves, 1), .missingLine) }
    try check(note, head, keys, .file(ExportPath.checkpoint))
    if let key {
      guard keys.first == key else { throw Fault(.line(ExportPath.leaves, 1), .foreignKey) }
    }
    var finding = Finding(ledger: reading.ledger, checkpoint: head, keys: keys)
    if let since { finding.since = try checkSince(since, finding) }
    try checkEarlierHeads(finding)
    try DerivedComparison(files: files, ledger: finding.ledger).run()
    try checkPaths(finding)
    if let receipt { finding.receipt = try checkReceipt(receipt, finding) }
    return finding
  }

  static let longestCheckpoint = 1 << 16

  private func checkpoint(_ path: String) throws(Fault) -> (SignedNote, Checkpoint) {
    guard files.open(path) != nil else { throw Fault(.file(path), .missing) }
    guard let bytes = files.bytes(of: path, atMost: Self.longestCheckpoint) else {
      throw Fault(.file(path), .malformedCheckpoint)
    }
    return try Self.checkpoint(bytes, .file(path))
  }

  /// A head in its only spelling: three lines, an empty one, one signature.
  private static func checkpoint(_ bytes: [UInt8], _ place: Fault.Place) throws(Fault) -> (SignedNote, Checkpoint) {
    guard let note = try? SignedNote(bytes: bytes), note.signatures.count == 1, note.bytes == bytes,
      let head = try? Checkpoint(text: note.text), head.text.utf8.elementsEqual(note.text.utf8)
    else { throw Fault(place, .malformedCheckpoint) }
    return (note, head)
  }

  private func check(_ note: SignedNote, _ head: Checkpoint, _ keys: KeyHistory, _ place: Fault.Place) throws(Fault) {
    guard head.origin.utf8.elementsEqual(keys.origin.utf8) else { throw Fault(place, .wrongOrigin) }
    guard (try? keys.checkpoint(note)) != nil else { throw Fault(place, .wrongSignature) }
  }

  /// The root of an earlier size, from tiles that were found right.
  private func root(at size: UInt64, of head: Checkpoint) -> TreeHash? {
    guard let tree = try? TiledTree(size: size) else { return nil }
    return try? tree.root { address in
      // A tile that was partial then may be fuller now.
      guard let now = address.now(in: head.size) else { throw TileRefusal.outOfRange }
      return try Tile(now, bytes: files.bytes(of: now.path, atMost: Tile.fullWidth * TreeHash.length) ?? [])
    }
  }

  private func checkSince(_ bytes: [UInt8], _ finding: Finding) throws(Fault) -> Checkpoint {
    let (note, head) = try Self.checkpoint(bytes, .since)
    try check(note, head, finding.keys, .since)
    guard head.size <= finding.checkpoint.size else { throw Fault(.since, .missingLine) }
    guard root(at: head.size, of: finding.checkpoint) == head.root else { throw Fault(.since, .rewritten) }
    return head
  }

  private func checkEarlierHeads(_ finding: Finding) throws(Fault) {
    for size in finding.ledger.checkpointSizes {
      let path = ExportPath.checkpoint(size)
      let (note, head) = try checkpoint(path)
      try check(note, head, finding.keys, .file(path))
      guard head.size == size, root(at: size, of: finding.checkpoint) == head.root else {
        throw Fault(.file(path), .wrongRoot)
      }
    }
    // Both keys signed a head with each succession: it is of this log too.
    for (leaf, succession) in finding.ledger.successions {
      guard root(at: succession.head.size, of: finding.checkpoint) == succession.head.root else {
        throw Fault(.line(ExportPath.leaves, leaf + 1), .ledger(.wrongSuccession))
      }
    }
  }

  private func checkPaths(_ finding: Finding) throws(Fault) {
    let fixed = [ExportPath.leaves, ExportPath.checkpoint, ExportPath.texts] + finding.ledger.derivedFiles
    let expected = Set(fixed + finding.ledger.checkpointSizes.map { ExportPath.checkpoint($0) })
    let size = finding.checkpoint.size
    var first: String?
    let isRead = files.paths { path in
      guard !expected.contains(path), TileAddress(path: path)?.isOfTree(size) != true else { return }
      if let earlier = first, OrganisationOrder.precedes(earlier, path) { return }
      first = path
    }
    guard isRead else { throw Fault(.folder, .unreadable) }
    if let first { throw Fault(.file(first), .unexpected) }
  }

  private func checkReceipt(_ bytes: [UInt8], _ finding: Finding) throws(Fault) -> ReceiptFinding {
    guard let receipt = Receipt(bytes: bytes) else { throw Fault(.receipt, .malformedReceipt) }
    let head: Checkpoint
    do { head = try receipt.verify(finding.keys) } catch { throw Fault(.receipt, .receipt(error)) }
    guard head.size <= finding.checkpoint.size else { throw Fault(.receipt, .missingLine) }
    guard root(at: head.size, of: finding.checkpoint) == head.root else { throw Fault(.receipt, .rewritten) }
    return ReceiptFinding(receipt: receipt, state: finding.ledger.state(of: receipt))
  }
}

extension Ledger {
  /// What became of a ballot of this log.
  func state(of receipt: Receipt) -> Examination.ReceiptFinding.State {
    guard let number = organisationNumbers[receipt.leaf.organisation] else { return .contested }
    let organisation = organisations[number]
    if organisation.ballotPlace != Int64(clamping: receipt.proof.index) {
      return .replaced(by: organisation.ballot?.number ?? 0)
    }
    return organisation.counts ? .counts : .contested
  }
}

extension TileAddress {
  /// The tile of hashes at this place in a log of `size` leaves; nil where it has none.
  func now(in size: UInt64) -> TileAddress? {
    guard case .hashes(let level) = kind else { return nil }
    let count = size >> UInt64(8 * level)
    // Multiplied, a number that no tree has would come back as one that it has.
    guard index < (count >> 8) + (count & 255 == 0 ? 0 : 1) else { return nil }
    return TileAddress(kind, index: index, width: Int(min(count - index << 8, UInt64(Tile.fullWidth))))
  }

  /// Whether a log of this size is published with this tile.
  func isOfTree(_ size: UInt64) -> Bool { now(in: size) == self }
}
