package import Localization
package import Platform
package import Proof
package import Storage

/// What a demonstration does: heads who have proved to be it, and their ballots, by the very rules of the others.
extension Vote {
  /// Gives an invented head her right to cast.
  package func entitle(
    _ person: Int64, asHeadOf organisation: Int64, by method: ProofMethod, on clock: Clock, _ db: Transaction
  ) throws {
    try CastingRight.grantHead(
      to: person, of: organisation, in: self, by: method, actor: .command, at: clock.now(in: db), db)
  }

  /// Opens the ballot of an invented organisation, and chooses; nothing where it stays blank.
  package func cast(
    _ choices: [String], for organisation: Int64, by person: Int64, on clock: Clock, _ db: Transaction
  ) throws {
    let actor = Actor(person: person, organisation: organisation, through: .command)
    let prepared = try PreparedBallot.standing(of: organisation, in: id, db)
    // Three in four of those for whom one was prepared take it up as it is.
    guard prepared == nil || organisation % 4 == 0 else {
      try Ballot.open(in: id, for: organisation, taking: prepared?.id, by: actor, on: clock, db)
      return
    }
    try Ballot.open(in: id, for: organisation, by: actor, on: clock, db)
    guard !choices.isEmpty else { return }
    try Ballot.choose(choices, in: id, for: organisation, by: actor, on: clock, db)
  }

  /// Tells that the council of an invented organisation deliberated on its ballot.
  /// - Parameter document: a whole PDF; empty for none.
  package func tellDeliberation(
    _ number: String, on date: String, document: [UInt8], for organisation: Int64, by person: Int64, on clock: Clock,
    _ db: Transaction
  ) throws {
    try BallotDecision.tell(
      .init(kind: .deliberation, number: number, date: date, document: document), in: id, for: organisation,
      by: Actor(person: person, organisation: organisation, through: .command), on: clock, db)
  }

  /// Prepares the ballots of invented members, as their operator does.
  package func prepare(
    _ choices: [String], for organisations: [Int64], of operator: Int64, by person: Int64, at now: Instant,
    _ db: Transaction
  ) throws {
    try PreparedBallot.prepare(
      choices, for: organisations, of: `operator`, in: self,
      by: Actor(person: person, organisation: `operator`, through: .command), at: now, db)
  }

  /// Contests the ballot of an invented organisation, as from its mailbox.
  package func contest(_ organisation: Int64, token: Token, at now: Instant, _ db: Transaction) throws {
    try Contest.make(organisation, in: self, token: token, at: now, db)
  }

  /// Writes to nobody but some: letters of a demonstration go to those who act in it.
  package func silence(but organisations: [Int64], at now: Instant, _ db: Transaction) throws {
    try Mailing.skip(id, at: now, db)
    let others: SQL = "organisation_id NOT IN (\(SQL.list(organisations.isEmpty ? [0] : organisations)))"
    try db.execute("UPDATE ballot SET told_at = \(now) WHERE vote_id = \(id) AND \(others)")
    try db.execute(
      "UPDATE casting_right SET grant_untold = 0, end_untold = NULL WHERE vote_id = \(id) AND \(others)")
  }

  package func names(_ db: Snapshot) throws -> [String] { try VotedProposition.all(of: id, db).map(\.name) }
}
