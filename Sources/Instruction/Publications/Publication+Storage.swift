package import Consultations
package import Localization
package import Platform
package import Storage

extension Publication {
  /// Why nothing is published now.
  static func refusal(in consultation: Int64, at now: Instant, _ db: Snapshot) throws -> PublicationRefusal? {
    do { try Decision.requireBeforeVote(consultation, at: now, db) } catch DecisionRefusal.voteOpen { return .over }
    guard let phase = try Phase.all(of: consultation, db).first(where: { $0.kind == .instruction }) else {
      return .noPhase
    }
    switch phase.state(at: now) {
    case .ahead: return .early(phase.opensAt)
    case .open: return nil
    // What was changed after a re-examination is decided and published anew, or the vote would never open.
    case .over: return try VoteObstacle.undecided(in: consultation, db) > 0 ? nil : .over
    }
  }

  /// Publishes decisions, and writes to the authors.
  /// - Parameter site: nil where nobody is to be written to.
  /// - Returns: how many were published.
  /// - Throws: `PublicationRefusal`, `DecisionRefusal` for whoever stands aside from one of them.
  @discardableResult
  static func publish(
    _ decisions: [Decision], in consultation: Consultation, by actor: Actor, site: Site?, at now: Instant,
    _ db: Transaction
  ) throws -> Int {
    try Recusal.require(actor, of: decisions.map(\.contribution), at: now, db)
    if let refusal = try refusal(in: consultation.id, at: now, db) { throw refusal }
    guard !decisions.isEmpty else { throw PublicationRefusal.nothing }
    guard decisions.allSatisfy(\.isReady) else { throw PublicationRefusal.notReady }
    guard try AuthorReading.obstacles(of: decisions, in: consultation.id, at: now, db).isEmpty else {
      throw PublicationRefusal.withAuthors
    }
    guard try Proposition.withoutText(decisions.map(\.id), db).isEmpty else { throw PublicationRefusal.withoutText }
    let before = try site.map { _ in try PublicWordings(in: consultation.id, db) }
    let decisions = try RenamedReason.retell(decisions, in: consultation.id, db)
    // Many may feed the same: the first that is published shows it.
    let wordings = try Proposition.unpublishedWordings(of: decisions.map(\.id), db)
    var shown: Set<Int64> = []
    for decision in decisions {
      let event = try Event(
        "decision.published", on: .init("contribution", decision.contribution), by: actor, at: now,
        consultation: consultation.id, details: [("decision", .number(decision.id)), ("kind", decision.kind.word)]
      ).record(db)
      try db.execute(
        """
        INSERT INTO decision_publication (decision_id, event_id, published_at)
        VALUES (\(decision.id), \(event), \(now))
        """)
      for wording in wordings[decision.id] ?? [] where shown.insert(wording).inserted {
        try Proposition.publish(wording: wording, event: event, at: now, db)
      }
    }
    if let site {
      try DecisionLetters(consultation: consultation, site: site).tell(decisions, at: now, db)
      try AddresseeLetters(site: site).ask(decisions, at: now, db)
      try before?.tellChanges(in: consultation, site: site, by: actor, at: now, db)
    }
    return decisions.count
  }

  /// Publishes all that is ready without writing to anybody, some hundreds at a time.
  package static func publishAll(
    in consultation: Consultation, by actor: Actor, at now: Instant, into database: Database
  ) async throws {
    while true {
      let left = try await database.write { db in
        let ready = try Decision.ready(in: consultation.id, for: actor, at: now, db)
        guard !ready.isEmpty else { return 0 }
        try publish(Array(ready.prefix(400)), in: consultation, by: actor, site: nil, at: now, db)
        return ready.count - min(400, ready.count)
      }
      guard left > 0 else { return }
    }
  }

  /// Publishes what is due.
  static func publishDue(site: Site, at now: Instant, _ db: Transaction) throws {
    for order in try PublicationOrder.due(at: now, db) {
      guard let consultation = try Consultation.with(id: order.consultation, db) else { continue }
      let ready = try Decision.ready(in: order.consultation, for: .job, at: now, db)
      let isPossible = try refusal(in: order.consultation, at: now, db) == nil && !ready.isEmpty
      let done = try Event(
        isPossible ? "publication.done" : "publication.failed", on: .init("consultation", order.consultation), by: .job,
        at: now, consultation: order.consultation
      ).record(db)
      try db.execute("UPDATE publication_order SET done_event_id = \(done) WHERE id = \(order.id)")
      guard isPossible else { continue }
      try publish(ready, in: consultation, by: .job, site: site, at: now, db)
    }
  }
}

extension PublicationOrder: RowDecodable {
  private static let columns: SQL = "id, consultation_id, due_at, event_id"
  private static let waits: SQL = "done_event_id IS NULL AND ended_event_id IS NULL"

  init(from row: inout Row) throws {
    id = try row.next()
    consultation = try row.next()
    due = try row.next()
    event = try row.next()
  }

  static func waiting(in consultation: Int64, _ db: Snapshot) throws -> PublicationOrder? {
    try db.first(
      "SELECT \(columns) FROM publication_order WHERE consultation_id = \(consultation) AND \(waits)")
  }

  /// The hour of the last one, where it found nothing to publish and nothing was published since.
  static func fruitless(in consultation: Int64, _ db: Snapshot) throws -> Instant? {
    try db.value(
      """
      SELECT publication_order.due_at FROM publication_order
      JOIN journal ON journal.id = publication_order.done_event_id AND journal.kind = 'publication.failed'
      WHERE publication_order.id = (SELECT max(id) FROM publication_order
          WHERE consultation_id = \(consultation) AND ended_event_id IS NULL)
        AND NOT EXISTS (SELECT 1 FROM decision_publication
          JOIN decision ON decision.id = decision_publication.decision_id
          WHERE decision.consultation_id = \(consultation)
            AND decision_publication.event_id > publication_order.done_event_id)
      """, as: Instant.self)
  }

  static func due(at now: Instant, _ db: Snapshot) throws -> [PublicationOrder] {
    try db.rows("SELECT \(columns) FROM publication_order WHERE \(waits) AND due_at <= \(now) ORDER BY id")
  }

  /// Sets a publication for later: all that is ready then will go.
  /// - Throws: `PublicationRefusal`.
  static func make(
    for due: Instant, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let phase = try Phase.all(of: consultation, db).first { $0.kind == .instruction }
    guard let phase else { throw PublicationRefusal.noPhase }
    guard due > now, phase.state(at: due) == .open else { throw PublicationRefusal.badHour }
    guard try waiting(in: consultation, db) == nil else { throw PublicationRefusal.ordered }
    let event = try Event(
      "publication.ordered", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO publication_order (consultation_id, due_at, event_id) VALUES (\(consultation), \(due), \(event))
      """)
  }
}
