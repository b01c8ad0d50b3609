import Consultations
import Deposits
import Directory
import Instruction
import Localization
import Platform
import Storage

extension Filling {
  /// What the invented instructors decide from 16 to 29 March, read again and published on the 30th. Nobody is
  /// written to: letters of a demonstration go to those who act in it.
  static func decisions(
    _ told: [Told], _ known: KnownConsultation, in consultation: Int64, into database: Database
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
    let decider = Decider(consultation: shown, contributions: contributions, persons: persons)
    let addressees = try await database.write { db in try decider.addressees(known.themes.map(\.title), db) }
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
    try await Publication.publishAll(
      in: shown, by: Actor(person: persons[0], through: .session), at: Decider.published, into: database)
  }
}

extension Filling {
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

/// The invented instructors at their desk.
private struct Decider: Sendable {
  var consultation: Consultation
  var contributions: [Contribution]
  var persons: [Int64]

  static let published = ParisTime.instant(year: 2021, month: 3, day: 30, hour: 10)
  private static let days = [16, 17, 18, 19, 22, 23, 24, 25, 26, 29]

  /// A moment of a working day, in the order of the contributions.
  private func moment(_ place: Int) -> Instant {
    let each = max(1, (contributions.count + Self.days.count - 1) / Self.days.count)
    let day = Self.days[min(place / each, Self.days.count - 1)]
    let seconds = Int64(place % each) * 8 * 3_600 / Int64(each)
    return ParisTime.instant(year: 2021, month: 3, day: day, hour: 9).adding(seconds: seconds)
  }

  private func actor(_ place: Int) -> Actor { Actor(person: persons[place % 2], through: .session) }

  private func token(_ stream: UInt64, _ place: Int) -> Token {
    var generator = SeededGenerator(seed: 26, stream: stream, index: place)
    return Token(using: &generator)
  }

  /// One for each theme; their tokens.
  func addressees(_ themes: [String], _ db: Transaction) throws -> [String] {
    try themes.enumerated().map { place, theme in
      let token = token(1, place)
      try Addressee.make(
        name: "Guichet « \(theme) » (démonstration)", mail: "guichet-\(place + 1)@etat.example", page: "", token: token,
        in: consultation.id, by: actor(place), at: moment(0), db)
      return token.text
    }
  }

  func decide(_ choice: Decision.Choice, _ place: Int, _ db: Transaction) throws {
    let contribution = contributions[place]
    let read = ReadContribution(contribution, in: consultation, version: contribution.version)
    let at = moment(place)
    let decision = try Decision.make(
      choice, because: Decision.suppliedReason(choice.kind), of: read, tokens: (token(2, place), token(3, place)),
      by: actor(place), at: at, db)
    let isHard = choice.kind == .redirected || choice.kind == .rejected
    guard isHard else { return }
    try Decision.readAgain(decision, by: actor(place + 1), at: at.adding(seconds: 3_600), db)
  }

  /// A proposition from those that say the same, worded after the one that most support; one alone is kept. One that
  /// feeds a second proposition waits until that is made.
  func propose(
    _ group: DecisionPlan.Group, entitled title: String?, _ seconds: [Int: Int], _ db: Transaction
  ) throws {
    let members = group.members.filter { seconds[$0] == nil }
    guard let first = members.first else { return }
    guard members.count > 1 || group.members.count > 1 else { return try decide(.kept, first, db) }
    let central = members.max { contributions[$0].supports < contributions[$1].supports } ?? first
    let text = contributions[central].text
    let title = title ?? text.title
    try decide(.groupedAnew(title: title), first, db)
    let proposition = token(3, first).text
    let whole = [text.today, text.expected].filter { !$0.isEmpty }.joined(separator: "\n\n")
    try Proposition.reword(
      proposition,
      to: .init(
        title: title, text: whole, themes: text.themes,
        kind: contributions[central].rubric == .service ? .scaleUp : .develop), in: consultation.id,
      by: actor(first), at: moment(first).adding(seconds: 60), db)
    for member in members.dropFirst() { try decide(.grouped([proposition]), member, db) }
  }

  /// One that mixes needs feeds its own proposition, and another.
  func join(_ place: Int, to plan: DecisionPlan, also second: Int, _ db: Transaction) throws {
    guard let own = plan.groups.firstIndex(where: { $0.members.contains(place) }) else { return }
    let tokens = [own, second].compactMap { group in
      plan.groups[group].members.first { plan.seconds[$0] == nil }.map { token(3, $0).text }
    }
    guard !tokens.isEmpty else { return try decide(.kept, place, db) }
    try decide(.grouped(tokens), place, db)
  }
}
