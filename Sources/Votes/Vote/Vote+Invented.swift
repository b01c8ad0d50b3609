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
    try Ballot.open(in: id, for: organisation, by: actor, on: clock, db)
    guard !choices.isEmpty else { return }
    _ = try Ballot.choose(choices, in: id, for: organisation, by: actor, on: clock, db)
  }

  /// Contests the ballot of an invented organisation, as from its mailbox.
  package func contest(_ organisation: Int64, token: Token, at now: Instant, _ db: Transaction) throws {
    try Contest.make(organisation, in: self, token: token, at: now, db)
  }

  /// Writes to nobody: letters of a demonstration go to those who act in it.
  package func silence(at now: Instant, _ db: Transaction) throws {
    try Mailing.skip(id, at: now, db)
    try db.execute("UPDATE ballot SET told_at = \(now) WHERE vote_id = \(id)")
  }

  package func names(_ db: Snapshot) throws -> [String] { try VotedProposition.all(of: id, db).map(\.name) }
}
