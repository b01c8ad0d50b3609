import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("Asking for a body that is missing", .serialized)
struct OrganisationRequestTests {
  // SIREN numbers that are public: INSEE, SNCF, La Poste; then the same with a digit changed or exchanged.
  @Test(
    "A SIREN number is known by its key",
    arguments: [
      ("120027016", true), ("552049447", true), ("356000000", true), ("120027017", false), ("552049474", false),
      ("000000000", false), ("12002701", false), ("1200270160", false), ("12002701é", false), ("", false),
    ])
  func key(siren: String, isGood: Bool) { #expect(OrganisationRequest.isSiren(siren) == isGood) }

  @Test(
    "A web address has a scheme and a domain",
    arguments: [
      ("", true), ("https://www.syndicat.fr", true), ("http://syndicat.fr/page?x=1", true), ("www.syndicat.fr", false),
      ("javascript:alert(1)", false), ("https://localhost", false), ("https://a.fr/\u{202E}x", false),
    ])
  func website(text: String, isGood: Bool) { #expect(OrganisationRequest.isWebsite(text) == isGood) }

  private let good = ["nom": "Syndicat des Eaux", "sorte": "syndicate", "siren": "120 027 016", "site": ""]

  @Test("What cannot be is refused beside its field, with what was typed")
  func refusals() async throws {
    let towns = try await Towns.make(.sqlite)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    for (name, value, field) in [
      ("nom", " ", "nom"), ("nom", String(repeating: "n", count: 301), "nom"), ("sorte", "commune", "sorte"),
      ("sorte", "", "sorte"), ("siren", "123456789", "siren"), ("site", "syndicat", "site"),
    ] {
      var fields = good
      fields[name] = value
      let answered = try await camille.post("/organismes/demande", fields)
      #expect(answered.status == 422 && answered.text.contains("id=\"\(field)-erreur\""), "\(name) \(value)")
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "Accepted, it is found and can be acted for; asked twice, it is refused; both answers go by mail",
    arguments: Engine.available)
  func road(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    #expect(try await camille.post("/organismes/demande", good).status == 303)
    #expect(try await camille.post("/organismes/demande", good).text.contains("déjà dans l’annuaire"))
    let instructor = try await towns.instructor()
    let queue = try await instructor.get("/instruction/organismes").text
    let path = try #require(queue.firstMatch(of: /action="([^"]+decision)"/).map { String($0.1) })
    #expect(queue.contains("Syndicat des Eaux"))
    #expect(try await camille.post(path, ["decision": "oui"]).status == 404)
    #expect(try await instructor.post(path, ["decision": "oui"]).status == 303)
    #expect(try await instructor.post(path, ["decision": "non"]).status == 409)
    let found = try await camille.get("/habilitation?q=syndicat%20eaux").text
    #expect(found.contains(">Syndicat des Eaux</a>"))
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let mail = try await towns.asking.newestMail()
    #expect(mail.recipient == "camille@wanadoo.fr" && mail.body.contains("maintenant dans l’annuaire"))
    #expect(try await camille.post("/organismes/demande", good).text.contains("déjà dans l’annuaire"))
    var other = good
    other["siren"] = "552049447"
    #expect(try await camille.post("/organismes/demande", other).status == 303)
    let next = try await instructor.get("/instruction/organismes").text
    let second = try #require(next.firstMatch(of: /action="([^"]+decision)"/).map { String($0.1) })
    #expect(try await instructor.post(second, ["decision": "non"]).status == 303)
    #expect(try await towns.count("SELECT count(*) FROM organisation") == 4)
    await towns.asking.house.database.close()
  }
}
