import Localization
import MerkleLog
import Proof
import Storage

/// The public log of a vote as the database keeps it: leaves in the order of the writes, under the writer's lock.
enum VoteLog {
  /// Adds a leaf in the transaction of the act that it tells. Its instant is never before that of the leaf before.
  /// - Returns: its place, and its instant.
  @discardableResult
  static func append(
    to vote: Int64, at now: Instant, _ db: Transaction, _ leaf: (_ at: Int64, _ place: Int64) throws -> Leaf
  ) throws -> (place: Int64, at: Instant) {
    let next = try db.first(
      """
      UPDATE vote SET leaves = leaves + 1, last_at = CASE WHEN last_at > \(now) THEN last_at ELSE \(now) END
      WHERE id = \(vote) RETURNING leaves - 1, last_at
      """
    ) { row in (place: try row.next(Int64.self), at: try row.next(Instant.self)) }
    guard let next else { throw StorageError.statement("no such vote") }
    let line = String(decoding: try leaf(next.at.milliseconds, next.place).bytes, as: UTF8.self)
    try db.post("INSERT INTO vote_leaf (vote_id, number, line) VALUES (\(vote), \(next.place), \(line))")
    return next
  }

  /// Shows each line, the first being number 0, up to a size.
  static func forEachLeaf(
    of vote: Int64, from first: Int64 = 0, below size: Int64, _ db: Snapshot, _ body: (_ line: [UInt8]) throws -> Void
  ) throws {
    try db.forEach(
      """
      SELECT line FROM vote_leaf WHERE vote_id = \(vote) AND number >= \(first) AND number < \(size) ORDER BY number
      """
    ) { row in try body(Array((try row.next() as String).utf8)) }
  }

  // MARK: Tree

  static func tile(_ address: TileAddress, of vote: Int64, _ db: Snapshot) throws -> Tile {
    guard case .hashes(let level) = address.kind else { throw TileRefusal.outOfRange }
    let bytes =
      try db.value(
        """
        SELECT hashes FROM vote_tile WHERE vote_id = \(vote) AND level = \(level) AND place = \(Int64(address.index))
        """, as: [UInt8].self) ?? []
    // One that was partial then may be fuller now.
    let width = bytes.count / TreeHash.length
    guard width >= address.width, let found = TileAddress(address.kind, index: address.index, width: width) else {
      throw TileRefusal.wrongWidth(address)
    }
    return try Tile(found, bytes: bytes)
  }

  static func keep(_ tiles: [Tile], of vote: Int64, _ db: Transaction) throws {
    for tile in tiles {
      guard case .hashes(let level) = tile.address.kind else { continue }
      try db.execute(
        """
        INSERT INTO vote_tile (vote_id, level, place, hashes)
        VALUES (\(vote), \(level), \(Int64(tile.address.index)), \(tile.bytes))
        ON CONFLICT (vote_id, level, place) DO UPDATE SET hashes = excluded.hashes
        """)
    }
  }

  /// The signed head of a size, or the newest.
  static func head(of vote: Int64, size: Int64? = nil, _ db: Snapshot) throws -> SignedNote? {
    let which: SQL = size.map { "AND size = \($0)" } ?? "ORDER BY size DESC LIMIT 1"
    let note = try db.value("SELECT note FROM vote_head WHERE vote_id = \(vote) \(which)", as: String.self)
    return try note.map { try SignedNote(bytes: Array($0.utf8)) }
  }

  static func keep(_ note: SignedNote, size: Int64, of vote: Int64, at now: Instant, _ db: Transaction) throws {
    let text = String(decoding: note.bytes, as: UTF8.self)
    try db.execute(
      """
      INSERT INTO vote_head (vote_id, size, note, signed_at) VALUES (\(vote), \(size), \(text), \(now))
      ON CONFLICT (vote_id, size) DO NOTHING
      """)
    try db.execute("UPDATE vote SET sealed = \(size) WHERE id = \(vote) AND sealed < \(size)")
  }

  // MARK: Rows

  /// Inserts many rows, some hundreds in a statement.
  static func insert(_ rows: [SQL], into table: SQL, _ db: Transaction) throws {
    let atOnce = 200
    for start in stride(from: 0, to: rows.count, by: atOnce) {
      let some = rows[start..<min(start + atOnce, rows.count)].map { row -> SQL in "(\(row))" }
      try db.execute("INSERT INTO \(table) VALUES \(some.joined(separator: ", "))")
    }
  }
}

extension Octets {
  /// 32 random bytes of the system.
  static func random() -> Octets {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return Octets(bytes) ?? Octets(TreeHash.empty)
  }
}

extension VoteLog {
  /// The newest head in a few words: how many lines, and the beginning of their root.
  static func shortHead(of vote: Int64, _ db: Snapshot) throws -> String? {
    guard let note = try head(of: vote, db) else { return nil }
    let head = try Checkpoint(text: note.text)
    return "\(head.size) \(head.root.base64.prefix(12))"
  }
}

/// The lines of a log that its newest head covers, one after the other, each with its line feed: held once for all who
/// ask, and made longer as heads come.
struct LogLines: Sendable {
  private(set) var size: Int64 = 0
  private(set) var bytes: [UInt8] = []

  mutating func grow(to newest: Int64, of vote: Int64, _ db: Snapshot) throws {
    try VoteLog.forEachLeaf(of: vote, from: size, below: newest, db) { bytes += $0 + [0x0A] }
    size = newest
  }
}
