import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("The page of an organisation", .serialized)
struct OrganisationPageTests {
  private func page(_ asking: Asking, _ condition: SQL, in prefix: String = "") async throws -> String {
    let found = try await asking.house.database.read { db in
      try db.first("SELECT \(Organisation.columns) FROM organisation WHERE \(condition)", as: Organisation.self)
    }
    let answered = try await asking.get(prefix + OrganisationAddress(try #require(found)).path)
    #expect(answered.status == 200)
    // First view of any page: 60 kB compressed at most.
    #expect(try #require(gzipped(Array(answered.text.utf8))).count < 55_000)
    return answered.text
  }

  @Test("A commune is on the map of its department, among its neighbours", arguments: Engine.available)
  func commune(engine: Engine) async throws {
    let asking = try await Asking.register(engine)
    let dax = try await page(asking, "insee_code = '40088' AND kind = 'commune'")
    #expect(dax.contains("Carte du département (Landes). Le point\u{A0}: Dax."))
    #expect(dax.matches(of: /class="point"/).count == 1 && dax.contains("Ses voisines de la même intercommunalité"))
    let first = try #require(dax.firstMatch(of: /<h3><a href="[^"]+">([^<]+)<\/a><\/h3>/))
    #expect(first.1 == "Seyresse")
    let english = try await page(asking, "insee_code = '40088' AND kind = 'commune'", in: "/en")
    #expect(english.contains("Map of the department Landes. The dot: Dax."))
    // Four islands have no intercommunality, 47 communes no position.
    #expect(try await page(asking, "insee_code = '29155' AND kind = 'commune'").contains("les plus proches d’abord"))
    _ = try await page(asking, "kind = 'commune' AND longitude IS NULL AND insee_code IS NOT NULL")
    #expect(try await page(asking, "insee_code = '97411' AND kind = 'commune'").contains("class=\"point\""))
    await asking.house.database.close()
  }

  @Test("What gathers others shows them, on the map and in a list", arguments: Engine.available)
  func groups(engine: Engine) async throws {
    let asking = try await Asking.register(engine)
    let group = try await page(asking, "siren = '244000675'")
    #expect(group.matches(of: /class="point"/).count == 20 && group.contains("Communes membres"))
    let region = try await page(asking, "kind = 'region' AND insee_code = '75'")
    #expect(region.matches(of: /class="d4"/).count == 12 && region.contains(">Landes</a>"))
    let department = try await page(asking, "kind = 'department' AND insee_code = '40'")
    #expect(department.matches(of: /class="d4"/).count == 1 && department.contains(">Gers</a>"))
    #expect(!(try await page(asking, "name = 'Adullact'")).contains("<figure"))
    await asking.house.database.close()
  }

  @Test(
    "A commune that merged says who took it over, and nobody comes to act for it any more", arguments: Engine.available)
  func merged(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    try await towns.merge(towns.dax, into: towns.pau)
    let dax = try await agent.get(OrganisationAddress(towns.dax).path).text
    #expect(dax.contains("Cette commune a rejoint Pau le 1er\u{A0}janvier 2021.") && dax.contains(">Agir pour Pau</a>"))
    #expect(try await agent.get(OrganisationAddress(towns.pau).path).text.contains("Les communes qui l’ont rejointe"))
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    #expect(try await camille.get(towns.address(towns.dax)).text.contains(">Agir pour Pau</a>"))
    for proof in ["personne", try await towns.mailbox(of: towns.dax)] {
      let answered = try await camille.post(towns.address(towns.dax), ["fonction": "agent", "preuve": proof])
      #expect(answered.status == 422 && answered.text.contains("a rejoint une autre"))
    }
    let mairie = try await towns.person("mairie.dax@wanadoo.fr", "Mairie")
    let own = try await mairie.post(towns.address(towns.dax), ["fonction": "agent", "preuve": "adresse"])
    #expect(own.status == 422)
    // Whoever acted for it still does, for what it deposited.
    #expect(try await agent.get("/habilitation").text.contains("acting-name\">Dax</span>"))
    await towns.asking.house.database.close()
  }

  @Test("Its department is beside its name wherever one acts for it; overseas, its own time beside that of Paris")
  func place() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET department = '974' WHERE id = \(towns.dax.id)")
      try db.execute(
        """
        INSERT INTO organisation (token, kind, name, genitive, insee_code, department, source, created_at)
        VALUES ('dddddddddd', 'department', 'La Réunion', 'de La Réunion', '974', '974', 'test', 0)
        """)
    }
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    let home = try await agent.get("/").text
    #expect(home.contains("acting-role\">La Réunion · Agent</span>") && home.contains(">Dax (La Réunion)</button>"))
    #expect(home.contains("Chez vous\u{A0}:"))
    let other = try await towns.agent("autre@wanadoo.fr", for: towns.pau)
    #expect(!(try await other.get("/").text.contains("Chez vous")))
    #expect(!(try await towns.asking.get("/").text.contains("Chez vous")))
    await towns.asking.house.database.close()
  }
}
