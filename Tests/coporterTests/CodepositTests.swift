import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

extension Towns {
  /// Writes a draft that can be published; its address.
  func write(_ browser: Browser, title: String) async throws -> String {
    let draft = try await begin(browser)
    _ = try await browser.post(
      draft, ["rubrique": "besoin", "titre": title, "aujourdhui": "Rien ne marche.", "action": "enregistrer"])
    return draft
  }

  /// Where the newest invitation is answered.
  func newestInvitation() async throws -> String {
    let token = try await asking.house.database.read { db in
      try db.value("SELECT token FROM codeposit ORDER BY id DESC LIMIT 1", as: String.self)
    }
    return "/co-depots/" + (token ?? "")
  }

  /// Invites another to deposit what stands at `path`, and has it accepted.
  func deposit(_ path: String, of lead: Browser, with other: Browser, _ organisation: Organisation) async throws {
    #expect(try await lead.post(path + "/co-deposants", ["organisme": organisation.token]).status == 303)
    let invitation = try await newestInvitation()
    #expect(try await other.post(invitation + "/reponse", ["reponse": "accepter"]).status == 303)
  }

  func mails(_ subject: String) async throws -> [String] {
    try await asking.house.database.read { db in
      try db.values("SELECT recipient FROM outgoing_mail WHERE subject LIKE \("%" + subject + "%") ORDER BY id")
    }
  }
}

@Suite("Depositing together", .serialized)
struct CodepositTests {
  @Test(
    "A draft is written together once the other has accepted, published by the lead alone, and signed by both",
    arguments: Engine.available)
  func draft(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let member = try await towns.agent("membre@wanadoo.fr", for: towns.guild)
    let draft = try await towns.write(camille, title: "Un agenda zwq")
    #expect(try await paul.get(draft).status == 404)
    let offered = try await camille.get(draft + "/co-deposants?choisi=\(towns.pau.token)").text
    #expect(offered.contains("value=\"\(towns.pau.token)\" checked"))
    #expect(try await camille.post(draft + "/co-deposants", [:]).status == 422)
    #expect(try await camille.post(draft + "/co-deposants", ["organisme": towns.dax.token]).status == 422)
    #expect(try await camille.post(draft + "/co-deposants", ["organisme": towns.pau.token]).status == 303)
    #expect(try await camille.post(draft + "/co-deposants", ["organisme": towns.pau.token]).status == 422)
    #expect(try await towns.mails("invite Pau à co-déposer") == ["paul@wanadoo.fr"])
    let invitation = try await towns.newestInvitation()
    // Nothing opens before the answer, which another does not give; the lead does not answer for the other.
    #expect(try await paul.get(draft).status == 404)
    #expect(!(try await member.get(invitation).text.contains("zwq")))
    for stranger in [member, camille] {
      #expect(try await stranger.post(invitation + "/reponse", ["reponse": "accepter"]).status == 404)
    }
    let asked = try await paul.get("\(Towns.home)/brouillons").text
    #expect(asked.contains(invitation) && asked.contains("Dax vous y invite, par un de ses agents."))
    #expect(!asked.contains("Agent camille"), "the function, not the name")
    #expect(try await camille.get(draft + "/co-deposants").text.contains("invité par un de vos agents"))
    #expect(try await paul.get(invitation).text.contains("zwq"))
    #expect(try await paul.post(invitation + "/reponse", ["reponse": "accepter"]).status == 303)
    #expect(try await paul.post(invitation + "/reponse", ["reponse": "decliner"]).status == 409)
    #expect(try await towns.mails("Pau dépose désormais avec vous") == ["camille@wanadoo.fr"])
    // Both write; one publishes.
    #expect(try await paul.get("\(Towns.home)/brouillons").text.contains("Un agenda zwq"))
    let text = ["rubrique": "besoin", "titre": "Un agenda zwq", "aujourdhui": "Écrit par Pau.", "revision": "1"]
    #expect(try await paul.post(draft, text).status == 303)
    #expect(try await camille.get(draft).text.contains("Écrit par Pau."))
    let preview = try await paul.get(draft + "/apercu").text
    #expect(!preview.contains("id=\"publier\"") && preview.contains("sous les noms Dax, Pau"))
    #expect(try await paul.post(draft + "/publication", [:]).status == 422)
    #expect(try await paul.post(draft + "/publication", ["des-que": "1"]).status == 422)
    #expect(try await paul.post(draft + "/suppression", [:]).status == 422)
    #expect(try await paul.post(draft + "/co-deposants", ["organisme": towns.guild.token]).status == 422)
    let published = try await camille.post(draft + "/publication", [:])
    let path = String((published.fields[.location] ?? "").split(separator: "?")[0])
    #expect(try await towns.mails("Accusé de réception") == ["camille@wanadoo.fr", "paul@wanadoo.fr"])
    try await signed(path, towns)
    try await corrected(path, by: paul, towns)
    await towns.asking.house.database.close()
  }

  /// What is one's own is not supported; the other corrects, and does not withdraw.
  private func corrected(_ path: String, by paul: Browser, _ towns: Towns) async throws {
    let text = ["rubrique": "besoin", "titre": "Un agenda zwq", "aujourdhui": "Corrigé.", "revision": "1"]
    #expect(try await paul.post(path + "/soutien", ["organisme": String(towns.pau.id)]).status == 422)
    #expect(try await paul.get(path + "/retrait").status == 404)
    let correction = try #require(try await paul.post(path + "/correction", [:]).fields[.location])
    _ = try await paul.post(correction, text)
    #expect(try await paul.post(correction + "/publication", [:]).fields[.location]?.hasSuffix("corrigee") == true)
    #expect(
      try await towns.count(
        "SELECT count(*) FROM journal WHERE kind = 'contribution.corrected' AND organisation_id = \(towns.pau.id)") == 1
    )
    #expect(try await towns.mails("Pau a corrigé") == ["camille@wanadoo.fr"])
    // Whoever deposits follows.
    #expect(try await paul.post(path + "/suivi/fin", [:]).fields[.location]?.hasSuffix("suivi-fini") == true)
  }

  /// On the page, in lists, on both pages of organisations, in the API, in the files, in search and under filters.
  private func signed(_ path: String, _ towns: Towns) async throws {
    let asking = towns.asking
    let page = try await asking.get(path).text
    #expect(page.contains(">Dax</a>") && page.contains(">Pau</a>"))
    for list in ["/contributions", "/contributions?q=Pau", "/contributions?organisme=commune"] {
      #expect(try await asking.get(Towns.home + list).unmarked.contains("Dax, Pau"), "\(list)")
    }
    for organisation in [towns.dax, towns.pau] {
      #expect(try await asking.get(OrganisationAddress(organisation).path).text.contains("Un agenda zwq"))
    }
    let told = try await asking.get("/api/v1\(Towns.home)/contributions").text
    #expect(told.contains("\"co_deposants\":[{\"identifiant\":\"\(towns.pau.token)\""))
    let file = try await asking.get("\(Towns.home)/donnees/contributions.csv").text
    #expect(file.contains("\"Pau\",\"\(towns.pau.token)\""))
    #expect(try await asking.get("\(Towns.home)/donnees/contributions.atom").text.contains("<name>Pau</name>"))
  }

  @Test("An organisation is found by what it deposits with others, wherever it is", arguments: Engine.available)
  func filters(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET department = '64', region = '75' WHERE id = \(towns.pau.id)")
    }
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda zwq")
    let filters = ["territoire=departement-64", "territoire=region-75", "territoire=departement-64&organisme=commune"]
    for filter in filters {
      #expect(!(try await camille.get("\(Towns.home)/contributions?\(filter)").text.contains("zwq")), "\(filter)")
    }
    try await towns.deposit(path, of: camille, with: paul, towns.pau)
    for filter in filters {
      towns.asking.time.advance(seconds: 2)
      #expect(try await camille.get("\(Towns.home)/contributions?\(filter)").text.contains("zwq"), "\(filter)")
    }
    let none = "\(Towns.home)/contributions?territoire=departement-64&organisme=region"
    #expect(!(try await camille.get(none).text.contains("zwq")))
    await towns.asking.house.database.close()
  }

  @Test(
    "A supporter that comes to deposit supports no more; one that leaves may support again", arguments: Engine.available
  )
  func supporter(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda")
    _ = try await paul.post(path + "/soutien", ["organisme": String(towns.pau.id), "pret": "co-porter"])
    #expect(try await camille.get(path + "/co-deposants").text.contains("prêt à co-porter"))
    try await towns.deposit(path, of: camille, with: paul, towns.pau)
    #expect(try await towns.count("SELECT supports FROM contribution") == 0)
    #expect(try await towns.count("SELECT count(*) FROM support WHERE ended_event_id IS NULL") == 0)
    let invitation = try await towns.newestInvitation()
    // It outlives the mandate of whoever accepted; the mailbox is told then.
    try await towns.asking.house.database.write { db in
      let now = towns.asking.time.clock.now()
      let mandate = try db.value(
        "SELECT person_id FROM mandate WHERE organisation_id = \(towns.pau.id)", as: Int64.self)
      try Mandate.live(of: mandate ?? 0, for: towns.pau.id, at: now, db)?.end(by: .command, at: now, db)
    }
    #expect(try await paul.post(path + "/correction", [:]).status == 404)
    #expect(try await camille.get(path).text.contains(">Pau</a>"))
    let pauline = try await towns.agent("pauline@wanadoo.fr", for: towns.pau)
    #expect(try await pauline.post(invitation + "/depart", [:]).status == 303)
    #expect(try await pauline.post(invitation + "/depart", [:]).status == 409)
    #expect(try await towns.mails("Pau ne dépose plus avec vous") == ["camille@wanadoo.fr"])
    #expect(!(try await camille.get(path).text.contains(">Pau</a>")))
    #expect(try await pauline.post(path + "/soutien", ["organisme": String(towns.pau.id)]).status == 303)
    #expect(try await towns.count("SELECT supports FROM contribution") == 1)
    await towns.asking.house.database.close()
  }

  @Test(
    "An invitation is declined and thought over, taken back, or ends with the contribution", arguments: Engine.available
  )
  func endings(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda zwq")
    // Nobody acts for the association, which has no mailbox either: it is invited all the same.
    #expect(try await camille.post(path + "/co-deposants", ["organisme": towns.guild.token]).status == 303)
    let first = try await towns.newestInvitation()
    #expect(try await paul.post(first + "/annulation", [:]).status == 404)
    #expect(try await camille.post(first + "/annulation", [:]).status == 303)
    #expect(try await camille.post(path + "/co-deposants", ["organisme": towns.guild.token]).status == 303)
    #expect(try await camille.post(path + "/co-deposants", ["organisme": towns.pau.token]).status == 303)
    let second = try await towns.newestInvitation()
    #expect(try await paul.post(second + "/reponse", ["reponse": "decliner"]).status == 303)
    #expect(try await camille.post(path + "/co-deposants", ["organisme": towns.pau.token]).status == 422)
    // Who declined changes its mind on the same page, reads again, and answers.
    let declined = try await paul.get(second).text
    #expect(declined.contains("a décliné") && declined.contains("Revenir sur cette réponse"))
    #expect(try await camille.post(second + "/reponse", ["reponse": "revenir"]).status == 404)
    #expect(try await paul.post(second + "/reponse", ["reponse": "revenir"]).status == 303)
    #expect(try await paul.post(second + "/reponse", ["reponse": "revenir"]).status == 409)
    #expect(try await paul.get(second).text.contains("value=\"accepter\""))
    #expect(try await paul.post(second + "/reponse", ["reponse": "accepter"]).status == 303)
    #expect(try await camille.get(path + "?fil=1").text.contains(">Pau</a>"))
    _ = try await camille.post(path + "/retrait", ["raison": "Deux fois"])
    #expect(try await towns.count("SELECT count(*) FROM codeposit WHERE outcome = 'lapsed'") == 1)
    #expect(try await towns.count("SELECT count(*) FROM codeposit WHERE ended_event_id IS NULL") == 1)
    #expect(try await paul.get(second).status == 404)
    await towns.asking.house.database.close()
  }

  @Test("An organisation of a kind that does not deposit is not invited, nor is anybody once decisions are near")
  func kinds() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda")
    let now = towns.asking.time.clock.now()
    _ = try await towns.asking.house.database.write { db in
      var table = Participation()
      table[.need].kinds = [.commune]
      return try table.establish(in: 1, by: .command, at: now, db)
    }
    let refused = try await camille.post(path + "/co-deposants", ["organisme": towns.guild.token])
    #expect(refused.status == 422 && refused.text.contains("de ce type ne dépose pas"))
    #expect(try await camille.post(path + "/co-deposants", ["organisme": towns.pau.token]).status == 303)
    try await towns.asking.house.database.write { db in
      try Phase(kind: .instruction, opensAt: now.adding(seconds: -60), closesAt: now).insert(into: 1, db)
    }
    let invitation = try await towns.newestInvitation()
    #expect(try await paul.post(invitation + "/reponse", ["reponse": "accepter"]).status == 422)
    #expect(try await camille.post(path + "/co-deposants", ["organisme": towns.guild.token]).status == 422)
    #expect(try await camille.get(path + "/co-deposants").text.contains("Il est trop tard"))
    await towns.asking.house.database.close()
  }

  @Test("Where nobody acts for it, the official mailbox is told, and leads to the proof and back")
  func mailbox() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let path = try await towns.deposit(camille, title: "Un agenda zwq")
    _ = try await camille.post(path + "/co-deposants", ["organisme": towns.pau.token])
    #expect(try await towns.mails("invite Pau") == ["mairie@pau.example"])
    let invitation = try await towns.newestInvitation()
    let jeanne = try await towns.person("jeanne@wanadoo.fr", "Jeanne")
    let page = try await jeanne.get(invitation).text
    #expect(page.contains(towns.address(towns.pau)) && !page.contains("zwq"))
    let (code, number) = try await towns.askForCode(jeanne, towns.pau)
    #expect(try await jeanne.post(code, ["code": number]).fields[.location]?.hasPrefix(invitation) == true)
    #expect(try await jeanne.post(invitation + "/reponse", ["reponse": "accepter"]).status == 303)
    _ = try await camille.post(path + "/retrait", ["raison": "Deux fois"])
    #expect(try await towns.mails("a retiré") == ["jeanne@wanadoo.fr"])
    #expect(try await camille.get(path.split(separator: "-").first.map(String.init) ?? "").status != 500)
    await towns.asking.house.database.close()
  }

  @Test("Those who deposit together are reminded of the closing, and told of a change of calendar")
  func told() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let draft = try await towns.write(camille, title: "Un agenda zwq")
    try await towns.deposit(draft, of: camille, with: paul, towns.pau)
    towns.asking.time.advance(seconds: 86_400 - 2 * 3600)
    try await towns.runJob("drafts.reminders")
    #expect(try await towns.mails("n’est pas publié") == ["camille@wanadoo.fr", "paul@wanadoo.fr"])
    // Each in the language in which she reads: the one of her draft, or the one in which she follows.
    let told = try await towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO follower (person_id, language, rhythm, told_event_id, seen_event_id)
        SELECT person_id, 'en', 'daily', 0, 0 FROM person_address WHERE mail = 'paul@wanadoo.fr'
        """)
      return try Depositor.all(in: 1, db).map(\.language)
    }
    #expect(told == [.french, .english])
    // A colleague who only completed the draft is a depositor too.
    _ = try await towns.agent("jo@wanadoo.fr", for: towns.dax)
    try await towns.asking.house.database.write { db in
      try db.execute(
        "UPDATE draft SET saved_by = (SELECT person_id FROM person_address WHERE mail = 'jo@wanadoo.fr')")
    }
    #expect(try await towns.asking.house.database.read { db in try Depositor.all(in: 1, db).count } == 3)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE draft SET saved_by = person_id")
      try db.execute("DELETE FROM follower WHERE language = 'en'")
    }
    // A draft that is deleted is told to those who wrote it.
    #expect(try await camille.post(draft + "/suppression", [:]).status == 303)
    #expect(try await towns.mails("a supprimé") == ["paul@wanadoo.fr"])
    #expect(try await towns.count("SELECT count(*) FROM codeposit") == 0)
    await towns.asking.house.database.close()
  }
}
