import Deposits
import Directory
import Localization
import Platform
import Storage

/// An instructor does not treat a contribution: by itself when she acts for one of the organisations that deposit it,
/// else because she says so. It is shown to her colleagues.
package enum Recusal {
  /// Which of some contributions somebody does not treat: `DecisionRefusal.recused` where she said so, `.party` where
  /// she acts for one of the organisations that deposit it.
  static func refusals(
    of person: Int64, among contributions: [Int64], at now: Instant, _ db: Snapshot
  ) throws -> [Int64: DecisionRefusal] {
    guard !contributions.isEmpty else { return [:] }
    var found: [Int64: DecisionRefusal] = [:]
    let acting = Set(try Mandate.all(of: person, at: now, db).map(\.organisation))
    if !acting.isEmpty {
      for (contribution, organisations) in try depositors(of: contributions, db)
      where !acting.isDisjoint(with: organisations) { found[contribution] = .party }
    }
    let declared = try db.values(
      """
      SELECT contribution_id FROM recusal WHERE person_id = \(person) AND ended_event_id IS NULL
        AND contribution_id IN (\(SQL.list(contributions)))
      """, as: Int64.self)
    for contribution in declared { found[contribution] = .recused }
    return found
  }

  /// Those which somebody does not treat.
  static func contributions(of person: Int64, at now: Instant) -> SQL {
    let acting: SQL = """
      SELECT mandate.organisation_id FROM mandate WHERE mandate.person_id = \(person)
        AND mandate.ended_event_id IS NULL AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now))
      """
    return """
      SELECT recusal.contribution_id FROM recusal
        WHERE recusal.person_id = \(person) AND recusal.ended_event_id IS NULL
      UNION SELECT own.id FROM contribution AS own WHERE own.organisation_id IN (\(acting))
      UNION SELECT codeposit.contribution_id FROM codeposit WHERE codeposit.organisation_id IN (\(acting))
        AND codeposit.contribution_id IS NOT NULL AND \(Codeposit.stands)
      """
  }

  /// - Throws: `DecisionRefusal.recused` or `.party`, for whoever does not treat one of them.
  static func require(_ actor: Actor, of contributions: [Int64], at now: Instant, _ db: Snapshot) throws {
    guard let person = actor.person else { return }
    let refusals = try refusals(of: person, among: contributions, at: now, db)
    if let first = contributions.first(where: { refusals[$0] != nil }) { throw refusals[first] ?? .recused }
  }

  /// - Throws: `DecisionRefusal.recused` or `.party`, for whoever does not treat it.
  static func require(_ actor: Actor, of contribution: Contribution, at now: Instant, _ db: Snapshot) throws {
    try require(actor, of: [contribution.id], at: now, db)
  }

  /// Before what is told of a proposition changes.
  /// - Throws: `DecisionRefusal.recused` or `.party`, for whoever does not treat one of the contributions that feed it.
  static func require(_ actor: Actor, ofWhatFeeds proposition: Proposition, at now: Instant, _ db: Snapshot) throws {
    try require(actor, of: try Decision.feeding(proposition.id, db).map(\.contribution), at: now, db)
  }

  /// The organisations that deposit each of some contributions.
  private static func depositors(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: Set<Int64>] {
    let others = try Codeposit.organisations(of: contributions, db)
    let leads = try db.rows(
      "SELECT id, organisation_id FROM contribution WHERE id IN (\(SQL.list(contributions)))"
    ) { row in (contribution: try row.next(Int64.self), organisation: try row.next(Int64.self)) }
    var found: [Int64: Set<Int64>] = [:]
    for lead in leads {
      found[lead.contribution] = Set(others[lead.contribution, default: []] + [lead.organisation])
    }
    return found
  }

  /// Whether she acts for one of the organisations that deposit it.
  static func isParty(_ person: Int64, to contribution: Contribution, at now: Instant, _ db: Snapshot) throws -> Bool {
    let acting = Set(try Mandate.all(of: person, at: now, db).map(\.organisation))
    return try !acting.isDisjoint(with: depositors(of: [contribution.id], db)[contribution.id, default: []])
  }

  /// The line of the journal by which she said so, where she has.
  static func declared(by person: Int64, of contribution: Int64, _ db: Snapshot) throws -> Int64? {
    try db.value(
      """
      SELECT event_id FROM recusal
      WHERE person_id = \(person) AND contribution_id = \(contribution) AND ended_event_id IS NULL
      """, as: Int64.self)
  }

  /// Somebody who does not treat a contribution.
  struct Aside: Sendable, Equatable {
    var name: String
    /// Whether she said so; else she acts for one of those who deposit it.
    var isDeclared: Bool

    var sentence: Phrase { isDeclared ? .verbatim(name) : t("\(name) (agit pour un organisme qui la dépose)") }
  }

  /// Which instructors stand aside from each of some contributions: those who said so, then those who act for one of
  /// its depositors.
  static func all(of contributions: [Int64], at now: Instant, _ db: Snapshot) throws -> [Int64: [Aside]] {
    guard !contributions.isEmpty else { return [:] }
    var found: [Int64: [Aside]] = [:]
    var declared: [Int64: Set<Int64>] = [:]
    try db.forEach(
      """
      SELECT recusal.contribution_id, recusal.person_id, person.name FROM recusal
      JOIN person ON person.id = recusal.person_id
      WHERE recusal.contribution_id IN (\(SQL.list(contributions))) AND recusal.ended_event_id IS NULL
      ORDER BY recusal.id
      """
    ) { row in
      let contribution: Int64 = try row.next()
      declared[contribution, default: []].insert(try row.next())
      found[contribution, default: []].append(Aside(name: try row.next(), isDeclared: true))
    }
    let acting = try Assignee.instructors(db).map { one in
      (one, Set(try Mandate.all(of: one.person, at: now, db).map(\.organisation)))
    }.filter { !$1.isEmpty }
    guard !acting.isEmpty else { return found }
    for (contribution, organisations) in try depositors(of: contributions, db) {
      for (one, own) in acting
      where !own.isDisjoint(with: organisations) && declared[contribution]?.contains(one.person) != true {
        found[contribution, default: []].append(Aside(name: one.name, isDeclared: false))
      }
    }
    return found
  }

  /// Says so; nothing happens where she has already.
  static func declare(of contribution: Contribution, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard let person = actor.person, try declared(by: person, of: contribution.id, db) == nil else { return }
    let event = try Event(
      "recusal.declared", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO recusal (contribution_id, person_id, event_id, declared_at)
      VALUES (\(contribution.id), \(person), \(event), \(now))
      """)
  }
}
