import Consultations
import Deposits
import Localization
import Platform
package import Storage

/// Whether the numbers that are told agree with one another and with the lists behind them, in every consultation: each
/// is counted in two ways.
package struct Sums: Sendable {
  /// Two counts of the same thing that differ.
  package struct Fault: Sendable, Equatable {
    package var consultation: String
    /// What is counted, in French.
    package var what: String
    package var told: Int
    package var found: Int
  }

  /// How many numbers were compared.
  package private(set) var compared = 0
  package private(set) var faults: [Fault] = []

  package init(_ db: Snapshot) throws {
    for consultation in try Consultation.all(db) {
      try compareOutcomes(consultation, db)
      try compareTabs(consultation, db)
      try compareReexaminations(consultation, db)
      try compareSupports(consultation, db)
    }
  }

  private mutating func compare(_ what: String, _ told: Int, _ found: Int, _ consultation: Consultation) {
    compared += 1
    guard told != found else { return }
    faults.append(Fault(consultation: consultation.slug, what: what, told: told, found: found))
  }

  private func count(_ condition: SQL, in consultation: Consultation, _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT count(*) FROM contribution WHERE contribution.consultation_id = \(consultation.id)
        AND \(Withdrawal.stands) AND (\(condition))
      """, as: Int.self) ?? 0
  }

  /// Deposited = grouped + kept + redirected + rejected + undecided, each with the list behind it.
  private mutating func compareOutcomes(_ consultation: Consultation, _ db: Snapshot) throws {
    let outcomes = try Outcomes(of: consultation.id, db)
    let figures = try DepositFigures.of(consultation.id, db)
    compare("contributions déposées", figures.contributions, outcomes.deposited, consultation)
    var sum = 0
    for kind in Decision.Kind.allCases {
      let listed = try count(Outcomes.condition(kind), in: consultation, db)
      compare("contributions « \(kind.slug) »", outcomes.count(kind), listed, consultation)
      sum += listed
    }
    let undecided = try count(Outcomes.condition(nil), in: consultation, db)
    compare("contributions à l’étude", outcomes.undecided, undecided, consultation)
    compare("somme des suites", outcomes.deposited, sum + undecided, consultation)
    let propositions = try Proposition.published(in: consultation.id, db)
    compare("propositions", outcomes.propositions, propositions.count, consultation)
    let flows = try PropositionFlow.all(in: consultation.id, db)
    for kind in [Decision.Kind.grouped, .kept] {
      let flowing = flows.filter { $0.from == kind }.reduce(0) { $0 + $1.contributions }
      compare("contributions « \(kind.slug) » vers des propositions", outcomes.count(kind), flowing, consultation)
      let made = try Outcomes.propositions(kind, in: consultation.id, db)
      let listed = propositions.count { made.contains($0.id) }
      compare("propositions « \(kind.slug) »", outcomes.propositionsMade[kind] ?? 0, listed, consultation)
    }
  }

  /// Of each tab: what it tells, and what its rule finds among the rows; for nobody, then for whoever treats something.
  private mutating func compareTabs(_ consultation: Consultation, _ db: Snapshot) throws {
    // Any instant does, the same for both: mandates end with time.
    guard let now: Instant = try db.value("SELECT max(at) FROM journal") else { return }
    let recount = try TabRecount(of: consultation.id, at: now, db)
    for person in [0] + recount.people {
      let told = try Queue.counts(in: consultation.id, for: person, at: now, db)
      let found = recount.counts(for: person)
      for tab in Queue.Tab.allCases where person == 0 || [.mine, .second].contains(tab) {
        compare(Self.name(tab, for: person), told[tab] ?? 0, found[tab] ?? 0, consultation)
      }
      // What these two list is not asked as how many they hold.
      for tab in [Queue.Tab.todo, .done] where person == 0 {
        let listed = try count(Queue.condition(tab, for: 0, at: now), in: consultation, db)
        compare("liste de l’\(Self.name(tab, for: 0))", listed, found[tab] ?? 0, consultation)
      }
    }
  }

  static func name(_ tab: Queue.Tab, for person: Int64) -> String {
    let name = "onglet « \(tab.rawValue) »"
    return person == 0 ? name : "\(name) de la personne \(person)"
  }

  /// Asked = waiting + upheld + changed, each with the rows behind it; those that wait hold up the vote.
  private mutating func compareReexaminations(_ consultation: Consultation, _ db: Snapshot) throws {
    let figures = ReexaminationFigures(try Reexamination.all(in: consultation.id, db))
    func found(_ condition: SQL) throws -> Int {
      try db.value(
        """
        SELECT count(*) FROM reexamination JOIN decision ON decision.id = reexamination.decision_id
        JOIN contribution ON contribution.id = decision.contribution_id
        WHERE decision.consultation_id = \(consultation.id) AND \(Withdrawal.stands) AND \(condition)
        """, as: Int.self) ?? 0
    }
    compare("réexamens demandés", figures.asked, try found("1 = 1"), consultation)
    let upheld: SQL = """
      reexamination.id IN (SELECT reexamination_answer.reexamination_id FROM reexamination_answer
        WHERE reexamination_answer.kind = 'upheld' AND reexamination_answer.ended_event_id IS NULL)
      """
    compare("décisions maintenues", figures.upheld, try found(upheld), consultation)
    compare("décisions changées", figures.changed, try found(Reexamination.changed), consultation)
    let waiting = try VoteObstacle.pending(in: consultation.id, db)
    compare("réexamens en cours", figures.pending, waiting, consultation)
  }

  /// Of each contribution its live supports; of each proposition the distinct organisations that gave one of them.
  private mutating func compareSupports(_ consultation: Consultation, _ db: Snapshot) throws {
    var given: [Int64: Set<Int64>] = [:]
    try db.forEach(
      """
      SELECT support.contribution_id, support.organisation_id FROM support
      JOIN contribution ON contribution.id = support.contribution_id
      WHERE contribution.consultation_id = \(consultation.id) AND support.ended_event_id IS NULL
        AND \(Withdrawal.stands)
      """
    ) { row in
      let contribution: Int64 = try row.next()
      given[contribution, default: []].insert(try row.next())
    }
    var wrong = 0
    try db.forEach(
      """
      SELECT id, supports FROM contribution WHERE consultation_id = \(consultation.id) AND \(Withdrawal.stands)
      """
    ) { row in
      let contribution: Int64 = try row.next()
      if try row.next(Int.self) != given[contribution]?.count ?? 0 { wrong += 1 }
    }
    compare("contributions dont les soutiens ne sont pas ceux qui sont comptés", 0, wrong, consultation)
    let propositions = try Proposition.all(of: consultation.id, db)
    let told = try Proposition.supports(of: propositions.map(\.id), onlyPublished: false, db)
    var feeding: [Int64: Set<Int64>] = [:]
    try db.forEach(
      """
      SELECT grouping.proposition_id, decision.contribution_id FROM grouping
      JOIN decision ON decision.id = grouping.decision_id
      WHERE decision.consultation_id = \(consultation.id) AND decision.ended_event_id IS NULL
      """
    ) { row in
      let proposition: Int64 = try row.next()
      feeding[proposition, default: []].insert(try row.next())
    }
    for proposition in propositions {
      let organisations = (feeding[proposition.id] ?? []).reduce(into: Set<Int64>()) { $0.formUnion(given[$1] ?? []) }
      let counted = told[proposition.id].map { $0.authorities + $0.others } ?? 0
      compare("soutiens de la proposition \(proposition.token)", counted, organisations.count, consultation)
    }
  }
}
