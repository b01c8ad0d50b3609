import HTTPTypes
import Localization
import Storage
import Testing

@testable import Catalogue
@testable import Directory
@testable import Platform

@Suite("What organisations say of a service", .serialized)
struct DeclarationTests {
  private func sheet(_ browser: Browser) async throws -> String {
    let made = try await browser.post("/services/import", ["publiccode": SampleSheet.text()])
    return String((made.fields[.location] ?? "").split(separator: "?").first ?? "")
  }

  @Test("An organisation says that it uses a service, says it otherwise, and ends it", arguments: Engine.available)
  func life(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let sheet = try await sheet(camille)
    // Signed in: a page for all is drawn once a second.
    let reader = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    #expect(try await reader.get(sheet).text.contains("Aucun organisme ne l’a encore dit"))
    let fields = ["sorte": "utilise", "depuis": "05/2019", "version": "2.1", "contact": "secrétariat de mairie"]
    let said = try await camille.post(sheet + "/declaration", fields)
    #expect(said.status == 303 && said.fields[.location]?.hasSuffix("?fait=declaree") ?? false)
    let shown = try await reader.get(sheet).text
    for word in [">Dax</a>", "depuis 05/2019", "version 2.1", "secrétariat de mairie"] {
      #expect(shown.contains(word), "\(word)")
    }
    let again = try await camille.post(sheet + "/declaration", fields)
    #expect(again.fields[.location]?.hasSuffix("?fait=deja-declaree") ?? false)
    #expect(try await camille.get(sheet + "/declaration").text.contains("2019-05"))
    _ = try await camille.post(sheet + "/declaration", ["sorte": "utilise", "version": "3.0"])
    _ = try await camille.post(sheet + "/declaration", ["sorte": "heberge"])
    let changed = try await reader.get(sheet).text
    #expect(changed.contains("version 3.0") && !changed.contains("version 2.1"))
    #expect(changed.contains("l’héberge pour d’autres"))
    #expect(try await towns.count("SELECT users FROM sheet") == 1)
    let ended = try await camille.post(sheet + "/declaration/fin", ["sorte": "utilise"])
    #expect(ended.fields[.location]?.hasSuffix("?fait=declaration-finie") ?? false)
    let twice = try await camille.post(sheet + "/declaration/fin", ["sorte": "utilise"])
    #expect(twice.fields[.location]?.hasSuffix("?fait=rien-a-finir") ?? false)
    #expect(try await camille.post(sheet + "/declaration/fin", [:]).status == 422)
    let after = try await reader.get(sheet).text
    #expect(!after.contains("version 3.0") && after.contains("l’héberge pour d’autres"))
    #expect(try await towns.count("SELECT users FROM sheet") == 0)
    #expect(try await towns.count("SELECT count(*) FROM declaration") == 3, "what was said is kept")
    await towns.asking.house.database.close()
  }

  @Test("What cannot be said is refused beside its field, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let sheet = try await sheet(camille)
    let cases: [([String: String], String)] = [
      ([:], "Dites si vous"), (["sorte": "vend"], "Dites si vous"),
      (["sorte": "utilise", "depuis": "hier"], "Une année, un mois ou un jour"),
      (["sorte": "utilise", "depuis": "2099"], "pas encore venue"),
      (["sorte": "utilise", "contact": "zoe@dax.example"], "Ni nom, ni adresse"),
      (["sorte": "utilise", "version": String(repeating: "1", count: 61)], "60 caractères"),
    ]
    for (fields, sentence) in cases {
      let answered = try await camille.post(sheet + "/declaration", fields)
      #expect(answered.status == 422 && answered.text.contains(sentence), "\(fields)")
    }
    #expect(try await towns.count("SELECT count(*) FROM declaration") == 0)
    #expect(try await camille.post("/services/zzzzzzzzzz/declaration", ["sorte": "utilise"]).status == 404)
    await towns.asking.house.database.close()
  }

  @Test("A commune sees first those that resemble it: its kind, its size, its department", arguments: Engine.available)
  func likeness(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let sheet = try await sheet(camille)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET population = 900, department = '40' WHERE id = \(towns.dax.id)")
      guard let found = try Sheet.with(token: String(sheet.split(separator: "/")[1].prefix(10)), db) else { return }
      let others: [(String, String, Int?, String)] = [
        ("commune", "Semblable", 800, "40"), ("commune", "Ailleurs", 700, "64"), ("commune", "Grande", 90_000, "40"),
        ("association", "Ligue", nil, "40"),
      ]
      for (place, other) in others.enumerated() {
        let id = try Towns.add(other.0, other.1, "dddddddd0\(place)", db)
        try db.execute("UPDATE organisation SET population = \(other.2), department = \(other.3) WHERE id = \(id)")
        try found.declare(
          .init(kind: .uses), for: id, by: .command, at: towns.asking.time.clock.now().adding(seconds: Int64(place)),
          db)
      }
    }
    func order(_ text: String) -> [String] {
      text.matches(of: />(Semblable|Ailleurs|Grande|Ligue)(?: \([^<]*\))?<\/a><\/h3>/).map { String($0.1) }
    }
    #expect(order(try await camille.get(sheet).text) == ["Semblable", "Ailleurs", "Grande", "Ligue"])
    #expect(try await camille.get(sheet).text.contains("D’abord ceux qui ressemblent à Dax"))
    #expect(order(try await Browser(towns.asking).get(sheet).text) == ["Ligue", "Grande", "Ailleurs", "Semblable"])
    await towns.asking.house.database.close()
  }
}
