import Consultations
package import Localization
package import MerkleLog
package import Platform
import Proof
package import Storage
import Votes

/// Where the publication of a selection stands.
struct PublicationState: Sendable {
  var isSigned: Bool
  var publishesAt: Instant?
  var publishedAt: Instant?

  init(of committee: Committee, _ db: Snapshot) throws {
    let minutes = try Minutes.of(committee.id, db)
    isSigned = minutes?.signedAt != nil
    publishesAt = minutes?.publishesAt
    publishedAt = minutes?.publishedAt
  }
}

extension Minutes {
  /// Says when it will be published; nil takes the date back.
  /// - Throws: `Minutes.Refusal`.
  package func plan(
    at moment: Instant?, in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard signedAt != nil else { throw Refusal.notSigned }
    guard publishedAt == nil else { throw Refusal.published }
    guard moment.map({ $0 > now }) ?? true else { throw Refusal.badMoment }
    try committee.event("minutes.planned", by: actor, at: now).record(db)
    try db.execute("UPDATE minutes SET publishes_at = \(moment) WHERE id = \(id)")
  }

  /// Publishes: the log of the vote ends with the decisions and the hash of the minutes; the letters follow by a job.
  /// - Throws: `Minutes.Refusal`.
  package func publish(
    in committee: Committee, with key: SigningKey, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard signedAt != nil, let hash, let document = Octets(hash) else { throw Refusal.notSigned }
    guard publishedAt == nil else { throw Refusal.published }
    guard let vote = try Vote.with(id: committee.vote, db) else { throw Refusal.notSigned }
    let names = Dictionary(
      uniqueKeysWithValues: try VotedProposition.all(of: vote.id, db).map { ($0.proposition, $0.name) })
    let selections = try Ruling.all(in: committee.id, db).compactMap { ruling in
      names[ruling.proposition].map { name in
        RecordedSelection(
          proposition: name, list: ruling.list, amount: ruling.amount,
          reason: ruling.goesAgainst ? ruling.reason : nil)
      }
    }
    try vote.record(selections, minutes: document, with: key, at: now, db)
    let event = try committee.event("selection.published", by: actor, at: now).record(db)
    try db.execute(
      "UPDATE minutes SET published_event_id = \(event), published_at = \(now) WHERE id = \(id)")
  }

  /// Counts the letters as written: nobody is told.
  package func silence(_ db: Transaction) throws {
    try db.execute("UPDATE minutes SET is_told = \(true) WHERE id = \(id)")
  }

  /// Those whose date is past.
  static func due(at now: Instant, _ db: Snapshot) throws -> [Minutes] {
    try db.rows(
      """
      SELECT \(columns) FROM minutes WHERE published_at IS NULL AND signed_at IS NOT NULL
        AND publishes_at <= \(now) ORDER BY id
      """)
  }
}
