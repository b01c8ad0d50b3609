import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Platform

@Suite("Sharing a service", .serialized)
struct ServiceDepositTests {
  @Test(
    "A file fills a draft, its problems are told by line and column, four fields publish it",
    arguments: Engine.available)
  func file(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille, "service")
    let form = try await camille.get(draft + "?rubrique=service").text
    #expect(form.contains("name=\"mainteneur\"") && form.contains(draft + "/publiccode?rubrique=service"))
    // Looking writes nothing, a file that is none neither.
    #expect(try await camille.get(draft + "/publiccode?rubrique=service").status == 200)
    let broken = try await camille.post(draft + "/publiccode", ["rubrique": "service", "publiccode": "a: [<b>"])
    #expect(broken.status == 422 && broken.text.contains(">a: [&lt;b&gt;</textarea>"))
    #expect(broken.text.contains("Ligne "))
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    let file = "name: Guichet\nurl: https://forge.example/g\nlegal:\n  license: Libre\nusedBy: [Dax]\n"
    let filled = try await camille.post(draft + "/publiccode", ["rubrique": "service", "publiccode": file])
    #expect(filled.status == 200 && filled.text.contains("C’est rempli"))
    #expect(filled.text.contains("Ligne 4, colonne 12, «\u{A0}legal/license\u{A0}»"))
    let kept = try await camille.get(draft).text
    #expect(kept.contains(">Guichet</textarea>") && kept.contains("value=\"https://forge.example/g\""))
    // What the file said wrong is told beside its field before one publishes.
    var fields = [
      "rubrique": "service", "titre": "Guichet", "aujourdhui": "Il sert.", "action": "relire", "revision": "1",
      "utilisateurs": "Dax", "licence": "Libre", "code": "https://forge.example/g",
    ]
    _ = try await camille.post(draft, fields)
    // All that is missing is told at once, each beside its field and in the summary.
    let lacking = try await camille.get(draft + "/apercu").text
    #expect(lacking.contains("mainteneur-erreur") && lacking.contains("licence-erreur"))
    let summary = try #require(lacking.split(separator: "class=\"error-summary\"").dropFirst().first)
    #expect(summary.contains("href=\"#mainteneur\"") && summary.contains("href=\"#licence\""))
    (fields["mainteneur"], fields["revision"]) = ("La ville", "2")
    _ = try await camille.post(draft, fields)
    #expect(try await camille.get(draft + "/apercu").text.contains("licence-erreur"))
    #expect(try await camille.post(draft + "/publication", [:]).status == 422)
    (fields["licence"], fields["revision"]) = ("EUPL-1.2", "3")
    _ = try await camille.post(draft, fields)
    let published = try await camille.post(draft + "/publication", [:])
    let page = try await Browser(towns.asking).get(try #require(published.fields[.location])).text
    #expect(page.contains("<dd>EUPL-1.2</dd>") && page.contains("href=\"https://forge.example/g\""))
    #expect(try await Browser(towns.asking).get("\(Towns.home)/contributions?q=eupl").unmarked.contains("Guichet"))
    await towns.asking.house.database.close()
  }

  @Test("A file is sent whole, as one without a script does", arguments: Engine.available)
  func sent(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille, "service")
    let path = draft + "/publiccode"
    let nothing = try await camille.post(path, ["rubrique": "service"], file: [])
    #expect(nothing.status == 422)
    let broken = try await camille.post(path, ["rubrique": "service"], file: Array("a: [<b>".utf8))
    #expect(broken.status == 422 && broken.text.contains(">a: [&lt;b&gt;</textarea>"))
    let large = [UInt8](repeating: UInt8(ascii: "#"), count: 300_000)
    #expect(try await camille.post(path, ["rubrique": "service"], file: large).status == 413)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    let file = Array("name: Guichet\nurl: https://forge.example/g\n".utf8)
    #expect(try await camille.post(path, ["rubrique": "service"], file: file).text.contains("C’est rempli"))
    #expect(try await camille.get(draft).text.contains(">Guichet</textarea>"))
    await towns.asking.house.database.close()
  }

  @Test("Only a service is filled from a file, and only by those who see its draft")
  func others() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let need = try await towns.begin(camille)
    #expect(try await camille.get(need + "/publiccode?rubrique=besoin").status == 404)
    let draft = try await towns.begin(camille, "service")
    let file = ["rubrique": "service", "publiccode": "name: Guichet"]
    #expect(try await camille.post(draft + "/publiccode", file).status == 200)
    let stranger = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    #expect(try await stranger.get(draft + "/publiccode").status == 404)
    #expect(try await stranger.post(draft + "/publiccode", file).status == 404)
    await towns.asking.house.database.close()
  }
}
