import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("The administrator’s pages", .serialized)
struct AdministrationTests {
  private func administrator(_ engine: Engine) async throws -> (Towns, Browser) {
    let towns = try await Towns.make(engine)
    return (towns, try await towns.invited(.administrator, "administration@agence.example"))
  }

  private func token(_ towns: Towns, of mail: String) async throws -> String {
    try await towns.asking.house.database.read { db in try Person.all(with: mail, db).first?.token ?? "" }
  }

  @Test("The home page leads to each page of the administrator, and to nobody else’s", arguments: Engine.available)
  func home(engine: Engine) async throws {
    let (towns, administrator) = try await administrator(engine)
    let page = try await administrator.get("/administration").text
    for path in ["/administration/personnes", "/administration/annuaire", "/administration/confirmations"] {
      #expect(page.contains("href=\"\(path)\""))
      #expect(try await administrator.get(path).status == 200)
    }
    #expect(page.contains(">Administration</a>"))
    let instructor = try await towns.instructor()
    #expect(try await instructor.get("/administration").status == 404)
    #expect(!(try await instructor.get("/compte").text.contains("/administration")))
    await towns.asking.house.database.close()
  }

  @Test(
    "Somebody new is invited by a link, in hand or by mail; somebody known is told, and nobody gets a link to her account",
    arguments: Engine.available)
  func invitation(engine: Engine) async throws {
    let (towns, administrator) = try await administrator(engine)
    let inHand = try await administrator.post(
      "/administration/personnes/invitation", ["adresse": "ines@agence.example", "nom": "Inès", "role": "instructor"])
    let link = try #require(inHand.text.firstMatch(of: /(\/connexion\/lien\/[0-9a-z]+)/).map { String($0.1) })
    let ines = Browser(towns.asking)
    #expect(try await ines.post(link, [:]).status == 303)
    #expect(try await ines.get("/instruction/habilitations").status == 200)
    #expect(!(try await administrator.get("/administration/personnes").text.contains("/connexion/lien/")))

    let byMail = ["adresse": "omar@agence.example", "role": "administrator", "courriel": "oui"]
    #expect(try await administrator.post("/administration/personnes/invitation", byMail).status == 303)
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let letter = try await towns.asking.newestMail()
    #expect(letter.recipient == "omar@agence.example" && !letter.link.isEmpty)
    let omar = Browser(towns.asking)
    #expect(try await omar.post(letter.link, [:]).status == 303)
    #expect(try await omar.get("/administration").status == 200)

    _ = try await towns.person("camille@wanadoo.fr", "Camille")
    let known = ["adresse": "camille@wanadoo.fr", "role": "instructor"]
    #expect(try await administrator.post("/administration/personnes/invitation", known).status == 303)
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let told = try await towns.asking.newestMail()
    #expect(told.recipient == "camille@wanadoo.fr" && told.link.isEmpty && told.body.contains("Instructeur"))
    #expect(try await administrator.post("/administration/personnes/invitation", known).status == 409)
    let wrong: [[String: String]] = [
      ["adresse": "ines", "role": "instructor"], ["adresse": "a@b.example", "role": "mayor"],
      ["adresse": "a@b.example", "role": ""],
      ["adresse": "a@b.example", "role": "instructor", "nom": String(repeating: "n", count: 151)],
    ]
    for fields in wrong {
      #expect(try await administrator.post("/administration/personnes/invitation", fields).status == 422, "\(fields)")
    }
    #expect(try await towns.count("SELECT count(*) FROM person WHERE name = 'a'") == 0)
    await towns.asking.house.database.close()
  }

  @Test("Roles are given and ended, in the journal; the last administrator stays", arguments: Engine.available)
  func roles(engine: Engine) async throws {
    let (towns, administrator) = try await administrator(engine)
    let own = try await token(towns, of: "administration@agence.example")
    let last = try await administrator.post("/administration/personnes/\(own)/roles/fin", ["role": "administrator"])
    #expect(last.status == 409 && last.text.contains("dernier administrateur"))
    let instructor = try await towns.instructor()
    let other = try await token(towns, of: "instruction@agence.example")
    let path = "/administration/personnes/\(other)/roles"
    #expect(try await instructor.post(path, ["role": "administrator"]).status == 404)
    #expect(try await administrator.post(path, ["role": "administrator"]).status == 303)
    #expect(try await administrator.post(path, ["role": "administrator"]).status == 409)
    #expect(try await instructor.get("/administration").status == 200)
    #expect(
      try await instructor.post("/administration/personnes/\(own)/roles/fin", ["role": "administrator"]).status == 303)
    #expect(try await administrator.get("/administration").status == 404)
    #expect(try await instructor.post(path + "/fin", ["role": "administrator"]).status == 409)
    #expect(try await instructor.post(path + "/fin", ["role": "instructor"]).status == 303)
    #expect(try await instructor.post(path + "/fin", ["role": "instructor"]).status == 409)
    #expect(try await instructor.post(path, ["role": "king"]).status == 422)
    #expect(
      try await instructor.post("/administration/personnes/zzzzzzzzzz/roles", ["role": "instructor"]).status == 404)
    #expect(
      try await towns.count("SELECT count(*) FROM journal WHERE kind = 'role.ended' AND undoes_id IS NOT NULL") == 2)
    await towns.asking.house.database.close()
  }

  @Test(
    "A file is tried, then brought, while serving; one that cannot be read says its line", arguments: Engine.available)
  func imports(engine: Engine) async throws {
    let (towns, administrator) = try await administrator(engine)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET insee_code = '40088' WHERE id = \(towns.dax.id)")
    }
    var fields = ["sorte": "codes-postaux", "texte": "insee_code,postal_code\r\n40088,40100\r\n99999,40101\r\n"]
    fields["faire"] = "essai"
    let trial = try await administrator.post("/administration/annuaire", fields).text
    #expect(
      trial.contains("1 créés") && trial.contains("rien n’a été changé") && trial.contains("laissées de côté (1)"))
    #expect(try await towns.count("SELECT count(*) FROM organisation_postcode") == 0)
    fields["faire"] = "import"
    #expect(try await administrator.post("/administration/annuaire", fields).text.contains("1 créés"))
    let byCode = try await administrator.get("/organismes?q=40100").text
    #expect(byCode.contains(">Dax</a>") && byCode.contains("code postal 40100") && !byCode.contains("code INSEE 40"))
    let again = try await administrator.post("/administration/annuaire", fields).text
    #expect(again.contains("0 créés") && again.contains("1 inchangés"))
    fields["texte"] = "insee_code,postal_code\n40088,dax"
    let wrong = try await administrator.post("/administration/annuaire", fields)
    #expect(wrong.status == 422 && wrong.text.contains("ligne 2") && wrong.text.contains("40088,dax"))
    fields["sorte"] = ""
    #expect(try await administrator.post("/administration/annuaire", fields).status == 422)
    #expect(try await towns.instructor().post("/administration/annuaire", fields).status == 404)
    await towns.asking.house.database.close()
  }

  @Test(
    "Whoever receives a role while signed in keeps no longer session than those who have it",
    arguments: Engine.available)
  func sessionOfARole(engine: Engine) async throws {
    let (towns, _) = try await administrator(engine)
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      let person = try #require(try Person.all(with: "agent@wanadoo.fr", db).first)
      try Role.give(.instructor, to: person.id, by: .command, at: now, db)
    }
    towns.asking.time.advance(seconds: 12 * 3600 - 1)
    #expect(try await agent.get("/compte").status == 200)
    towns.asking.time.advance(seconds: 1)
    #expect(try await agent.get("/compte").status == 303)
    await towns.asking.house.database.close()
  }
}
