import HTTPTypes
import Storage
import Testing

@testable import Catalogue
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Services for a need", .serialized)
struct MatchTests {
  private func made(_ browser: Browser, _ text: String) async throws -> String {
    let made = try await browser.post("/services/import", ["publiccode": text])
    return String((made.fields[.location] ?? "").split(separator: "?").first ?? "")
  }

  private func token(_ sheet: String) -> String { String(sheet.split(separator: "/")[1].prefix(10)) }

  @Test(
    "A service is suggested with its words, proposed by an organisation, confirmed by an instructor, told on both pages",
    arguments: Engine.available)
  func life(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    let instructor = try await towns.instructor()
    let sheet = try await made(camille, SampleSheet.text())
    let need = try await towns.deposit(
      camille, title: "Inscrire les enfants à l’école et à la cantine depuis une seule page",
      today: "Les familles viennent en mairie pour chaque inscription.")
    let place = need + "/services"
    let suggested = try await neighbour.get(place).text
    #expect(suggested.contains("Guichet des écoles") && suggested.contains("<mark>"))
    #expect(try await neighbour.get(need).text.contains("Ressemble à ce besoin"))
    let service = ["service": token(sheet)]
    let proposed = try await neighbour.post(place, service)
    #expect(proposed.fields[.location]?.hasSuffix("?fait=propose") ?? false)
    #expect(try await camille.post(place, service).fields[.location]?.hasSuffix("?fait=deja-propose") ?? false)
    #expect(try await camille.get(need).text.contains("Proposé par Pau"))
    #expect(try await camille.get(sheet).text.contains("Les besoins auxquels il répond"))
    // Only those who proposed it take it back.
    let other = try await camille.post(place + "/retrait", service)
    #expect(other.fields[.location]?.hasSuffix("?fait=rien-a-reprendre") ?? false)
    #expect(try await neighbour.post(place + "/retrait", service).fields[.location]?.hasSuffix("?fait=repris") ?? false)
    #expect(try await !camille.get(need + "?x=1").text.contains("Proposé par Pau"))
    _ = try await neighbour.post(place, service)
    #expect(try await neighbour.post(place + "/instruction", ["decision": "confirmer"]).status == 404)
    let confirmed = try await instructor.post(
      place + "/instruction", service.merging(["decision": "confirmer"]) { $1 })
    #expect(confirmed.fields[.location]?.hasSuffix("?fait=confirme") ?? false)
    #expect(try await camille.get(need + "?x=2").text.contains("Confirmé par un instructeur"))
    #expect(try await neighbour.post(place + "/retrait", service).status == 422)
    // Told to whoever reads files or programs.
    let api = "/api/v1" + Towns.home + "/rapprochements"
    let files = ["/donnees/rapprochements.csv", "/donnees/rapprochements.json", "/donnees/rapprochements.atom"]
    for path in [api] + files.map({ Towns.home + $0 }) {
      let told = try await towns.asking.get(path)
      #expect(told.status == 200 && told.text.contains("Guichet des écoles"), "\(path)")
    }
    let told = try await towns.asking.get(api).text
    #expect(told.contains(towns.pau.token) && told.contains(token(sheet)) && told.contains(/"confirme": ?true/))
    // Set aside, it is suggested no more.
    _ = try await instructor.post(place + "/instruction", service.merging(["decision": "ecarter"]) { $1 })
    let after = try await camille.get(place + "?x=3").text
    #expect(!after.contains("Guichet des écoles"))
    #expect(!(try await towns.asking.get(api + "?limite=5").text.contains("Guichet des écoles")))
    #expect(try await towns.count("SELECT count(*) FROM service_match WHERE ended_event_id IS NULL") == 0)
    // Put back by an instructor, it is what it was: proposed by Pau, and confirmed.
    let put = service.merging(["decision": "remettre"]) { $1 }
    let hers = try await neighbour.get(place + "?x=4").text
    #expect(!after.contains("Services écartés") && !hers.contains("Rétablir"))
    #expect(try await instructor.get(place).text.contains("Rétablir «\u{a0}Guichet des écoles\u{a0}»"))
    #expect(try await neighbour.post(place + "/instruction", put).status == 404)
    #expect(try await instructor.post(place + "/instruction", put).fields[.location]?.hasSuffix("?fait=remis") ?? false)
    #expect(try await camille.get(need + "?x=5").text.contains("Confirmé par un instructeur"))
    #expect(try await towns.asking.get(api + "?limite=6").text.contains(towns.pau.token))
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'match.put-back'") == 1)
    let again = try await instructor.post(place + "/instruction", put)
    #expect(again.fields[.location]?.hasSuffix("?fait=deja-remis") ?? false)
    await towns.asking.house.database.close()
  }

  @Test("What was only suggested and set aside is suggested again once it is put back", arguments: Engine.available)
  func suggestedAgain(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let instructor = try await towns.instructor()
    let service = ["service": token(try await made(camille, SampleSheet.text()))]
    let need = try await towns.deposit(
      camille, title: "Inscrire les enfants à l’école et à la cantine depuis une seule page",
      today: "Les familles viennent en mairie pour chaque inscription.")
    let place = need + "/services"
    _ = try await instructor.post(place + "/instruction", service.merging(["decision": "ecarter"]) { $1 })
    #expect(!(try await camille.get(place + "?q=guichet").text.contains("Guichet des écoles")))
    _ = try await instructor.post(place + "/instruction", service.merging(["decision": "remettre"]) { $1 })
    let after = try await camille.get(place + "?q=guichet&x=1").text
    #expect(after.contains("Ressemble à ce besoin") && !after.contains("Proposé par un instructeur"))
    #expect(try await towns.count("SELECT count(*) FROM service_match WHERE ended_event_id IS NULL") == 0)
    await towns.asking.house.database.close()
  }

  @Test("What cannot be matched is refused, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let need = try await towns.deposit(camille, title: "Un agenda")
    #expect(try await camille.post(need + "/services", [:]).status == 422)
    #expect(try await camille.post(need + "/services", ["service": "zzzzzzzzzz"]).status == 404)
    #expect(try await camille.get(need + "/services?q=rien").status == 200)
    #expect(try await towns.count("SELECT count(*) FROM service_match") == 0)
    await towns.asking.house.database.close()
  }

  @Test("While a title is typed, services that resemble it are shown too", arguments: Engine.available)
  func typing(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let sheet = try await made(camille, SampleSheet.text())
    let draft = try await towns.begin(camille)
    let title = "Inscrire%20un%20enfant%20%C3%A0%20la%20cantine"
    let shown = try await camille.get(draft + "/ressemblances?rubrique=besoin&titre=" + title).text
    #expect(shown.contains(sheet) && shown.contains("Service du catalogue"))
    await towns.asking.house.database.close()
  }
}
