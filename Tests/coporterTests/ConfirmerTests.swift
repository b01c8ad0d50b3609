import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("Confirming for a territory", .serialized)
struct ConfirmerTests {
  /// Dax in the Landes, Pau in the Pyrénées-Atlantiques, an operator whose only agent is Jean.
  private func world(_ engine: Engine) async throws -> (towns: Towns, jean: Browser, administrator: Browser) {
    let towns = try await Towns.make(engine)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET department = '40', region = '75' WHERE id = \(towns.dax.id)")
      try db.execute("UPDATE organisation SET department = '64', region = '75' WHERE id = \(towns.pau.id)")
      try db.execute("UPDATE organisation SET kind = 'operator' WHERE id = \(towns.guild.id)")
      for (code, kind, name) in [
        ("40", "department", "Landes"), ("64", "department", "P.-A."), ("75", "region", "N.-A."),
      ] {
        try db.execute(
          """
          INSERT INTO organisation (token, kind, name, genitive, insee_code, source, created_at)
          VALUES (\("ddddddd\(code)d"), \(kind), \(name), \(name), \(code), 'test', 0)
          """)
      }
    }
    // The house read its places before these were there: a body asked for makes it read them anew.
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    _ = try await administrator.post(
      "/administration/annuaire", ["sorte": "contacts", "texte": header, "faire": "import"])
    let jean = try await towns.agent("jean@wanadoo.fr", for: towns.guild)
    return (towns, jean, administrator)
  }

  private let header = "insee_code,siren,mail,domain,source,date"

  private func name(_ browser: Browser, _ organisation: Organisation, _ territory: String) async throws -> Int {
    try await browser.post(ConfirmerNamingAddress(organisation).path, ["territoire": territory]).status
  }

  @Test(
    "Within its territory an operator sees the queue and answers; outside it nothing is visible nor possible",
    arguments: Engine.available)
  func territory(engine: Engine) async throws {
    let (towns, jean, administrator) = try await world(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let forDax = try await towns.ask(camille, towns.dax)
    let forPau = try await towns.ask(camille, towns.pau)
    #expect(try await jean.get("/habilitation/territoire").status == 404)
    #expect(try await towns.decide(jean, forDax, "oui") == 404)
    #expect(try await name(administrator, towns.guild, "departement-40") == 303)
    #expect(try await name(administrator, towns.guild, "departement-40") == 409)
    let list = try await administrator.get("/administration/confirmations").text
    #expect(list.contains("département Landes") && list.contains("par Invitée"))
    let queue = try await jean.get("/habilitation/territoire").text
    #expect(
      queue.contains("Camille pour Dax (Landes)") && queue.contains("depuis moins d’une heure")
        && !queue.contains("pour Pau"))
    #expect(try await jean.get("/habilitation").text.contains("1 demande attend"))
    #expect(try await towns.decide(jean, forPau, "oui") == 404)
    #expect(try await towns.decide(jean, forPau, "non") == 404)
    // Nobody else sees more than before.
    #expect(try await camille.get("/habilitation/territoire").status == 404)
    #expect(try await jean.get("/instruction/habilitations").status == 404)
    #expect(try await towns.decide(jean, forDax, "oui") == 303)
    #expect(try await towns.decide(jean, forDax, "non") == 409)
    #expect(try await camille.get("/habilitation").text.contains("par l’organisme qui confirme sur son territoire"))
    let event = try await towns.asking.house.database.read { db in
      try db.value(
        "SELECT organisation_id FROM journal WHERE kind = 'mandate.given' ORDER BY id DESC LIMIT 1", as: Int64.self)
    }
    #expect(event == towns.guild.id)
    await towns.asking.house.database.close()
  }

  @Test("A region, or one’s own members, are territories too; ended, it opens nothing", arguments: Engine.available)
  func kinds(engine: Engine) async throws {
    let (towns, jean, administrator) = try await world(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let forDax = try await towns.ask(camille, towns.dax)
    let forPau = try await towns.ask(camille, towns.pau)
    #expect(try await name(administrator, towns.guild, "adherents") == 303)
    #expect(try await towns.decide(jean, forPau, "non") == 404)
    try await towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO organisation_member (operator_id, member_id, source, dated)
        VALUES (\(towns.guild.id), \(towns.pau.id), 'test', '2021-01-01')
        """)
    }
    #expect(try await towns.decide(jean, forPau, "non") == 303)
    #expect(try await towns.decide(jean, forDax, "non") == 404)
    #expect(try await name(administrator, towns.guild, "region-75") == 303)
    #expect(try await jean.get("/habilitation/territoire").text.contains("Camille pour Dax"))
    let page = try await administrator.get("/administration/confirmations").text
    for end in page.matches(of: /action="(\/administration\/confirmations\/[0-9a-z]+\/fin)"/) {
      #expect(try await jean.post(String(end.1), [:]).status == 404)
      #expect(try await administrator.post(String(end.1), [:]).status == 303)
      #expect(try await administrator.post(String(end.1), [:]).status == 404)
    }
    #expect(try await jean.get("/habilitation/territoire").status == 404)
    #expect(try await towns.decide(jean, forDax, "non") == 404)
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'confirmer.ended'") == 2)
    await towns.asking.house.database.close()
  }

  @Test("What cannot be is refused; one never answers for oneself; a mandate that has ended opens nothing")
  func refusals() async throws {
    let (towns, jean, administrator) = try await world(.sqlite)
    for territory in ["", "departement-99", "departement-", "region-40", "adherents-40", "pays"] {
      #expect(try await name(administrator, towns.guild, territory) == 422, "\(territory)")
    }
    #expect(try await name(administrator, towns.dax, "departement-40") == 422)
    #expect(try await name(jean, towns.guild, "departement-40") == 404)
    #expect(try await name(administrator, towns.guild, "departement-40") == 303)
    let own = try await towns.ask(jean, towns.dax)
    #expect(!(try await jean.get("/habilitation/territoire").text.contains("pour Dax")))
    #expect(try await towns.decide(jean, own, "oui") == 422)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let forDax = try await towns.ask(camille, towns.dax)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE mandate SET ends_at = 1 WHERE organisation_id = \(towns.guild.id)")
    }
    #expect(try await towns.decide(jean, forDax, "oui") == 404)
    await towns.asking.house.database.close()
  }
}
