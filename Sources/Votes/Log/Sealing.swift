import Localization
package import MerkleLog
package import Platform
import Storage

/// A signed head each second over the leaves that came since the last.
enum Sealing {
  static func isDue(_ db: Snapshot) throws -> Bool {
    try db.value("SELECT id FROM vote WHERE leaves > sealed LIMIT 1", as: Int64.self) != nil
  }

  /// - Throws: `VoteRefusal.otherKey` where all that is due is signed by another key.
  static func sealAll(with key: SigningKey, at now: Instant, _ db: Transaction) throws {
    let due: [Vote] = try db.rows("SELECT \(Vote.columns) FROM vote WHERE leaves > sealed ORDER BY id")
    let its = try due.filter { try VoteLog.keys(of: $0.id, db)?.current == key.verifier }
    guard due.isEmpty || !its.isEmpty else { throw VoteRefusal.otherKey }
    for vote in its { try seal(vote, with: key, at: now, db) }
  }

  static func seal(_ vote: Vote, with key: SigningKey, at now: Instant, _ db: Transaction) throws {
    var tree = GrowingTree()
    if vote.sealed > 0 {
      guard let note = try VoteLog.head(of: vote.id, size: vote.sealed, db) else { throw TileRefusal.wrongRoot }
      let head = try Checkpoint(text: note.text)
      tree = try GrowingTree(size: head.size, root: head.root) { try VoteLog.tile($0, of: vote.id, db) }
    }
    var full: [Tile] = []
    try VoteLog.forEachLeaf(of: vote.id, from: vote.sealed, below: vote.leaves, db) { line in
      full += tree.append(leaf: line)
    }
    try VoteLog.keep(full + tree.partialTiles, of: vote.id, db)
    let note = try Checkpoint(origin: vote.origin, tree).signed(by: key)
    try VoteLog.keep(note, size: Int64(tree.size), of: vote.id, at: now, db)
  }
}

extension Settings {
  /// The key of the public log.
  /// - Throws: `VoteRefusal` where there is none, or it cannot be read.
  package func signingKey() throws -> SigningKey {
    guard !logKey.isEmpty else { throw VoteRefusal.noKey }
    do { return try KeyFile(path: logKey).read() } catch { throw VoteRefusal.badKey }
  }
}
