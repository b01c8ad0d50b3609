import Localization
import Platform
import Storage

/// The number and the document of a decision behind a ballot are taken away from everyone: a document that names whom
/// it should not. Done by those who settle votes, once the result is public, with a reason for everyone to read;
/// nothing of what is taken away is kept. The ballot stays as it counts.
enum BallotDecisionWithdrawal {
  static let longestReason = 500

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case notPublic, notTold, noReason, longReason

    private var isOfState: Bool { self == .notPublic || self == .notTold }
    var status: Int { isOfState ? 409 : 422 }
    var field: String { isOfState ? "decisions" : "motif" }
    var sentence: Phrase {
      switch self {
      case .notPublic: t("Le résultat n’est pas encore public : revenez ensuite.")
      case .notTold: t("De ce bulletin, rien n’est dit qui puisse être retiré.")
      case .noReason: t("Dites pourquoi : tout le monde le lira.")
      case .longReason: t("Ce motif est trop long : 500 caractères au plus.")
      }
    }
  }

  /// - Parameter identifier: of the organisation in the log.
  static func make(
    of identifier: String, because reason: String, in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard vote.countedAt != nil else { throw Refusal.notPublic }
    let told = try BallotDecision.standing(of: identifier, in: vote.id, db)
    guard let told, told.withdrawalReason == nil else { throw Refusal.notTold }
    if reason.isEmpty { throw Refusal.noReason }
    guard reason.unicodeScalars.count <= longestReason else { throw Refusal.longReason }
    let event = try Event(
      "ballot.decision-withdrawn", on: .init("consultation", vote.consultation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    try db.execute("DELETE FROM ballot_decision_piece WHERE decision_id = \(told.id)")
    try db.execute(
      """
      UPDATE ballot_decision SET document_size = NULL, withdrawal_reason = \(reason), withdrawn_event_id = \(event)
      WHERE id = \(told.id)
      """)
    // Those that it replaced may have told the same number.
    try db.execute(
      """
      UPDATE ballot_decision SET number = '' WHERE vote_id = \(vote.id)
        AND organisation_id = (SELECT told.organisation_id FROM ballot_decision AS told WHERE told.id = \(told.id))
      """)
    try Destruction.note(event, at: now, db)
  }

  /// What is told beside the ballots of a vote.
  struct Entry: Sendable, RowDecodable {
    var organisation: String
    /// In the log.
    var identifier: String
    var decision: BallotDecision

    init(from row: inout Row) throws {
      organisation = try row.next()
      identifier = try row.next()
      decision = try BallotDecision(from: &row)
    }
  }

  static let pageSize = 50

  static func page(_ page: ListPage, of vote: Int64, _ db: Snapshot) throws -> [Entry] {
    try db.rows(
      """
      SELECT organisation.name, roll_entry.identifier, \(BallotDecision.columns) FROM ballot_decision
      JOIN roll_entry ON roll_entry.vote_id = ballot_decision.vote_id
        AND roll_entry.organisation_id = ballot_decision.organisation_id
      JOIN organisation ON organisation.id = ballot_decision.organisation_id
      WHERE \(isTold(in: vote)) ORDER BY organisation.name, ballot_decision.id
      LIMIT \(page.size) OFFSET \(page.offset)
      """)
  }

  static func count(in vote: Int64, _ db: Snapshot) throws -> Int {
    try db.value("SELECT count(*) FROM ballot_decision WHERE \(isTold(in: vote))", as: Int.self) ?? 0
  }

  private static func isTold(in vote: Int64) -> SQL {
    """
    ballot_decision.vote_id = \(vote) AND ballot_decision.replaced_event_id IS NULL AND ballot_decision.kind <> 'none'
    """
  }
}
