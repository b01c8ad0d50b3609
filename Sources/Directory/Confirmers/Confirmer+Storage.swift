import Localization
import Platform
import Storage

extension Confirmer: RowDecodable {
  private static let columns: SQL = """
    confirmer.id, confirmer.token, confirmer.organisation_id, confirmer.territory, confirmer.code
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    organisation = try row.next()
    let word: String = try row.next()
    let code: String = try row.next()
    switch word {
    case "department": territory = .department(code)
    case "region": territory = .region(code)
    default: territory = .members
    }
  }

  /// The live ones, the newest first, each with who named it and when.
  static func all(_ db: Snapshot) throws -> [(confirmer: Confirmer, by: String?, at: Instant)] {
    try db.rows(
      """
      SELECT \(columns), person.name, journal.at FROM confirmer
      JOIN journal ON journal.id = confirmer.given_event_id
      LEFT JOIN person ON person.id = journal.person_id
      WHERE confirmer.ended_event_id IS NULL ORDER BY confirmer.id DESC LIMIT 200
      """
    ) { row in
      let confirmer = try Confirmer(from: &row)
      let name: String? = try row.next()
      return (confirmer, name, try row.next())
    }
  }

  static func with(token: String, _ db: Snapshot) throws -> Confirmer? {
    try db.first("SELECT \(columns) FROM confirmer WHERE token = \(token) AND ended_event_id IS NULL")
  }

  /// Those that a person may speak for, by her live mandates.
  static func all(of person: Int64, at now: Instant, _ db: Snapshot) throws -> [Confirmer] {
    try db.rows(
      """
      SELECT \(columns) FROM confirmer
      JOIN mandate ON mandate.organisation_id = confirmer.organisation_id
      WHERE confirmer.ended_event_id IS NULL AND mandate.person_id = \(person) AND mandate.ended_event_id IS NULL
        AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now))
      ORDER BY confirmer.id
      """)
  }

  /// A condition on `organisation`: within the territory.
  private var covers: SQL {
    switch territory {
    case .department(let code): "organisation.department = \(code)"
    case .region(let code): "organisation.region = \(code)"
    case .members:
      "organisation.id IN (SELECT member_id FROM organisation_member WHERE operator_id = \(organisation))"
    }
  }

  /// Those who confirm are confirmed by instructors: nobody comes to another territory by way of his own.
  private static var others: SQL {
    "organisation.id NOT IN (SELECT organisation_id FROM confirmer WHERE ended_event_id IS NULL)"
  }

  /// A query for the organisations of all the territories.
  static func organisations(of confirmers: [Confirmer]) -> SQL {
    let conditions = confirmers.map(\.covers).joined(separator: " OR ")
    return "SELECT organisation.id FROM organisation WHERE (\(conditions)) AND \(others)"
  }

  /// The one by which a person may decide of what is asked for an organisation.
  static func confirming(
    _ organisation: Int64, by person: Int64, at now: Instant, _ db: Snapshot
  ) throws -> Confirmer? {
    try all(of: person, at: now, db).first { confirmer in
      try db.value(
        """
        SELECT organisation.id FROM organisation
        WHERE organisation.id = \(organisation) AND (\(confirmer.covers)) AND \(others)
        """, as: Int64.self) != nil
    }
  }

  /// Names an organisation for a territory.
  static func name(
    _ organisation: Organisation, for territory: Territory, token: Token, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    guard kinds.contains(organisation.kind) else { throw Refusal.wrongKind }
    let word = territory.word.description
    let known = try db.value(
      """
      SELECT id FROM confirmer WHERE organisation_id = \(organisation.id) AND territory = \(word)
        AND code = \(territory.code) AND ended_event_id IS NULL
      """, as: Int64.self)
    guard known == nil else { throw Refusal.alreadyNamed }
    let event = try Event(
      "confirmer.named", on: .init("organisation", organisation.id), by: actor, at: now,
      details: [("territory", .word(territory.word))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO confirmer (token, organisation_id, territory, code, given_event_id)
      VALUES (\(token.text), \(organisation.id), \(word), \(territory.code), \(event))
      """)
  }

  /// Ends it; what it confirmed stays.
  func end(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let given = try db.value("SELECT given_event_id FROM confirmer WHERE id = \(id)", as: Int64.self)
    let event = try Event(
      "confirmer.ended", on: .init("organisation", organisation), by: actor, at: now, undoes: given
    ).record(db)
    try db.execute("UPDATE confirmer SET ended_event_id = \(event) WHERE id = \(id) AND ended_event_id IS NULL")
  }
}
