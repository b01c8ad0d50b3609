import HTTPTypes
import Storage
import Testing

@testable import Catalogue
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Sheets that are taken out of the catalogue", .serialized)
struct SheetRemovalTests {
  private func place(_ answered: Answered) -> String {
    String((answered.fields[.location] ?? "").split(separator: "?").first ?? "")
  }

  @Test(
    "An instructor takes a sheet out with a reason: nothing shows it any more but its address; put back, it is as it was",
    arguments: Engine.available)
  func life(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let instructor = try await towns.instructor()
    let sheet = place(try await camille.post("/services/import", ["publiccode": SampleSheet.text()]))
    let token = String(sheet.split(separator: "/")[1].prefix(10))
    _ = try await camille.post(sheet + "/declaration", ["sorte": "utilise"])
    let need = try await towns.deposit(
      camille, title: "Inscrire les enfants à l’école et à la cantine depuis une seule page",
      today: "Les familles viennent en mairie pour chaque inscription.")
    #expect(try await camille.post(need + "/services", ["service": token]).status == 303)
    let name = "Guichet des écoles"
    let shown = [
      "/services", "/services?q=inscrire", "/services?categorie=online-booking", "/services?licence=EUPL-1.2",
      "/services/donnees/services.csv", "/services/donnees/declarations.json", "/services/donnees/services.atom",
      "/api/v1/services", "/api/v1/services/" + token, sheet + "/publiccode.yml", sheet + "/versions/1", need,
      need + "/services", need + "/services?q=inscrire", "/organismes/\(towns.dax.token)-dax",
    ]
    // An address without a query is kept until something changes: each is read anew.
    func reads(_ path: String) async throws -> Answered {
      try await Browser(towns.asking).get(path + (path.contains("?") ? "&lu" : "?lu"))
    }
    for path in shown { #expect(try await reads(path).text.contains(name), "\(path)") }

    #expect(try await camille.get(sheet + "/retrait").status == 404)
    #expect(try await camille.post(sheet + "/retrait", ["raison": "Moi."]).status == 404)
    #expect(!(try await camille.get(sheet).text.contains("Retirer du catalogue")))
    #expect(try await instructor.get(sheet).text.contains(sheet + "/retrait"))
    for (reason, words) in [(" ", "Donnez la raison"), (String(repeating: "é", count: 1_001), "1 000 caractères")] {
      let refused = try await instructor.post(sheet + "/retrait", ["raison": reason])
      #expect(refused.status == 422 && refused.text.contains(words), "\(words)")
    }
    #expect(try await towns.count("SELECT count(*) FROM sheet_removal") == 0)
    let removed = try await instructor.post(sheet + "/retrait", ["raison": "Zwqraison : une publicité."])
    #expect(removed.fields[.location] == sheet + "?fait=retiree")
    for path in shown { #expect(!(try await reads(path).text.contains(name)), "\(path)") }
    for path in [sheet + "/publiccode.yml", sheet + "/versions/1", "/api/v1/services/" + token] {
      #expect(try await reads(path).status == 404, "\(path)")
    }
    let stays = try await reads(sheet).text
    #expect(stays.contains("Une fiche retirée du catalogue") && stays.contains("Zwqraison"))
    #expect(!stays.contains(name) && !stays.contains("remettre au catalogue"))
    #expect(try await camille.get(sheet).text.contains("C’est la fiche « \(name) »"))
    // Those who keep it are written to, once.
    let letters = try await towns.mails(about: "sheet/")
    #expect(letters.map(\.recipient) == ["camille@wanadoo.fr"] && letters[0].body.contains("Zwqraison"))
    // Nobody says anything of it any more, nor brings its code again.
    for (path, fields) in [
      ("/declaration", ["sorte": "heberge"]), ("/modification", ["publiccode": SampleSheet.text(name: "Autre")]),
    ] { #expect(try await camille.post(sheet + path, fields).status == 404, "\(path)") }
    let again = try await camille.post("/services/import", ["publiccode": SampleSheet.text(name: "Encore")])
    #expect(again.status == 422 && again.text.contains("a été retirée du catalogue"))
    let twice = try await instructor.post(sheet + "/retrait", ["raison": "Encore."])
    #expect(twice.status == 409 && twice.text.contains("déjà retirée"))

    #expect(try await camille.post(sheet + "/retrait/fin", [:]).status == 404)
    #expect(try await instructor.post(sheet + "/retrait/fin", [:]).fields[.location] == sheet + "?fait=remise")
    for path in shown { #expect(try await reads(path).text.contains(name), "\(path)") }
    #expect(try await towns.mails(about: "sheet/").last?.body.contains("telle qu’elle était") == true)
    #expect(try await instructor.post(sheet + "/retrait/fin", [:]).status == 409)
    let undone = try await towns.count(
      """
      SELECT count(*) FROM journal JOIN sheet_removal ON sheet_removal.event_id = journal.undoes_id
      WHERE journal.kind = 'sheet.put-back' AND sheet_removal.ended_event_id = journal.id
      """)
    #expect(undone == 1)
    await towns.asking.house.database.close()
  }

  @Test(
    "A deposit of a code whose sheet is out of the catalogue has none, and is published", arguments: Engine.available)
  func deposited(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let instructor = try await towns.instructor()
    let sheet = place(try await camille.post("/services/import", ["publiccode": SampleSheet.text()]))
    #expect(try await instructor.post(sheet + "/retrait", ["raison": "Un essai."]).status == 303)
    let draft = try await towns.begin(camille, "service")
    let fields = [
      "rubrique": "service", "titre": "Guichet", "aujourdhui": "Les familles s’inscrivent.", "mainteneur": "La ville",
      "utilisateurs": "Dax", "licence": "EUPL-1.2", "code": "https://forge.example/guichet", "action": "relire",
    ]
    _ = try await camille.post(draft, fields)
    let published = try await camille.post(draft + "/publication", [:])
    #expect(published.status == 303)
    #expect(!(try await camille.get(place(published)).text.contains("/services/")))
    #expect(try await towns.count("SELECT count(*) FROM shared_service") == 0)
    await towns.asking.house.database.close()
  }
}
