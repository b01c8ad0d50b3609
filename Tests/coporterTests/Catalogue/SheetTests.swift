import Foundation
import HTTPTypes
import PublicCode
import Storage
import Testing

@testable import Catalogue
@testable import Directory
@testable import Platform

/// A file that follows the standard, with a person in it.
enum SampleSheet {
  static func text(name: String = "Guichet des écoles", code: String = "https://forge.example/guichet.git") -> String {
    """
    publiccodeYmlVersion: "0.5"
    name: \(name)
    url: \(code)
    releaseDate: "2021-02-28"
    platforms: [web]
    categories: [online-booking, local-government]
    developmentStatus: stable
    softwareType: standalone/web
    description:
      fr:
        shortDescription: Inscrire un enfant à l’école et à la cantine
        longDescription: >
          Les familles inscrivent leurs enfants à l’école, à la cantine et à la garderie depuis une seule page, et la
          mairie répond depuis une autre. Le même dossier sert chaque année ; rien n’est redemandé.
        features: [Inscriptions, Cantine]
    legal:
      license: EUPL-1.2
      mainCopyrightOwner: Ville de Dax
    maintenance:
      type: internal
      contacts:
        - name: Zoé Quidam
          email: zoe.quidam@dax.example
          phone: "+33 5 58 00 00 00"
          affiliation: Ville de Dax
    localisation:
      localisationReady: true
      availableLanguages: [fr]
    """
  }
}

@Suite("Sheets of services", .serialized)
struct SheetTests {
  private static let importing = "/services/import"

  private func place(_ answered: Answered) -> String {
    String((answered.fields[.location] ?? "").split(separator: "?").first ?? "")
  }

  @Test(
    "A file becomes a sheet without its persons; what is given back changes nothing when it is brought again",
    arguments: Engine.available)
  func roundTrip(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let made = try await camille.post(Self.importing, ["publiccode": SampleSheet.text()])
    #expect(made.status == 303 && made.fields[.location]?.hasSuffix("?fait=creee-sans-personne") ?? false)
    let sheet = place(made)
    let page = try await Browser(towns.asking).get(sheet)
    #expect(page.status == 200 && page.text.contains("Inscrire un enfant") && page.text.contains("Code ouvert"))
    #expect(page.text.contains("28/02/2021") && page.text.contains("Réservation en ligne"))
    let file = try await camille.get(sheet + "/publiccode.yml")
    for text in [page.text, file.text] { #expect(!text.contains("Quidam") && !text.contains("dax.example")) }
    #expect(PublicSoftware.read(file.text).problems == [])
    let kept = try await towns.asking.house.database.read { db in
      try db.value("SELECT file FROM sheet_version", as: String.self)
    }
    #expect(file.text.hasSuffix(kept ?? "none"), "after the band of a demonstration, to the byte")
    for text in [file.text, SampleSheet.text()] {
      let again = try await camille.post(Self.importing, ["publiccode": text])
      #expect(again.fields[.location]?.hasSuffix("?fait=inchangee") ?? false)
    }
    let chosen = try await camille.post(Self.importing, [:], file: Array(SampleSheet.text().utf8))
    #expect(chosen.fields[.location]?.hasSuffix("?fait=inchangee") ?? false)
    #expect(try await Browser(towns.asking).get(sheet + "/publiccode.yml").text == file.text)
    #expect(try await towns.count("SELECT count(*) FROM sheet_version") == 1)
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'sheet.made'") == 1)
    await towns.asking.house.database.close()
  }

  @Test("What is no such file is refused with its place, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let laughs = "a: &a [x]\n" + (1...9).map { _ in "b: [*a, *a, *a, *a, *a, *a, *a, *a]\n" }.joined()
    let cases: [(String, String)] = [
      ("", "Choisissez un fichier"), ("  \n", "Choisissez un fichier"), ("a: [b", "n’est pas du YAML"),
      ("- a\n- b", "Ligne 1, colonne 1"), (laughs, "renvois"),
      (SampleSheet.text().replacing("EUPL-1.2", with: "Maison-1.0"), "Ligne 17, colonne 12, «\u{A0}legal/license"),
      (SampleSheet.text().replacing("2021-02-28", with: "2021-02-30"), "Ligne 4, colonne 14"),
      (SampleSheet.text().replacing("local-government", with: "mairie"), "n’est pas une catégorie"),
      (SampleSheet.text().replacing("[fr]", with: "[xx-fr]"), "n’est pas le code d’une langue"),
      (SampleSheet.text(code: "forge"), "adresse complète"),
      (SampleSheet.text().replacing("platforms: [web]", with: "platforms: {a: b}"), "un texte est attendu"),
      (SampleSheet.text() + "\nx: " + String(repeating: "a", count: 131_072), "128"),
    ]
    for (text, sentence) in cases {
      let answered = try await camille.post(Self.importing, ["publiccode": text])
      #expect(answered.status == 422 && answered.text.contains(sentence), "\(sentence)")
      if !text.contains("aaaa"), text.count > 10 { #expect(answered.text.contains("</textarea>")) }
    }
    let large = try await camille.post(Self.importing, [:], file: Array(repeating: 97, count: 400_000))
    #expect(large.status == 413 && large.text.contains("trop volumineux"))
    #expect(try await towns.count("SELECT count(*) FROM sheet") == 0)
    let token = try await camille.token()
    let program = try await camille.post(Self.importing, json: "{\"publiccode\":\"a: [b\"}", token: token)
    #expect(program.status == 422 && program.text.contains("publiccode") && program.text.contains("YAML"))
    await towns.asking.house.database.close()
  }

  @Test("Those who maintain a sheet change it; for others it is not theirs", arguments: Engine.available)
  func maintained(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    let sheet = place(try await camille.post(Self.importing, ["publiccode": SampleSheet.text()]))
    for code in ["https://forge.example/guichet.git", "https://FORGE.example/guichet/", "git://forge.example/guichet"] {
      let other = try await neighbour.post(Self.importing, ["publiccode": SampleSheet.text(code: code)])
      #expect(other.status == 422 && other.text.contains("un autre organisme la tient") && other.text.contains(sheet))
    }
    #expect(try await neighbour.get(sheet + "/modification").status == 404)
    let stolen = SampleSheet.text(name: "Volé")
    #expect(try await neighbour.post(sheet + "/modification", ["publiccode": stolen]).status == 404)
    #expect(try await neighbour.get(sheet).text.contains("/modification") == false)
    #expect(try await camille.get(sheet).text.contains("/modification"))
    #expect(try await camille.get(sheet + "/modification").text.contains("Ville de Dax"))
    let renamed = try await camille.post(
      sheet + "/modification", ["publiccode": SampleSheet.text(name: "Guichet des familles")])
    #expect(renamed.status == 303 && place(renamed).hasSuffix("guichet-des-familles"))
    let page = try await Browser(towns.asking).get(place(renamed)).text
    #expect(page.contains("Guichet des familles") && page.contains("Version 1") && page.contains("Version 2"))
    let before = try await Browser(towns.asking).get(place(renamed) + "/versions/1").text
    #expect(before.contains("Guichet des écoles") && !before.contains("Guichet des familles"))
    #expect(try await Browser(towns.asking).get(place(renamed) + "/versions/3").status == 404)
    // Its old address leads to the new one.
    #expect(try await Browser(towns.asking).get(sheet).fields[.location] == place(renamed))
    // Another sheet's code cannot be taken.
    let own = place(
      try await neighbour.post(
        Self.importing, ["publiccode": SampleSheet.text(name: "Agenda", code: "https://forge.example/agenda")]))
    let taken = try await neighbour.post(own + "/modification", ["publiccode": SampleSheet.text(name: "Agenda")])
    #expect(taken.status == 422 && taken.text.contains("celle d’une autre fiche"))
    #expect(try await towns.count("SELECT count(*) FROM sheet_version") == 3)
    await towns.asking.house.database.close()
  }

  @Test("The list is searched, filtered and ordered by its address", arguments: Engine.available)
  func list(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    _ = try await camille.post(Self.importing, ["publiccode": SampleSheet.text()])
    let closed = SampleSheet.text(name: "Éditeur", code: "https://forge.example/autre")
      .replacing("EUPL-1.2", with: "LicenseRef-Maison").replacing("online-booking", with: "payroll")
      .replacing("Inscrire un enfant à l’école et à la cantine", with: "Éditer la paie des agents")
    let paie = place(try await camille.post(Self.importing, ["publiccode": closed]))
    let reader = Browser(towns.asking)
    #expect(try await !reader.get(paie).text.contains("Code ouvert</span>"))
    let all = try await reader.get("/services").text
    #expect(all.contains("2 services") && all.contains("Guichet des écoles") && all.contains("Éditeur"))
    for query in ["q=inscrire", "licence=ouverte", "licence=EUPL-1.2", "categorie=online-booking"] {
      let text = try await reader.get("/services?" + query).text
      #expect(text.contains(">Guichet des écoles</a>") && !text.contains(">Éditeur</a>"), "\(query)")
    }
    let none = try await reader.get("/services?utilise=commune").text
    #expect(none.contains("Aucun service ne correspond"))
    _ = try await camille.post(paie + "/declaration", ["sorte": "utilise"])
    #expect(try await reader.get("/services?utilise=commune").text.contains(">Éditeur</a>"))
    #expect(try await reader.get("/services?utilise=region").text.contains("Aucun service ne correspond"))
    let used = try await reader.get("/services?tri=utilises").text
    let first = try #require(used.firstRange(of: ">Éditeur</a>"))
    let second = try #require(used.firstRange(of: ">Guichet des écoles</a>"))
    #expect(first.lowerBound < second.lowerBound && used.contains("1 organisme l’utilise"))
    #expect(try await reader.get("/en/services").text.contains("1 organisation uses it"))
    await towns.asking.house.database.close()
  }
}
