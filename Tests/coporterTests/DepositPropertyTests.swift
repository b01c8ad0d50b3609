import Differences
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

/// What should be true of one contribution, kept beside the database by the simplest means.
private struct ContributionModel {
  var lead: Int
  var texts: [String]
  var supporters: Set<Int> = []
  var depositors: Set<Int> = []
  var invited: Set<Int> = []
  var declined: Set<Int> = []
  var isWithdrawn = false
}

/// Random acts of five organisations on their contributions, as the routes would let them through, each in its own
/// transaction; after each, what the model says is compared with all that is kept.
private struct DepositSequence {
  enum Act: CaseIterable {
    case publish, correct, support, unsupport, invite, accept, decline, takeBack, leave, withdraw
  }

  let towns: Towns
  let bodies: [Organisation]
  let consultation: Int64
  var numbers: SeededNumbers
  var models: [ContributionModel] = []
  var ids: [Int64] = []
  /// How many lines of each kind the journal should have.
  var lines: [String: Int] = [:]
  /// How often each act went through: one that never does shows nothing.
  var done: [Act: Int] = [:]

  private var database: Database { towns.asking.house.database }
  private var now: Instant { towns.asking.time.clock.now() }

  static func make(_ engine: Engine, seed: UInt64) async throws -> DepositSequence {
    let towns = try await Towns.make(engine)
    let consultation = try await towns.openConsultation()
    let more = try await towns.asking.house.database.write { db in
      let ids = try [("region", "Région", "dddddddddd"), ("state", "Préfecture", "eeeeeeeeee")].map {
        kind, name, token in
        try db.insert(
          """
          INSERT INTO organisation (token, kind, name, genitive, source, created_at)
          VALUES (\(token), \(kind), \(name), \("de " + name), 'test', \(Instant(milliseconds: 0))) RETURNING id
          """)
      }
      return try Organisation.with(ids: ids, db)
    }
    return DepositSequence(
      towns: towns, bodies: [towns.dax, towns.pau, towns.guild] + more, consultation: consultation,
      numbers: SeededNumbers(seed))
  }

  private mutating func draw(_ bound: Int) -> Int { Int(numbers.next() % UInt64(bound)) }

  private mutating func text() -> String {
    let words = ["Le guichet ferme.", "Il pleut.", "On attend.", "Rien n’est prêt.", "Tout est sur papier."]
    return (0...draw(4)).map { _ in words[draw(words.count)] }.joined(separator: " ")
  }

  /// One act, which goes through or is refused as the model foretells.
  mutating func step() async throws {
    towns.asking.time.advance(seconds: 1)
    let act = Act.allCases[draw(Act.allCases.count)]
    let body = draw(bodies.count)
    if act == .publish || models.isEmpty {
      if models.count < 4 { try await publish(by: body) }
      return
    }
    let place = draw(models.count)
    guard !models[place].isWithdrawn else { return }
    let written = text()
    let (id, token) = (ids[place], Token(using: &numbers))
    let (organisation, now) = (bodies[body], now)
    let actor = Actor(person: nil, organisation: organisation.id, through: .command)
    let foretold = models[place].foretell(act, body)
    let went: Bool
    do {
      went = try await database.write { db in
        guard let contribution = try Contribution.with(ids: [id], db).first else { return false }
        return try Self.make(
          act, contribution, organisation, written: written, token: token, by: actor, at: now, db)
      }
    } catch is DepositRefusal { went = false } catch is CodepositRefusal { went = false }
    #expect(went == foretold, "\(act) by \(body) on \(models[place])")
    guard went else { return }
    done[act, default: 0] += 1
    for line in models[place].take(act, body, written) { lines[line, default: 0] += 1 }
  }

  private mutating func publish(by body: Int) async throws {
    let written = text()
    let token = Token(using: &numbers).text
    let (organisation, consultation, now) = (bodies[body].id, consultation, now)
    let id = try await database.write { db in
      try Contribution.publish(
        ContributionText(title: "Titre", today: written), rubric: .need, token: token, in: consultation,
        for: organisation, by: Actor(person: nil, organisation: organisation, through: .command), at: now, db)
    }
    ids.append(id)
    models.append(ContributionModel(lead: body, texts: [written]))
    lines["contribution.published", default: 0] += 1
    done[.publish, default: 0] += 1
  }

  /// Whether something has changed.
  private static func make(
    _ act: Act, _ contribution: Contribution, _ organisation: Organisation, written: String, token: Token,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    let deposited = Deposited.contribution(contribution)
    func codeposit(_ isFit: (Codeposit) -> Bool) throws -> Codeposit? {
      try Codeposit.all(of: deposited, db).last { $0.organisation == organisation.id && isFit($0) }
    }
    let isAuthority = organisation.kind.isAuthority
    switch act {
    case .publish: return false
    case .correct:
      let others = try Codeposit.organisations(of: deposited, db)
      guard ([contribution.organisation] + others).contains(organisation.id) else { return false }
      try contribution.correct(with: ContributionText(title: "Titre", today: written), by: actor, at: now, db)
    case .support:
      return try Support.give(
        to: contribution, for: organisation.id, isAuthority: isAuthority, by: actor, at: now, db)
    case .unsupport:
      return try Support.end(
        to: contribution, for: organisation.id, isAuthority: isAuthority, by: actor, at: now, db)
    case .invite:
      try Codeposit.invite(organisation.id, to: deposited, token: token, by: actor, at: now, db)
    case .accept:
      guard let found = try codeposit({ $0.isWaiting }) else { return false }
      try found.accept(by: actor, at: now, db)
    case .decline:
      guard let found = try codeposit({ $0.isWaiting }) else { return false }
      try found.decline(by: actor, at: now, db)
    case .takeBack:
      guard let found = try codeposit({ $0.isWaiting }) else { return false }
      try found.takeBack(by: actor, at: now, db)
    case .leave:
      guard let found = try codeposit({ $0.isStanding }) else { return false }
      try found.leave(by: actor, at: now, db)
    case .withdraw:
      // Now and then, so that sequences are long.
      guard contribution.organisation == organisation.id, contribution.version > 2 else { return false }
      try contribution.withdraw(because: "Deux fois", in: .french, by: actor, at: now, db)
    }
    return true
  }
}

extension ContributionModel {
  /// Whether an act of a body goes through.
  fileprivate func foretell(_ act: DepositSequence.Act, _ body: Int) -> Bool {
    let isOwn = body == lead || depositors.contains(body)
    switch act {
    case .publish: return false
    case .correct: return isOwn
    case .support: return !isOwn && !supporters.contains(body)
    case .unsupport: return supporters.contains(body)
    case .invite: return !isOwn && !invited.contains(body) && !declined.contains(body)
    case .accept, .decline, .takeBack: return invited.contains(body)
    case .leave: return depositors.contains(body)
    case .withdraw: return body == lead && texts.count > 2
    }
  }

  /// What it changes, and the lines that it leaves in the journal.
  fileprivate mutating func take(_ act: DepositSequence.Act, _ body: Int, _ written: String) -> [String] {
    switch act {
    case .publish: return []
    case .correct:
      texts.append(written)
      return ["contribution.corrected"]
    case .support:
      supporters.insert(body)
      return ["support.given"]
    case .unsupport:
      supporters.remove(body)
      return ["support.ended"]
    case .invite:
      invited.insert(body)
      return ["codeposit.invited"]
    case .accept:
      invited.remove(body)
      depositors.insert(body)
      return supporters.remove(body) == nil ? ["codeposit.accepted"] : ["support.ended", "codeposit.accepted"]
    case .decline:
      invited.remove(body)
      declined.insert(body)
      return ["codeposit.declined"]
    case .takeBack:
      invited.remove(body)
      return ["codeposit.taken-back"]
    case .leave:
      depositors.remove(body)
      return ["codeposit.left"]
    case .withdraw:
      isWithdrawn = true
      let lapsed = invited.map { _ in "codeposit.lapsed" }
      invited = []
      return ["contribution.withdrawn"] + lapsed
    }
  }
}

extension DepositSequence {
  /// Compares all that is kept with what should be.
  func check() async throws {
    let (ids, models, bodies, consultation) = (ids, models, bodies, consultation)
    let counted = try await database.read { db in
      for (id, model) in zip(ids, models) { try Self.check(id, model, bodies, db) }
      try Self.checkFigures(models, bodies, consultation, db)
      var counted: [String: Int] = [:]
      try db.forEach(
        """
        SELECT kind, count(*) FROM journal
        WHERE consultation_id = \(consultation) AND (kind LIKE 'contribution.%' OR kind LIKE 'support.%'
          OR kind LIKE 'codeposit.%') GROUP BY kind
        """
      ) { row in counted[try row.next(String.self)] = try row.next(Int.self) }
      return counted
    }
    #expect(counted == lines)
  }

  private static func check(_ id: Int64, _ model: ContributionModel, _ bodies: [Organisation], _ db: Snapshot) throws {
    let contribution = try #require(try Contribution.with(ids: [id], db).first)
    func places(_ rows: [Int64]) -> [Int] {
      rows.compactMap { row in bodies.firstIndex { $0.id == row } }.sorted()
    }
    let supporting = try Support.organisations(of: id, limit: 100, db)
    #expect(places(supporting) == model.supporters.sorted(), "one live support for each supporter")
    let depositing = try Codeposit.organisations(of: .contribution(contribution), db)
    #expect(places(depositing) == model.depositors.sorted())
    #expect(model.supporters.isDisjoint(with: model.depositors) && !model.supporters.contains(model.lead))
    #expect(contribution.authoritySupports == model.supporters.count(where: { bodies[$0].kind.isAuthority }))
    #expect(contribution.otherSupports == model.supporters.count(where: { !bodies[$0].kind.isAuthority }))
    let versions = try contribution.versions(db).reversed()
    #expect(versions.map(\.number) == Array(1...model.texts.count) && contribution.version == model.texts.count)
    #expect(versions.map(\.text.today) == model.texts)
    for (old, new) in zip(versions, versions.dropFirst()) {
      let difference = TextDifference(from: old.text.today, to: new.text.today)
      let before = difference.pieces.filter { $0.change != .added }.map(\.text).joined()
      let after = difference.pieces.filter { $0.change != .removed }.map(\.text).joined()
      #expect(before == old.text.today && after == new.text.today)
    }
  }

  private static func checkFigures(
    _ models: [ContributionModel], _ bodies: [Organisation], _ consultation: Int64, _ db: Snapshot
  ) throws {
    let standing = models.filter { !$0.isWithdrawn }
    let all = standing.flatMap(\.supporters).map { bodies[$0].kind.isAuthority }
    let figures = try DepositFigures.of(consultation, db)
    #expect(figures.contributions == standing.count)
    #expect(figures.authoritySupports == all.count(where: { $0 }) && figures.otherSupports == all.count(where: { !$0 }))
    let territories = try DepositTerritories.of(consultation, db)
    #expect(territories.organisations == Set(standing.flatMap { [$0.lead] + $0.depositors }).count)
  }
}

@Suite("Versions, supports and co-depositors, whatever is done", .serialized)
struct DepositPropertyTests {
  @Test("Whatever the sequence of acts, what is counted is what is there", arguments: Engine.available)
  func sequences(engine: Engine) async throws {
    let seed = Soak.seed("deposits")
    var done: [DepositSequence.Act: Int] = [:]
    for round in 0..<Soak.rounds(3, whole: 40) {
      var sequence = try await DepositSequence.make(engine, seed: seed &+ UInt64(round))
      for step in 0..<150 {
        try await sequence.step()
        if step % 10 == 9 { try await sequence.check() }
      }
      done.merge(sequence.done, uniquingKeysWith: +)
      await sequence.towns.asking.house.database.close()
    }
    for act in DepositSequence.Act.allCases { #expect(done[act, default: 0] > 0, "\(act) was never done") }
  }
}
