import Directory
package import Localization
package import Platform
package import Storage

extension Seat: RowDecodable {
  static let columns: SQL = """
    committee_seat.id, committee_seat.token, committee_seat.committee_id, committee_seat.organisation_id,
    committee_seat.body, committee_seat.mail, committee_seat.person_id, committee_seat.rank, committee_seat.titular_id,
    committee_seat.is_chair, committee_seat.invited_event_id, committee_seat.invited_at, committee_seat.letters,
    committee_seat.accepted_event_id, committee_seat.ended_event_id
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    committee = try row.next()
    organisation = try row.next()
    body = try row.next()
    mail = try row.next()
    person = try row.next()
    rank = try row.next()
    titular = try row.next()
    isChair = try row.next()
    invitedEvent = try row.next()
    invitedAt = try row.next()
    letters = try row.next()
    isAccepted = try row.next(Int64?.self) != nil
    endedEvent = try row.next()
  }

  /// Those that last, the chair first.
  package static func all(in committee: Int64, _ db: Snapshot) throws -> [Seat] {
    try db.rows(
      """
      SELECT \(columns) FROM committee_seat WHERE committee_id = \(committee) AND ended_event_id IS NULL
      ORDER BY is_chair DESC, coalesce(titular_id, id), rank DESC, id
      """)
  }

  /// Those that were taken.
  package static func accepted(in committee: Int64, _ db: Snapshot) throws -> [Seat] {
    try all(in: committee, db).filter(\.isAccepted)
  }

  static func with(token: String, _ db: Snapshot) throws -> Seat? {
    try db.first("SELECT \(columns) FROM committee_seat WHERE token = \(token)")
  }

  /// The place that somebody has taken.
  package static func of(_ person: Int64, in committee: Int64, _ db: Snapshot) throws -> Seat? {
    try db.first(
      """
      SELECT \(columns) FROM committee_seat WHERE committee_id = \(committee) AND person_id = \(person)
        AND accepted_event_id IS NOT NULL AND ended_event_id IS NULL
      """)
  }

  /// Names of those who sit, by seat.
  static func names(in committee: Int64, _ db: Snapshot) throws -> [Int64: String] {
    var names: [Int64: String] = [:]
    try db.forEach(
      """
      SELECT committee_seat.id, person.name FROM committee_seat JOIN person ON person.id = committee_seat.person_id
      WHERE committee_seat.committee_id = \(committee)
      """
    ) { row in names[try row.next()] = try row.next() }
    return names
  }

  /// - Throws: `CommitteeRefusal`.
  @discardableResult
  package static func invite(
    _ invited: Invited, token: Token, to committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Seat {
    let body = invited.body.trimmed
    guard let address = MailAddress(invited.mail) else { throw CommitteeRefusal.badMail }
    guard !body.isEmpty else { throw CommitteeRefusal.noBody }
    guard body.unicodeScalars.count <= longestBody else { throw CommitteeRefusal.longBody }
    let seats = try all(in: committee.id, db)
    guard seats.count < most, !seats.contains(where: { $0.mail == address.text }) else {
      throw CommitteeRefusal.alreadyInvited
    }
    let titular = try invited.titular.map { token in
      guard let found = seats.first(where: { $0.token == token && $0.rank == .titular }) else {
        throw CommitteeRefusal.unknownTitular
      }
      return found.id
    }
    guard !invited.isChair || titular == nil else { throw CommitteeRefusal.deputyChair }
    guard !invited.isChair || !seats.contains(where: \.isChair) else { throw CommitteeRefusal.chairTaken }
    let rank: Rank = titular == nil ? .titular : .deputy
    let event = try committee.event("committee.invited", by: actor, at: now).record(db)
    let id = try db.insert(
      """
      INSERT INTO committee_seat (token, committee_id, organisation_id, body, mail, rank, titular_id, is_chair,
        invited_event_id, invited_at, letters)
      VALUES (\(token.text), \(committee.id), \(invited.organisation), \(body), \(address.text), \(rank), \(titular),
        \(invited.isChair), \(event), \(now), 1) RETURNING id
      """)
    guard let seat: Seat = try db.first("SELECT \(columns) FROM committee_seat WHERE id = \(id)") else {
      throw CommitteeRefusal.ended
    }
    return seat
  }

  /// Whoever enters with the address that was invited takes the seat.
  /// - Throws: `CommitteeRefusal`.
  package func accept(_ person: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard !isEnded else { throw CommitteeRefusal.ended }
    guard !isAccepted else { throw CommitteeRefusal.alreadySeated }
    guard try Person.all(with: mail, db).contains(where: { $0.id == person }) else {
      throw CommitteeRefusal.otherAddress
    }
    guard try Seat.of(person, in: committee, db) == nil else { throw CommitteeRefusal.alreadySeated }
    let event = try event("committee.accepted", by: actor, at: now, db).record(db)
    try db.execute(
      "UPDATE committee_seat SET person_id = \(person), accepted_event_id = \(event) WHERE id = \(id)")
  }

  /// - Throws: `CommitteeRefusal`.
  func decline(_ person: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard try Person.all(with: mail, db).contains(where: { $0.id == person }) else {
      throw CommitteeRefusal.otherAddress
    }
    guard !isAccepted else { throw CommitteeRefusal.alreadySeated }
    try end(by: actor, at: now, db)
  }

  /// Ends it, and those of its deputies; what it graded and voted stays.
  func end(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard !isEnded else { throw CommitteeRefusal.ended }
    let event = try event("committee.ended", by: actor, at: now, db).record(db)
    try db.execute(
      """
      UPDATE committee_seat SET ended_event_id = \(event)
      WHERE (id = \(id) OR titular_id = \(id)) AND ended_event_id IS NULL
      """)
  }

  /// Counts one letter more.
  func remind(by actor: Actor, at now: Instant, _ db: Transaction) throws -> Seat {
    guard !isEnded else { throw CommitteeRefusal.ended }
    guard !isAccepted else { throw CommitteeRefusal.alreadySeated }
    guard letters < Self.mostLetters else { throw CommitteeRefusal.tooManyLetters }
    try event("committee.reminded", by: actor, at: now, db).record(db)
    try db.execute("UPDATE committee_seat SET letters = letters + 1 WHERE id = \(id)")
    var seat = self
    seat.letters += 1
    return seat
  }

  private func event(_ kind: StaticString, by actor: Actor, at now: Instant, _ db: Snapshot) throws -> Event {
    let consultation = try db.value(
      "SELECT consultation_id FROM committee WHERE id = \(committee)", as: Int64.self)
    return Event(kind, on: .init("consultation", consultation ?? 0), by: actor, at: now, consultation: consultation)
  }
}

extension Committee {
  func event(
    _ kind: StaticString, by actor: Actor, at now: Instant, details: [(StaticString, Event.Detail)] = [],
    undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: .init("consultation", consultation), by: actor, at: now, consultation: consultation, details: details,
      undoes: undoes)
  }
}
