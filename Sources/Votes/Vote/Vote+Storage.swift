package import Localization
package import Platform
import Proof
package import Storage

extension Vote: RowDecodable {
  static let columns: SQL = """
    vote.id, vote.consultation_id, vote.ballot, vote.most, vote.budget, vote.rule, vote.utility, vote.ties,
    vote.minimum, vote.draw, vote.draw_numbers, vote.opened_at, vote.closes_at, vote.closed_at, vote.counted_at,
    vote.leaves, vote.sealed, vote.last_at, vote.origin, CASE WHEN vote.suspended_event_id IS NULL THEN 0 ELSE 1 END,
    vote.departments, vote.regions
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    consultation = try row.next()
    form = VoteForm()
    form.ballot = BallotForm(rawValue: try row.next()) ?? .approval
    form.most = try row.next()
    form.budget = try row.next()
    form.rule = CountingRule(rawValue: try row.next()) ?? .approval
    form.utility = CountingUtility(rawValue: try row.next()) ?? .none
    form.ties = TieRule(rawValue: try row.next()) ?? .identifier
    form.minimum = try row.next()
    form.draw = try row.next()
    form.numbers = try row.next()
    openedAt = try row.next()
    closesAt = try row.next()
    closedAt = try row.next()
    countedAt = try row.next()
    leaves = try row.next()
    sealed = try row.next()
    lastAt = try row.next()
    origin = try row.next()
    isSuspended = try row.next(Int64.self) == 1
    form.departments = (try row.next() as String).split(separator: " ").map(String.init)
    form.regions = (try row.next() as String).split(separator: " ").map(String.init)
  }

  package static func of(_ consultation: Int64, _ db: Snapshot) throws -> Vote? {
    try db.first("SELECT \(columns) FROM vote WHERE consultation_id = \(consultation)")
  }

  /// The row of the vote at the address of a consultation, alone: each ballot asks for it.
  static func number(at slug: String, _ db: Snapshot) throws -> Int64? {
    try db.value(
      """
      SELECT vote.id FROM vote JOIN consultation ON consultation.id = vote.consultation_id
      WHERE consultation.slug = \(slug) AND consultation.announced_at IS NOT NULL
      """, as: Int64.self)
  }

  package static func with(id: Int64, _ db: Snapshot) throws -> Vote? {
    try db.first("SELECT \(columns) FROM vote WHERE id = \(id)")
  }

  /// Whether a vote was opened that is not closed.
  static func isAnyOpen(_ db: Snapshot) throws -> Bool {
    try db.value("SELECT id FROM vote WHERE opened_at IS NOT NULL AND closed_at IS NULL LIMIT 1", as: Int64.self) != nil
  }

  /// Writes the form of a vote, in place of what was prepared before.
  @discardableResult
  package static func prepare(
    _ form: VoteForm, in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    if let refusal = form.refusal { throw refusal }
    try requireKnown(form, db)
    let earlier = try of(consultation, db)
    guard earlier?.openedAt == nil else { throw VoteRefusal.opened }
    let event = try Event(
      "vote.prepared", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    return try db.insert(
      """
      INSERT INTO vote (consultation_id, ballot, most, budget, rule, utility, ties, minimum, draw, draw_numbers,
        departments, regions, prepared_event_id, origin, leaves, last_at, sealed)
      VALUES (\(consultation), \(form.ballot.rawValue), \(form.most), \(form.budget), \(form.rule.rawValue),
        \(form.utility.rawValue), \(form.ties.rawValue), \(form.minimum), \(form.draw), \(form.numbers),
        \(form.departments.joined(separator: " ")), \(form.regions.joined(separator: " ")), \(event), '', 0, 0, 0)
      ON CONFLICT (consultation_id) DO UPDATE SET ballot = excluded.ballot, most = excluded.most,
        budget = excluded.budget, rule = excluded.rule, utility = excluded.utility, ties = excluded.ties,
        minimum = excluded.minimum, draw = excluded.draw, draw_numbers = excluded.draw_numbers,
        departments = excluded.departments, regions = excluded.regions, prepared_event_id = excluded.prepared_event_id
      RETURNING id
      """)
  }

  /// A code that no organisation bears would call nobody.
  private static func requireKnown(_ form: VoteForm, _ db: Snapshot) throws {
    func isBorne(_ column: SQL, _ code: String) throws -> Bool {
      try db.value("SELECT id FROM organisation WHERE \(column) = \(code) LIMIT 1", as: Int64.self) != nil
    }
    for code in form.departments where try !isBorne("department", code) { throw VoteRefusal.unknownDepartment(code) }
    for code in form.regions where try !isBorne("region", code) { throw VoteRefusal.unknownRegion(code) }
  }
}
