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

  /// A sheet that Dax keeps and uses, proposed for a need.
  private struct Scene {
    static let name = "Guichet des écoles"
    var towns: Towns
    var camille: Browser
    var instructor: Browser
    var sheet: String
    /// All that shows it.
    var shown: [String]

    var token: String { String(sheet.split(separator: "/")[1].prefix(10)) }

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
      let made = try await camille.post("/services/import", ["publiccode": SampleSheet.text()])
      let sheet = String((made.fields[.location] ?? "").split(separator: "?").first ?? "")
      _ = try await camille.post(sheet + "/declaration", ["sorte": "utilise"])
      let need = try await towns.deposit(
        camille, title: "Inscrire les enfants à l’école et à la cantine depuis une seule page",
        today: "Les familles viennent en mairie pour chaque inscription.")
      var scene = Scene(
        towns: towns, camille: camille, instructor: try await towns.instructor(), sheet: sheet, shown: [])
      #expect(try await camille.post(need + "/services", ["service": scene.token]).status == 303)
      scene.shown = [
        "/services", "/services?q=inscrire", "/services?categorie=online-booking", "/services?licence=EUPL-1.2",
        "/services/donnees/services.csv", "/services/donnees/declarations.json", "/services/donnees/services.atom",
        "/api/v1/services", "/api/v1/services/" + scene.token, sheet + "/publiccode.yml", sheet + "/versions/1", need,
        need + "/services", need + "/services?q=inscrire", "/organismes/\(towns.dax.token)-dax",
      ]
      return scene
    }

    /// As a stranger reads it now: an address without a query is kept until something changes.
    func read(_ path: String) async throws -> Answered {
      guard !path.hasPrefix("/api") else { return try await Browser(towns.asking).get(path) }
      return try await Browser(towns.asking).get(path + (path.contains("?") ? "&lu" : "?lu"))
    }

    func close() async { await towns.asking.house.database.close() }
  }

  @Test(
    "An instructor takes a sheet out with a reason: nothing shows it any more but its address; put back, it is as it was",
    arguments: Engine.available)
  func life(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let (sheet, removal) = (scene.sheet, scene.sheet + "/retrait")
    for path in scene.shown { #expect(try await scene.read(path).text.contains(Scene.name), "\(path)") }
    #expect(try await scene.instructor.get(sheet).text.contains(removal))
    let removed = try await scene.instructor.post(removal, ["raison": "Zwqraison : une publicité."])
    #expect(removed.fields[.location] == sheet + "?fait=retiree")
    for path in scene.shown { #expect(!(try await scene.read(path).text.contains(Scene.name)), "\(path)") }
    for path in [sheet + "/publiccode.yml", sheet + "/versions/1", "/api/v1/services/" + scene.token] {
      #expect(try await scene.read(path).status == 404, "\(path)")
    }
    let stays = try await scene.read(sheet).text
    #expect(stays.contains("Une fiche retirée du catalogue") && stays.contains("Zwqraison"))
    #expect(!stays.contains(Scene.name) && !stays.contains("remettre au catalogue"))
    #expect(try await scene.camille.get(sheet).text.contains("C’est la fiche « \(Scene.name) »"))
    // Those who keep it are written to, once.
    let letters = try await scene.towns.mails(about: "sheet/")
    #expect(letters.map(\.recipient) == ["camille@wanadoo.fr"] && letters[0].body.contains("Zwqraison"))

    #expect(try await scene.instructor.post(removal + "/fin", [:]).fields[.location] == sheet + "?fait=remise")
    for path in scene.shown { #expect(try await scene.read(path).text.contains(Scene.name), "\(path)") }
    #expect(try await scene.towns.mails(about: "sheet/").last?.body.contains("telle qu’elle était") == true)
    let undone = try await scene.towns.count(
      """
      SELECT count(*) FROM journal JOIN sheet_removal ON sheet_removal.event_id = journal.undoes_id
      WHERE journal.kind = 'sheet.put-back' AND sheet_removal.ended_event_id = journal.id
      """)
    #expect(undone == 1)
    await scene.close()
  }

  @Test("Whatever stands against it is told, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let (sheet, removal) = (scene.sheet, scene.sheet + "/retrait")
    #expect(try await scene.camille.get(removal).status == 404)
    #expect(try await scene.camille.post(removal, ["raison": "Moi."]).status == 404)
    #expect(!(try await scene.camille.get(sheet).text.contains("Retirer du catalogue")))
    for (reason, words) in [(" ", "Donnez la raison"), (String(repeating: "é", count: 1_001), "1 000 caractères")] {
      let refused = try await scene.instructor.post(removal, ["raison": reason])
      #expect(refused.status == 422 && refused.text.contains(words), "\(words)")
    }
    let early = try await scene.instructor.post(removal + "/fin", [:])
    #expect(early.status == 409)
    #expect(try await scene.towns.count("SELECT count(*) FROM sheet_removal") == 0)
    #expect(try await scene.instructor.post(removal, ["raison": "Une publicité."]).status == 303)
    let twice = try await scene.instructor.post(removal, ["raison": "Encore."])
    #expect(twice.status == 409 && twice.text.contains("déjà retirée"))
    // Nobody says anything of it any more, nor brings its code again.
    for (path, fields) in [
      ("/declaration", ["sorte": "heberge"]), ("/modification", ["publiccode": SampleSheet.text(name: "Autre")]),
      ("/retrait/fin", [:]),
    ] { #expect(try await scene.camille.post(sheet + path, fields).status == 404, "\(path)") }
    let again = try await scene.camille.post("/services/import", ["publiccode": SampleSheet.text(name: "Encore")])
    #expect(again.status == 422 && again.text.contains("a été retirée du catalogue"))
    #expect(try await scene.towns.count("SELECT count(*) FROM sheet_version") == 1)
    await scene.close()
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
    #expect(try await camille.get(place(published)).text.firstMatch(of: /\/services\/[0-9a-z]{10}-/) == nil)
    #expect(try await towns.count("SELECT count(*) FROM shared_service") == 0)
    await towns.asking.house.database.close()
  }
}
