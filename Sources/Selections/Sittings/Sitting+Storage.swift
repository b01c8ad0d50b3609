package import Localization
package import Platform
package import Storage
import Votes

extension Sitting: RowDecodable {
  static let columns: SQL = """
    sitting.id, sitting.token, sitting.committee_id, sitting.place, sitting.current_id, sitting.opened_at,
    sitting.closed_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    committee = try row.next()
    place = try row.next()
    current = try row.next()
    openedAt = try row.next()
    closedAt = try row.next()
  }

  package static func open(of committee: Int64, _ db: Snapshot) throws -> Sitting? {
    try db.first("SELECT \(columns) FROM sitting WHERE committee_id = \(committee) AND closed_event_id IS NULL")
  }

  /// The one that is open, or the last.
  static func last(of committee: Int64, _ db: Snapshot) throws -> Sitting? {
    try db.first("SELECT \(columns) FROM sitting WHERE committee_id = \(committee) ORDER BY id DESC LIMIT 1")
  }

  /// In their order.
  static func all(of committee: Int64, _ db: Snapshot) throws -> [Sitting] {
    try db.rows("SELECT \(columns) FROM sitting WHERE committee_id = \(committee) ORDER BY id")
  }

  /// Begins one, with everybody to be called, at the first item that is not decided.
  /// - Throws: `Sitting.Refusal`.
  package static func begin(
    at place: String, token: Token, of committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let place = place.trimmed
    guard let vote = try Vote.with(id: committee.vote, db), let counted = try CountedVote(of: vote, db) else {
      throw Refusal.notCounted
    }
    guard !place.isEmpty else { throw Refusal.noPlace }
    guard place.unicodeScalars.count <= longestPlace else { throw Refusal.longPlace }
    guard try Minutes.of(committee.id, db)?.signedAt == nil else { throw Refusal.signed }
    guard try open(of: committee.id, db) == nil else { throw Refusal.alreadyOpen }
    guard try !Seat.accepted(in: committee.id, db).isEmpty else { throw Refusal.noSeat }
    let decided = Set(try Ruling.all(in: committee.id, db).map(\.proposition))
    let items = counted.lines.map(\.proposition.proposition)
    let current = items.first { !decided.contains($0) } ?? items.first
    let event = try committee.event("sitting.opened", by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO sitting (token, committee_id, place, current_id, opened_event_id, opened_at)
      VALUES (\(token.text), \(committee.id), \(place), \(current), \(event), \(now))
      """)
  }

  /// Goes to an item; nothing of it is told in the journal.
  func go(to proposition: Int64, _ db: Transaction) throws {
    guard isOpen else { throw Refusal.noSitting }
    try db.execute("UPDATE sitting SET current_id = \(proposition) WHERE id = \(id)")
  }

  /// Notes who is there; what has not changed is not written again.
  package func note(
    _ presences: [Int64: Presence], in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard isOpen else { throw Refusal.noSitting }
    let known = try Presence.current(in: id, db)
    let seats = try Seat.accepted(in: committee.id, db)
    let hasDecided = try db.value("SELECT id FROM ruling WHERE sitting_id = \(id) LIMIT 1", as: Int64.self) != nil
    for seat in seats {
      guard let said = presences[seat.id], said != known[seat.id] else { continue }
      let event = try committee.event("presence.said", by: actor, at: now).record(db)
      try db.execute(
        """
        INSERT INTO presence (sitting_id, seat_id, state, proposition_id, event_id, said_at)
        VALUES (\(id), \(seat.id), \(said), \(hasDecided ? current : nil), \(event), \(now))
        """)
    }
  }

  package func close(in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard isOpen else { throw Refusal.noSitting }
    let event = try committee.event("sitting.closed", by: actor, at: now).record(db)
    try db.execute("UPDATE sitting SET closed_event_id = \(event), closed_at = \(now) WHERE id = \(id)")
  }
}

extension Presence {
  /// Of each seat, what was said last.
  static func current(in sitting: Int64, _ db: Snapshot) throws -> [Int64: Presence] {
    var found: [Int64: Presence] = [:]
    for change in try PresenceChange.all(in: sitting, db) { found[change.seat] = change.presence }
    return found
  }
}

extension PresenceChange {
  static func all(in sitting: Int64, _ db: Snapshot) throws -> [PresenceChange] {
    try db.rows(
      "SELECT id, seat_id, state, proposition_id FROM presence WHERE sitting_id = \(sitting) ORDER BY id"
    ) { row in
      let id: Int64 = try row.next()
      let seat: Int64 = try row.next()
      let presence: Presence = try row.next()
      return PresenceChange(id: id, seat: seat, presence: presence, proposition: try row.next())
    }
  }
}
