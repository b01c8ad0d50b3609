import Consultations
import MerkleLog
import Proof
import Storage

/// The public log of a vote of this site, with the keys that sign its heads: all that a browser needs in order to
/// check a receipt by itself.
struct ReceiptLog: Sendable {
  /// A key, in the form of C2SP signed notes, and the size above which it signs.
  struct Key: Sendable {
    var above: UInt64
    var text: String
  }

  var consultation: Consultation
  var origin: String
  var keys: [Key]

  /// Those of the votes that were opened, the newest first.
  static func all(_ db: Snapshot) throws -> [ReceiptLog] {
    let votes: [Vote] = try db.rows(
      "SELECT \(Vote.columns) FROM vote WHERE opened_at IS NOT NULL ORDER BY opened_at DESC, id DESC")
    return try votes.compactMap { vote in
      guard let consultation = try Consultation.with(id: vote.consultation, db),
        let history = try VoteLog.keys(of: vote.id, db)
      else { return nil }
      let later = history.successions.map { Key(above: $0.head.size, text: $0.new.text) }
      return ReceiptLog(
        consultation: consultation, origin: history.origin, keys: [Key(above: 0, text: history.first.text)] + later)
    }
  }
}
