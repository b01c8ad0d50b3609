import Consultations
import Deposits
import Directory
import Instruction
import Localization
import Platform
import Storage

extension Filling {
  /// What the invented instructors decide from 16 to 23 March, read again by them, then by the authors, and published
  /// on the 30th. Nobody is written to: letters of a demonstration go to those who act in it.
  /// - Parameter isAllAnswered: whether no request for re-examination waits, as before a vote.
  static func decisions(
    _ told: [Told], _ known: KnownConsultation, in consultation: Int64, isAllAnswered: Bool, into database: Database
  ) async throws {
    let (shown, contributions, persons) = try await database.read { db in
      let found = try Contribution.with(ids: told.map(\.id), db)
      let persons = try ["instructeur", "instructrice"].compactMap { key in
        try Character.all.first { $0.key == key }.flatMap { try Person.all(with: $0.mail, db).first?.id }
      }
      return (try Consultation.with(id: consultation, db), found, persons)
    }
    guard let shown, persons.count == 2, contributions.count == told.count else { return }
    let plan = DecisionPlan(told, isService: contributions.map { $0.rubric == .service })
    let third = try await database.write { db in
      var generator = SeededGenerator(seed: 28, stream: 3, index: 0)
      return try Person.create(
        name: "Maud Kervella", mail: "maud.kervella@agence.example", token: Token(using: &generator),
        through: .command, at: Decider.opened, db)
    }
    let decider = Decider(consultation: shown, contributions: contributions, persons: persons, third: third)
    let addressees = try await database.write { db in
      try Remedies(mention: mention, mentionEnglish: mentionEnglish).establish(
        in: shown.id, by: .command, at: Decider.opened, db)
      return try decider.addressees(known.themes.map(\.title), db)
    }
    var acts: [@Sendable (Transaction) throws -> Void] = []
    for (turn, place) in plan.redirected.enumerated() {
      let theme = contributions[place].text.themes.first.flatMap { slug in
        known.themes.firstIndex { $0.slug == slug }
      }
      let addressee = addressees[(theme ?? turn) % addressees.count]
      acts.append { db in try decider.decide(.redirected(addressee: addressee), place, db) }
    }
    for place in plan.rejected {
      acts.append { db in try decider.decide(.rejected(article: "ineligibilite"), place, db) }
    }
    let titles = Self.titles(of: plan.groups)
    for (number, group) in plan.groups.enumerated() {
      acts.append { db in try decider.propose(group, entitled: titles[number], plan.seconds, db) }
    }
    for (place, group) in plan.seconds.sorted(by: { $0.key < $1.key }) {
      acts.append { db in try decider.join(place, to: plan, also: group, db) }
    }
    for start in stride(from: 0, to: acts.count, by: 100) {
      let slice = Array(acts[start..<min(start + 100, acts.count)])
      try await database.write { db in for act in slice { try act(db) } }
    }
    try await database.write { db in
      try Self.retainCosts(of: try Proposition.all(of: shown.id, db), at: Decider.sent, db)
      try AuthorReading.sendAll(
        in: shown, by: Actor(person: persons[0], through: .session), at: Decider.sent, db)
    }
    try await Publication.publishAll(
      in: shown, by: Actor(person: persons[0], through: .session), at: Decider.published, into: database)
    try await reexaminations(plan, by: decider, isAllAnswered: isAllAnswered, into: database)
  }
}

extension Filling {
  /// What each proposition would cost, as the instructors retain it before its authors re-read it.
  static func retainCosts(of propositions: [Proposition], at now: Instant, _ db: Transaction) throws {
    for (turn, proposition) in propositions.enumerated() where proposition.wording.retainedCost == nil {
      var generator = SeededGenerator(seed: 28, stream: 1, index: turn)
      var wording = proposition.wording
      wording.retainedCost = 10_000 * generator.within(20...480)
      try Proposition.reword(
        proposition.token, to: wording, in: proposition.consultation, by: .command, at: now, db)
    }
  }

  private static let mention =
    "Mention de démonstration : cette décision peut être contestée devant le tribunal administratif dans les deux mois qui suivent sa notification."
  private static let mentionEnglish =
    "For demonstration: this decision can be contested before the administrative court within two months of being notified."

  /// What each group would have made, without the name of any town: one of the tools that its family asks for,
  /// another for a second group of the same.
  private static func titles(of groups: [DecisionPlan.Group]) -> [String?] {
    var used: [String: Int] = [:]
    return groups.map { group in
      guard let key = group.families.min(), let family = Family.all.first(where: { $0.key == key }) else { return nil }
      let place = used[key, default: 0]
      used[key] = place + 1
      var teller = Teller(
        generator: SeededGenerator(seed: 26, stream: 4, index: place),
        body: InventedBody.nationwide(operatorDepartment: "75")[0])
      return teller.tell(family.tools[place % family.tools.count])
    }
  }
}
