package import Localization
import MerkleLog
import Platform
package import Proof
package import Storage

/// The export of the public log of a vote, as `docs/proof.md` specifies it: what its newest head covers.
package enum ProofExport {
  package enum Refusal: Platform.Refusal, Equatable {
    /// No vote has opened in this consultation.
    case noVote
    /// A head of the log is not there yet: the server signs one each second.
    case unsealed

    package var status: Int { self == .noVote ? 404 : 503 }
    package var sentence: Phrase {
      switch self {
      case .noVote: t("Aucun vote n’est ouvert dans cette consultation.")
      case .unsealed: t("Une tête du journal manque encore : recommencez dans une seconde.")
      }
    }
  }

  package static func write(_ vote: Vote, to sink: any ExportSink, _ db: Snapshot) throws {
    guard vote.openedAt != nil, let newest = try VoteLog.head(of: vote.id, db) else { throw Refusal.noVote }
    let size = Int64(clamping: try Checkpoint(text: newest.text).size)
    var writer = ExportWriter(sink)
    try VoteLog.forEachLeaf(of: vote.id, below: size, db) { line in
      guard let leaf = Leaf(bytes: line) else { throw LedgerRefusal.malformed }
      try writer.append(leaf)
    }
    try writer.finish(
      text: { committed in
        let text = try db.first(
          "SELECT nonce, title, text FROM vote_text WHERE vote_id = \(vote.id) AND leaf = \(committed.leaf)"
        ) { row in
          (nonce: try row.next([UInt8].self), text: PublicText(title: try row.next(), text: try row.next()))
        }
        guard let text else { throw LedgerRefusal.unknownText }
        // Withdrawn by a line that no head covers yet.
        guard let nonce = Octets(text.nonce) else { throw Refusal.unsealed }
        return OpenedText(leaf: committed.leaf, nonce: nonce, text: text.text)
      },
      sign: { head in
        guard let note = try VoteLog.head(of: vote.id, size: Int64(clamping: head.size), db) else {
          throw Refusal.unsealed
        }
        return note
      })
  }
}
