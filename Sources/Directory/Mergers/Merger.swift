import Localization
import Platform
package import Storage

/// A commune that another took over, from a day on.
///
/// Made by the import of movements, ended by it when INSEE tells that the commune lives again. The commune that is no
/// more keeps its page, what it deposited and supported, and the mandates of those who follow it; nobody is given a new
/// mandate for it: one proves oneself to the commune that took over (docs/data-formats.md).
package struct Merger: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var organisation: Int64
  package var into: Int64
  package var effectiveOn: String

  package init(from row: inout Row) throws {
    id = try row.next()
    organisation = try row.next()
    into = try row.next()
    effectiveOn = try row.next()
  }

  /// That of a commune, if it is no more.
  static func of(_ organisation: Int64, _ db: Snapshot) throws -> Merger? {
    try db.first(
      """
      SELECT id, organisation_id, into_id, effective_on FROM organisation_merger
      WHERE organisation_id = \(organisation) AND ended_event_id IS NULL
      """)
  }

  /// Whether an organisation is no more: what it did stays, and it does nothing new.
  package static func isDone(to organisation: Int64, _ db: Snapshot) throws -> Bool {
    try of(organisation, db) != nil
  }

  /// The commune that took over one that is no more, and since when.
  static func successor(of organisation: Int64, _ db: Snapshot) throws -> (organisation: Organisation, since: Instant)?
  {
    guard let merger = try of(organisation, db), let into = try Organisation.with(ids: [merger.into], db).first
    else { return nil }
    return (into, merger.since)
  }

  /// The first instant of what is new.
  private var since: Instant {
    let parts = effectiveOn.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return Instant(milliseconds: 0) }
    return ParisTime.instant(year: parts[0], month: parts[1], day: parts[2])
  }

  static func all(_ db: Snapshot) throws -> [Merger] {
    try db.rows(
      """
      SELECT id, organisation_id, into_id, effective_on FROM organisation_merger WHERE ended_event_id IS NULL
      """)
  }

  /// The communes that a commune took over, by name.
  static func absorbed(by organisation: Int64, _ db: Snapshot) throws -> [Organisation] {
    try db.rows(
      """
      SELECT \(Organisation.columns) FROM organisation
      WHERE id IN (
        SELECT organisation_id FROM organisation_merger WHERE into_id = \(organisation) AND ended_event_id IS NULL)
      ORDER BY name, id LIMIT 50
      """)
  }

  /// A condition on `organisation`: it is still there.
  static let isNone: SQL = """
    NOT EXISTS (SELECT 1 FROM organisation_merger
      WHERE organisation_merger.organisation_id = organisation.id AND organisation_merger.ended_event_id IS NULL)
    """

  /// Brings the mergers to what `history` tells.
  /// - Parameter communes: identifiers by INSEE code.
  /// - Returns: those made and those ended.
  static func bring(
    to history: CommuneHistory, communes: [String: Int64], by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> (made: [Merger], ended: [Merger]) {
    var live = Dictionary(uniqueKeysWithValues: try all(db).map { ($0.organisation, $0) })
    var made: [Merger] = []
    var ended: [Merger] = []
    for code in history.ends.keys.sorted() {
      guard let organisation = communes[code], let end = history.end(of: code, exists: { communes[$0] != nil }),
        let into = communes[end.into]
      else { continue }
      let known = live.removeValue(forKey: organisation)
      if let known, known.into == into, known.effectiveOn == end.effectiveOn { continue }
      if let known { try known.end(by: actor, at: now, db) }
      made.append(try make(organisation, into: into, on: end.effectiveOn, by: actor, at: now, db))
    }
    for merger in live.values.sorted(by: { $0.id < $1.id }) {
      try merger.end(by: actor, at: now, db)
      ended.append(merger)
    }
    return (made, ended)
  }

  private static func make(
    _ organisation: Int64, into: Int64, on day: String, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Merger {
    let event = try Event(
      "organisation.merged", on: .init("organisation", organisation), by: actor, at: now,
      details: [("into", .number(into))]
    ).record(db)
    let made: Merger? = try db.first(
      """
      INSERT INTO organisation_merger (organisation_id, into_id, effective_on, given_event_id)
      VALUES (\(organisation), \(into), \(day), \(event)) RETURNING id, organisation_id, into_id, effective_on
      """)
    guard let made else { throw StorageError.statement("an insertion returned no row") }
    return made
  }

  private func end(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let given = try db.value("SELECT given_event_id FROM organisation_merger WHERE id = \(id)", as: Int64.self)
    let event = try Event(
      "organisation.restored", on: .init("organisation", organisation), by: actor, at: now, undoes: given
    ).record(db)
    try db.execute("UPDATE organisation_merger SET ended_event_id = \(event) WHERE id = \(id)")
  }
}
