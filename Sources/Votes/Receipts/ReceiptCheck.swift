import Localization
import MerkleLog
import Platform
import Proof
import Storage

/// What a receipt is worth against the log that this server keeps: anyone may ask, with the file alone.
struct ReceiptCheck: Sendable {
  var vote: Vote
  var receipt: Receipt
  var organisation: String
  var state: State
  /// Titles of what it says was chosen.
  var choices: [String]
  /// That which the organisation told, once everyone reads it.
  var decision: BallotDecision?

  enum State: Sendable, Equatable {
    case counts
    /// By the ballot of this number.
    case replaced(by: Int64)
    case contested, setAside

    var sentence: Phrase {
      switch self {
      case .counts: t("C’est le bulletin qui compte pour cette collectivité.")
      case .replaced(let number):
        t("Il a été remplacé depuis : c’est le bulletin n° \(Int(number)) de cette collectivité qui compte.")
      case .contested: t("Il est contesté : il n’est pas compté, sauf si deux personnes le rétablissent.")
      case .setAside: t("Il a été contesté, et deux personnes l’ont écarté : il n’est pas compté.")
      }
    }
  }

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case nothing, notAReceipt, otherLog, wrongSignature, wrongProof, wrongChoices, rewritten

    var status: Int { 422 }
    var field: String { "fichier" }

    var sentence: Phrase {
      switch self {
      case .nothing: t("Choisissez le fichier du récépissé, ou collez ce qu’il contient.")
      case .notAReceipt: t("Ce n’est pas un récépissé de vote, ou il a été modifié.")
      case .otherLog: t("Ce récépissé n’est pas d’un vote de ce site.")
      case .wrongSignature: t("La tête de journal qu’il porte n’a pas été signée par la clé de ce vote.")
      case .wrongProof: t("Sa ligne n’est pas dans le journal à la place qu’il dit.")
      case .wrongChoices: t("Les choix qu’il dit ne sont pas ceux que sa ligne scelle.")
      case .rewritten:
        t("Le journal d’aujourd’hui ne contient pas ce que ce récépissé prouve : gardez-le, et dites-le publiquement.")
      }
    }
  }

  /// - Throws: `Refusal`.
  init(_ bytes: [UInt8], _ db: Snapshot) throws {
    guard !bytes.isEmpty else { throw Refusal.nothing }
    // What was pasted may have lost its last line feed, or have gained one.
    let text = bytes.last == 0x0A ? bytes : bytes + [0x0A]
    guard let receipt = Receipt(bytes: text), let note = try? SignedNote(bytes: Array(receipt.checkpoint.utf8)),
      let claimed = try? Checkpoint(text: note.text)
    else { throw Refusal.notAReceipt }
    let found: Vote? = try db.first(
      "SELECT \(Vote.columns) FROM vote WHERE origin = \(claimed.origin) AND opened_at IS NOT NULL")
    guard let vote = found, let keys = try VoteLog.keys(of: vote.id, db) else { throw Refusal.otherLog }
    let head: Checkpoint
    do throws(Receipt.Refusal) { head = try receipt.verify(keys) } catch {
      switch error {
      case .wrongCheckpoint: throw Refusal.wrongSignature
      case .wrongProof: throw Refusal.wrongProof
      case .wrongChoices: throw Refusal.wrongChoices
      }
    }
    guard Int64(clamping: head.size) <= vote.sealed, try VoteLog.root(of: vote.id, size: head.size, db) == head.root
    else { throw Refusal.rewritten }
    let name = receipt.leaf.organisation
    let entry: RollEntry? = try db.first(
      """
      SELECT \(RollEntry.columns) FROM \(RollEntry.source) WHERE roll_entry.vote_id = \(vote.id)
        AND roll_entry.identifier = \(name)
      """)
    guard let entry, let standing = try Ballot.standing(of: entry.organisation, in: vote.id, db) else {
      throw Refusal.rewritten
    }
    let contest = try Contest.live(of: entry.organisation, in: vote.id, db)
    if standing.leaf != Int64(clamping: receipt.proof.index) {
      state = .replaced(by: standing.number)
    } else if let contest {
      state = contest.outcome == .setAside ? .setAside : .contested
    } else {
      state = .counts
    }
    let titles = try VotedProposition.all(of: vote.id, db)
    choices = receipt.choices.map { choice in titles.first { $0.name == choice }?.title ?? choice }
    if vote.countedAt != nil { decision = try BallotDecision.standing(of: name, in: vote.id, db) }
    (self.vote, self.receipt, organisation) = (vote, receipt, entry.name)
  }

  var castAt: Instant { Instant(milliseconds: receipt.leaf.at) }
}

extension VoteLog {
  /// The keys of a log, as its own lines give them.
  static func keys(of vote: Int64, _ db: Snapshot) throws -> KeyHistory? {
    let first = try db.value("SELECT line FROM vote_leaf WHERE vote_id = \(vote) AND number = 0", as: String.self)
    guard let first, case .log(let leaf)? = Leaf(bytes: Array(first.utf8)), let key = try? VerifierKey(text: leaf.key)
    else { return nil }
    var keys = KeyHistory(origin: leaf.origin, first: key)
    let successions: [String] = try db.values(
      """
      SELECT line FROM vote_leaf WHERE vote_id = \(vote) AND substr(line, 1, 21) = '{"kind":"succession",'
      ORDER BY number
      """)
    for line in successions {
      guard case .succession(let leaf)? = Leaf(bytes: Array(line.utf8)) else { continue }
      try keys.add(SignedNote(bytes: Array(leaf.note.utf8)))
    }
    return keys
  }

  /// The root of an earlier size, from the tiles of today.
  static func root(of vote: Int64, size: UInt64, _ db: Snapshot) throws -> TreeHash {
    try TiledTree(size: size).root { address in try tile(address, of: vote, db) }
  }
}
