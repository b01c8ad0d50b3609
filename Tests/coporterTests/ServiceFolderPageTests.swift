import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Several services at once, in a page", .serialized)
struct ServiceFolderPageTests {
  private static let page = Towns.home + "/deposer/services"
  private static let whole = """
    name: Guichet
    url: https://forge.example/guichet
    usedBy: [Dax, Pau]
    description: {fr: {shortDescription: Un guichet, longDescription: Il sert.}}
    legal: {license: EUPL-1.2, repoOwner: La ville}
    """
  private static let partial = "name: Agenda\nurl: https://forge.example/agenda\n"

  /// As a browser without script sends files that were chosen together.
  private func send(_ files: [(String, String)], by browser: Browser, to path: String = page) async throws -> Answered {
    var body = "--limite\r\nContent-Disposition: form-data; name=\"_form\"\r\n\r\n\(try await browser.token())\r\n"
    for (name, text) in files {
      body += "--limite\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"\(name)\"\r\n"
      body += "Content-Type: application/yaml\r\n\r\n\(text)\r\n"
    }
    return try await browser.post(
      path, bytes: Array((body + "--limite--\r\n").utf8), type: "multipart/form-data; boundary=limite")
  }

  @Test(
    "Each file gives a draft, or says its line and column; sent again it changes nothing", arguments: Engine.available)
  func table(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    #expect(try await camille.get(Self.page).text.contains("multiple"))
    let files = [
      ("dossier/publiccode.yml", Self.whole), ("publiccode.yml", Self.partial), ("<b>.yml", "a: [b"),
      ("sans.yml", "name: Sans adresse"),
    ]
    let first = try await send(files, by: camille)
    #expect(first.status == 200)
    let text = first.text
    #expect(text.contains("2 brouillons créés") && text.contains(">Agenda</a>"))
    #expect(text.contains("Ligne ") && text.contains("&lt;b&gt;.yml") && text.contains("(url) manque"))
    #expect(text.ranges(of: ">créé<").count == 2 && text.ranges(of: ">refusé<").count == 2)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 2)
    let again = try await send(files, by: camille)
    #expect(again.text.contains("0 brouillon") && again.text.ranges(of: ">déjà là<").count == 2)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 2)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 0, "its agents read and publish")
    let draft = try #require(text.firstMatch(of: /href="([^"]+)">Guichet/)).1
    #expect(try await camille.get(String(draft)).status == 200)
    await towns.asking.house.database.close()
  }

  @Test("No file, or too many, does nothing; the consultation decides who and when", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let none = try await send([("", "")], by: camille)
    #expect(none.status == 422 && none.text.contains("au moins un fichier"))
    #expect(try await camille.post(Self.page, [:]).status == 422)
    let one = ("publiccode.yml", Self.partial)
    let many = try await send(Array(repeating: one, count: ServiceFolder.mostSent + 1), by: camille)
    #expect(many.status == 422 && many.text.contains("Rien n’a été fait"))
    let large = try await send([("grand.yml", String(repeating: "a", count: 140_000))], by: camille)
    #expect(large.status == 200 && large.text.contains("128 ko au plus"))
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    #expect(try await camille.get(Towns.home.replacing("essai", with: "autre") + "/deposer/services").status == 404)
    towns.asking.time.advance(seconds: 2 * 86_400)
    #expect(try await !camille.get(Self.page).text.contains("name=\"fichiers\""))
    #expect(try await send([one], by: camille).status == 422)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    await towns.asking.house.database.close()
  }

  @Test("An operator finds the page in its deposits; a commune does not have that line", arguments: [true, false])
  func offered(isOperator: Bool) async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    if isOperator {
      _ = try await towns.asking.house.database.write { db in
        try db.execute("UPDATE organisation SET kind = 'operator' WHERE id = \(towns.guild.id)")
      }
    }
    let member = try await towns.agent("guilde@wanadoo.fr", for: isOperator ? towns.guild : towns.dax)
    #expect(try await member.get(Towns.home + "/brouillons").text.contains("id=\"services\"") == isOperator)
    await towns.asking.house.database.close()
  }
}
