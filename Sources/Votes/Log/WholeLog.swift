import Localization
import MerkleLog
import Proof
import Storage

/// The log of a vote taken up whole, with the state that its leaves lead to: what freezes, closes and counts uses the
/// very rules by which it will be checked, and writes nothing that they refuse.
struct WholeLog {
  let vote: Int64
  private(set) var ledger = Ledger()
  private(set) var tree = GrowingTree()
  private var lines: [String] = []
  /// How many are in the database.
  private let kept: Int64
  private var tiles: [Tile] = []
  private var heads: [(size: Int64, note: SignedNote)] = []
  let now: Instant

  /// - Parameter size: how many leaves there are.
  init(of vote: Int64, size: Int64, at now: Instant, _ db: Snapshot) throws {
    self.vote = vote
    kept = size
    var (ledger, tree, tiles) = (Ledger(), GrowingTree(), [Tile]())
    try VoteLog.forEachLeaf(of: vote, below: size, db) { line in
      guard let leaf = Leaf(bytes: line) else { throw LedgerRefusal.malformed }
      try ledger.take(leaf) { [tree] in tree.root }
      tiles += tree.append(leaf: line)
    }
    (self.ledger, self.tree, self.tiles) = (ledger, tree, tiles)
    self.now = Instant(milliseconds: max(now.milliseconds, ledger.lastInstant))
  }

  var at: Int64 { now.milliseconds }
  var size: Int64 { Int64(tree.size) }

  @discardableResult
  mutating func append(_ leaf: Leaf) throws -> Int64 {
    let bytes = leaf.bytes
    try ledger.take(leaf) { [tree] in tree.root }
    tiles += tree.append(leaf: bytes)
    lines.append(String(decoding: bytes, as: UTF8.self))
    return size - 1
  }

  /// Signs the head of the present size.
  /// - Throws: `VoteRefusal.otherKey` where another key signs this log.
  mutating func sign(_ key: SigningKey) throws {
    guard let keys = ledger.keys else { throw LedgerRefusal.incomplete }
    guard keys.current == key.verifier else { throw VoteRefusal.otherKey }
    heads.append((size, try Checkpoint(origin: keys.origin, tree).signed(by: key)))
  }

  /// Writes what was added.
  func write(_ db: Transaction) throws {
    let rows = lines.enumerated().map { place, line -> SQL in "\(vote), \(kept + Int64(place)), \(line)" }
    try VoteLog.insert(rows, into: "vote_leaf (vote_id, number, line)", db)
    try VoteLog.keep(tiles + tree.partialTiles, of: vote, db)
    // Lines that were taken up may come from a clock that was ahead of this one.
    let last = Instant(milliseconds: max(at, ledger.lastInstant))
    try db.execute("UPDATE vote SET leaves = \(size), last_at = \(last) WHERE id = \(vote)")
    for (size, note) in heads { try VoteLog.keep(note, size: size, of: vote, at: now, db) }
  }
}
