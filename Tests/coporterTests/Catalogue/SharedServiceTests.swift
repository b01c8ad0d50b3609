import HTTPTypes
import Storage
import Testing

@testable import Catalogue
@testable import Deposits
@testable import Platform

@Suite("What a deposit shares becomes a sheet", .serialized)
struct SharedServiceTests {
  private func publish(_ towns: Towns, _ browser: Browser, title: String, code: String) async throws -> String {
    let draft = try await towns.begin(browser, "service")
    let fields = [
      "rubrique": "service", "titre": title, "aujourdhui": "Les familles s’inscrivent.", "mainteneur": "La ville",
      "utilisateurs": "Dax, Pau", "licence": "EUPL-1.2", "code": code, "action": "relire",
    ]
    _ = try await browser.post(draft, fields)
    let published = try await browser.post(draft + "/publication", [:])
    return String((published.fields[.location] ?? "").split(separator: "?").first ?? "")
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
