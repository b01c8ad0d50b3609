import HTTPTypes
import Localization
import Storage
import Testing

@testable import Catalogue
@testable import Directory
@testable import Platform

@Suite("Sheets that are described in a form", .serialized)
struct SheetFormTests {
  private func place(_ answered: Answered) -> String {
    String((answered.fields[.location] ?? "").split(separator: "?").first ?? "")
  }
  private let whole = [
    "nom": "Guichet", "resume": "Inscrire un enfant", "texte": "Les familles inscrivent leurs enfants.",
    "code": "https://forge.example/g", "licence": "EUPL-1.2", "editeur": "Ville de Dax",
    "documentation": "https://doc.example",
  ]

  @Test(
    "The file of a sheet that a form made is read back as it is, whole or not; what it lacks is told to its maintainers",
    arguments: Engine.available)
  func back(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    for fields in [whole, ["nom": "Agenda", "resume": "Réserver une salle"]] {
      let sheet = place(try await camille.post("/services/nouveau", fields))
      let file = try await Browser(towns.asking).get(sheet + "/publiccode.yml").text
      #expect(file.contains("publiccodeYmlVersion: \"0.5\""))
      let again = try await camille.post(sheet + "/modification", ["publiccode": file])
      #expect(again.fields[.location]?.hasSuffix("?fait=inchangee") ?? false, "\(fields)")
      #expect(try await Browser(towns.asking).get(sheet + "/publiccode.yml").text == file)
      #expect(try await camille.get(sheet).text.contains("cette fiche doit encore dire"))
      #expect(!(try await Browser(towns.asking).get(sheet).text.contains("doit encore dire")))
    }
    let known = try await camille.post(
      "/services/import",
      [
        "publiccode": try await Browser(towns.asking).get(
          place(try await camille.post("/services/nouveau", whole)) + "/publiccode.yml"
        ).text
      ])
    #expect(known.fields[.location]?.hasSuffix("?fait=inchangee") ?? false)
    // What is wrong is still refused, and a sheet has a name.
    for text in ["url: https://forge.example/x\n", "name: Agenda\nlegal: {license: Maison-1.0}\n"] {
      #expect(try await camille.post("/services/import", ["publiccode": text]).status == 422)
    }
    #expect(try await towns.count("SELECT count(*) FROM sheet") == 2)
    // A file keeps the version of the standard that it follows.
    let code = "https://forge.example/ancien"
    let older = SampleSheet.text(code: code).replacing("\"0.5\"", with: "\"0.4\"")
    let sheet = place(try await camille.post("/services/import", ["publiccode": older]))
    let changed = try await camille.post(sheet + "/description", whole.merging(["code": code]) { $1 })
    #expect(changed.fields[.location]?.hasSuffix("?fait=modifiee") ?? false)
    #expect(try await Browser(towns.asking).get(sheet + "/publiccode.yml").text.contains("Version: \"0.4\""))
    await towns.asking.house.database.close()
  }

  @Test(
    "A service is described without a file, then changed; what its file says besides stays", arguments: Engine.available
  )
  func life(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    #expect(try await camille.get("/services/import").text.contains("/services/nouveau"))
    let made = try await camille.post("/services/nouveau", whole)
    #expect(made.fields[.location]?.hasSuffix("?fait=creee") ?? false)
    let sheet = place(made)
    let page = try await Browser(towns.asking).get(sheet).text
    for words in ["Inscrire un enfant", "Les familles inscrivent", "Code ouvert", "EUPL-1.2", "https://doc.example"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(try await Browser(towns.asking).get(sheet + "/publiccode.yml").text.contains("name: Guichet"))
    // The same code is the same sheet, whoever describes it.
    let other = try await neighbour.post("/services/nouveau", whole)
    #expect(other.status == 422 && other.text.contains("un autre organisme la tient"))
    #expect(other.text.contains("value=\"Inscrire un enfant\""))
    #expect(try await neighbour.get(sheet + "/description").status == 404)
    #expect(try await neighbour.post(sheet + "/description", whole).status == 404)

    // One that came as a file keeps what the form does not ask.
    let file = place(try await camille.post("/services/import", ["publiccode": SampleSheet.text()]))
    let form = try await camille.get(file + "/description").text
    #expect(form.contains("value=\"Guichet des écoles\"") && form.contains("value=\"EUPL-1.2\""))
    let changed = try await camille.post(file + "/description", ["nom": "Guichet des écoles", "resume": "Zwqrésumé"])
    #expect(changed.fields[.location]?.hasSuffix("?fait=modifiee") ?? false)
    let after = try await Browser(towns.asking).get(file + "/publiccode.yml").text
    for words in ["Zwqrésumé", "online-booking", "EUPL-1.2", "guichet.git", "2021-02-28"] {
      #expect(after.contains(words), "\(words)")
    }
    #expect(try await Browser(towns.asking).get(file).text.contains("la mairie répond depuis une autre"))
    #expect(!after.contains("Inscrire un enfant"))
    await towns.asking.house.database.close()
  }

  @Test(
    "What cannot be is told beside its field, what was typed stays, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let cases: [(String, String, SheetFormRefusal)] = [
      ("nom", " ", .noName), ("nom", String(repeating: "é", count: 301), .longName), ("resume", "", .noShort),
      ("resume", String(repeating: "é", count: 151), .longShort),
      ("texte", String(repeating: "é", count: 10_001), .longText),
      ("editeur", String(repeating: "é", count: 501), .longOwner), ("code", "forge", .badCode),
      ("licence", "Maison-1.0", .badLicence), ("documentation", "javascript:alert(1)", .badDocumentation),
    ]
    #expect(Set(cases.map(\.2)).count == SheetFormRefusal.allCases.count)
    for (field, typed, refusal) in cases {
      let answer = try await camille.post("/services/nouveau", whole.merging([field: typed]) { $1 })
      let words = refusal.sentence.text(in: .french, .init())
      #expect(answer.status == 422 && answer.text.contains(words), "\(words)")
      #expect(answer.text.contains("id=\"\(field)-erreur\""), "\(words)")
      if field != "texte" { #expect(answer.text.contains(">Les familles inscrivent leurs enfants.</textarea>")) }
    }
    #expect(try await towns.count("SELECT count(*) FROM sheet") == 0)
    await towns.asking.house.database.close()
  }
}
