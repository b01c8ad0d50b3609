import Consultations
import Directory
package import Localization
package import Platform
package import Storage

extension Codeposit: RowDecodable {
  private static let columns: SQL = """
    codeposit.id, codeposit.token, codeposit.draft_id, codeposit.contribution_id, codeposit.organisation_id,
    codeposit.invited_at, codeposit.accepted_at, codeposit.outcome
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    draft = try row.next()
    contribution = try row.next()
    organisation = try row.next()
    invitedAt = try row.next()
    acceptedAt = try row.next()
    outcome = try row.next()
  }

  /// Lets through those that were accepted and last.
  package static let stands: SQL = "codeposit.accepted_event_id IS NOT NULL AND codeposit.ended_event_id IS NULL"

  static func with(token: String, _ db: Snapshot) throws -> Codeposit? {
    try db.first("SELECT \(columns) FROM codeposit WHERE token = \(token)")
  }

  /// Those of a text, whatever became of them, in the order of the invitations.
  static func all(of deposited: Deposited, _ db: Snapshot) throws -> [Codeposit] {
    try db.rows("SELECT \(columns) FROM codeposit WHERE \(condition(deposited)) ORDER BY id")
  }

  /// What some organisations are asked, and have not answered.
  static func waiting(for organisations: [Int64], limit: Int, _ db: Snapshot) throws -> [Codeposit] {
    guard !organisations.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT \(columns) FROM codeposit WHERE organisation_id IN (\(SQL.list(organisations)))
        AND accepted_event_id IS NULL AND ended_event_id IS NULL ORDER BY id LIMIT \(limit)
      """)
  }

  /// Of what is deposited, by the numbers of the invitations.
  static func titles(of codeposits: [Codeposit], _ db: Snapshot) throws -> [Int64: Phrase] {
    var titles: [Int64: Phrase] = [:]
    for codeposit in codeposits { titles[codeposit.id] = try codeposit.deposited(db)?.title }
    return titles
  }

  /// Whether one of some organisations deposits a contribution with its lead.
  static func isSigned(_ contribution: Int64, byOneOf organisations: Set<Int64>, _ db: Snapshot) throws -> Bool {
    let count = try db.value(
      """
      SELECT count(*) FROM codeposit WHERE contribution_id = \(contribution)
        AND organisation_id IN (\(SQL.list(organisations.sorted()))) AND \(stands)
      """, as: Int.self)
    return count ?? 0 > 0
  }

  private static func condition(_ deposited: Deposited) -> SQL {
    switch deposited {
    case .draft(let draft): condition(of: draft)
    case .contribution(let contribution): "codeposit.contribution_id = \(contribution.id)"
    }
  }

  /// A correction belongs to those of the contribution that it corrects.
  private static func condition(of draft: Draft) -> SQL {
    draft.contribution.map { "codeposit.contribution_id = \($0)" } ?? "codeposit.draft_id = \(draft.id)"
  }

  /// The organisations that deposit a text with its lead, in the order in which they accepted.
  static func organisations(of deposited: Deposited, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT organisation_id FROM codeposit WHERE \(condition(deposited)) AND \(stands) ORDER BY accepted_event_id
      """)
  }

  /// The same for several contributions.
  package static func organisations(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [Int64]] {
    guard !contributions.isEmpty else { return [:] }
    var found: [Int64: [Int64]] = [:]
    try db.forEach(
      """
      SELECT contribution_id, organisation_id FROM codeposit
      WHERE contribution_id IN (\(SQL.list(contributions))) AND \(stands) ORDER BY accepted_event_id
      """
    ) { row in
      let contribution: Int64 = try row.next()
      found[contribution, default: []].append(try row.next())
    }
    return found
  }

  /// Their names.
  static func names(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [String]] {
    guard !contributions.isEmpty else { return [:] }
    var found: [Int64: [String]] = [:]
    try db.forEach(
      """
      SELECT codeposit.contribution_id, organisation.name FROM codeposit
      JOIN organisation ON organisation.id = codeposit.organisation_id
      WHERE codeposit.contribution_id IN (\(SQL.list(contributions))) AND \(stands) ORDER BY codeposit.accepted_event_id
      """
    ) { row in
      let contribution: Int64 = try row.next()
      found[contribution, default: []].append(try row.next())
    }
    return found
  }

  /// Their names and public tokens.
  static func told(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [(name: String, token: String)]] {
    let found = try organisations(of: contributions, db)
    let known = try Organisation.with(ids: Array(Set(found.values.joined())).sorted(), db)
    let byRow = Dictionary(uniqueKeysWithValues: known.map { ($0.id, (name: $0.name, token: $0.token)) })
    return found.mapValues { $0.compactMap { byRow[$0] } }
  }

  /// Lets through, of `codeposit` joined to its `contribution`, those of organisations that deposit with others alone.
  static func leadsNothing(in consultation: Int64) -> SQL {
    """
    contribution.consultation_id = \(consultation) AND \(Withdrawal.stands) AND \(stands)
      AND NOT EXISTS (
        SELECT 1 FROM contribution AS led
        WHERE led.organisation_id = codeposit.organisation_id AND led.consultation_id = \(consultation)
          AND NOT EXISTS (SELECT 1 FROM withdrawal
            WHERE withdrawal.contribution_id = led.id AND withdrawal.ended_event_id IS NULL))
    """
  }

  /// How many organisations deposit with others alone.
  static func countOfOthers(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT count(DISTINCT codeposit.organisation_id) FROM codeposit
      JOIN contribution ON contribution.id = codeposit.contribution_id
      WHERE \(leadsNothing(in: consultation))
      """, as: Int.self) ?? 0
  }

  /// Whether an organisation deposits a contribution with its lead.
  static func isHeld(by organisation: Int64, of contribution: Int64, _ db: Snapshot) throws -> Bool {
    try db.value(
      """
      SELECT id FROM codeposit
      WHERE contribution_id = \(contribution) AND organisation_id = \(organisation) AND \(stands)
      """, as: Int64.self) != nil
  }

  /// Who accepted those that stand: told of what the lead is told.
  static func persons(of deposited: Deposited, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT DISTINCT journal.person_id FROM codeposit JOIN journal ON journal.id = codeposit.accepted_event_id
      WHERE \(condition(deposited)) AND \(stands) AND journal.person_id IS NOT NULL ORDER BY 1
      """)
  }

  /// Who invited.
  func inviter(_ db: Snapshot) throws -> Int64? {
    try db.value(
      """
      SELECT journal.person_id FROM codeposit JOIN journal ON journal.id = codeposit.invited_event_id
      WHERE codeposit.id = \(id)
      """, as: Int64?.self) ?? nil
  }

  /// What it is about; nil once the draft is gone.
  func deposited(_ db: Snapshot) throws -> Deposited? {
    if let contribution { return try Contribution.with(ids: [contribution], db).first.map { .contribution($0) } }
    return try draft.flatMap { try Draft.with(id: $0, db) }.map { .draft($0) }
  }
}

extension Codeposit {
  /// Invites an organisation.
  @discardableResult
  package static func invite(
    _ organisation: Int64, toContribution contribution: Contribution, token: Token, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Codeposit {
    try invite(organisation, to: .contribution(contribution), token: token, by: actor, at: now, db)
  }

  @discardableResult
  static func invite(
    _ organisation: Int64, to deposited: Deposited, token: Token, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Codeposit {
    guard let lead = deposited.lead else { throw CodepositRefusal.noOrganisation }
    guard organisation != lead else { throw CodepositRefusal.isLead }
    guard try !Merger.isDone(to: organisation, db) else { throw CodepositRefusal.merged }
    let known = try all(of: deposited, db)
    let its = known.filter { $0.organisation == organisation }
    guard its.allSatisfy({ $0.outcome != nil }) else { throw CodepositRefusal.alreadyInvited }
    guard its.allSatisfy({ $0.outcome != .declined }) else { throw CodepositRefusal.declined }
    guard known.count(where: { $0.outcome == nil }) < most else { throw CodepositRefusal.tooMany }
    guard try sent(by: lead, since: now.adding(seconds: -86_400), db) < mostInDay else {
      throw CodepositRefusal.tooManyToday
    }
    let event = try event("codeposit.invited", organisation, deposited, by: actor, at: now).record(db)
    let (draft, contribution): (Int64?, Int64?) =
      switch deposited {
      case .draft(let draft): (draft.contribution == nil ? draft.id : nil, draft.contribution)
      case .contribution(let contribution): (nil, contribution.id)
      }
    let id = try db.insert(
      """
      INSERT INTO codeposit (token, draft_id, contribution_id, organisation_id, invited_event_id, invited_at)
      VALUES (\(token.text), \(draft), \(contribution), \(organisation), \(event), \(now)) RETURNING id
      """)
    return Codeposit(
      id: id, token: token.text, draft: draft, contribution: contribution, organisation: organisation,
      invitedAt: now)
  }

  private static func sent(by lead: Int64, since: Instant, _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT count(*) FROM codeposit JOIN journal ON journal.id = codeposit.invited_event_id
      WHERE codeposit.invited_at > \(since) AND journal.organisation_id = \(lead)
      """, as: Int.self) ?? 0
  }

  private static func event(
    _ kind: StaticString, _ organisation: Int64, _ deposited: Deposited, by actor: Actor, at now: Instant,
    undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: deposited.subject, by: actor, at: now, consultation: deposited.consultation,
      details: [("organisation", .number(organisation))], undoes: undoes)
  }

  /// Confirmed by somebody who acts for the organisation: it deposits from now on. What it had supported as another it
  /// supports no more, as nobody supports what is its own.
  package func accept(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let deposited = try standing(db)
    guard try !Merger.isDone(to: organisation, db) else { throw CodepositRefusal.merged }
    if case .contribution(let contribution) = deposited {
      let kind = try Organisation.kinds(of: [organisation], db)[organisation]
      try Support.end(
        to: contribution, for: organisation, isAuthority: kind?.isAuthority ?? false, by: actor, at: now, db)
    }
    let event = try Self.event("codeposit.accepted", organisation, deposited, by: actor, at: now).record(db)
    try db.execute(
      "UPDATE codeposit SET accepted_event_id = \(event), accepted_at = \(now) WHERE id = \(id)")
  }

  package func decline(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    try end("codeposit.declined", .declined, try standing(db), by: actor, at: now, db)
  }

  /// Whoever declined changes its mind: the invitation waits again, to be read and answered.
  func reconsider(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == .declined, let deposited = try deposited(db) else { throw CodepositRefusal.settled }
    guard try Self.all(of: deposited, db).count(where: { $0.outcome == nil }) < Self.most else {
      throw CodepositRefusal.tooMany
    }
    let declined = try db.value("SELECT ended_event_id FROM codeposit WHERE id = \(id)", as: Int64?.self) ?? nil
    try Self.event("codeposit.reconsidered", organisation, deposited, by: actor, at: now, undoes: declined).record(db)
    try db.execute("UPDATE codeposit SET ended_event_id = NULL, outcome = NULL WHERE id = \(id)")
  }

  /// Taken back by the lead, while nobody has answered.
  package func takeBack(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    try end("codeposit.taken-back", .takenBack, try standing(db), by: actor, at: now, db)
  }

  /// What it is about, while it waits for an answer.
  private func standing(_ db: Snapshot) throws -> Deposited {
    guard isWaiting, let deposited = try deposited(db) else { throw CodepositRefusal.settled }
    return deposited
  }

  /// The organisation deposits no more; what its members wrote stays.
  package func leave(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard isStanding, let deposited = try deposited(db) else { throw CodepositRefusal.settled }
    try end("codeposit.left", .left, deposited, by: actor, at: now, db)
  }

  private func end(
    _ kind: StaticString, _ outcome: Outcome, _ deposited: Deposited, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    let began = try db.value(
      "SELECT coalesce(accepted_event_id, invited_event_id) FROM codeposit WHERE id = \(id)", as: Int64.self)
    let event = try Self.event(kind, organisation, deposited, by: actor, at: now, undoes: began).record(db)
    try db.execute("UPDATE codeposit SET ended_event_id = \(event), outcome = \(outcome) WHERE id = \(id)")
  }

  /// A contribution that is withdrawn is answered by nobody any more; those who deposited it stay on its tombstone.
  static func lapse(with contribution: Contribution, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let deposited = Deposited.contribution(contribution)
    for codeposit in try all(of: deposited, db) where codeposit.isWaiting {
      try codeposit.end("codeposit.lapsed", .lapsed, deposited, by: actor, at: now, db)
    }
  }

  /// Goes from a draft to the contribution that it has become.
  static func carry(from draft: Draft, to contribution: Int64, _ db: Transaction) throws {
    try db.execute(
      "UPDATE codeposit SET contribution_id = \(contribution), draft_id = NULL WHERE draft_id = \(draft.id)")
  }

  /// With a draft that is deleted.
  static func deleteAll(of draft: Int64, _ db: Transaction) throws {
    try db.execute("DELETE FROM codeposit WHERE draft_id = \(draft)")
  }
}
