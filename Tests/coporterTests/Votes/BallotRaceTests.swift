import Foundation
import Localization
import Logging
import Proof
import Synchronization
import Testing

@testable import Directory
@testable import Platform
@testable import Storage
@testable import Votes
@testable import coporter

@Suite("Ballots at the same instant", .serialized)
struct BallotRaceTests {
  /// A vote that is open, with the right of the mayor of Dax and her ballot opened.
  private func opened(_ engine: Engine) async throws -> (VoteScene, vote: Int64, person: Int64) {
    let scene = try await VoteScene.make(engine)
    try await scene.open(["plafond": "4"])
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    let consultation = scene.scene.consultation
    let found = try await scene.database.read { db in
      (try Vote.of(consultation, db)?.id, try Person.all(with: "maire@dax.example", db).first?.id)
    }
    return (scene, try #require(found.0), try #require(found.1))
  }

  @Test(
    "Sixty-four clients on one ballot leave one, with its whole history, and the last act counts",
    arguments: Engine.available)
  func race(engine: Engine) async throws {
    let (scene, vote, person) = try await opened(engine)
    let (database, town) = (scene.database, scene.towns.dax.id)
    let nodes = try Self.nodes(of: database)
    let actor = Actor(person: person, organisation: town, through: .session)
    let rounds = Soak.rounds(4, whole: 1000)
    // What each act that was acknowledged chose, by the number of the ballot that it made.
    var acknowledged: [Int64: [String]] = [:]
    for round in 0..<rounds {
      let made = try await choices(of: round, in: vote, scene, by: actor, through: nodes)
      for act in made {
        // Two acts share a ballot only where the second chose what already stood.
        #expect(acknowledged[act.number, default: act.choices] == act.choices)
        acknowledged[act.number] = act.choices
      }
      let last = try #require(acknowledged.keys.max())
      let standing = try await database.read { db in try Ballot.standing(of: town, in: vote, db) }
      #expect(standing?.number == last && standing?.choices == acknowledged[last])
    }
    let all = try await database.read { db in try Ballot.history(of: town, in: vote, limit: 1_000_000, db) }
    #expect(try await scene.towns.count("SELECT count(*) FROM ballot WHERE replaced_event_id IS NULL") == 1)
    #expect(all.map(\.number).reversed() == Array(1...Int64(all.count)))
    // The first is the blank one of the opening.
    #expect(all.dropLast().allSatisfy { $0.choices == acknowledged[$0.number] } && acknowledged.count == all.count - 1)
    let replaced = try await scene.towns.count("SELECT count(*) FROM journal WHERE kind = 'ballot.replaced'")
    #expect(replaced == all.count - 1)
    try await scene.work()
    #expect(try await scene.verified().ledger.ballotLeaves == all.count)
    // What the last act chose is what the count takes.
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let chosen = try #require(acknowledged[Int64(all.count)])
    let tally = try await scene.verified().ledger.tally
    #expect(tally?.supports == scene.names.map { chosen.contains($0) ? 1 : 0 } && tally?.voters == 1)
    for node in nodes { await node.close() }
  }

  /// What sixty-four clients chose at once, with the number of the ballot by which each was acknowledged.
  private func choices(
    of round: Int, in vote: Int64, _ scene: VoteScene, by actor: Actor, through nodes: [Database]
  ) async throws -> [(number: Int64, choices: [String])] {
    let (town, clock) = (scene.towns.dax.id, scene.asking.time.clock)
    return try await withThrowingTaskGroup(of: (number: Int64, choices: [String]).self) { group in
      for client in 0..<64 {
        // Fifteen choices that are not blank, at another client in each round.
        let mark = (client * 7 + round * 4) % 15 + 1
        let choices = scene.names.enumerated().filter { mark >> $0.offset & 1 == 1 }.map(\.element)
        group.addTask {
          let number = try await nodes[client % nodes.count].write { db in
            try Ballot.choose(choices, in: vote, for: town, by: actor, on: clock, db)
          }
          return (number, choices)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test(
    "At the second of the closing, what was acknowledged is on the page, in the log and in the count; nothing else is",
    arguments: Engine.available)
  func closing(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let towns = try await addTowns(Soak.rounds(80, whole: 1000), scene)
    try await scene.open()
    let consultation = scene.scene.consultation
    let (database, now, closes) = (scene.database, scene.asking.time.clock.now(), scene.closes)
    let vote = try #require(try await database.read { db in try Vote.of(consultation, db) })
    let heads = try await database.write { db in
      try towns.enumerated().map { place, town in
        var generator = SystemRandomNumberGenerator()
        let person = try Person.create(
          name: "Maire", mail: "maire-\(place)@exemple.example", token: Token(using: &generator), through: .command,
          at: now, db)
        try vote.entitle(person, asHeadOf: town, by: .officialMailbox, on: Clock { now }, db)
        return Actor(person: person, organisation: town, through: .session)
      }
    }
    // The second passes in the middle of the writes, however they come.
    let asked = Mutex(0)
    let clock = Clock {
      asked.withLock { count in
        count += 1
        return count <= towns.count ? closes.adding(seconds: -1) : closes
      }
    }
    let nodes = try Self.nodes(of: database)
    let accepted = try await withThrowingTaskGroup(of: (Int64, String)?.self) { group in
      for (place, head) in heads.enumerated() {
        let choice = scene.names[place % 4]
        group.addTask {
          do {
            try await nodes[place % nodes.count].write { db in
              try Ballot.open(in: vote.id, for: towns[place], by: head, on: clock, db)
              try Ballot.choose([choice], in: vote.id, for: towns[place], by: head, on: clock, db)
            }
            return (towns[place], choice)
          } catch Ballot.Refusal.closed { return nil }
        }
      }
      return try await group.reduce(into: [Int64: String]()) { all, ballot in
        if let ballot { all[ballot.0] = ballot.1 }
      }
    }
    #expect(!accepted.isEmpty && accepted.count < towns.count)
    scene.asking.time.move(to: closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let page = try await scene.scene.read(VoteScene.vote + "/emargement")
    #expect(page.contains("\(accepted.count) collectivités ont voté, sur \(towns.count + 2)"))
    let tally = try #require(try await scene.verified().ledger.tally)
    let expected = scene.names.map { name in Int64(accepted.values.count { $0 == name }) }
    #expect(tally.supports == expected && tally.voters == Int64(accepted.count))
    for node in nodes { await node.close() }
  }

  @Test(
    "However far a request has come when the closing passes, it is answered what counts, and an unsaved choice is told",
    arguments: Engine.available)
  func passing(engine: Engine) async throws {
    let (scene, vote, _) = try await opened(engine)
    let (time, town, database) = (scene.asking.time, scene.towns.dax.id, scene.database)
    func standing() async throws -> Ballot? {
      try await database.read { db in try Ballot.standing(of: town, in: vote, db) }
    }
    var (refused, looks) = (0, 0)
    while looks < 50 {
      time.move(to: scene.closes.adding(seconds: -30))
      let (before, token, choice) = (try await standing(), try await scene.mayor.token(), scene.names[looks % 4])
      time.move(to: scene.closes, after: looks)
      let answered = try await scene.mayor.post(VoteScene.ballot, raw: "choix=\(choice)&_form=\(token)")
      if answered.status == 303 {
        #expect(try await standing()?.choices == [choice])
        break
      }
      #expect(answered.status == 422 && answered.text.contains("Ce choix n’est pas enregistré."))
      #expect(try await standing() == before)
      (refused, looks) = (refused + 1, looks + 1)
    }
    // It passed before the request, then in its midst, and at last after the write had its turn.
    #expect(refused > 1 && looks < 50)
    await database.close()
  }

  @Test(
    "The closing passes by the clock of the database’s server, whatever the machine of a node shows",
    arguments: Engine.available.filter { $0 == .postgresql })
  func otherClock(engine: Engine) async throws {
    let (scene, vote, person) = try await opened(engine)
    guard case .server(let address) = scene.database.location else { return }
    let (town, closes) = (scene.towns.dax.id, scene.closes)
    let actor = Actor(person: person, organisation: town, through: .session)
    // Two seconds before the closing by the node and past it by the server, then the other way round.
    let moments: [(shown: Int64, ahead: Int, isTaken: Bool)] = [(-2, 5, false), (2, -5, true)]
    for moment in moments {
      let node = try Self.node(address, shownAhead: moment.ahead)
      let clock = Clock { closes.adding(seconds: moment.shown) }
      let choice = scene.names[0]
      do {
        try await node.write { db in
          try Ballot.choose([choice], in: vote, for: town, by: actor, on: clock, db)
        }
        #expect(moment.isTaken, "taken after the closing")
      } catch Ballot.Refusal.closed { #expect(!moment.isTaken, "refused before the closing") }
      let standing = try await scene.database.read { db in try Ballot.standing(of: town, in: vote, db) }
      #expect(standing?.choices == (moment.isTaken ? [choice] : []))
      await node.close()
    }
    await scene.close()
  }

  /// A node to which the server shows a time that is so many seconds ahead: it looks for functions in `public` first.
  private static func node(_ address: String, shownAhead seconds: Int) throws -> Database {
    let connection = try PostgreSQLConnection(address: address)
    defer { connection.close() }
    try connection.script(
      """
      CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql
        AS 'SELECT pg_catalog.clock_timestamp() + make_interval(secs => \(seconds))'
      """)
    return try Database.open(
      address + "&options=-csearch_path%3Dpublic,pg_catalog",
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// What writes: two nodes on PostgreSQL, the first being the scene's own.
  private static func nodes(of database: Database) throws -> [Database] {
    guard case .server(let address) = database.location else { return [database] }
    let other = try Database.open(address, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    return [database, other]
  }

  private func addTowns(_ count: Int, _ scene: VoteScene) async throws -> [Int64] {
    try await scene.database.write { db in
      try (0..<count).map { place in
        try Towns.add("commune", "Ville \(place)", String(String(1_000_000_000 + place).prefix(10)), db)
      }
    }
  }
}
