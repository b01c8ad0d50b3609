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
    guard ballot.leaf < vote.sealed, let note = try VoteLog.head(of: vote.id, db) else { throw Refusal.notYet }
    let head = try Checkpoint(text: note.text)
    let tree = try TiledTree(size: head.size)
    let proof = try tree.inclusion(of: UInt64(ballot.leaf)) { try VoteLog.tile($0, of: vote.id, db) }
    let line = try db.value(
      "SELECT line FROM vote_leaf WHERE vote_id = \(vote.id) AND number = \(ballot.leaf)", as: String.self)
    guard let line, case .ballot(let leaf)? = Leaf(bytes: Array(line.utf8)), let nonce = Octets(ballot.nonce) else {
      throw Refusal.notYet
    }
    return Receipt(leaf: leaf, proof: proof, nonce: nonce, choices: ballot.choices, checkpoint: note)
  }
}
