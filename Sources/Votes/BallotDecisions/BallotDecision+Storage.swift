import Localization
import Platform
import Proof
import Storage

extension BallotDecision: RowDecodable {
  static let columns: SQL = """
    ballot_decision.id, ballot_decision.kind, ballot_decision.number, ballot_decision.dated_at,
    ballot_decision.document_size, ballot_decision.withdrawal_reason
    """

  init(from row: inout Row) throws {
    id = try row.next()
    kind = try row.next()
    number = try row.next()
    datedAt = try row.next()
    documentSize = try row.next()
    withdrawalReason = try row.next()
  }

  /// Those that are told now, by organisation.
  static func standing(
    of organisations: [Int64], in vote: Int64, _ db: Snapshot
  ) throws -> [Int64: BallotDecision] {
    guard !organisations.isEmpty else { return [:] }
    let found = try db.rows(
      """
      SELECT ballot_decision.organisation_id, \(columns) FROM ballot_decision WHERE vote_id = \(vote)
        AND organisation_id IN (\(SQL.list(organisations))) AND replaced_event_id IS NULL AND kind <> 'none'
      """
    ) { row in (organisation: try row.next(Int64.self), decision: try BallotDecision(from: &row)) }
    return Dictionary(found.map { ($0.organisation, $0.decision) }, uniquingKeysWith: { $1 })
  }

  /// That of the organisation that bears this name in the log.
  static func standing(of identifier: String, in vote: Int64, _ db: Snapshot) throws -> BallotDecision? {
    try db.first(
      """
      SELECT \(columns) FROM ballot_decision JOIN roll_entry ON roll_entry.vote_id = ballot_decision.vote_id
        AND roll_entry.organisation_id = ballot_decision.organisation_id
      WHERE ballot_decision.vote_id = \(vote) AND roll_entry.identifier = \(identifier)
        AND ballot_decision.replaced_event_id IS NULL AND ballot_decision.kind <> 'none'
      """)
  }

  /// One piece of its document; nil after the last.
  func piece(_ number: Int, _ db: Snapshot) throws -> [UInt8]? {
    try db.value(
      "SELECT bytes FROM ballot_decision_piece WHERE decision_id = \(id) AND number = \(number)", as: [UInt8].self)
  }

  /// Tells it in the place of what was told before, whose document stays where no other comes.
  /// - Throws: `Ballot.Refusal`, or `BallotDecision.Refusal`.
  static func tell(
    _ told: Told, in vote: Int64, for organisation: Int64, by actor: Actor, on clock: Clock, _ db: Transaction
  ) throws {
    let caster = try Caster(in: vote, for: organisation, actor, at: clock.now(in: db), db)
    guard caster.standing != nil else { throw Ballot.Refusal.notOpened }
    if let refusal = told.refusal(at: caster.now) { throw refusal }
    guard let kind = told.kind else { throw Refusal.noKind }
    let before = try standing(of: [organisation], in: vote, db)[organisation]
    guard kind != .none || before != nil else { return }
    let event = try caster.event("ballot.decision-told").record(db)
    try db.execute(
      """
      UPDATE ballot_decision SET replaced_event_id = \(event) WHERE vote_id = \(vote)
        AND organisation_id = \(organisation) AND replaced_event_id IS NULL
      """)
    let isKept = kind != .none && told.document.isEmpty && !told.dropsDocument
    let size = isKept ? before?.documentSize : told.document.isEmpty || kind == .none ? nil : told.document.count
    let id = try db.insert(
      """
      INSERT INTO ballot_decision (vote_id, organisation_id, right_id, kind, number, dated_at, document_size, told_at,
        event_id)
      VALUES (\(vote), \(organisation), \(caster.right.id), \(kind), \(kind == .none ? "" : told.number),
        \(kind == .none ? nil : told.datedAt), \(size), \(caster.now), \(event)) RETURNING id
      """)
    if let before {
      // Nobody reads the document of what is replaced.
      try db.execute(
        isKept
          ? "UPDATE ballot_decision_piece SET decision_id = \(id) WHERE decision_id = \(before.id)"
          : "DELETE FROM ballot_decision_piece WHERE decision_id = \(before.id)")
    }
    guard kind != .none else { return }
    try keep(told.document, of: id, db)
  }

  private static func keep(_ document: [UInt8], of decision: Int64, _ db: Transaction) throws {
    for (number, start) in stride(from: 0, to: document.count, by: IncomingFile.pieceBytes).enumerated() {
      let piece = Array(document[start..<min(start + IncomingFile.pieceBytes, document.count)])
      try db.execute(
        "INSERT INTO ballot_decision_piece (decision_id, number, bytes) VALUES (\(decision), \(number), \(piece))")
    }
  }
}
