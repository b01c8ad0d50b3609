import Localization
import Platform
import Proof
import Storage

/// Copies the leaves of each vote to a second place as they are committed: what is acknowledged stands there too, or
/// soon does (the setting `copy-waits`).
///
/// One flight at a time takes all that was committed when it began; those who wait meanwhile share the next.
actor LeafCopying {
  /// Why an act that is written is not acknowledged.
  struct Refusal: Platform.Refusal, Equatable {
    var status: Int { 503 }
    var sentence: Phrase {
      t(
        "Ce que vous avez fait est enregistré, mais sa seconde copie n’a pas pu l’être. L’organisateur en est averti. Rechargez la page pour voir ce qui compte."
      )
    }
  }

  private let database: Database
  private let folder: String
  /// Whether acts are acknowledged once copied only.
  nonisolated let waits: Bool
  private static let atOnce = 2_000

  /// How many leaves each file holds, by vote; read from the file at the first flight.
  private var copied: [Int64: Int64] = [:]
  private var (begun, ended) = (0, 0)
  private var isFlying = false
  private var failure: (any Error)?
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(database: Database, folder: String, waits: Bool) {
    self.database = database
    self.folder = folder
    self.waits = waits
  }

  /// Returns once all that is committed now is copied.
  /// - Throws: what stopped the flight that would have copied it.
  func catchUp() async throws {
    // A flight that flies already may have read before the caller's act.
    let own = begun + 1
    while ended < own {
      if isFlying {
        await withCheckedContinuation { waiting.append($0) }
      } else {
        await fly()
      }
    }
    if let failure { throw failure }
  }

  private func fly() async {
    isFlying = true
    begun += 1
    do {
      try await copyAll()
      failure = nil
    } catch { failure = error }
    ended = begun
    isFlying = false
    let resumed = waiting
    waiting = []
    for one in resumed { one.resume() }
  }

  private func copyAll() async throws {
    for vote in try await database.read({ db in try Copied.all(db) }) {
      let file = LeafCopyFile(folder: folder, consultation: vote.consultation)
      var next = if let known = copied[vote.id] { known } else { try await begin(vote, file) }
      guard next <= vote.leaves else { throw LeafCopyFile.Refusal.another }
      while next < vote.leaves {
        let (first, limit) = (next, min(Self.atOnce, Int(vote.leaves - next)))
        let leaves = try await database.read { db in try CopiedLeaf.from(first, of: vote.id, limit: limit, db) }
        guard leaves.count == limit else { throw LeafCopyFile.Refusal.another }
        let bytes = try leaves.flatMap { try $0.bytes() }
        try await PlainThread.run { try file.append(bytes) }
        next += Int64(leaves.count)
        copied[vote.id] = next
      }
    }
  }

  /// Takes up a file that is there already, if its last line is that of this log.
  private func begin(_ vote: Copied, _ file: LeafCopyFile) async throws -> Int64 {
    let count = try await PlainThread.run { try file.count() }
    if count > 0 {
      let last = try await PlainThread.run { try file.lastLine() }
      let known = try await database.read { db in try CopiedLeaf.from(count - 1, of: vote.id, limit: 1, db).first }
      guard let last, let known, try CopiedLeaf(bytes: last).line == known.line else {
        throw LeafCopyFile.Refusal.another
      }
    }
    copied[vote.id] = count
    return count
  }

  /// How many leaves are committed and not copied.
  func lag() async throws -> Int64 {
    let votes = try await database.read { db in try Copied.all(db) }
    return votes.reduce(0) { $0 + max(0, $1.leaves - (copied[$1.id] ?? 0)) }
  }

  /// Whether a line that was committed before an instant stands in no file of a folder, whoever copies there.
  static func isLate(_ folder: String, since instant: Instant, _ db: Snapshot) throws -> Bool {
    try Copied.all(db).contains { vote in
      let last = try? LeafCopyFile(folder: folder, consultation: vote.consultation).lastLine()
      let copied = last.flatMap { try? CopiedLeaf(bytes: $0) }.map { $0.number + 1 } ?? 0
      let next = try db.value(
        "SELECT line FROM vote_leaf WHERE vote_id = \(vote.id) AND number = \(copied)", as: String.self)
      guard let next, let leaf = Leaf(bytes: Array(next.utf8)) else { return false }
      return Instant(milliseconds: leaf.at) < instant
    }
  }

  private struct Copied: RowDecodable, Sendable {
    var id: Int64
    var consultation: String
    var leaves: Int64

    init(from row: inout Row) throws {
      id = try row.next()
      consultation = try row.next()
      leaves = try row.next()
    }

    static func all(_ db: Snapshot) throws -> [Copied] {
      try db.rows(
        """
        SELECT vote.id, consultation.slug, vote.leaves FROM vote
        JOIN consultation ON consultation.id = vote.consultation_id WHERE vote.leaves > 0 ORDER BY vote.id
        """)
    }
  }
}
