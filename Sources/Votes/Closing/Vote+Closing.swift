package import Localization
package import MerkleLog
package import Platform
import Proof
package import Storage

/// The calendar closes the vote; the ballots that stand are opened in the same write.
extension Vote {
  /// One that an accident suspended waits for the incident that says how it goes on.
  private static func toClose(at now: Instant) -> SQL {
    "opened_at IS NOT NULL AND closed_at IS NULL AND closes_at <= \(now) AND suspended_event_id IS NULL"
  }

  static func isAnyToClose(at now: Instant, _ db: Snapshot) throws -> Bool {
    try db.value(
      "SELECT id FROM vote WHERE \(toClose(at: now)) LIMIT 1", as: Int64.self) != nil
  }

  /// Closes those whose instant is past.
  package static func closeDue(with key: SigningKey, on clock: Clock, _ db: Transaction) throws {
    let now = try clock.now(in: db)
    let due: [Vote] = try db.rows(
      """
      SELECT \(columns) FROM vote WHERE \(toClose(at: now)) ORDER BY id
      """)
    for vote in due { try vote.close(with: key, at: now, db) }
  }

  private func close(with key: SigningKey, at now: Instant, _ db: Transaction) throws {
    let event = try Event(
      "vote.closed", on: .init("consultation", consultation), by: .job, at: now, consultation: consultation
    ).record(db)
    var log = try WholeLog(of: id, size: leaves, at: now, db)
    let attendances = try db.value("SELECT count(*) FROM attendance WHERE vote_id = \(id)", as: Int64.self) ?? 0
    try log.append(.closing(ClosingLeaf(at: log.at, attendances: attendances)))
    try log.sign(key)
    let standing: [Ballot] = try db.rows(
      "SELECT \(Ballot.columns) FROM ballot WHERE vote_id = \(id) AND replaced_event_id IS NULL ORDER BY leaf")
    for ballot in standing {
      guard let nonce = Octets(ballot.nonce) else { continue }
      try log.append(
        .disclosure(DisclosureLeaf(at: log.at, ballot: ballot.leaf, nonce: nonce, choices: ballot.choices)))
    }
    if !standing.isEmpty { try log.sign(key) }
    try db.execute("UPDATE vote SET closed_event_id = \(event), closed_at = \(now) WHERE id = \(id)")
    // Each is told of anew, with what is counted.
    try db.execute("UPDATE ballot SET told_at = NULL WHERE vote_id = \(id) AND replaced_event_id IS NULL")
    try log.write(db)
  }

  /// Counts the ballots, and publishes the result.
  /// - Throws: `VoteRefusal`.
  package func count(with key: SigningKey, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard closedAt != nil else { throw VoteRefusal.notClosed }
    guard countedAt == nil else { throw VoteRefusal.counted }
    var log = try WholeLog(of: id, size: leaves, at: now, db)
    do throws(LedgerRefusal) {
      let tally = try log.ledger.count(at: log.at)
      try log.count(tally)
    } catch {
      guard error == .missingDraw else { throw error }
      throw VoteRefusal.drawNeeded
    }
    try log.sign(key)
    let event = try Event(
      "vote.counted", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    try db.execute("UPDATE vote SET counted_event_id = \(event), counted_at = \(now) WHERE id = \(id)")
    try log.write(db)
  }
}

extension WholeLog {
  fileprivate mutating func count(_ tally: TallyLeaf) throws(LedgerRefusal) {
    do { try append(.tally(tally)) } catch { throw (error as? LedgerRefusal) ?? .wrongTally }
  }
}
