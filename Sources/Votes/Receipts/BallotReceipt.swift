import Localization
import MerkleLog
import Platform
import Proof
import Storage

/// The receipt of a ballot (« récépissé de vote »): complete once a signed head covers its line.
enum BallotReceipt {
  enum Refusal: Platform.Refusal, Equatable {
    case notYet
    var status: Int { 422 }
    var sentence: Phrase {
      t("Le récépissé sera complet dans quelques secondes, à la prochaine tête signée du journal.")
    }
  }

  /// - Throws: `Refusal.notYet`.
  static func of(_ ballot: Ballot, in vote: Vote, _ db: Snapshot) throws -> Receipt {
    var receipts = try BallotReceipts(of: vote, db)
    return try receipts.receipt(of: ballot, db)
  }
}

/// The receipts of many ballots, by the newest head: what several proofs have in common is read once.
struct BallotReceipts {
  private let vote: Vote
  private let note: SignedNote
  private let tree: TiledTree
  private var tiles: [TileAddress: Tile] = [:]

  /// - Throws: `BallotReceipt.Refusal.notYet`.
  init(of vote: Vote, _ db: Snapshot) throws {
    guard let note = try VoteLog.head(of: vote.id, db) else { throw BallotReceipt.Refusal.notYet }
    self.vote = vote
    self.note = note
    tree = try TiledTree(size: Checkpoint(text: note.text).size)
  }

  /// - Throws: `BallotReceipt.Refusal.notYet`.
  mutating func receipt(of ballot: Ballot, _ db: Snapshot) throws -> Receipt {
    guard ballot.leaf < vote.sealed else { throw BallotReceipt.Refusal.notYet }
    let proof = try tree.inclusion(of: UInt64(ballot.leaf)) { address in
      if let tile = tiles[address] { return tile }
      let tile = try VoteLog.tile(address, of: vote.id, db)
      tiles[address] = tile
      return tile
    }
    let line = try db.value(
      "SELECT line FROM vote_leaf WHERE vote_id = \(vote.id) AND number = \(ballot.leaf)", as: String.self)
    guard let line, case .ballot(let leaf)? = Leaf(bytes: Array(line.utf8)), let nonce = Octets(ballot.nonce) else {
      throw BallotReceipt.Refusal.notYet
    }
    return Receipt(leaf: leaf, proof: proof, nonce: nonce, choices: ballot.choices, checkpoint: note)
  }
}
