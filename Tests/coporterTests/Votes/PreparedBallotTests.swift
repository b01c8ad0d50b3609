import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Prepared ballots", .serialized)
struct PreparedBallotTests {
  private static let page = VoteScene.vote + "/preparation"

  private func prepare(_ choices: [String], for towns: [String], by browser: Browser) async throws -> Answered {
    let token = try await browser.token()
    let pairs = towns.map { "organisme=\($0)" } + choices.map { "choix=\($0)" } + ["_form=\(token)"]
    return try await browser.post(Self.page, raw: pairs.joined(separator: "&"))
  }

  @Test(
    "A secretary prepares, the mayor takes it up in one act, and the secretary learns that it was cast, not what",
    arguments: Engine.available)
  func colleague(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let (secretary, dax) = (scene.scene.camille, scene.towns.dax.token)
    let choices = [scene.names[0], scene.names[2]]
    #expect(try await prepare([], for: [dax], by: secretary).status == 422)
    #expect(try await prepare(Array(scene.names.prefix(3)), for: [dax], by: secretary).status == 422)
    // Not for a neighbour.
    #expect(try await prepare(choices, for: [scene.towns.pau.token], by: secretary).status == 422)
    #expect(try await prepare([scene.names[1]], for: [dax], by: secretary).status == 303)
    let done = try await prepare(choices, for: [dax], by: secretary)
    #expect(done.fields[.location] == Self.page + "?fait=prepare&nombre=1")
    #expect(try await scene.towns.count("SELECT count(*) FROM ballot") == 0, "nothing of it counts")
    try await scene.proveMayor()
    let offered = try await scene.mayor.get(VoteScene.ballot).text
    #expect(offered.contains("Ouvrir et reprendre tel que préparé") && offered.contains("Préparé par"))
    // What was replaced meanwhile is not taken up unread.
    let ids = try await scene.database.read { db in
      try db.values("SELECT id FROM prepared_ballot ORDER BY id", as: Int64.self)
    }
    let stale = try await scene.mayor.post(VoteScene.ballot + "/ouverture", ["prepare": String(ids[0])])
    #expect(stale.status == 409 && stale.text.contains("a changé entre-temps"))
    let taken = try await scene.mayor.post(VoteScene.ballot + "/ouverture", ["prepare": String(ids[1])])
    #expect(taken.fields[.location] == VoteScene.ballot + "?fait=repris")
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("2 choix comptent"))
    #expect(try await prepare([scene.names[1]], for: [dax], by: secretary).status == 409)
    #expect(try await scene.choose([scene.names[3]]).status == 303)
    let seen = try await secretary.get(Self.page).text
    #expect(seen.contains("Ouvert par la collectivité") && !seen.contains("checked"))
    try await scene.work()
    // The mayor is not the secretary, and enters with another address.
    let attended = try await scene.verified().ledger.organisations.compactMap(\.attendance)
    #expect(attended.map(\.fromPreparer) == [false])
    await scene.close()
  }

  @Test("Cast by whoever prepared it, a ballot counts like any other, and is flagged", arguments: Engine.available)
  func sameMailbox(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    #expect(try await prepare([scene.names[1]], for: [scene.towns.dax.token], by: scene.mayor).status == 303)
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    _ = try await scene.choose([scene.names[1]])
    try await scene.work()
    #expect(try await scene.verified().ledger.organisations.compactMap(\.attendance).map(\.fromPreparer) == [true])
    #expect(try await scene.scene.read(VoteScene.vote + "/emargement").contains("depuis la boîte qui l’avait préparé"))
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    _ = try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:])
    let results = try await scene.scene.read(VoteScene.vote + "/resultats")
    #expect(results.contains("tels qu’un collègue les avait préparés"))
    await scene.close()
  }

  @Test(
    "The results count what was cast from the mailbox that prepared it, whoever opened it", arguments: Engine.available)
  func castByPreparer(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let (secretary, consultation) = (scene.scene.camille, scene.scene.consultation)
    #expect(try await prepare([scene.names[1]], for: [scene.towns.dax.token], by: secretary).status == 303)
    try await scene.proveMayor()
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let naming = ["personne": person, "jusque": "2021-03-28"]
    #expect(try await scene.mayor.post(VoteScene.vote + "/droit/representants", naming).status == 303)
    func counted() async throws -> Int {
      try await scene.database.read { db in
        try Breakdown(of: try #require(try Vote.of(consultation, db)).id, db).fromPreparer
      }
    }
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    #expect(try await counted() == 0)
    #expect(try await scene.choose([scene.names[1]], by: secretary).status == 303)
    #expect(try await counted() == 1)
    #expect(try await scene.choose([scene.names[2]]).status == 303)
    #expect(try await counted() == 0)
    #expect(try await scene.choose([scene.names[3]], by: secretary).status == 303)
    #expect(try await counted() == 1)
    try await scene.work()
    // The log says who opened it.
    #expect(try await scene.verified().ledger.organisations.compactMap(\.attendance).map(\.fromPreparer) == [false])
    await scene.close()
  }

  @Test(
    "An operator prepares for the members that let it prepare ballots, and for no other", arguments: Engine.available)
  func `operator`(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let now = scene.asking.time.clock.now()
    let (towns, dax) = (scene.towns, scene.towns.dax)
    let drawn = try #require(Token(prefixOf: "qqqqqqqqqq"))
    let token = try await scene.database.write { db in
      try OrganisationMember.tie(dax.id, to: towns.guild.id, source: "test", dated: "2021-01-01", db)
      let preparation = try Preparation.ask(
        dax.id, for: towns.guild.id, until: now.adding(seconds: 90 * 86_400), token: drawn, by: .command, at: now, db)
      try preparation?.accept(until: now.adding(seconds: 80 * 86_400), by: .link, at: now, db)
      return preparation?.token ?? ""
    }
    try await scene.open()
    let agent = try await towns.agent("syndicat@guilde.example", for: towns.guild)
    // Drafts alone were allowed.
    #expect(try await prepare([scene.names[1]], for: [dax.token], by: agent).status == 404)
    // The town says so on its own page, at any time.
    let page = "/autorisations/" + token
    #expect(try await scene.mayor.get(page).text.contains("Préparer aussi notre bulletin de vote"))
    #expect(try await scene.mayor.post(page, ["reponse": "portee", "portee": "bulletin"]).status == 303)
    #expect(try await prepare([scene.names[1]], for: [dax.token, towns.pau.token], by: agent).status == 422)
    #expect(try await prepare([scene.names[1]], for: [dax.token], by: agent).status == 303)
    try await scene.proveMayor()
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("Préparé par Guilde"))
    // It prepares, and never casts.
    #expect(try await agent.post(VoteScene.ballot + "/ouverture", [:]).status == 422)
    #expect(try await scene.mayor.post(page, ["reponse": "portee"]).status == 303)
    #expect(try await agent.get(Self.page).status == 404)
    await scene.close()
  }

  @Test(
    "What an operator prepared says how many of the choices it asked for, and the results how many were cast as such",
    arguments: Engine.available)
  func own(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let (now, dax, pau) = (scene.asking.time.clock.now(), scene.towns.dax, scene.towns.pau)
    let drawn = try #require(Token(prefixOf: "qqqqqqqqqq"))
    try await scene.database.write { db in
      try OrganisationMember.tie(dax.id, to: pau.id, source: "test", dated: "2021-01-01", db)
      let asked = try Preparation.ask(
        dax.id, for: pau.id, until: now.adding(seconds: 90 * 86_400), token: drawn, by: .command, at: now, db)
      try asked?.accept(until: now.adding(seconds: 80 * 86_400), ballots: true, by: .link, at: now, db)
    }
    try await scene.open()
    try await scene.proveMayor()
    let consultation = scene.scene.consultation
    let propositions = try await scene.database.read { db in
      try VotedProposition.all(of: try #require(try Vote.of(consultation, db)).id, db)
    }
    // The contributions of Pau feed these.
    let asked: Set = ["Paiement de la cantine par internet", "Signaler un nid-de-poule"]
    let own = propositions.filter { asked.contains($0.title) }.map(\.name)
    try #require(own.count == 2)
    let other = try #require(propositions.first { !asked.contains($0.title) }).name
    let prepared: [(choices: [String], own: Int)] = [([other], 0), ([own[0], other], 1), (own, 2)]
    for (choices, count) in prepared {
      #expect(try await prepare(choices, for: [dax.token], by: scene.scene.paul).status == 303)
      let page = try await scene.mayor.get(VoteScene.ballot).text
      #expect(page.contains("Préparé par Pau"))
      #expect(page.contains("qui porte \(count) des propositions choisies") == (count > 0), "\(count)")
    }
    let standing = try await scene.scene.value(
      "SELECT CAST(id AS TEXT) FROM prepared_ballot WHERE replaced_event_id IS NULL")
    let taken = try await scene.mayor.post(VoteScene.ballot + "/ouverture", ["prepare": standing])
    #expect(taken.fields[.location] == VoteScene.ballot + "?fait=repris")
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let results = try await scene.scene.read(VoteScene.vote + "/resultats")
    #expect(results.contains("tels que Pau les avait préparés"))
    await scene.close()
  }

  /// Communes of two departments that let an organisation prepare their ballots: of the second, a third.
  private func members(_ count: Int, of operator: Organisation, in scene: VoteScene) async throws {
    let now = scene.asking.time.clock.now()
    try await scene.database.write { db in
      var generator = SystemRandomNumberGenerator()
      for place in 0..<count {
        let id = try Towns.add("commune", "Adhérente \(1_000 + place)", Token(using: &generator).text, db)
        try db.execute("UPDATE organisation SET department = \(place % 3 == 0 ? "65" : "64") WHERE id = \(id)")
        try db.execute(
          """
          INSERT INTO organisation_member (operator_id, member_id, source, dated)
          VALUES (\(`operator`.id), \(id), 'test', '2021-01-01')
          """)
        let asked = try Preparation.ask(
          id, for: `operator`.id, until: now.adding(seconds: 90 * 86_400), token: Token(using: &generator),
          by: .command,
          at: now, db)
        try asked?.accept(until: now.adding(seconds: 80 * 86_400), ballots: true, by: .link, at: now, db)
      }
    }
  }

  private func send(_ fields: [(String, String)], by browser: Browser) async throws -> Answered {
    let pairs = fields.map { "\($0.0)=\($0.1)" } + ["_form=\(try await browser.token())"]
    return try await browser.post(Self.page, raw: pairs.joined(separator: "&"))
  }

  @Test("An operator prepares for hundreds in one form: all that wait, or those of a department")
  func hundreds() async throws {
    let scene = try await VoteScene.make(.sqlite)
    try await members(600, of: scene.towns.guild, in: scene)
    try await scene.open()
    let agent = try await scene.towns.agent("syndicat@guilde.example", for: scene.towns.guild)
    #expect(try await agent.get(VoteScene.vote).text.contains("Préparer les bulletins de nos adhérents"))
    let page = try await agent.get(Self.page).text
    #expect(page.contains("Tous ceux dont le bulletin n’est pas ouvert\u{A0}: 600"))
    #expect(page.contains("Et 350 autres, non montrés.") && page.contains("(64)"))
    // As many as a form has fields for are ticked one by one.
    let tokens = try await scene.database.read { db in
      try db.values("SELECT token FROM organisation WHERE department = '64' ORDER BY name LIMIT 250", as: String.self)
    }
    let choices = [("choix", scene.names[0]), ("choix", scene.names[2])]
    let ticked = try await send(tokens.map { ("organisme", $0) } + choices, by: agent)
    #expect(ticked.fields[.location] == Self.page + "?fait=prepare&nombre=250")
    let some = try await send([("tous", "oui"), ("departement", "65")] + choices, by: agent)
    #expect(some.fields[.location] == Self.page + "?fait=prepare&nombre=200&departement=65")
    let filtered = try await agent.get(Self.page + "?departement=65").text
    #expect(filtered.contains("n’est pas ouvert\u{A0}: 200") && !filtered.contains("Adhérente 1001"))
    let all = try await send([("tous", "oui"), ("choix", scene.names[1])], by: agent)
    #expect(all.fields[.location] == Self.page + "?fait=prepare&nombre=600")
    let standing: SQL = "SELECT count(*) FROM prepared_ballot WHERE replaced_event_id IS NULL"
    #expect(try await scene.towns.count(standing) == 600)
    await scene.close()
  }

  @Test("An operator that is called itself prepares its own ballot too", arguments: Engine.available)
  func called(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await members(2, of: scene.towns.pau, in: scene)
    try await scene.open()
    let agent = scene.scene.paul
    #expect(try await agent.get(Self.page).text.contains("href=\"\(Self.page)?pour=soi\""))
    let own = try await agent.get(Self.page + "?pour=soi").text
    #expect(own.contains("name=\"pour\" value=\"soi\"") && !own.contains("Adhérente"))
    let (pau, choice) = (scene.towns.pau, ("choix", scene.names[1]))
    let sent = try await send([("organisme", pau.token), ("pour", "soi"), choice], by: agent)
    #expect(sent.fields[.location] == Self.page + "?fait=prepare&nombre=1&pour=soi")
    let kept: SQL = "SELECT count(*) FROM prepared_ballot WHERE operator_id IS NULL AND organisation_id = \(pau.id)"
    #expect(try await scene.towns.count(kept) == 1)
    // Its own is none of its members.
    #expect(try await send([("organisme", pau.token), choice], by: agent).status == 422)
    await scene.close()
  }

  @Test("The ballot for the council is printed before anything is opened, by whoever acts for the town")
  func paper() async throws {
    let scene = try await VoteScene.make(.sqlite)
    try await scene.open()
    let link = "href=\"\(VoteScene.ballot)/papier\""
    for page in [VoteScene.vote, VoteScene.ballot, Self.page] {
      #expect(try await scene.scene.camille.get(page).text.contains(link), "\(page)")
    }
    #expect(try await !scene.scene.read(VoteScene.vote).contains(link))
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    let over = try await scene.scene.camille.get(VoteScene.ballot).text
    #expect(over.contains(link) && !over.contains("Préparer le bulletin pour eux"))
    await scene.close()
  }
}
