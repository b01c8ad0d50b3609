import Consultations
import Deposits
import Localization
import Platform
import Storage

extension Separation: RowDecodable {
  private static let columns: SQL = "first_contribution_id, second_contribution_id, event_id, separated_at"

  init(from row: inout Row) throws {
    first = try row.next()
    second = try row.next()
    event = try row.next()
    at = try row.next()
  }

  /// Those that stand, the newest first.
  static func all(in consultation: Int64, _ db: Snapshot) throws -> [Separation] {
    try db.rows(
      """
      SELECT \(columns) FROM separation WHERE consultation_id = \(consultation) AND ended_event_id IS NULL
      ORDER BY id DESC
      """)
  }

  /// From which others each of some contributions was separated.
  static func others(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: Set<Int64>] {
    guard !contributions.isEmpty else { return [:] }
    var found: [Int64: Set<Int64>] = [:]
    try db.forEach(
      """
      SELECT first_contribution_id, second_contribution_id FROM separation WHERE ended_event_id IS NULL
        AND (first_contribution_id IN (\(SQL.list(contributions)))
          OR second_contribution_id IN (\(SQL.list(contributions))))
      """
    ) { row in
      let (first, second) = (try row.next(Int64.self), try row.next(Int64.self))
      found[first, default: []].insert(second)
      found[second, default: []].insert(first)
    }
    return found
  }

  private static func live(_ first: Int64, _ second: Int64, _ db: Snapshot) throws -> Separation? {
    try db.first(
      """
      SELECT \(columns) FROM separation
      WHERE first_contribution_id = \(first) AND second_contribution_id = \(second) AND ended_event_id IS NULL
      """)
  }

  /// The two contributions of a pair, the lower first; both stand in the consultation.
  private static func pair(
    _ tokens: (String, String), in consultation: Consultation, _ db: Snapshot
  ) throws -> (first: Int64, second: Int64) {
    var ids: [Int64] = []
    for token in [tokens.0, tokens.1] {
      let found = try Contribution.with(token: token, db)
      guard let found, found.consultation == consultation.id else { throw SeparationRefusal.gone }
      ids.append(found.id)
    }
    guard ids[0] != ids[1] else { throw SeparationRefusal.itself }
    return (min(ids[0], ids[1]), max(ids[0], ids[1]))
  }

  /// Says that two contributions are not the same.
  /// - Throws: `SeparationRefusal`.
  static func make(
    _ tokens: (String, String), in consultation: Consultation, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let (first, second) = try pair(tokens, in: consultation, db)
    for id in [first, second] {
      guard try Withdrawal.of(id, db) == nil else { throw SeparationRefusal.gone }
    }
    guard try live(first, second, db) == nil else { throw SeparationRefusal.done }
    let event = try Event(
      "separation.made", on: .init("contribution", first), by: actor, at: now, consultation: consultation.id,
      details: [("other", .number(second))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO separation (consultation_id, first_contribution_id, second_contribution_id, event_id, separated_at)
      VALUES (\(consultation.id), \(first), \(second), \(event), \(now))
      """)
  }

  /// Refuses a group that was proposed: none of its contributions is the same as another. One act, undone as one.
  /// - Throws: `SeparationRefusal`.
  static func refuse(
    _ contributions: [Int64], in consultation: Consultation, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let ids = Set(contributions).sorted()
    guard ids.count > 1 else { throw SeparationRefusal.few }
    let known = Set(try all(in: consultation.id, db).map { [$0.first, $0.second] })
    let pairs = ids.indices.flatMap { place in ids[(place + 1)...].map { [ids[place], $0] } }
    let new = pairs.filter { !known.contains($0) }
    guard !new.isEmpty else { throw SeparationRefusal.done }
    let event = try Event(
      "group.refused", on: .init("consultation", consultation.id), by: actor, at: now, consultation: consultation.id,
      details: [("contributions", .number(Int64(ids.count)))]
    ).record(db)
    for pair in new {
      try db.execute(
        """
        INSERT INTO separation (consultation_id, first_contribution_id, second_contribution_id, event_id, separated_at)
        VALUES (\(consultation.id), \(pair[0]), \(pair[1]), \(event), \(now))
        """)
    }
  }

  /// Undoes it: the two may be proposed together again.
  /// - Throws: `SeparationRefusal`.
  static func end(
    _ tokens: (String, String), in consultation: Consultation, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let (first, second) = try pair(tokens, in: consultation, db)
    guard let live = try live(first, second, db) else { throw SeparationRefusal.undone }
    let event = try Event(
      "separation.ended", on: .init("contribution", first), by: actor, at: now, consultation: consultation.id,
      details: [("other", .number(second))], undoes: live.event
    ).record(db)
    try db.execute(
      """
      UPDATE separation SET ended_event_id = \(event)
      WHERE first_contribution_id = \(first) AND second_contribution_id = \(second) AND ended_event_id IS NULL
      """)
  }
}
