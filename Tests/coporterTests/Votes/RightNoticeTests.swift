import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("What is written of the right to cast", .serialized)
struct RightNoticeTests {
  private static let rights = VoteScene.vote + "/droit"
  private static let requests = VoteScene.vote + "/demandes"
  private static let (mayor, box, named) = ("maire@dax.example", "mairie.dax@wanadoo.fr", "camille@wanadoo.fr")

  /// Those queued of a kind of fact, by their reader.
  private func letters(_ fact: String, _ scene: VoteScene) async throws -> [(recipient: String, text: String)] {
    try await scene.work("votes.right-letters")
    return try await scene.database.read { db in
      try db.rows(
        """
        SELECT recipient, subject || ' ' || body FROM outgoing_mail WHERE fact LIKE \(fact) ORDER BY recipient, id
        """
      ) { row in (recipient: try row.next(), text: try row.next()) }
    }
  }

  @Test(
    "Whoever may cast and the official mailbox are told once that the right is given, and that it ended; never a choice",
    arguments: Engine.available)
  func given(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    for _ in 0..<2 {
      let head = try await letters("casting-right/%/given%", scene)
      #expect(head.map(\.recipient) == [Self.mayor, Self.box])
      #expect(head.first?.text.contains(", comme maire ou président. C’est prouvé") == true)
      #expect(head.last?.text.contains("Claude Sorel vote comme maire ou président") == true)
      #expect(head.last?.text.contains("par la boîte officielle") == true)
    }
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = \(Self.named)")
    let naming = try await scene.mayor.post(
      Self.rights + "/representants", ["personne": person, "jusque": "2021-03-28"])
    #expect(naming.status == 303, Comment(rawValue: naming.text))
    #expect(try await scene.choose([scene.names[0]], by: scene.scene.camille).status == 303)
    let all = try await letters("casting-right/%/given%", scene)
    #expect(all.map(\.recipient) == [Self.named, Self.mayor, Self.box, Self.box])
    #expect(all.first?.text.contains("vous a nommé") == true && all.last?.text.contains("a nommé") == true)
    // The end of the head's mandate ends both; whom the head named is told as well.
    let (now, dax) = (scene.asking.time.clock.now(), scene.towns.dax.id)
    try await scene.database.write { db in
      let mayor = try #require(try Person.all(with: Self.mayor, db).first)
      try Mandate.live(of: mayor.id, for: dax, at: now, db)?.end(by: .command, at: now, db)
    }
    try await scene.work("votes.rights")
    for _ in 0..<2 {
      let ended = try await letters("casting-right/%ended%", scene)
      #expect(ended.map(\.recipient) == [Self.named, Self.mayor, Self.box])
      #expect(ended.first?.text.contains("qui vous avait nommé ne vote plus") == true)
      #expect(ended.last?.text.contains("Ceux que cette personne avait nommés ne votent plus") == true)
    }
    let written = try await letters("casting-right/%", scene).map(\.text).joined()
    let titles = try await scene.database.read { db in
      try VotedProposition.all(of: try db.value("SELECT id FROM vote", as: Int64.self) ?? 0, db).map(\.title)
    }
    #expect(titles.count == 4 && titles.allSatisfy { !written.contains($0) })
    await scene.close()
  }

  @Test(
    "Of a refused request the person and the mailbox are told, and the page says it until she asks anew",
    arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    #expect(try await scene.mayor.post(Self.rights, ["preuve": "instructeurs"]).status == 303)
    let token = try await scene.scene.value("SELECT token FROM right_request")
    let no = try await scene.scene.reader.post(Self.requests, ["demande": token, "decision": "non"])
    #expect(no.fields[.location] == Self.requests + "?fait=refusee", Comment(rawValue: no.text))
    for _ in 0..<2 {
      let told = try await letters("right-request/%/refused%", scene)
      #expect(told.map(\.recipient) == [Self.mayor, Self.box])
      #expect(told.allSatisfy { $0.text.contains("Un instructeur") })
    }
    #expect(try await scene.mayor.get(Self.rights).text.contains("Votre demande de voter a été refusée."))
    #expect(try await scene.mayor.post(Self.rights, ["preuve": "instructeurs"]).status == 303)
    let again = try await scene.mayor.get(Self.rights).text
    #expect(again.contains("attend la vérification") && !again.contains("a été refusée"))
    await scene.close()
  }

  @Test(
    "Where the mayor and the town hall have one address, it receives what is written to each",
    arguments: Engine.available)
  func shared(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let (consultation, clock, dax) = (scene.scene.consultation, scene.asking.time.clock, scene.towns.dax.id)
    try await scene.database.write { db in
      var numbers = SeededNumbers(11)
      let person = try Person.create(
        name: "Claude Sorel", mail: Self.box, token: Token(using: &numbers), through: .command, at: clock.now(), db)
      let vote = try #require(try Vote.of(consultation, db))
      try vote.entitle(person, asHeadOf: dax, by: .twoInstructors, on: clock, db)
    }
    let given = try await letters("casting-right/%", scene)
    #expect(given.map(\.recipient) == [Self.box, Self.box])
    #expect(given.first?.text.contains("Vous votez pour") == true)
    #expect(given.last?.text.contains("deux instructeurs peuvent mettre fin à ce droit") == true)
    await scene.close()
  }

  @Test("Nobody is told of the end of a right that had ended before", arguments: Engine.available)
  func over(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = \(Self.named)")
    let naming = try await scene.mayor.post(
      Self.rights + "/representants", ["personne": person, "jusque": "2021-03-28"])
    #expect(naming.status == 303, Comment(rawValue: naming.text))
    let until = try await scene.database.read { db in
      try db.value("SELECT max(until_at) FROM casting_right", as: Instant.self)
    }
    scene.asking.time.move(to: try #require(until))
    let (now, dax) = (scene.asking.time.clock.now(), scene.towns.dax.id)
    try await scene.database.write { db in
      let named = try #require(try Person.all(with: Self.named, db).first)
      try Mandate.live(of: named.id, for: dax, at: now, db)?.end(by: .command, at: now, db)
    }
    try await scene.work("votes.rights")
    #expect(
      try await scene.towns.count("SELECT count(*) FROM casting_right WHERE ended_event_id IS NOT NULL") == 1)
    #expect(try await letters("casting-right/%ended%", scene).isEmpty)
    await scene.close()
  }
}
