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
      /// Nothing is decided of it yet.
      case contested
      case setAside
    }
    public let receipt: Receipt
    public let state: State
  }

  public func run() throws(Fault) -> Finding {
    let signed = try checkpoint(ExportPath.checkpoint)
    var reading = LeavesReading(files, size: signed.head.size)
    try reading.run()
    guard reading.tree.root == signed.head.root else {
      throw reading.different ?? Fault(.file(ExportPath.checkpoint), .wrongRoot)
    }
    // The leaves are those of the checkpoint: what differs from them is what is wrong.
    if let tile = reading.wrongTile { throw Fault(.file(tile.path), reading.wrongTileReason) }
    if let broken = reading.broken { throw broken }
    guard let keys = reading.ledger.keys else { throw Fault(.line(ExportPath.leaves, 1), .missingLine) }
    try check(signed, keys, .file(ExportPath.checkpoint))
    if let key {
      guard keys.first == key else { throw Fault(.line(ExportPath.leaves, 1), .foreignKey) }
    }
    var finding = Finding(ledger: reading.ledger, checkpoint: signed.head, keys: keys)
    if let since { finding.since = try checkSince(since, finding) }
    try checkEarlierHeads(finding)
    try DerivedComparison(files: files, ledger: finding.ledger).run()
    try checkPaths(finding)
    if let receipt { finding.receipt = try checkReceipt(receipt, finding) }
    return finding
  }

  static let longestCheckpoint = 1 << 16

  private func checkpoint(_ path: String) throws(Fault) -> SignedHead {
    guard files.open(path) != nil else { throw Fault(.file(path), .missing) }
    guard let signed = files.bytes(of: path, atMost: Self.longestCheckpoint).flatMap({ SignedHead($0) }) else {
      throw Fault(.file(path), .malformedCheckpoint)
    }
    return signed
  }

  private func check(_ signed: SignedHead, _ keys: KeyHistory, _ place: Fault.Place) throws(Fault) {
    guard signed.head.origin.utf8.elementsEqual(keys.origin.utf8) else { throw Fault(place, .wrongOrigin) }
    guard (try? keys.checkpoint(signed.note)) != nil else { throw Fault(place, .wrongSignature) }
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
    guard let signed = SignedHead(bytes) else { throw Fault(.since, .malformedCheckpoint) }
    try check(signed, finding.keys, .since)
    let head = signed.head
    guard head.size <= finding.checkpoint.size else { throw Fault(.since, .missingLine) }
    guard root(at: head.size, of: finding.checkpoint) == head.root else { throw Fault(.since, .rewritten) }
    return head
  }

  private func checkEarlierHeads(_ finding: Finding) throws(Fault) {
    for size in finding.ledger.checkpointSizes {
      let path = ExportPath.checkpoint(size)
      let signed = try checkpoint(path)
      try check(signed, finding.keys, .file(path))
      guard signed.head.size == size, root(at: size, of: finding.checkpoint) == signed.head.root else {
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
    var first: [UInt8]?
    let isRead = files.paths { name in
      if let path = String(validating: name, as: UTF8.self) {
        // As bytes, for two names of one text may be two files.
        if expected.contains(where: { $0.utf8.elementsEqual(name) }) { return }
        if TileAddress(path: path)?.isOfTree(size) == true { return }
      }
      if let earlier = first, earlier.lexicographicallyPrecedes(name) { return }
      first = name
    }
    guard isRead else { throw Fault(.folder, .unreadable) }
    if let first { throw Fault(.file(Printable.path(first)), .unexpected) }
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
    return switch organisation.contest {
    case .none, .restored: .counts
    case .standing: .contested
    case .setAside: .setAside
    }
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
