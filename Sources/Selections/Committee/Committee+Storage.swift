import Consultations
package import Localization
package import Platform
package import Storage
package import Votes

extension Committee: RowDecodable {
  static let columns: SQL = """
    committee.id, committee.consultation_id, committee.vote_id, committee.quorum, committee.envelope, committee.spent,
    committee.rules_version
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    consultation = try row.next()
    vote = try row.next()
    quorum = try row.next()
    envelope = try row.next()
    spent = try row.next()
    rulesVersion = try row.next()
  }

  package static func of(_ consultation: Int64, _ db: Snapshot) throws -> Committee? {
    try db.first("SELECT \(columns) FROM committee WHERE consultation_id = \(consultation)")
  }

  static func with(_ id: Int64, _ db: Snapshot) throws -> Committee? {
    try db.first("SELECT \(columns) FROM committee WHERE id = \(id)")
  }

  /// The criteria of the Rules that the vote froze.
  func criteria(_ db: Snapshot) throws -> [Criterion] {
    try Rules.version(rulesVersion, of: consultation, db)?.criteria ?? []
  }

  /// Makes it, or changes its quorum.
  /// - Throws: `CommitteeRefusal`.
  package static func establish(
    quorum: Int, in vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard (1...greatestQuorum).contains(quorum) else { throw CommitteeRefusal.badQuorum }
    guard vote.openedAt != nil, let version = try vote.rulesVersion(db) else { throw CommitteeRefusal.notOpened }
    guard try !(Rules.version(version, of: vote.consultation, db)?.criteria ?? []).isEmpty else {
      throw CommitteeRefusal.noCriteria
    }
    let earlier = try of(vote.consultation, db)
    guard earlier?.quorum != quorum else { return }
    let event = try Event(
      earlier == nil ? "committee.made" : "committee.quorum", on: .init("consultation", vote.consultation), by: actor,
      at: now, consultation: vote.consultation, details: [("quorum", .number(Int64(quorum)))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO committee (consultation_id, vote_id, quorum, envelope, spent, rules_version, made_event_id)
      VALUES (\(vote.consultation), \(vote.id), \(quorum), \(vote.form.budget), 0, \(version), \(event))
      ON CONFLICT (consultation_id) DO UPDATE SET quorum = excluded.quorum
      """)
  }
}

/// Somebody in the room of a committee, with what it stands on.
struct Attendant: Sendable {
  var consultation: Consultation
  var vote: Vote
  var committee: Committee
  /// Nil for the administrator who keeps its papers.
  var seat: Seat?

  /// Whether she leads its sittings and writes what it decides.
  var leads: Bool { seat == nil || seat?.isChair == true }
  var isChair: Bool { seat?.isChair ?? false }

  /// - Throws: `NotFound` for whoever has no place in it.
  init(_ slug: String, _ visit: PersonVisit, _ db: Snapshot) throws {
    guard let consultation = try Consultation.with(slug: slug, db), let vote = try Vote.of(consultation.id, db),
      let committee = try Committee.of(consultation.id, db)
    else { throw NotFound() }
    seat = try Seat.of(visit.person.id, in: committee.id, db)
    guard seat != nil || visit.person.holds(.prepare) else { throw NotFound() }
    (self.consultation, self.vote, self.committee) = (consultation, vote, committee)
  }

  /// Whoever leads its sittings.
  static func leading(_ slug: String, _ visit: PersonVisit, _ db: Snapshot) throws -> Attendant {
    let attendant = try Attendant(slug, visit, db)
    guard attendant.leads else { throw NotFound() }
    return attendant
  }

  func proposition(_ token: String, _ db: Snapshot) throws -> VotedProposition {
    guard let found = try VotedProposition.all(of: vote.id, db).first(where: { $0.name == token }) else {
      throw NotFound()
    }
    return found
  }
}
