import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Instruction
@testable import Platform

@Suite("Remedies of a consultation", .serialized)
struct RemediesTests {
  private static let page = "/administration" + Towns.home + "/recours"

  @Test(
    "Administrators set the delay and the legal mention; letters carry them; what was published before keeps its delay",
    arguments: Engine.available)
  func established(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let administrator = try await scene.towns.invited(.administrator, "administration@agence.example")
    #expect(try await administrator.get("/administration" + Towns.home).text.contains("10 jours ouvrés\u{A0}; aucune"))
    #expect(try await administrator.get(Self.page).text.contains("Aucune mention n’est écrite"))
    for days in ["0", "61", "dix", ""] {
      let refused = try await administrator.post(Self.page, ["jours": days, "mention": "Zwqtribunal."])
      #expect(refused.status == 422 && refused.text.contains("de 1 à 60"), "\(days)")
      #expect(refused.text.contains("Zwqtribunal.</textarea>"))
    }
    let long = try await administrator.post(Self.page, ["jours": "5", "mention": String(repeating: "é", count: 2_001)])
    #expect(long.status == 422 && long.text.contains("2 000 caractères"))
    let alone = try await administrator.post(Self.page, ["jours": "5", "mention-anglais": "Court."])
    #expect(alone.status == 422 && alone.text.contains("aussi la mention en français"))

    #expect(try await scene.decide(0, "gardee").status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let mention = ["jours": "5", "mention": "Zwqtribunal.\r\nDeux mois.", "mention-anglais": "Zwqcourt."]
    let done = try await administrator.post(Self.page, mention)
    #expect(done.fields[.location] == "/administration" + Towns.home + "?fait=recours")
    let same = try await administrator.post(Self.page, mention)
    #expect(same.fields[.location] == "/administration" + Towns.home + "?fait=inchange")
    #expect(try await administrator.get("/administration" + Towns.home).text.contains("5 jours ouvrés\u{A0}; mention"))
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await scene.decide(1, "gardee").status == 303)
    #expect(try await scene.publish().status == 303)

    let letters = try await scene.mails("decision/")
    try #require(letters.count == 2)
    #expect(letters[0].contains("jusqu’au 29\u{A0}mars 2021 à 23\u{A0}h\u{A0}59") && !letters[0].contains("Zwq"))
    #expect(letters[1].contains("jusqu’au 22\u{A0}mars 2021") && letters[1].contains("Zwqtribunal.\nDeux mois."))
    #expect(letters[1].contains(Towns.home + "/decisions/") && letters[1].contains(Towns.home + "/suites/"))
    let first = Towns.home + "/decisions/" + (try await scene.decision(0)) + "/reexamen"
    let second = Towns.home + "/decisions/" + (try await scene.decision(1)) + "/reexamen"
    let form = try await scene.camille.get(first).text
    #expect(form.contains("lundi 29\u{A0}mars 2021") && form.contains("Zwqtribunal."))
    #expect(try await scene.camille.get("/en" + first).text.contains("Zwqcourt."))
    scene.towns.asking.time.advance(seconds: 9 * 86_400)
    #expect(try await scene.paul.post(second, ["demande": "Trop tard."]).status == 422)
    #expect(try await scene.camille.post(first, ["demande": "À temps."]).status == 303)
    await scene.close()
  }

  @Test("Two administrators at once: nothing is overwritten that was not seen", arguments: Engine.available)
  func conflict(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    let shown = try await administrator.get(Self.page).text
    let seen = try #require(shown.firstMatch(of: /name="revision" value="([0-9a-f]+)"/)?.1)
    #expect(try await administrator.post(Self.page, ["jours": "7"]).status == 303)
    let late = try await administrator.post(Self.page, ["jours": "8", "revision": String(seen)])
    #expect(late.status == 409 && late.text.contains("entre-temps") && late.text.contains("<dd>7"))
    #expect(try await towns.count("SELECT count(*) FROM remedies") == 1)
    await towns.asking.house.database.close()
  }
}
