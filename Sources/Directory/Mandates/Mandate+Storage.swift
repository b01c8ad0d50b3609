package import Localization
package import Platform
package import Storage

extension Mandate: RowDecodable {
  static let columns: SQL = """
    mandate.id, mandate.person_id, mandate.organisation_id, mandate.kind, mandate.method,
    (SELECT journal.at FROM journal WHERE journal.id = mandate.given_event_id), mandate.ends_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    person = try row.next()
    organisation = try row.next()
    kind = try row.next()
    method = try row.next()
    givenAt = try row.next()
    endsAt = try row.next()
  }

  /// The organisations that a person may act for, by name: read at each request of somebody who is signed in.
  package static func standings(_ person: Int64, _ now: Instant, _ db: Snapshot) throws -> [Standing] {
    try db.rows(
      """
      SELECT mandate.id, organisation.id, organisation.name, department.name, organisation.department, mandate.kind
      FROM mandate JOIN organisation ON organisation.id = mandate.organisation_id
      LEFT JOIN organisation AS department
        ON department.kind = 'department' AND department.insee_code = organisation.department
        AND organisation.kind <> 'department'
      WHERE mandate.person_id = \(person) AND mandate.ended_event_id IS NULL
        AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now))
      ORDER BY organisation.name, organisation.id
      """
    ) { row in
      let mandate: Int64 = try row.next()
      let organisation: Int64 = try row.next()
      let name: String = try row.next()
      let place: String? = try row.next()
      let department: String? = try row.next()
      let kind: Kind = try row.next()
      return Standing(
        mandate: mandate, organisation: organisation, name: name, place: place, function: kind.title,
        clock: department.flatMap(WallClock.init(department:)))
    }
  }

  /// The live one of a person for an organisation.
  package static func live(of person: Int64, for organisation: Int64, at now: Instant, _ db: Snapshot) throws
    -> Mandate?
  {
    try db.first(
      """
      SELECT \(columns) FROM mandate
      WHERE person_id = \(person) AND organisation_id = \(organisation) AND ended_event_id IS NULL
        AND (ends_at IS NULL OR ends_at > \(now))
      """)
  }

  /// All the live ones of a person.
  package static func all(of person: Int64, at now: Instant, _ db: Snapshot) throws -> [Mandate] {
    try db.rows(
      """
      SELECT \(columns) FROM mandate
      WHERE person_id = \(person) AND ended_event_id IS NULL AND (ends_at IS NULL OR ends_at > \(now))
      ORDER BY id
      """)
  }

  /// The live ones for an organisation with the name of who holds each, the oldest first.
  static func holders(of organisation: Int64, at now: Instant, _ db: Snapshot) throws -> [MandateHolder] {
    try db.rows(
      """
      SELECT \(columns), person.name FROM mandate JOIN person ON person.id = mandate.person_id
      WHERE mandate.organisation_id = \(organisation) AND mandate.ended_event_id IS NULL
        AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now))
      ORDER BY mandate.id LIMIT 500
      """
    ) { row in MandateHolder(mandate: try Mandate(from: &row), name: try row.next()) }
  }

  /// Whether somebody else than `person` may act for an organisation, and so vouch for her.
  static func isHeld(in organisation: Int64, besides person: Int64, at now: Instant, _ db: Snapshot) throws -> Bool {
    try !colleagues(in: organisation, besides: person, at: now, limit: 1, db).isEmpty
  }

  /// Those who may act for an organisation, but for `person`; the oldest mandates first.
  static func colleagues(
    in organisation: Int64, besides person: Int64, at now: Instant, limit: Int, _ db: Snapshot
  ) throws -> [Int64] {
    try db.values(
      """
      SELECT person_id FROM mandate
      WHERE organisation_id = \(organisation) AND person_id <> \(person) AND ended_event_id IS NULL
        AND (ends_at IS NULL OR ends_at > \(now)) ORDER BY id LIMIT \(limit)
      """)
  }

  /// Whether what somebody holds for an organisation already says all that another mandate would: an agent may still
  /// come to be one of its elected members.
  static func covers(
    _ kind: Kind, of person: Int64, for organisation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> Bool {
    let held = try live(of: person, for: organisation, at: now, db)
    return held != nil && (held?.kind != .agent || kind != .elected)
  }

  /// Gives a mandate to a person who holds none for this organisation, or holds it as an agent and is elected; closes
  /// what she had asked for it.
  /// - Parameter evenMerged: whether a commune that another took over still has one: it votes to the end.
  /// - Returns: the mandate's number, and that of its line in the journal.
  @discardableResult
  package static func give(
    to person: Int64, for organisation: Int64, as kind: Kind, by method: Method, endingAt endsAt: Instant? = nil,
    evenMerged: Bool = false, actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> (id: Int64, event: Int64) {
    guard try !covers(kind, of: person, for: organisation, at: now, db) else {
      throw MandateRequest.Refusal.alreadyHeld
    }
    guard try evenMerged || Merger.of(organisation, db) == nil else { throw MandateRequest.Refusal.merged }
    guard endsAt.map({ $0 > now }) ?? true else { throw MandateRequest.Refusal.pastDate }
    try closeDated(of: person, for: organisation, at: now, db)
    try live(of: person, for: organisation, at: now, db)?.end(by: actor, at: now, db)
    let event = try Event(
      "mandate.given", on: .init("person", person), by: actor, at: now,
      details: [
        ("organisation", .number(organisation)), ("kind", .word(kind.word)), ("method", .word(method.word)),
      ]
    ).record(db)
    let id = try db.insert(
      """
      INSERT INTO mandate (person_id, organisation_id, kind, method, given_event_id, ends_at)
      VALUES (\(person), \(organisation), \(kind), \(method), \(event), \(endsAt)) RETURNING id
      """)
    try MandateRequest.settleAll(of: person, for: organisation, event: event, db)
    return (id, event)
  }

  /// Writes the end of one whose date has passed, so that another can take its place.
  private static func closeDated(of person: Int64, for organisation: Int64, at now: Instant, _ db: Transaction) throws {
    let passed: Mandate? = try db.first(
      """
      SELECT \(columns) FROM mandate
      WHERE person_id = \(person) AND organisation_id = \(organisation) AND ended_event_id IS NULL
        AND ends_at <= \(now)
      """)
    try passed?.end(by: Actor(person: nil, through: .job), at: now, db)
  }

  /// Ends it by hand, at once; nothing is opened by it any more.
  package func end(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let given = try db.value("SELECT given_event_id FROM mandate WHERE id = \(id)", as: Int64.self)
    let event = try Event(
      "mandate.ended", on: .init("person", person), by: actor, at: now,
      details: [("organisation", .number(organisation))], undoes: given
    ).record(db)
    try db.execute("UPDATE mandate SET ended_event_id = \(event) WHERE id = \(id) AND ended_event_id IS NULL")
  }

  /// Sets the date at which it ends by itself.
  package func end(on date: Instant, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard date > now else { throw MandateRequest.Refusal.pastDate }
    try Event(
      "mandate.dated", on: .init("person", person), by: actor, at: now,
      details: [("organisation", .number(organisation)), ("until", .number(date.milliseconds))]
    ).record(db)
    try db.execute("UPDATE mandate SET ends_at = \(date) WHERE id = \(id) AND ended_event_id IS NULL")
  }
}
