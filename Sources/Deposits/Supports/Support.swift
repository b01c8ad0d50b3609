import Directory
package import Localization
package import Platform
package import Storage

/// One organisation's support to one contribution: one at a time, by a unique constraint; ended by hand.
package enum Support {
  /// Gives the support of an organisation; false when it already supports.
  /// - Parameter journaledAt: when that is written down, for a support that was given elsewhere, be it by an
  ///   organisation that is no more.
  @discardableResult
  package static func give(
    to contribution: Contribution, for organisation: Int64, isAuthority: Bool, by actor: Actor, at now: Instant,
    journaledAt: Instant? = nil, _ db: Transaction
  ) throws -> Bool {
    let isOwn =
      try contribution.organisation == organisation || Codeposit.isHeld(by: organisation, of: contribution.id, db)
    guard !isOwn else { throw DepositRefusal.ownContribution }
    guard try !isGiven(to: contribution.id, by: organisation, db) else { return false }
    guard try journaledAt != nil || !Merger.isDone(to: organisation, db) else { throw DepositRefusal.merged }
    let event = try Event(
      journaledAt == nil ? "support.given" : "support.imported", on: .init("contribution", contribution.id),
      by: actor, at: journaledAt ?? now,
      consultation: contribution.consultation, details: [("organisation", .number(organisation))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO support (contribution_id, organisation_id, given_event_id, given_at)
      VALUES (\(contribution.id), \(organisation), \(event), \(now))
      """)
    try count(1, contribution, isAuthority: isAuthority, db)
    return true
  }

  /// Gives it, for a person who then follows the contribution: whoever supports wants to know what becomes of it.
  package static func giveAndFollow(
    _ contribution: Contribution, for organisation: Int64, isAuthority: Bool, in language: Language, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws -> Bool {
    let isNew = try give(
      to: contribution, for: organisation, isAuthority: isAuthority, by: actor, at: now, db)
    if isNew, let person = actor.person {
      try Follow.begin(.contribution(contribution.id), person: person, in: language, by: actor, at: now, db)
    }
    return isNew
  }

  /// Takes it back; false when there is none.
  @discardableResult
  package static func end(
    to contribution: Contribution, for organisation: Int64, isAuthority: Bool, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Bool {
    let live = try db.first(
      """
      SELECT id, given_event_id FROM support
      WHERE contribution_id = \(contribution.id) AND organisation_id = \(organisation) AND ended_event_id IS NULL
      """
    ) { row in (id: try row.next(Int64.self), given: try row.next(Int64.self)) }
    guard let live else { return false }
    let event = try Event(
      "support.ended", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation, details: [("organisation", .number(organisation))], undoes: live.given
    ).record(db)
    try db.execute("UPDATE support SET ended_event_id = \(event) WHERE id = \(live.id)")
    try count(-1, contribution, isAuthority: isAuthority, db)
    return true
  }

  private static func count(
    _ change: Int, _ contribution: Contribution, isAuthority: Bool, _ db: Transaction
  ) throws {
    let (authority, other) = isAuthority ? (change, 0) : (0, change)
    try db.execute(
      """
      UPDATE contribution SET authority_supports = authority_supports + \(authority),
        other_supports = other_supports + \(other), supports = supports + \(change)
      WHERE id = \(contribution.id)
      """)
    try db.execute(
      """
      UPDATE deposit_figures SET authority_supports = authority_supports + \(authority),
        other_supports = other_supports + \(other)
      WHERE consultation_id = \(contribution.consultation) AND rubric = \(contribution.rubric)
      """)
  }

  package static func isGiven(to contribution: Int64, by organisation: Int64, _ db: Snapshot) throws -> Bool {
    try db.value(
      """
      SELECT id FROM support
      WHERE contribution_id = \(contribution) AND organisation_id = \(organisation) AND ended_event_id IS NULL
      """, as: Int64.self) != nil
  }

  /// Whether an organisation has supported it, and no longer does.
  static func isTakenBack(from contribution: Int64, by organisation: Int64, _ db: Snapshot) throws -> Bool {
    let ended = try db.value(
      """
      SELECT id FROM support WHERE contribution_id = \(contribution) AND organisation_id = \(organisation)
        AND ended_event_id IS NOT NULL LIMIT 1
      """, as: Int64.self)
    return try ended != nil && !isGiven(to: contribution, by: organisation, db)
  }

  /// Which of some contributions these organisations support.
  package static func given(
    to contributions: [Int64], by organisations: [Int64], _ db: Snapshot
  ) throws -> [Int64: Set<Int64>] {
    guard !contributions.isEmpty, !organisations.isEmpty else { return [:] }
    var given: [Int64: Set<Int64>] = [:]
    try db.forEach(
      """
      SELECT contribution_id, organisation_id FROM support
      WHERE contribution_id IN (\(SQL.list(contributions))) AND organisation_id IN (\(SQL.list(organisations)))
        AND ended_event_id IS NULL
      """
    ) { row in
      let contribution: Int64 = try row.next()
      given[contribution, default: []].insert(try row.next())
    }
    return given
  }

  /// The organisations that support a contribution, the newest first.
  package static func organisations(of contribution: Int64, limit: Int, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT organisation_id FROM support WHERE contribution_id = \(contribution) AND ended_event_id IS NULL
      ORDER BY id DESC LIMIT \(limit)
      """)
  }
}
