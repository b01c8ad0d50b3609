import Consultations
import Deposits
package import Localization
package import Platform
package import Storage

extension AuthorReading: RowDecodable {
  private static let columns: SQL = """
    author_reading.id, author_reading.proposition_id, author_reading.wording_id, author_reading.due_at,
    author_reading.sent_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    proposition = try row.next()
    wording = try row.next()
    due = try row.next()
    at = try row.next()
  }

  /// Lets through what its authors re-read: the groupings, and what is kept alone once its title or its text is no more
  /// what its author wrote, or a cost is retained.
  private static let isReread: SQL = """
    (decision.kind = 'grouped' OR decision.kind = 'kept' AND EXISTS (SELECT 1 FROM wording AS original
      JOIN wording AS latest ON latest.proposition_id = original.proposition_id AND latest.ended_event_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM wording AS newer
          WHERE newer.previous_id = latest.id AND newer.ended_event_id IS NULL)
      WHERE original.proposition_id = grouping.proposition_id AND original.previous_id IS NULL
        AND (latest.title <> original.title OR latest.text <> original.text OR latest.retained_cost IS NOT NULL)))
    """

  /// Lets through a `grouping`, with its `decision`, for which an `author_reading` asked: what it decides of fed the
  /// proposition when the draft was sent, by that decision or by one that was made again since.
  private static let asksFor: SQL = """
    EXISTS (SELECT 1 FROM decision AS held WHERE held.contribution_id = decision.contribution_id
      AND coalesce(held.part_id, 0) = coalesce(decision.part_id, 0) AND \(wasLive)
      AND EXISTS (SELECT 1 FROM grouping AS fed
        WHERE fed.decision_id = held.id AND fed.proposition_id = grouping.proposition_id))
    """
  /// Lets through a decision that was `held` when an `author_reading` was sent.
  private static let wasLive: SQL = """
    held.decided_at <= author_reading.sent_at
      AND (held.ended_event_id IS NULL OR held.ended_event_id > author_reading.event_id)
    """
  /// The newest of what a `grouping` feeds.
  private static let newest: SQL = """
    author_reading ON author_reading.id = (SELECT max(sending.id) FROM author_reading AS sending
      WHERE sending.proposition_id = grouping.proposition_id)
    """

  /// Whether a decision whose authors re-read a proposition is not published yet.
  /// - Parameter reading: a sending: of those alone that it asked for.
  static func isAwaited(
    _ proposition: Proposition, by reading: AuthorReading? = nil, _ db: Snapshot
  ) throws -> Bool {
    let asked: SQL = reading.map { "JOIN author_reading ON author_reading.id = \($0.id) AND \(asksFor)" } ?? ""
    return try db.value(
      """
      SELECT decision.id FROM grouping
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
      LEFT JOIN decision_publication ON decision_publication.decision_id = decision.id
      \(asked)
      WHERE grouping.proposition_id = \(proposition.id) AND decision_publication.id IS NULL AND \(isReread)
      ORDER BY decision.id LIMIT 1
      """, as: Int64.self) != nil
  }

  /// The newest of some propositions.
  static func of(propositions: [Int64], _ db: Snapshot) throws -> [Int64: AuthorReading] {
    guard !propositions.isEmpty else { return [:] }
    let found: [AuthorReading] = try db.rows(
      """
      SELECT \(columns) FROM author_reading WHERE author_reading.id IN (SELECT max(newest.id)
        FROM author_reading AS newest WHERE newest.proposition_id IN (\(SQL.list(Set(propositions))))
        GROUP BY newest.proposition_id)
      """)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.proposition, $0) })
  }

  /// The newest of a proposition, whatever became of that one since.
  static func latest(of token: String, in consultation: Int64, _ db: Snapshot) throws -> AuthorReading? {
    try db.first(
      """
      SELECT \(columns) FROM author_reading JOIN proposition ON proposition.id = author_reading.proposition_id
      WHERE proposition.token = \(token) AND proposition.consultation_id = \(consultation)
      ORDER BY author_reading.id DESC LIMIT 1
      """)
  }

  /// The organisations to which it was sent, whatever became of their contributions since.
  func asked(_ db: Snapshot) throws -> Set<Int64> {
    let rows = try db.rows(
      """
      SELECT DISTINCT contribution.id, contribution.organisation_id FROM author_reading
      JOIN grouping ON grouping.proposition_id = author_reading.proposition_id
      JOIN decision AS held ON held.id = grouping.decision_id AND \(Self.wasLive)
      JOIN contribution ON contribution.id = held.contribution_id WHERE author_reading.id = \(id)
      """
    ) { row in (contribution: try row.next(Int64.self), lead: try row.next(Int64.self)) }
    let others = try Codeposit.organisations(of: rows.map(\.contribution), db)
    return Set(rows.map(\.lead)).union(others.values.joined())
  }

  /// In working days; none where authors do not re-read.
  static func days(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value(
      "SELECT days FROM author_reading_rule WHERE consultation_id = \(consultation) ORDER BY id DESC LIMIT 1",
      as: Int.self) ?? usualDays
  }

  /// - Throws: `AuthorReadingRefusal.badDays`.
  package static func setDays(
    _ days: Int, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard (0...mostDays).contains(days) else { throw AuthorReadingRefusal.badDays }
    guard try self.days(in: consultation, db) != days else { return }
    let event = try Event(
      "author-readings.set", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation,
      details: [("days", .number(Int64(days)))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO author_reading_rule (consultation_id, days, event_id, set_at)
      VALUES (\(consultation), \(days), \(event), \(now))
      """)
  }

  /// The organisations whose texts some propositions unite, with the contributions of each: those that stand, and that
  /// their authors re-read there.
  /// - Parameter onlySent: leaves out what joined after the newest draft was sent.
  static func authors(
    of propositions: [Int64], onlySent: Bool = false, _ db: Snapshot
  ) throws -> [Int64: [Int64: [Int64]]] {
    guard !propositions.isEmpty else { return [:] }
    let sent: SQL = onlySent ? "JOIN \(newest) AND \(asksFor)" : ""
    let rows = try db.rows(
      """
      SELECT DISTINCT grouping.proposition_id, decision.contribution_id, contribution.organisation_id FROM grouping
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands) \(sent)
      WHERE grouping.proposition_id IN (\(SQL.list(Set(propositions)))) AND \(isReread) ORDER BY 1, 2
      """
    ) { row in
      (proposition: try row.next(Int64.self), contribution: try row.next(Int64.self), lead: try row.next(Int64.self))
    }
    let others = try Codeposit.organisations(of: Array(Set(rows.map(\.contribution))), db)
    var found: [Int64: [Int64: [Int64]]] = [:]
    for row in rows {
      for organisation in [row.lead] + (others[row.contribution] ?? []) {
        found[row.proposition, default: [:]][organisation, default: []].append(row.contribution)
      }
    }
    return found
  }

  /// Why some decisions, of one consultation, wait for the authors; those that do not are left out.
  static func obstacles(
    of decisions: [Decision], in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [Int64: Obstacle] {
    try waits(of: decisions, in: consultation, at: now, db).compactMapValues { $0.first?.obstacle }
  }

  /// For which of the propositions that they feed, and why, some decisions wait for the authors.
  static func waits(
    of decisions: [Decision], in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [Int64: [(proposition: Int64, obstacle: Obstacle)]] {
    let pending = decisions.filter { $0.publishedAt == nil }
    guard !pending.isEmpty, try days(in: consultation, db) > 0 else { return [:] }
    var fed: [Int64: [(proposition: Int64, wasAsked: Bool)]] = [:]
    try db.forEach(
      """
      SELECT grouping.decision_id, grouping.proposition_id, CASE WHEN author_reading.id IS NULL THEN 0 ELSE 1 END
      FROM grouping JOIN decision ON decision.id = grouping.decision_id
      LEFT JOIN \(newest) AND \(asksFor)
      WHERE grouping.decision_id IN (\(SQL.list(pending.map(\.id)))) AND \(isReread)
      """
    ) { row in
      let decision: Int64 = try row.next()
      fed[decision, default: []].append((try row.next(Int64.self), try row.next(Bool.self)))
    }
    let propositions = Array(Set(fed.values.joined().map(\.proposition)))
    let readings = try of(propositions: propositions, db)
    let remarks = try AuthorRemark.of(readings: readings.values.map(\.id), db)
    let waiting = try AuthorRemark.waiting(on: propositions, db)
    let running = readings.values.filter { now < $0.due }.map(\.proposition)
    let authors = try authors(of: running, onlySent: true, db)
    let asRead = try asRead(readings.values.map(\.id), db)
    let lacks = try lacks(of: propositions, db)
    var found: [Int64: [(proposition: Int64, obstacle: Obstacle)]] = [:]
    for decision in pending {
      for (proposition, wasAsked) in fed[decision.id] ?? [] {
        let obstacle = obstacle(
          readings[proposition], remarks, waiting: waiting[proposition]?.count ?? 0,
          Set((authors[proposition] ?? [:]).keys), isAsRead: asRead.contains(proposition),
          wasAsked: wasAsked, at: now)
        guard let obstacle else { continue }
        let told = obstacle.isToSend ? lacks[proposition] ?? obstacle : obstacle
        found[decision.id, default: []].append((proposition, told))
      }
    }
    return found
  }

  /// What some propositions lack before they can be sent.
  private static func lacks(of propositions: [Int64], _ db: Snapshot) throws -> [Int64: Obstacle] {
    guard !propositions.isEmpty else { return [:] }
    let found = try db.rows(
      """
      SELECT proposition.id, CASE WHEN wording.text = '' THEN 1 ELSE 0 END FROM \(Proposition.source)
      WHERE proposition.id IN (\(SQL.list(propositions)))
        AND (wording.text = '' OR coalesce(wording.retained_cost, 0) = 0)
      """
    ) { row in (proposition: try row.next(Int64.self), obstacle: try row.next(Bool.self) ? Obstacle.noText : .noCost) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.proposition, $0.obstacle) })
  }

  /// The propositions that say what their authors were sent, or what was written for one of their remarks.
  private static func asRead(_ readings: [Int64], _ db: Snapshot) throws -> Set<Int64> {
    guard !readings.isEmpty else { return [] }
    let same: [SQL] = ["lowest_cost", "highest_cost", "retained_cost"].map { (column: SQL) in
      "coalesce(known.\(column), -1) = coalesce(wording.\(column), -1)"
    }
    return Set(
      try db.values(
        """
        SELECT proposition.id FROM \(Proposition.source)
        JOIN author_reading ON author_reading.proposition_id = proposition.id
        JOIN wording AS known ON known.proposition_id = proposition.id
        WHERE author_reading.id IN (\(SQL.list(readings)))
          AND (known.id = author_reading.wording_id OR known.id IN (SELECT remark_reply.wording_id FROM remark_reply
            JOIN author_remark ON author_remark.id = remark_reply.author_remark_id
            WHERE author_remark.author_reading_id = author_reading.id AND remark_reply.ended_event_id IS NULL))
          AND known.title = wording.title AND known.text = wording.text AND known.kind = wording.kind
          AND known.cost_source = wording.cost_source AND \(same.joined(separator: " AND "))
        """, as: Int64.self))
  }

  private static func obstacle(
    _ reading: AuthorReading?, _ remarks: [Int64: [AuthorRemark]], waiting: Int, _ authors: Set<Int64>,
    isAsRead: Bool, wasAsked: Bool, at now: Instant
  ) -> Obstacle? {
    // Before anything is sent again: whoever said what is missing has the answer.
    if waiting > 0 { return .unanswered(waiting) }
    guard let reading, wasAsked else { return .unsent }
    guard isAsRead else { return .changed }
    let isComplete = authors.isSubset(of: (remarks[reading.id] ?? []).map(\.organisation))
    return now >= reading.due || isComplete ? nil : .runs(until: reading.due)
  }
}

extension AuthorRemark: RowDecodable {
  private static let columns: SQL = """
    author_remark.id, author_remark.author_reading_id, author_remark.organisation_id, author_remark.kind,
    author_remark.text, author_remark.language, author_remark.answered_at, remark_reply.kind, remark_reply.text,
    remark_reply.replied_at, remark_reply.event_id
    """
  private static let source: SQL = """
    author_remark LEFT JOIN remark_reply ON remark_reply.author_remark_id = author_remark.id
      AND remark_reply.ended_event_id IS NULL
    """

  init(from row: inout Row) throws {
    id = try row.next()
    reading = try row.next()
    organisation = try row.next()
    kind = try row.next()
    text = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    at = try row.next()
    let replied: Reply.Kind? = try row.next()
    let words: String? = try row.next()
    let repliedAt: Instant? = try row.next()
    let event: Int64? = try row.next()
    if let replied, let words, let repliedAt, let event {
      reply = Reply(kind: replied, text: words, at: repliedAt, event: event)
    }
  }

  /// By reading, the oldest first.
  static func of(readings: [Int64], _ db: Snapshot) throws -> [Int64: [AuthorRemark]] {
    guard !readings.isEmpty else { return [:] }
    let found: [AuthorRemark] = try db.rows(
      """
      SELECT \(columns) FROM \(source) WHERE author_remark.author_reading_id IN (\(SQL.list(readings)))
      ORDER BY author_remark.id
      """)
    return Dictionary(grouping: found, by: \.reading)
  }

  /// Those that wait for a reply, by proposition, the oldest first: on whichever sending, since a reply that is undone
  /// is waited for again.
  static func waiting(on propositions: [Int64], _ db: Snapshot) throws -> [Int64: [AuthorRemark]] {
    guard !propositions.isEmpty else { return [:] }
    var found: [Int64: [AuthorRemark]] = [:]
    try db.forEach(
      """
      SELECT author_reading.proposition_id, \(columns) FROM \(source)
      JOIN author_reading ON author_reading.id = author_remark.author_reading_id
      WHERE author_reading.proposition_id IN (\(SQL.list(Set(propositions)))) AND author_remark.kind = 'missing'
        AND remark_reply.id IS NULL
      ORDER BY author_remark.id
      """
    ) { row in
      let proposition: Int64 = try row.next()
      found[proposition, default: []].append(try AuthorRemark(from: &row))
    }
    return found
  }
}

extension Decision {
  /// Those that may be published now: read as often as is asked, by their authors too.
  /// - Parameter actor: who would publish them: those from which she stands aside are left to a colleague.
  static func ready(
    in consultation: Int64, for actor: Actor, at now: Instant, _ db: Snapshot
  ) throws -> [Decision] {
    let ready = try pending(in: consultation, db).filter(\.isReady)
    let waiting = try AuthorReading.obstacles(of: ready, in: consultation, at: now, db)
    let aside = try actor.person.map {
      try Recusal.refusals(of: $0, among: ready.map(\.contribution), at: now, db)
    }
    let textless = try Proposition.withoutText(ready.map(\.id), db)
    return ready.filter {
      waiting[$0.id] == nil && aside?[$0.contribution] == nil && !textless.contains($0.id)
    }
  }
}
