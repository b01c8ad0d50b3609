import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import coporter

@Suite("What outlives a session or a restart")
struct OutlivedTests {
  @Test("Closed from another browser, a session opens nothing: no page, no form, no link", arguments: Engine.available)
  func elsewhere(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let here = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    let elsewhere = Browser(towns.asking)
    try await elsewhere.enter("agent@wanadoo.fr", as: nil)
    let usedLink = try await towns.asking.newestMail().link
    let oldToken = try await elsewhere.token(at: "/compte")
    let pages = towns.asking.house.routes.routes.filter { $0.method == .get && $0.access != .anyone }
    let account = try await here.get("/compte")
    let sessions = account.text.matches(of: /name="session" value="([0-9]+)"/).map { String($0.1) }
    let newest = try #require(sessions.compactMap { Int64($0) }.max())
    #expect(try await here.post("/compte/sessions/fermeture", ["session": String(newest)]).status == 303)

    for route in pages {
      let path = route.pattern.replacing("{consultation}", with: "essai").replacing("{rubrique}", with: "besoin")
        .replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz")
      let shown = try await elsewhere.get(path)
      let isRefused = shown.fields[.location]?.hasPrefix("/connexion?retour=") == true || shown.status == 404
      #expect(isRefused && !shown.text.contains("agent@wanadoo.fr"), "\(path): \(shown.status)")
    }
    let kept = try await elsewhere.post("/organisme-choisi", ["organisme": "\(towns.dax.id)"], token: oldToken)
    #expect(kept.fields[.location]?.hasPrefix("/connexion?retour=") == true)
    #expect(try await elsewhere.get(usedLink).status == 422)
    #expect(try await here.get("/compte").status == 200)
    await towns.asking.house.database.close()
  }

  @Test("While one is signed in no page is kept by a cache, public ones included")
  func noStore() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    for path in [
      "/", "/aide", "/organismes", "/consultations/essai", "/compte", "/habilitation", "/mes-depots", "/rien",
    ] {
      let page = try await agent.get(path)
      guard page.status != 303 else { continue }
      #expect(page.fields[.cacheControl] == "no-store", "\(path)")
      #expect(page.fields[.eTag] == nil, "\(path)")
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "Five wrong codes end all that are open, also when the server was restarted between them",
    arguments: Engine.available)
  func restart(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    var codes: [String] = []
    for _ in 0..<3 {
      try await browser.askForCode("mairie@commune.example")
      codes.append(try await asking.newestMail().code)
      asking.time.advance(seconds: 1)
    }
    let wrong = try #require((0...3).map { "00000\($0)" }.first { !codes.contains($0) })
    for _ in 0..<3 { #expect(try await browser.post("/connexion/code", ["code": wrong]).status == 422) }
    let after = Browser(try await asking.restarted())
    after.cookies = browser.cookies
    for _ in 0..<2 { #expect(try await after.post("/connexion/code", ["code": wrong]).status == 422) }
    for code in codes {
      let refused = try await after.post("/connexion/code", ["code": code])
      #expect(refused.status == 422 && refused.text.contains("Trop d’essais"))
    }
    await asking.house.database.close()
  }
}
