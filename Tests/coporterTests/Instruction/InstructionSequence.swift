import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

/// Random acts of two instructors and of authors on some contributions, as the routes would let them through, each in
/// its own transaction. What authors do, what is blotted out too, is done in a twin as well, which nobody instructs:
/// once all is undone, both are told alike.
struct InstructionSequence {
  enum Act: CaseIterable {
    case decide, decideMany, divide, move, split, merge, compose, reword, readAgain, refuseGroup, publish, ask, uphold,
      change, undo, correct, redact, support, comment
    case sendDraft, accept, remark, reply, undoReply
  }

  /// What is done of drafts, where authors re-read them.
  static let rereading: [Act] = [.sendDraft, .accept, .remark, .reply, .undoReply]

  /// What is drawn: decisions are made more often than they are undone, or nothing would ever stand on another.
  static let drawn: [Act] =
    Act.allCases.filter { !rereading.contains($0) } + [
      .decide, .decide, .decide, .decideMany, .move, .split, .merge, .publish, .publish, .ask,
    ]
    + [.move, .split, .merge, .uphold, .uphold, .change, .compose]

  /// Where authors re-read drafts: texts are written, sent and talked of more often than all the rest.
  static let drawnWithAuthors: [Act] =
    drawn + rereading + [.sendDraft, .sendDraft, .accept, .accept, .remark, .remark, .reply, .reply, .reply]
    + [.undoReply, .reword, .reword, .reword, .compose]

  /// A consultation with its contributions, in the order of their numbers.
  struct Side: Sendable {
    var consultation: Consultation
    var ids: [Int64] = []
    var tokens: [String] = []
  }

  let towns: Towns
  let instructors: [Int64]
  var side: Side
  var twin: Side
  var numbers: SeededNumbers
  /// Words that were blotted out.
  var gone: Set<String> = []
  /// How many words were given: no two are the same, in no sequence of a house.
  private var words = 0
  private let prefix: Int
  /// Authors re-read drafts for three working days; else what is decided is published without it.
  let hasRereading: Bool
  /// How often each act went through: one that never does shows nothing.
  var done: [Act: Int] = [:]

  static let size = 5
  private var database: Database { towns.asking.house.database }
  var now: Instant { towns.asking.time.clock.now() }

  init(_ towns: Towns, instructors: [Int64], number: Int, seed: UInt64) async throws {
    self.towns = towns
    self.instructors = instructors
    prefix = number
    let hasRereading = number % 3 == 2
    self.hasRereading = hasRereading
    let now = towns.asking.time.clock.now()
    let made = try await towns.asking.house.database.write { db in
      try ["suite-\(number)", "jumelle-\(number)"].map {
        try Self.open($0, rereading: hasRereading ? 3 : 0, at: now, db)
      }
    }
    (side, twin) = (Side(consultation: made[0]), Side(consultation: made[1]))
    numbers = SeededNumbers(seed)
    for place in 0..<Self.size { try await publish(place) }
  }

  /// - Parameter days: how many authors have to re-read a draft.
  private static func open(
    _ slug: String, rereading days: Int, at now: Instant, _ db: Transaction
  ) throws -> Consultation {
    let id = try Consultation.create(
      slug: slug, .init(title: "Suite", lead: "", organiser: "Agence"),
      phases: [
        Phase(kind: .deposit, opensAt: now.adding(seconds: -7_200), closesAt: now.adding(seconds: -3_600)),
        Phase(kind: .instruction, opensAt: now.adding(seconds: -3_600), closesAt: now.adding(seconds: 30 * 86_400)),
        Phase(kind: .vote, opensAt: now.adding(seconds: 40 * 86_400), closesAt: now.adding(seconds: 50 * 86_400)),
      ], by: .command, at: now, db)
    try Rules.publish(
      version: 1, title: "Règlement", articles: [.init(number: 1, key: "objet", title: "Objet", text: "Essai.")],
      in: id, by: .command, at: now.adding(seconds: -8_000), db)
    try AuthorReading.setDays(days, in: id, by: .command, at: now, db)
    let consultation = try #require(try Consultation.with(id: id, db))
    try consultation.announce(by: .command, at: now.adding(seconds: -7_900), db)
    return consultation
  }

  private var bodies: [Organisation] { [towns.dax, towns.pau, towns.guild] }

  /// Sentences, each with a word of its own.
  private mutating func text() -> String {
    let said = ["Les familles paient par chèque à la régie.", "Rien n’est prêt pour la rentrée.", "On attend."]
    return (0...Int(numbers.next() % 3)).map { _ in
      words += 1
      return said[Int(numbers.next() % 3)] + " C’est zwq\(prefix)n\(words)x qui le dit."
    }.joined(separator: " ")
  }

  private mutating func publish(_ place: Int) async throws {
    let (text, body, now) = (ContributionText(title: "Titre \(place)", today: text()), bodies[place % 3], now)
    let tokens = [Token(using: &numbers).text, Token(using: &numbers).text]
    let consultations = [side.consultation.id, twin.consultation.id]
    let ids = try await database.write { db in
      try zip(tokens, consultations).map { token, consultation in
        try Contribution.publish(
          text, rubric: .need, token: token, in: consultation, for: body.id,
          by: Actor(person: nil, organisation: body.id, through: .command), at: now, db)
      }
    }
    side.ids.append(ids[0])
    twin.ids.append(ids[1])
    side.tokens.append(tokens[0])
    twin.tokens.append(tokens[1])
  }

  /// One act, which goes through or is refused by the house.
  mutating func step() async throws {
    // Some authors let their delay run out.
    let isLater = hasRereading && numbers.next() % 16 == 0
    towns.asking.time.advance(seconds: isLater ? 86_400 : 1)
    let acts = hasRereading ? Self.drawnWithAuthors : Self.drawn
    let act = acts[Int(numbers.next() % UInt64(acts.count))]
    let told = text()
    let drawn = SeededNumbers(numbers.next())
    let blotted: String?
    do {
      blotted = try await database.write { [self] db in
        var generator = drawn
        return try make(act, told, using: &generator, db)
      }
    } catch is any Refusal { return }
    guard let blotted else { return }
    done[act, default: 0] += 1
    if act == .redact { gone.insert(blotted) }
  }
}

extension InstructionSequence {
  func pick<T>(_ all: [T], _ generator: inout SeededNumbers) -> T? {
    all.isEmpty ? nil : all[Int(generator.next() % UInt64(all.count))]
  }

  /// Some of them, in their order.
  private func some<T>(_ all: [T], _ generator: inout SeededNumbers) -> [T] {
    all.filter { _ in generator.next() % 2 == 0 }
  }

  private func contribution(_ generator: inout SeededNumbers, _ db: Snapshot) throws -> (place: Int, Contribution) {
    let place = Int(generator.next() % UInt64(side.ids.count))
    return (place, try #require(try Contribution.with(ids: [side.ids[place]], db).first))
  }

  /// - Returns: what was done, a word where one was blotted out; nil where there was nothing to do it to.
  private func make(
    _ act: Act, _ told: String, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let actor = Actor(person: pick(instructors, &generator), through: .session)
    switch act {
    case .decide, .decideMany, .divide, .readAgain, .refuseGroup, .publish:
      return try decide(act, told, by: actor, using: &generator, db)
    case .move, .split, .merge, .compose, .reword: return try regroup(act, told, by: actor, using: &generator, db)
    case .ask, .uphold, .change: return try reexamine(act, told, by: actor, using: &generator, db)
    case .sendDraft, .accept, .remark, .reply: return try reread(act, by: actor, using: &generator, db)
    case .undo, .undoReply:
      let acts = try Instruction.Act.all(in: side.consultation.id, limit: 200, db)
      let its = act == .undo ? acts : acts.filter { $0.kind == "draft.replied" }
      guard let one = pick(its, &generator) else { return nil }
      _ = try one.undo(
        seen: SeenRows(try one.dependents(db).map(\.event)), in: side.consultation.id, by: actor, at: now, db)
    case .correct, .redact, .support, .comment: return try author(act, told, using: &generator, db)
    }
    return ""
  }

  private func choice(
    _ contribution: Contribution, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> Decision.Choice {
    let known = try Proposition.all(of: side.consultation.id, db).map(\.token)
    switch generator.next() % 6 {
    case 0, 1: return .groupedAnew(title: contribution.text.title, with: Array(some(known, &generator).prefix(1)))
    case 2: return .grouped(Array(some(known, &generator).prefix(2)))
    case 3: return .kept
    case 4:
      let token = Token(using: &generator)
      try Addressee.make(
        name: "Guichet", mail: "guichet@etat.example", page: "", token: token, in: side.consultation.id,
        by: Actor(person: instructors[0], through: .session), at: now, db)
      return .redirected(addressee: token.text)
    default: return .rejected(article: "objet")
    }
  }

  private func decide(
    _ act: Act, _ told: String, by actor: Actor, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let (_, one) = try contribution(&generator, db)
    switch act {
    case .decideMany:
      let many = try DecisionOfMany(some(side.ids, &generator), in: side.consultation, by: actor, at: now, db)
      try many.make(
        choice(one, using: &generator, db), because: "Selon {titre}.", in: side.consultation, by: actor, at: now, db)
    case .divide:
      let parts = Division.units(of: one.text).map { _ in Int(generator.next() % 3) }
      try Division.make(parts, of: one, version: one.version, in: side.consultation, by: actor, at: now, db)
    case .readAgain:
      let waiting = try Decision.pending(in: side.consultation.id, db).filter(\.waitsForReading)
      guard let decision = pick(waiting, &generator) else { return nil }
      try SecondReading.make(of: decision, in: side.consultation.id, by: actor, at: now, db)
    case .refuseGroup:
      try Separation.refuse(some(side.ids, &generator), in: side.consultation, by: actor, at: now, db)
    case .publish:
      let ready = some(try Decision.ready(in: side.consultation.id, for: actor, at: now, db), &generator)
      try Publication.publish(ready, in: side.consultation, by: actor, site: nil, at: now, db)
    default:
      let part = pick(try Part.all(of: one.id, db), &generator)
      let read = ReadContribution(one, in: side.consultation, version: one.version, part: part)
      try Decision.make(
        choice(one, using: &generator, db), because: "Comme le dit {titre} : \(one.text.today)".prefixed(2_000),
        of: read, tokens: (Token(using: &generator), Token(using: &generator)), by: actor, at: now, db)
    }
    return ""
  }

  private func regroup(
    _ act: Act, _ told: String, by actor: Actor, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let all = try Proposition.all(of: side.consultation.id, db)
    guard let one = pick(all, &generator) else { return nil }
    let other = pick(all.filter { $0.id != one.id }, &generator) ?? one
    let feeding = try Feeding.of(one, onlyPublished: false, db)
    let chosen = some(feeding.map(\.decision.token), &generator)
    let read = try #require(try one.currentWording(db))
    var choice = Regrouping.Choice.merge(into: other.token)
    switch act {
    case .move: choice = .move(chosen, to: other.token)
    case .split: choice = .split(chosen, title: "Partie de \(one.wording.title)".prefixed(100))
    case .compose:
      let before = try one.composed(db)?.composition ?? Composition()
      let compared = try ComparedContribution.of(
        one, contributions: feeding.map(\.contribution.id), taking: before, db)
      let reasons = some(compared.map(\.id), &generator).map { ($0, "Dit ailleurs.") }
      let picked = some(compared.flatMap(\.sentences), &generator)
      let unkept = some(compared.flatMap(\.sentences), &generator).prefix(5)
        .filter { sentence in !picked.contains { $0.isSame(as: sentence) } }
        .map { UnkeptSentence(sentence: $0, reason: "Dit ailleurs aussi.") }
      try one.compose(
        compared, picked: picked,
        reasons: Dictionary(uniqueKeysWithValues: reasons), unkept: unkept, read: read,
        by: actor, at: now, db)
      return ""
    case .reword:
      var wording = one.wording
      // The words of those that feed it, as somebody who copies them would write.
      wording.text = ([wording.text] + feeding.prefix(1).map(\.contribution.excerpt)).joined(separator: "\n\n")
        .prefixed(5_000)
      if hasRereading { wording.retainedCost = 1_000 * Int(1 + generator.next() % 9) }
      try one.reword(wording, read: read, by: actor, at: now, db)
      return ""
    default: break
    }
    try Regrouping.make(
      choice, of: one, because: "Rejoint {choix}.", in: side.consultation, using: &generator, by: actor, at: now, db)
    return ""
  }

  private func reexamine(
    _ act: Act, _ told: String, by actor: Actor, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let published = try Decision.published(of: side.ids, db)
    let asked = try Reexamination.of(decisions: published.map(\.id), db)
    let fit = published.filter { act == .ask ? asked[$0.id] == nil : asked[$0.id]?.isPending == true }
    guard let decision = pick(fit, &generator),
      let contribution = try Contribution.with(ids: [decision.contribution], db).first
    else { return nil }
    if act == .ask {
      try Reexamination.ask(
        contribution.text.today, in: .french, of: decision, in: side.consultation.id, for: contribution.organisation,
        by: Actor(person: nil, organisation: contribution.organisation, through: .session), at: now, db)
      return ""
    }
    var verdict = Reexamination.Verdict.upheld(reason: "Nous maintenons : \(contribution.text.today)".prefixed(2_000))
    if act == .change {
      let its = try #require(try Instruction.Act.with(event: decision.event, in: side.consultation.id, db))
      verdict = .changed(because: "Elle a raison.", seen: SeenRows(try its.dependents(db).map(\.event)))
    }
    _ = try Reexamination.answer(verdict, of: decision, on: contribution, by: actor, at: now, db)
    return ""
  }

  /// On both sides.
  private func author(
    _ act: Act, _ told: String, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let (place, one) = try contribution(&generator, db)
    let body = try #require(pick([towns.dax, towns.pau, towns.guild], &generator))
    if act == .correct, try InstructionModule.contributionVeto(one, db) != nil { return nil }
    let word = told.firstMatch(of: /zwq[0-9]+n[0-9]+x/).map { String($0.0) } ?? ""
    let blotted = pick(one.text.today.matches(of: /zwq[0-9]+n[0-9]+x/).map { String($0.0) }, &generator)
    let comment = [Token(using: &generator).text, Token(using: &generator).text]
    for (number, id) in [side.ids[place], twin.ids[place]].enumerated() {
      let contribution = try #require(try Contribution.with(ids: [id], db).first)
      let owner = Actor(person: nil, organisation: contribution.organisation, through: .command)
      let speaker = Actor(person: nil, organisation: body.id, through: .command)
      switch act {
      case .correct:
        try contribution.correct(
          with: ContributionText(title: "Titre \(place) \(word)", today: told), by: owner, at: now, db)
      case .redact:
        guard let blotted else { return nil }
        try Blotting(
          passage: Passage(blotted), contribution: id, later: InstructionModule.laterTexts,
          occasion: LaterText.Occasion(isAskedByAuthor: false, at: now)
        ).run(db)
      case .support:
        _ = try Support.give(
          to: contribution, for: body.id, isAuthority: body.kind.isAuthority, by: speaker, at: now, db)
      default:
        try Comment.post(
          CommentText(told), token: comment[number], on: contribution, for: body.id, by: speaker, at: now, db)
      }
    }
    return blotted ?? ""
  }
}

extension String {
  fileprivate func prefixed(_ count: Int) -> String { String(prefix(count)) }
}
