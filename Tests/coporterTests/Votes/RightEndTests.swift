import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("How the right to cast ends", .serialized)
struct RightEndTests {
  private static let rights = VoteScene.vote + "/droit"
  private static let requests = VoteScene.vote + "/demandes"
  private static let end = requests + "/fin"

  private func opened(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    return scene
  }

  /// The mayor names Camille until a day.
  private func name(until day: String, in scene: VoteScene) async throws {
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let named = try await scene.mayor.post(Self.rights + "/representants", ["personne": person, "jusque": day])
    #expect(named.status == 303, Comment(rawValue: named.text))
  }

  private func ends(_ scene: VoteScene) async throws -> [String] {
    try await scene.database.read { db in
      try db.values(
        "SELECT line FROM vote_leaf WHERE substr(line, 1, 14) = '{\"kind\":\"end\",' ORDER BY number", as: String.self)
    }
  }

  @Test("Whom the head names votes to the end of her last day, and not after", arguments: Engine.available)
  func lastDay(engine: Engine) async throws {
    let scene = try await opened(engine)
    let now = scene.asking.time.clock.now()
    let day = ParisTime(now.adding(seconds: 86_400)).typed.prefix(10)
    try await name(until: String(day), in: scene)
    let last = try #require(ParisTime.endOfDay(String(day)))
    #expect(last < scene.closes)
    scene.asking.time.move(to: last.adding(seconds: -2))
    #expect(try await scene.choose([scene.names[0]], by: scene.scene.camille).status == 303)
    scene.asking.time.move(to: last)
    let late = try await scene.choose([scene.names[1]], by: scene.scene.camille)
    #expect(late.status == 422 && late.text.contains("pas le droit de voter"))
    #expect(try await scene.choose([scene.names[1]]).status == 303)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test(
    "Two instructors end the right of a head who is none, which lets the true one in; one is not enough",
    arguments: Engine.available)
  func two(engine: Engine) async throws {
    let scene = try await opened(engine)
    let (one, other) = (scene.scene.reader, scene.scene.second)
    let truth = try await scene.towns.person("vrai.maire@dax.example", "Dominique Vrai")
    try await scene.towns.give("vrai.maire@dax.example", for: scene.towns.dax, as: .elected)
    #expect(try await truth.get(Self.rights).text.contains("Demander à voter à sa place"))
    for _ in 0..<2 {
      let asked = try await truth.post(Self.rights, ["preuve": "instructeurs"])
      #expect(asked.fields[.location] == Self.rights + "?fait=demande")
    }
    // Each instructor is written to once; the journal has one line; and the way to it is in their menu.
    let letters = try await scene.scene.mails("right-request/").filter { $0.contains(Self.requests) }
    #expect(letters.count == 2 && letters.allSatisfy { $0.contains("Dominique Vrai") })
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind = 'casting-right.asked'") == 2)
    let desk = try await one.get("/instruction/votes").text
    #expect(desk.contains("1 demande attend.") && desk.contains("href=\"\(Self.requests)\""))
    #expect(desk.contains("href=\"/instruction/votes\"") && desk.contains("/vote/contestations"))
    let yes = ["demande": try await scene.scene.value("SELECT token FROM right_request WHERE sent_to IS NULL")]
      .merging(["decision": "oui"]) { $1 }
    #expect(try await one.post(Self.requests, yes).fields[.location] == Self.requests + "?fait=confirmee")
    let known = try await other.post(Self.requests, yes)
    #expect(known.status == 409 && known.text.contains("Claude Sorel vote aujourd’hui comme maire"))
    let right = try await scene.scene.value("SELECT CAST(id AS TEXT) FROM casting_right WHERE function = 'head'")
    func sign(_ reason: String, by browser: Browser) async throws -> String? {
      try await browser.post(Self.end, ["droit": right, "motif": reason]).fields[.location]
    }
    #expect(try await scene.mayor.post(Self.end, ["droit": right, "motif": "contested"]).status == 404)
    #expect(try await one.post(Self.end, ["droit": right, "motif": "withdrawn"]).status == 422)
    for _ in 0..<2 { #expect(try await sign("contested", by: one) == Self.requests + "?fait=fin-signee") }
    #expect(try await sign("office-ended", by: other) == Self.requests + "?fait=fin-signee")
    #expect(try await one.get(Self.requests).text.contains("Fins de droit à signer"))
    #expect(try await scene.choose([scene.names[0]]).status == 303, "two reasons are not two signatures")
    #expect(try await sign("contested", by: other) == Self.requests + "?fait=fin")
    #expect(try await scene.choose([scene.names[1]]).status == 422)
    #expect(try await ends(scene).map { $0.contains("\"contested\"") } == [true])
    #expect(try await other.post(Self.requests, yes).fields[.location] == Self.requests + "?fait=donnee")
    #expect(try await scene.choose([scene.names[1]], by: truth).status == 303)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test(
    "The end of a mandate ends the right to cast at once, with those that it named, and nothing is written there any more",
    arguments: Engine.available)
  func mandate(engine: Engine) async throws {
    let scene = try await opened(engine)
    try await name(until: "2021-03-28", in: scene)
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    let (now, dax) = (scene.asking.time.clock.now(), scene.towns.dax.id)
    try await scene.database.write { db in
      let person = try #require(try Person.all(with: "maire@dax.example", db).first)
      try Mandate.live(of: person.id, for: dax, at: now, db)?.end(by: .command, at: now, db)
    }
    #expect(try await scene.choose([scene.names[1]], by: scene.scene.camille).status == 422)
    try await scene.work("votes.rights")
    #expect(try await ends(scene).map { $0.contains("\"office-ended\"") } == [true])
    try await scene.work("votes.rights")
    #expect(try await ends(scene).count == 1)
    scene.asking.time.advance(seconds: 901)
    try await scene.work()
    try await scene.work("votes.letters")
    let readers = try await scene.database.read { db in
      try db.values("SELECT recipient FROM outgoing_mail WHERE fact LIKE 'ballot/%'", as: String.self)
    }
    #expect(readers == ["mairie.dax@wanadoo.fr"])
    // Whoever comes next proves it by the same mailbox.
    let next = try await scene.towns.person("suivante@dax.example", "La suivante")
    try await scene.towns.give("suivante@dax.example", for: scene.towns.dax, as: .elected)
    let box = try await scene.towns.mailbox(of: scene.towns.dax)
    #expect(try await next.post(Self.rights, ["preuve": box]).status == 303)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test(
    "Where the log is ahead of a clock, a right that is over there is not ended again, and nobody is named until then",
    arguments: Engine.available)
  func forward(engine: Engine) async throws {
    let scene = try await opened(engine)
    let day = ParisTime(scene.asking.time.clock.now().adding(seconds: 86_400)).typed.prefix(10)
    try await name(until: String(day), in: scene)
    let last = try #require(ParisTime.endOfDay(String(day)))
    // The last line is of the very instant, and the clock of the machine that writes next two seconds behind.
    try await scene.database.write { db in try db.execute("UPDATE vote SET last_at = \(last)") }
    scene.asking.time.move(to: last.adding(seconds: -2))
    let right = try await scene.scene.value(
      "SELECT CAST(id AS TEXT) FROM casting_right WHERE method = 'named-by-head' AND ended_event_id IS NULL")
    let ended = try await scene.mayor.post(Self.rights + "/fin", ["droit": right])
    #expect(ended.fields[.location] == Self.rights + "?fait=fin", Comment(rawValue: ended.text))
    #expect(try await ends(scene).isEmpty)
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let past = try await scene.mayor.post(
      Self.rights + "/representants", ["personne": person, "jusque": String(day)])
    #expect(past.status == 422 && past.text.contains("Choisissez un jour à venir."))
    try await name(until: "2021-03-28", in: scene)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test(
    "While a vote is suspended, whoever proves to be the head takes the place of one whose mandate has ended",
    arguments: Engine.available)
  func suspended(engine: Engine) async throws {
    let scene = try await opened(engine)
    let next = try await scene.towns.person("suivante@dax.example", "La suivante")
    try await scene.towns.give("suivante@dax.example", for: scene.towns.dax, as: .elected)
    let (now, dax) = (scene.asking.time.clock.now(), scene.towns.dax.id)
    try await scene.database.write { db in
      let person = try #require(try Person.all(with: "maire@dax.example", db).first)
      try Mandate.live(of: person.id, for: dax, at: now, db)?.end(by: .command, at: now, db)
      try db.execute("UPDATE vote SET suspended_event_id = (SELECT max(id) FROM journal)")
    }
    // A mandate that was given after the backup is asked for again: nothing ends by itself meanwhile.
    try await scene.work("votes.rights")
    #expect(try await ends(scene).isEmpty)
    let box = try await scene.towns.mailbox(of: scene.towns.dax)
    #expect(try await next.post(Self.rights, ["preuve": box]).status == 303)
    _ = try await scene.asking.house.outbox.deliverWaiting()
    let code = try await scene.asking.newestMail().code
    let proved = try await next.post(Self.rights + "/code", ["code": code])
    #expect(proved.fields[.location] == Self.rights + "?fait=droit", Comment(rawValue: proved.text))
    #expect(try await ends(scene).map { $0.contains("\"office-ended\"") } == [true])
    try await scene.database.write { db in try db.execute("UPDATE vote SET suspended_event_id = NULL") }
    #expect(try await scene.choose([scene.names[1]], by: next).status == 303)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test("Instructors read which heads the national register names otherwise, however each was proved")
  func register() async throws {
    let scene = try await opened(.sqlite)
    try await scene.bringHeads("40088;SOREL;Claude;2020-07-09")
    #expect(try await !scene.scene.reader.get(Self.requests).text.contains("nomme quelqu’un d’autre"))
    try await scene.bringHeads("40088;D'ARC;Jeanne;2020-07-09")
    let page = try await scene.scene.reader.get(Self.requests).text
    #expect(page.contains("nomme quelqu’un d’autre") && page.contains("Claude Sorel"))
    let found = try await scene.scene.reader.get(Self.requests + "?q=sorel").text
    #expect(found.contains("Jeanne") && !found.contains("Personne de ce nom"))
    #expect(try await scene.scene.reader.get(Self.requests + "?q=ailleurs").text.contains("Personne de ce nom"))
    await scene.close()
  }

  @Test("Five wrong codes within an hour end all that one person asked of a mailbox", arguments: Engine.available)
  func guesses(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let box = try await scene.towns.mailbox(of: scene.towns.dax)
    func ask() async throws -> Answered { try await scene.mayor.post(Self.rights, ["preuve": box]) }
    func type(_ code: String) async throws -> Answered {
      try await scene.mayor.post(Self.rights + "/code", ["code": code])
    }
    #expect(try await ask().status == 303)
    for _ in 0..<3 { #expect(try await type("1").text.contains("pas le bon code")) }
    #expect(try await ask().status == 303)
    #expect(try await type("1").text.contains("pas le bon code"))
    #expect(try await type("1").text.contains("Trop d’essais"))
    _ = try await scene.asking.house.outbox.deliverWaiting()
    #expect(try await type(scene.asking.newestMail().code).status == 422)
    let sixth = try await ask()
    #expect(sixth.status == 429 && sixth.text.contains("Cinq codes faux"))
    scene.asking.time.advance(seconds: 3_600)
    try await scene.proveMayor()
    await scene.close()
  }
}
