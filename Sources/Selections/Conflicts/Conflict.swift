import Consultations
import Directory
package import Localization
import Platform
package import Storage

/// Why a seat neither grades nor decides a proposition.
enum Conflict: Sendable, Equatable {
  /// Its body, or one that its holder acts for, deposited these contributions, alone or with others.
  case deposited([Int])
  /// It said so.
  case declared

  var sentence: Phrase {
    switch self {
    case .deposited(let numbers):
      t(
        numbers.count, one: "Votre organisme a déposé la contribution n° \(Self.told(numbers)) qu’elle réunit.",
        other: "Votre organisme a déposé les contributions n° \(Self.told(numbers)) qu’elle réunit.")
    case .declared: t("Vous vous êtes déporté.")
    }
  }

  private static func told(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
}

/// Those of some seats of a committee, by seat and proposition; and what their bodies support.
struct Conflicts: Sendable {
  private var conflicts: [Int64: [Int64: Conflict]] = [:]
  private var supports: [Int64: Set<Int64>] = [:]

  init(of seats: [Seat], in vote: Int64, at now: Instant, _ db: Snapshot) throws {
    var bodies: [Int64: Set<Int64>] = [:]
    for seat in seats {
      let acted = try seat.person.map { try Mandate.all(of: $0, at: now, db).map(\.organisation) } ?? []
      bodies[seat.id] = Set(acted + [seat.organisation].compactMap(\.self))
    }
    let all = bodies.values.reduce(into: Set<Int64>()) { $0.formUnion($1) }
    guard !seats.isEmpty else { return }
    let deposits = try Self.deposits(of: all, in: vote, db)
    let supported = try Self.supported(by: all, in: vote, db)
    for (seat, organisations) in bodies {
      var numbers: [Int64: Set<Int>] = [:]
      for one in deposits where organisations.contains(one.organisation) {
        numbers[one.proposition, default: []].insert(one.number)
      }
      conflicts[seat] = numbers.mapValues { .deposited($0.sorted()) }
      supports[seat] = Set(supported.filter { organisations.contains($0.organisation) }.map(\.proposition))
    }
    for (seat, proposition) in try Self.declared(seats.map(\.id), db) where conflicts[seat]?[proposition] == nil {
      conflicts[seat, default: [:]][proposition] = .declared
    }
  }

  func of(_ seat: Int64, on proposition: Int64) -> Conflict? { conflicts[seat]?[proposition] }
  func supports(_ seat: Int64, _ proposition: Int64) -> Bool { supports[seat]?.contains(proposition) ?? false }

  private static func deposits(
    of organisations: Set<Int64>, in vote: Int64, _ db: Snapshot
  ) throws -> [(proposition: Int64, number: Int, organisation: Int64)] {
    guard !organisations.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT DISTINCT vote_proposition.proposition_id, contribution.number, depositor.organisation_id
      FROM vote_proposition
      JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN contribution ON contribution.id = decision.contribution_id
      JOIN (SELECT id AS deposited_id, organisation_id FROM contribution
        UNION SELECT contribution_id, organisation_id FROM codeposit
        WHERE contribution_id IS NOT NULL AND accepted_event_id IS NOT NULL AND ended_event_id IS NULL) AS depositor
        ON depositor.deposited_id = contribution.id
      WHERE vote_proposition.vote_id = \(vote) AND depositor.organisation_id IN (\(SQL.list(organisations.sorted())))
      """
    ) { row in
      (proposition: try row.next(Int64.self), number: try row.next(Int.self), organisation: try row.next(Int64.self))
    }
  }

  private static func supported(
    by organisations: Set<Int64>, in vote: Int64, _ db: Snapshot
  ) throws -> [(proposition: Int64, organisation: Int64)] {
    guard !organisations.isEmpty else { return [] }
    return try db.rows(
      """
      SELECT DISTINCT vote_proposition.proposition_id, support.organisation_id FROM vote_proposition
      JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN support ON support.contribution_id = decision.contribution_id AND support.ended_event_id IS NULL
      WHERE vote_proposition.vote_id = \(vote) AND support.organisation_id IN (\(SQL.list(organisations.sorted())))
      """
    ) { row in (proposition: try row.next(Int64.self), organisation: try row.next(Int64.self)) }
  }

  private static func declared(_ seats: [Int64], _ db: Snapshot) throws -> [(Int64, Int64)] {
    try db.rows(
      """
      SELECT seat_id, proposition_id FROM committee_recusal
      WHERE seat_id IN (\(SQL.list(seats))) AND ended_event_id IS NULL
      """
    ) { row in (try row.next(Int64.self), try row.next(Int64.self)) }
  }
}

extension Seat {
  /// Whether it neither grades nor decides a proposition.
  package func standsAside(
    of proposition: Int64, in committee: Committee, at now: Instant, _ db: Snapshot
  ) throws -> Bool {
    try Conflicts(of: [self], in: committee.vote, at: now, db).of(id, on: proposition) != nil
  }
}

/// A seat stands aside of a proposition because it says so; it may come back until the committee has decided.
enum CommitteeRecusal {
  static func live(of seat: Int64, on proposition: Int64, _ db: Snapshot) throws -> Int64? {
    try db.value(
      """
      SELECT event_id FROM committee_recusal
      WHERE seat_id = \(seat) AND proposition_id = \(proposition) AND ended_event_id IS NULL
      """, as: Int64.self)
  }

  /// Says so, or takes it back.
  /// - Throws: `GradeRefusal.decided` once the committee has decided of it.
  static func change(
    _ stands: Bool, of seat: Seat, on proposition: Int64, in committee: Committee, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    guard try Ruling.live(on: proposition, in: committee.id, db) == nil else { throw GradeRefusal.decided }
    let earlier = try live(of: seat.id, on: proposition, db)
    guard stands == (earlier == nil) else { return }
    guard stands else {
      let event = try committee.event("committee.returned", by: actor, at: now, undoes: earlier).record(db)
      try db.execute(
        """
        UPDATE committee_recusal SET ended_event_id = \(event)
        WHERE seat_id = \(seat.id) AND proposition_id = \(proposition) AND ended_event_id IS NULL
        """)
      return
    }
    let event = try committee.event("committee.recused", by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO committee_recusal (seat_id, proposition_id, event_id, declared_at)
      VALUES (\(seat.id), \(proposition), \(event), \(now))
      """)
  }
}
