package import Localization
package import MerkleLog
import Platform
import Proof
package import Storage

/// Another key signs the log from its next head on: the act that both keys signed enters it. From then on the server
/// signs with the new one, or not at all.
extension Vote {
  package enum SuccessionRefusal: Error, Equatable {
    /// No vote has opened in this consultation.
    case noVote
    /// It is no act signed by both keys, or is of another log, or from another key than that of today.
    case notTheirs
    /// The log was signed further since, by the old key: the act must hold its newest head.
    case notNewest(Int64)

    package var sentence: String {
      switch self {
      case .noVote: "Aucun vote n’est ouvert dans cette consultation."
      case .notTheirs: "Ce n’est pas l’acte par lequel la clé de ce journal passe à une autre."
      case .notNewest(let size):
        "La dernière tête du journal couvre \(size) lignes : refaites l’acte avec elle, le site étant en lecture seule."
      }
    }
  }

  /// - Parameter act: what `Succession.signed` gives.
  package func succeed(by act: SignedNote, at now: Instant, _ db: Transaction) throws {
    guard openedAt != nil, var keys = try VoteLog.keys(of: id, db) else { throw SuccessionRefusal.noVote }
    guard let succession = try? Succession(act), succession.head.origin == origin, (try? keys.add(act)) != nil else {
      throw SuccessionRefusal.notTheirs
    }
    guard Int64(clamping: succession.head.size) == sealed else { throw SuccessionRefusal.notNewest(sealed) }
    let newest = try VoteLog.head(of: id, size: sealed, db).map { try Checkpoint(text: $0.text) }
    guard newest?.root == succession.head.root else { throw SuccessionRefusal.notTheirs }
    try Event(
      "vote.key-succeeded", on: .init("consultation", consultation), by: .command, at: now, consultation: consultation
    ).record(db)
    try VoteLog.append(to: id, at: now, db) { at, _ in
      .succession(SuccessionLeaf(at: at, note: String(decoding: act.bytes, as: UTF8.self)))
    }
  }
}
