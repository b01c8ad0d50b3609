import HTTPTypes
import Storage
import Testing

@testable import Catalogue
@testable import Deposits
@testable import Platform

@Suite("What a deposit shares becomes a sheet", .serialized)
struct SharedServiceTests {
  private func publish(
    _ towns: Towns, _ browser: Browser, title: String, code: String, today: String = "Les familles s’inscrivent."
  ) async throws -> String {
    let draft = try await towns.begin(browser, "service")
    let fields = [
      "rubrique": "service", "titre": title, "aujourdhui": today, "mainteneur": "La ville",
      "utilisateurs": "Dax, Pau", "licence": "EUPL-1.2", "code": code, "action": "relire",
    ]
    _ = try await browser.post(draft, fields)
    let published = try await browser.post(draft + "/publication", [:])
    return String((published.fields[.location] ?? "").split(separator: "?").first ?? "")
  }

  @Test("The file of a sheet that a deposit made is read back as it is", arguments: Engine.available)
  func back(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    for code in ["https://forge.example/g", ""] {
      let place = try await publish(towns, camille, title: "Guichet \(code.count)", code: code)
      let fiche = try sheet(try await camille.get(place).text)
      let file = try await camille.get(fiche + "/publiccode.yml").text
      let again = try await camille.post(fiche + "/modification", ["publiccode": file])
      #expect(again.fields[.location]?.hasSuffix("?fait=inchangee") ?? false, Comment(rawValue: again.text))
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "What is blotted out of a deposit goes from its sheet, in all its versions, from search and from data",
    arguments: Engine.available)
  func blotted(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let (reader, second) = (try await towns.instructor(), try await towns.invited(.instructor, "autre@agence.example"))
    let database = towns.asking.house.database
    let place = try await publish(
      towns, camille, title: "Guichet de Zwqpersonne", code: "https://forge.example/g", today: "Appelez Zwqpersonne.")
    let fiche = try sheet(try await camille.get(place).text)
    let stranger = Browser(towns.asking)
    #expect(try await stranger.get("/services?q=zwqpersonne").text.contains("1 service trouvé"))
    // Its keeper has written another version meanwhile, which says it elsewhere.
    let file = try await camille.get(fiche + "/publiccode.yml").text
    let changed = file.replacing("name: Guichet de Zwqpersonne", with: "name: Guichet")
      .replacing("name: \"Guichet de Zwqpersonne\"", with: "name: Guichet")
    try await database.write { db in
      try db.execute(
        """
        INSERT INTO sheet_version (sheet_id, number, file, organisation_id, event_id, at)
        SELECT sheet_id, 2, \(changed), organisation_id, event_id, at FROM sheet_version
        """)
      try db.execute("UPDATE sheet SET version = 2")
    }
    #expect(try await database.places(of: "zwqpersonne").isSuperset(of: ["sheet.name", "sheet_version.file"]))
    let asked = try await reader.post(place + "/caviardage", ["passage": "Zwqpersonne", "motif": "Un nom."])
    #expect(asked.status == 303)
    let redaction = try await database.read { db in try db.value("SELECT token FROM redaction", as: String.self) }
    let confirmed = try await second.post("/instruction/caviardages/\(redaction ?? "")/confirmation", [:])
    #expect(confirmed.status == 303)
    #expect(try await database.places(of: "zwqpersonne").isEmpty)
    let (own, token) = (
      try await stranger.get(fiche + "?lu").fields[.location] ?? fiche, fiche.split(separator: "/")[1]
    )
    for path in [own, own + "/versions/1", own + "/publiccode.yml", "/services?lu", "/services/donnees/services.csv"] {
      let read = try await stranger.get(path)
      #expect(read.status == 200 && !read.text.lowercased().contains("zwqpersonne"), "\(path)")
    }
    #expect(try await !stranger.get("/api/v1/services/\(token.prefix(10))").text.contains("Zwqpersonne"))
    #expect(try await stranger.get("/services?q=zwqpersonne").text.contains("Aucun service ne correspond"))
    #expect(try await stranger.get("/services?q=guichet").text.contains("1 service trouvé"))
    await database.close()
  }

  private func sheet(_ text: String) throws -> String {
    String(try #require(text.firstMatch(of: /href="(\/services\/[0-9a-z]{10}-[^"\/]*)"/)).1)
  }

  @Test(
    "A sheet is made with links both ways; a correction is offered to it, taken or left, and never forced",
    arguments: Engine.available)
  func life(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let place = try await publish(towns, camille, title: "Guichet", code: "https://forge.example/g")
    let contribution = try await camille.get(place).text
    let fiche = try sheet(contribution)
    #expect(!contribution.contains("Mettre la fiche à jour"))
    let page = try await camille.get(fiche).text
    #expect(page.contains(place) && page.contains("Code ouvert") && page.contains("Partagé dans une consultation"))
    #expect(page.contains("/modification"), "its organisation keeps it")
    // A correction.
    let correction = try await camille.post(place + "/correction", [:])
    let draft = String((correction.fields[.location] ?? "").split(separator: "?").first ?? "")
    let fields = [
      "rubrique": "service", "titre": "Guichet", "aujourdhui": "Les familles paient aussi.", "mainteneur": "La ville",
      "utilisateurs": "Dax", "licence": "MIT", "code": "https://forge.example/g", "action": "relire",
      "revision": "1",
    ]
    _ = try await camille.post(draft, fields)
    _ = try await camille.post(draft + "/publication", [:])
    #expect(try await camille.get(fiche).text.contains("EUPL-1.2"), "the sheet has not moved")
    #expect(try await camille.get(place).text.contains(place + "/fiche"))
    let offered = try await camille.get(place + "/fiche").text
    #expect(offered.contains("<del>EUPL-1.2</del>") && offered.contains("<ins>MIT</ins>"))
    let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    #expect(try await neighbour.get(place + "/fiche").status == 404)
    #expect(try await neighbour.post(place + "/fiche", ["choix": "prendre"]).status == 404)
    #expect(try await camille.post(place + "/fiche", [:]).status == 422)
    let left = try await camille.post(place + "/fiche", ["choix": "laisser", "version": "2"])
    #expect(left.status == 303)
    #expect(try await camille.get(fiche + "?x=1").text.contains("EUPL-1.2"))
    #expect(try await !camille.get(place).text.contains(place + "/fiche"))
    let taken = try await camille.post(place + "/fiche", ["choix": "prendre", "version": "2"])
    #expect(taken.fields[.location]?.hasPrefix("/services/") ?? false)
    let after = try await camille.get(fiche + "?x=2").text
    #expect(after.contains("MIT") && after.contains("Les familles paient aussi") && after.contains("Version 2"))
    #expect(try await towns.count("SELECT count(*) FROM sheet_version") == 2)
    await towns.asking.house.database.close()
  }

  @Test("The same code has one sheet, whoever shares it; others do not come to change it", arguments: Engine.available)
  func same(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    let first = try await publish(towns, camille, title: "Guichet", code: "https://forge.example/g")
    let second = try await publish(towns, neighbour, title: "Guichet de Pau", code: "https://forge.example/g.git")
    let fiche = try sheet(try await camille.get(first).text)
    #expect(try sheet(try await neighbour.get(second).text) == fiche)
    let page = try await neighbour.get(fiche).text
    #expect(page.contains(first) && page.contains(second) && !page.contains("/modification"))
    #expect(try await towns.count("SELECT count(*) FROM sheet") == 1)
    #expect(try await towns.count("SELECT count(*) FROM shared_service") == 2)
    await towns.asking.house.database.close()
  }
}
