import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Catalogue
@testable import Directory
@testable import Platform

@Suite("The catalogue as data", .serialized)
struct SheetDataTests {
  @Test("Files, the feed and the API say what the pages show, under the same filters", arguments: Engine.available)
  func files(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let made = try await camille.post("/services/import", ["publiccode": SampleSheet.text(name: "=Guichet")])
    let sheet = String((made.fields[.location] ?? "").split(separator: "?").first ?? "")
    let closed = SampleSheet.text(name: "Paie", code: "https://forge.example/paie")
      .replacing("EUPL-1.2", with: "LicenseRef-Maison")
    _ = try await camille.post("/services/import", ["publiccode": closed])
    _ = try await camille.post(sheet + "/declaration", ["sorte": "utilise", "depuis": "2019", "contact": "accueil"])
    let reader = Browser(towns.asking)
    let csv = try await reader.get("/services/donnees/services.csv")
    #expect(csv.fields[.contentType] == "text/csv; charset=utf-8; header=present")
    #expect(csv.text.split(separator: "\r\n").count == 3 && csv.text.contains("\"'=Guichet\""))
    let open = try await reader.get("/services/donnees/services.csv?licence=ouverte").text
    #expect(open.split(separator: "\r\n").count == 2 && !open.contains("Paie"))
    let json = try await reader.get("/services/donnees/declarations.json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    let rows = try #require(object["declarations"] as? [[String: Any]])
    #expect(rows.count == 1 && rows[0]["organisme"] as? String == "Dax" && rows[0]["depuis"] as? String == "2019")
    #expect(object["lignes"] as? Int == 1)
    let feed = try await reader.get("/services/donnees/services.atom?licence=ouverte")
    #expect(feed.text.contains("<title>=Guichet</title>") && !feed.text.contains("Paie"))
    #expect(try await reader.get("/services/donnees/autre.csv").status == 404)
    let list = try await reader.get("/api/v1/services?limite=1")
    #expect(list.status == 200 && list.text.contains("\"suivant\":\""))
    let found = try await reader.get("/api/v1/services?q=cantine&licence=ouverte").text
    #expect(found.contains("=Guichet") && !found.contains("\"Paie\"") && found.contains("\"code_ouvert\":true"))
    let token = sheet.split(separator: "/")[1].prefix(10)
    let one = try await reader.get("/api/v1/services/\(token)").text
    #expect(one.contains("\"contact\":\"accueil\"") && !one.contains("Quidam"))
    #expect(try await reader.get("/api/v1/services?couleur=bleu").status == 400)
    #expect(try await reader.get("/api/v1/openapi.json").text.contains("/api/v1/services/{service}"))
    let organisation = try await reader.get("/organismes/\(towns.dax.token)-dax").text
    #expect(organisation.contains("Les services dont cet organisme se sert") && organisation.contains(sheet))
    #expect(organisation.contains("Les services qu’il partage"))
    await towns.asking.house.database.close()
  }
}
