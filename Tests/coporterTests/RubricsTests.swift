import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Platform

@Suite("The words of rubrics")
struct RubricsTests {
  private static let page = "/administration" + Towns.home + "/rubriques"
  private static let typed = [
    "besoin-titre": "Dire ce qui manque à l’école", "besoin-titre-anglais": "Say what schools lack",
    "besoin-phrase": "Zwqphrase <b>", "service-titre": "",
  ]

  @Test(
    "Administrators write them: the home page, the form and the API invite so; what is empty stays as usual",
    arguments: Engine.available)
  func worded(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    #expect(try await administrator.get("/administration" + Towns.home).text.contains("Les mots habituels"))
    let refusals: [(String, String, String)] = [
      ("besoin-titre", String(repeating: "é", count: 81), "80 caractères"),
      ("service-phrase", String(repeating: "é", count: 301), "300 caractères"),
      ("service-titre-anglais", "Share", "aussi ces mots en français"),
    ]
    for (field, text, sentence) in refusals {
      let refused = try await administrator.post(Self.page, [field: text])
      #expect(refused.status == 422 && refused.text.contains(sentence), "\(field)")
      #expect(refused.text.contains(text), "what was typed is still there")
    }
    let done = try await administrator.post(Self.page, Self.typed)
    #expect(done.fields[.location] == "/administration" + Towns.home + "?fait=rubriques")
    let same = try await administrator.post(Self.page, Self.typed)
    #expect(same.fields[.location] == "/administration" + Towns.home + "?fait=inchange")
    #expect(try await administrator.get("/administration" + Towns.home).text.contains("Des mots propres"))

    let anyone = Browser(towns.asking)
    let home = try await anyone.get("/").text
    #expect(home.contains("Dire ce qui manque à l’école") && home.contains("Zwqphrase &lt;b&gt;"))
    #expect(home.contains("Partager un service") && !home.contains("Exprimer un besoin"))
    #expect(try await anyone.get("/en/").text.contains("Say what schools lack"))
    let api = try await towns.asking.get("/api/v1" + Towns.home).text
    #expect(api.contains(#""titre":"Dire ce qui manque à l’école""#) && api.contains(#""phrase":"Zwqphrase <b>""#))
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let moved = try await camille.get(Towns.home + "/deposer/besoin")
    let form = moved.status == 303 ? try await camille.get(moved.fields[.location] ?? "") : moved
    #expect(form.text.contains("<h1>Dire ce qui manque à l’école</h1>") && form.text.contains("Zwqphrase &lt;b&gt;"))
    await towns.asking.house.database.close()
  }

  @Test("Two administrators at once: nothing is overwritten that was not seen", arguments: Engine.available)
  func conflict(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    let shown = try await administrator.get(Self.page).text
    let seen = try #require(shown.firstMatch(of: /name="revision" value="([0-9a-f]+)"/)?.1)
    #expect(try await administrator.post(Self.page, ["service-titre": "Un"]).status == 303)
    let late = try await administrator.post(Self.page, ["service-titre": "Deux", "revision": String(seen)])
    #expect(late.status == 409 && late.text.contains("entre-temps") && late.text.contains("<dd>Un"))
    #expect(try await towns.count("SELECT count(*) FROM rubric_invitation") == 1)
    await towns.asking.house.database.close()
  }
}
