import Consultations
import Deposits
import Instruction
import Localization
import Platform
import Storage

/// The invented instructors at their desk.
struct Decider: Sendable {
  var consultation: Consultation
  var contributions: [Contribution]
  var persons: [Int64]
  /// Who reads again what they decide, and cannot be played: they answer requests for re-examination.
  var third: Int64

  static let opened = ParisTime.instant(year: 2021, month: 3, day: 16, hour: 8)
  static let published = ParisTime.instant(year: 2021, month: 3, day: 30, hour: 10)
  /// From the 24th on authors re-read.
  private static let days = [16, 17, 18, 19, 22, 23]
  static let sent = ParisTime.instant(year: 2021, month: 3, day: 24, hour: 9)

  /// A moment of a working day, in the order of the contributions.
  private func moment(_ place: Int) -> Instant {
    let each = max(1, (contributions.count + Self.days.count - 1) / Self.days.count)
    let day = Self.days[min(place / each, Self.days.count - 1)]
    let seconds = Int64(place % each) * 8 * 3_600 / Int64(each)
    return ParisTime.instant(year: 2021, month: 3, day: day, hour: 9).adding(seconds: seconds)
  }

  func actor(_ place: Int) -> Actor { Actor(person: persons[place % 2], through: .session) }

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
    try Decision.readAgain(decision, by: Actor(person: third, through: .session), at: at.adding(seconds: 3_600), db)
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
    // What one more asks for joins it.
    let other = members.first { $0 != central && !contributions[$0].text.expected.isEmpty }
    let added = other.map { contributions[$0].text.expected } ?? ""
    let whole = [text.today, text.expected, added].filter { !$0.isEmpty }.joined(separator: "\n\n")
    try Proposition.reword(
      proposition,
      to: .init(
        title: title, text: whole, themes: text.themes,
        kind: contributions[central].rubric == .service ? .scaleUp : .develop),
      taking: [central, other].compactMap { $0.map { contributions[$0] } }, in: consultation.id,
      by: actor(first), at: moment(first).adding(seconds: 60), db)
    for member in members.dropFirst() { try decide(.grouped([proposition]), member, db) }
  }

  /// One that mixes needs is divided: a part feeds its own proposition, the other another one.
  func join(_ place: Int, to plan: DecisionPlan, also second: Int, _ db: Transaction) throws {
    guard let own = plan.groups.firstIndex(where: { $0.members.contains(place) }) else { return }
    let tokens = [own, second].compactMap { group in
      plan.groups[group].members.first { plan.seconds[$0] == nil }.map { token(3, $0).text }
    }
    guard !tokens.isEmpty else { return try decide(.kept, place, db) }
    guard tokens.count == 2, try divide(place, db) else { return try decide(.grouped(tokens), place, db) }
    let parts = try Part.all(of: contributions[place].id, db)
    for (part, proposition) in zip(parts, tokens) {
      let read = ReadContribution(
        contributions[place], in: consultation, version: contributions[place].version, part: part)
      try Decision.make(
        .grouped([proposition]), because: Decision.suppliedReason(.grouped), of: read,
        tokens: (token(7, place * 2 + part.number), token(8, place * 2 + part.number)), by: actor(place),
        at: moment(place), db)
    }
  }

  /// Its first sentences and the others; false for one that holds a single sentence.
  private func divide(_ place: Int, _ db: Transaction) throws -> Bool {
    let contribution = contributions[place]
    let units = Division.units(of: contribution.text)
    guard units.count > 1 else { return false }
    let first = (units.count + 1) / 2
    try Division.make(
      units.indices.map { $0 < first ? 1 : 2 }, of: contribution, version: contribution.version, in: consultation,
      by: actor(place), at: moment(place), db)
    return true
  }

  // MARK: Re-examinations

  private func later(_ minutes: Int64) -> Instant { Self.published.adding(seconds: minutes * 60) }

  func ask(_ text: String, _ place: Int, minutes: Int64, _ db: Transaction) throws {
    try Reexamination.ask(
      text, ofWhatBecameOf: contributions[place], by: Actor(person: nil, through: .session), at: later(minutes), db)
  }

  func uphold(_ reason: String, _ place: Int, minutes: Int64, _ db: Transaction) throws {
    try Reexamination.uphold(
      because: reason, whatBecameOf: contributions[place], by: actor(place + 1), at: later(minutes), db)
  }

  /// Another desk takes it.
  func change(_ place: Int, minutes: Int64, _ db: Transaction) throws {
    let contribution = contributions[place]
    try Reexamination.change(
      because: "Le suivi des demandes n’est pas du ressort de ce guichet : un autre le reprend.",
      whatBecameOf: contribution, by: actor(place + 1), at: later(minutes), db)
    let desk = token(4, 0)
    try Addressee.make(
      name: "Guichet des communes (démonstration)", mail: "guichet-des-communes@etat.example", page: "", token: desk,
      in: consultation.id, by: actor(place + 1), at: later(minutes), db)
    let decision = try Decision.make(
      .redirected(addressee: desk.text), because: Decision.suppliedReason(.redirected),
      of: ReadContribution(contribution, in: consultation, version: contribution.version),
      tokens: (token(5, place), token(6, place)), by: actor(place + 1), at: later(minutes + 10), db)
    try Decision.readAgain(decision, by: actor(place), at: later(minutes + 40), db)
  }
}
