import HTTPTypes
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Who may cast", .serialized)
struct CastingRightTests {
  @Test(
    "Belonging is not office: an agent, an opposition councillor and a neighbour are refused, until the head names them",
    arguments: Engine.available)
  func office(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let opposition = try await scene.towns.person("opposition@dax.example", "Une conseillère")
    try await scene.towns.give("opposition@dax.example", for: scene.towns.dax, as: .elected)
    let agent = scene.scene.camille
    for browser in [opposition, agent, scene.scene.paul] {
      let refused = try await browser.post(VoteScene.ballot + "/ouverture", [:])
      #expect(refused.status == 422 && refused.text.contains("pas le droit de voter"))
    }
    // An agent does not become the head by asking.
    let box = try await scene.towns.mailbox(of: scene.towns.dax)
    #expect(try await agent.post(VoteScene.vote + "/droit", ["preuve": box]).status == 422)
    try await scene.proveMayor()
    #expect(try await opposition.post(VoteScene.vote + "/droit", ["preuve": box]).status == 409)
    // Named until a day, and no longer.
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let naming = ["personne": person, "jusque": "2021-03-28"]
    #expect(try await opposition.post(VoteScene.vote + "/droit/representants", naming).status == 422)
    #expect(try await scene.mayor.post(VoteScene.vote + "/droit/representants", naming).status == 303)
    // Pressed twice, it is opened once, and both answers say so.
    for _ in 0..<2 {
      let opened = try await agent.post(VoteScene.ballot + "/ouverture", [:])
      #expect(opened.fields[.location]?.hasSuffix("?fait=ouvert") == true, Comment(rawValue: opened.text))
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM ballot") == 1)
    #expect(try await scene.choose([scene.names[0]], by: agent).status == 303)
    #expect(try await agent.post(VoteScene.ballot + "/ouverture", [:]).status == 409)
    // Whoever opens after a colleague is told that it was open, and that no blank one counts.
    let opened = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(opened.status == 409 && opened.text.contains("a été ouvert entre-temps"))
    #expect(opened.text.contains("1 choix compte") && !opened.text.contains("il est blanc, et il compte"))
    // Two who hold it see who changed what.
    #expect(try await scene.choose([scene.names[1]]).status == 303)
    let page = try await scene.mayor.get(VoteScene.ballot).text
    #expect(page.contains("Qui a changé quoi") && page.contains("Claude Sorel"))
    // The result tells how the right of whoever cast the ballot that stands was proved, not of whoever opened it.
    let consultation = scene.scene.consultation
    let methods = try await scene.database.read { db in
      try Breakdown(of: try #require(try Vote.of(consultation, db)).id, db).methods
    }
    #expect(methods == [.officialMailbox: 1])
    let right = try await scene.scene.value(
      "SELECT CAST(id AS TEXT) FROM casting_right WHERE method = 'named-by-head'")
    #expect(try await scene.mayor.post(VoteScene.vote + "/droit/fin", ["droit": right]).status == 303)
    #expect(try await scene.choose([scene.names[2]], by: agent).status == 422)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test(
    "A mayor who acts as an agent is led to act as elected, ends nothing first, and then proves it",
    arguments: Engine.available)
  func elected(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let (agent, towns, rights) = (scene.scene.camille, scene.towns, VoteScene.vote + "/droit")
    let box = try await towns.mailbox(of: towns.dax)
    let asking = towns.address(towns.dax)
    #expect(try await agent.get(rights).text.contains("href=\"\(asking)\""))
    #expect(try await agent.post(rights, ["preuve": box]).text.contains("href=\"\(asking)\""))
    #expect(try await agent.get(asking).text.contains("comme agent. Si vous en êtes élu"))
    #expect(try await agent.post(asking, ["fonction": "agent", "preuve": box]).status == 409)
    let asked = try await agent.post(asking, ["fonction": "elected", "preuve": box])
    _ = try await scene.asking.house.outbox.deliverWaiting()
    let code = try await scene.asking.newestMail().code
    #expect(try await agent.post(asked.fields[.location] ?? "", ["code": code]).status == 303)
    let held = try await scene.database.read { db in
      try db.values(
        """
        SELECT mandate.kind FROM mandate JOIN person_address ON person_address.person_id = mandate.person_id
        WHERE person_address.mail = 'camille@wanadoo.fr' AND mandate.ended_event_id IS NULL
        """, as: String.self)
    }
    #expect(held == ["elected"])
    #expect(try await agent.post(asking, ["fonction": "elected", "preuve": box]).status == 409)
    #expect(try await agent.post(rights, ["preuve": box]).fields[.location] == rights + "?fait=code")
    await scene.close()
  }

  @Test(
    "Without an official mailbox two instructors confirm the head, and one is not enough", arguments: Engine.available)
  func instructors(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let asked = try await scene.mayor.post(VoteScene.vote + "/droit", ["preuve": "instructeurs"])
    #expect(asked.fields[.location] == VoteScene.vote + "/droit?fait=demande")
    let token = try await scene.scene.value("SELECT token FROM right_request")
    // What the national register says of it, where it was brought: by name, and for information.
    let before = try await scene.scene.reader.get(VoteScene.vote + "/demandes").text
    #expect(before.contains("Claude Sorel") && !before.contains("répertoire national"))
    for (names, sentence) in [
      ("SOREL;Claude, Anne", "C’est le nom de cette personne."),
      ("D'ARC;Jeanne", "Ce n’est pas le nom de cette personne"),
    ] {
      try await scene.bringHeads("40088;\(names);2020-07-09")
      let page = try await scene.scene.reader.get(VoteScene.vote + "/demandes").text
      #expect(page.contains(sentence) && page.contains("depuis le 9\u{A0}juillet 2020"), Comment(rawValue: page))
    }
    let decision = ["demande": token, "decision": "oui"]
    for _ in 0..<2 {
      let answered = try await scene.scene.reader.post(VoteScene.vote + "/demandes", decision)
      #expect(answered.fields[.location] == VoteScene.vote + "/demandes?fait=confirmee")
    }
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 422)
    let second = try await scene.scene.second.post(VoteScene.vote + "/demandes", decision)
    #expect(second.fields[.location] == VoteScene.vote + "/demandes?fait=donnee")
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    try await scene.work()
    let attended = try await scene.verified().ledger.organisations.compactMap(\.attendance)
    #expect(attended.map(\.method) == [.twoInstructors])
    await scene.close()
  }
}

extension VoteScene {
  /// Lines of the file of mayors.
  func bringHeads(_ lines: String) async throws {
    let header = "Code de la commune;Nom de l'élu;Prénom de l'élu;Date de début de la fonction"
    let (now, dax) = (asking.time.clock.now(), towns.dax.id)
    try await database.write { db in
      try db.execute("UPDATE organisation SET insee_code = '40088' WHERE id = \(dax)")
    }
    var sources = DirectoryImport()
    sources.heads = try CSV(
      bytes: Array("\(header)\n\(lines)\n".utf8), file: "maires.csv", separator: HeadImport.separator)
    _ = try await sources.run(into: database, by: .command, at: now)
  }
}
