import Directory
import Localization
import Platform
import Storage

extension PreparedBallot: RowDecodable {
  static let columns: SQL = """
    prepared_ballot.id, prepared_ballot.organisation_id, prepared_ballot.operator_id, prepared_ballot.person_id,
    prepared_ballot.choices, prepared_ballot.prepared_at
    """

  init(from row: inout Row) throws {
    id = try row.next()
    organisation = try row.next()
    self.operator = try row.next()
    person = try row.next()
    choices = (try row.next() as String).split(separator: " ").map(String.init)
    preparedAt = try row.next()
  }

  static func standing(of organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> PreparedBallot? {
    try db.first(
      """
      SELECT \(columns) FROM prepared_ballot WHERE vote_id = \(vote) AND organisation_id = \(organisation)
        AND replaced_event_id IS NULL
      """)
  }

  /// Those that stand for some organisations.
  static func standing(
    among organisations: [Int64], in vote: Int64, _ db: Snapshot
  ) throws -> [Int64: PreparedBallot] {
    guard !organisations.isEmpty else { return [:] }
    let all: [PreparedBallot] = try db.rows(
      """
      SELECT \(columns) FROM prepared_ballot WHERE vote_id = \(vote) AND replaced_event_id IS NULL
        AND organisation_id IN (\(SQL.list(organisations)))
      """)
    return Dictionary(all.map { ($0.organisation, $0) }, uniquingKeysWith: { $1 })
  }

  /// Which of some organisations have opened their ballot.
  static func opened(among organisations: [Int64], in vote: Int64, _ db: Snapshot) throws -> Set<Int64> {
    guard !organisations.isEmpty else { return [] }
    return Set(
      try db.values(
        """
        SELECT organisation_id FROM attendance WHERE vote_id = \(vote)
          AND organisation_id IN (\(SQL.list(organisations)))
        """))
  }

  /// Prepares the same for some organisations; all of them, or none.
  /// - Parameter operator: nil for a colleague, who prepares for her own organisation.
  /// - Throws: `PreparedBallot.Refusal`, `Ballot.Refusal`.
  static func prepare(
    _ choices: [String], for organisations: [Int64], of operator: Int64?, in vote: Vote, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    guard vote.state(at: now) == .open else { throw Refusal.notOpen }
    guard let person = actor.person, !organisations.isEmpty else { throw Refusal.nobodyChosen }
    guard !choices.isEmpty else { throw Refusal.nothingChosen }
    let chosen = Set(choices).sorted()
    let sum = try db.first("SELECT * FROM \(VotedProposition.sum(of: chosen, in: vote.id)) AS chosen") { row in
      (known: try row.next(Int.self), cost: try row.next(Int64.self))
    }
    if let refusal = vote.form.refusal(of: chosen, known: sum?.known ?? 0, costing: sum?.cost ?? 0) { throw refusal }
    if let asking = `operator` {
      let allowed = Set(try Preparation.ballotMembers(of: asking, at: now, db))
      guard organisations.allSatisfy(allowed.contains) else { throw Refusal.notAllowed }
    }
    guard try opened(among: organisations, in: vote.id, db).isEmpty else { throw Refusal.opened }
    for organisation in organisations {
      guard try vote.calls(organisation, db) else { throw Ballot.Refusal.notCalled }
      let event = try Event(
        "ballot.prepared", on: .init("organisation", organisation), by: actor, at: now, consultation: vote.consultation
      ).record(db)
      try db.execute(
        """
        UPDATE prepared_ballot SET replaced_event_id = \(event)
        WHERE vote_id = \(vote.id) AND organisation_id = \(organisation) AND replaced_event_id IS NULL
        """)
      try db.execute(
        """
        INSERT INTO prepared_ballot (vote_id, organisation_id, operator_id, person_id, choices, prepared_at, event_id)
        VALUES (\(vote.id), \(organisation), \(`operator`), \(person), \(chosen.joined(separator: " ")), \(now),
          \(event))
        """)
    }
  }

  /// Whether the holder of `casting_right` is the one who prepared `prepared_ballot`, or enters with the same address:
  /// a box that several share.
  static let sharesMailbox: SQL = """
    (casting_right.person_id = prepared_ballot.person_id OR EXISTS (SELECT 1 FROM person_address AS one
      JOIN person_address AS other ON other.mail = one.mail
      WHERE one.person_id = casting_right.person_id AND other.person_id = prepared_ballot.person_id))
    """

  /// Whether it is of the mailbox of whoever holds a right.
  func isByMailbox(of right: CastingRight, _ db: Snapshot) throws -> Bool {
    try db.value(
      """
      SELECT prepared_ballot.id FROM prepared_ballot CROSS JOIN casting_right
      WHERE prepared_ballot.id = \(id) AND casting_right.id = \(right.id) AND \(Self.sharesMailbox)
      """, as: Int64.self) != nil
  }

  /// How many of what it chooses the one who prepared it asked for.
  func ownChoices(in vote: Int64, _ db: Snapshot) throws -> Int {
    guard let preparer = self.operator else { return 0 }
    return try VotedProposition.asked(by: preparer, in: vote, db).intersection(choices).count
  }
}
