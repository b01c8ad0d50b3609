import HTTPTypes
import Storage
import Testing

@testable import Platform
@testable import Votes

@Suite("Verifications by third parties", .serialized)
struct ThirdPartyVerificationTests {
  private static let page = VoteScene.preparation + "/verifications"

  private func counted(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let early = try await scene.administrator.get(Self.page)
    #expect(early.status == 200 && !early.text.contains("name=\"rapport\""))
    #expect(try await scene.administrator.post(Self.page, ["nom": "Observatoire"]).status == 409)
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    return scene
  }

  @Test("The results name who verified, once it is recorded and until it is removed", arguments: Engine.available)
  func named(engine: Engine) async throws {
    let scene = try await counted(engine)
    let size = try await scene.scene.value("SELECT CAST(sealed AS TEXT) FROM vote")
    let typed = [
      "nom": "Observatoire du vote", "date": "2021-03-01", "rapport": "https://observatoire.example/vote",
      "lignes": size,
    ]
    func results() async throws -> String { try await scene.scene.read(VoteScene.vote + "/resultats") }
    #expect(try await !results().contains("Des tiers l’ont vérifié"))
    #expect(try await scene.administrator.post(Self.page, typed).fields[.location] == Self.page + "?fait=enregistre")
    let named = try await results()
    #expect(named.contains("Observatoire du vote") && named.contains("https://observatoire.example/vote"))
    #expect(named.contains("Recompter soi-même"))
    let removal = ["verification": try await scene.scene.value("SELECT token FROM third_party_verification")]
    #expect(try await scene.administrator.post(Self.page + "/retrait", removal).status == 303)
    #expect(try await scene.administrator.post(Self.page + "/retrait", removal).status == 409)
    #expect(try await !results().contains("Observatoire du vote"))
    let events = try await scene.scene.value(
      "SELECT CAST(count(*) AS TEXT) FROM journal WHERE kind LIKE 'verification.%'")
    #expect(events == "2")
    await scene.close()
  }

  @Test("What is wrong comes back beside its field with what was typed", arguments: [Engine.available[0]])
  func refusals(engine: Engine) async throws {
    let scene = try await counted(engine)
    let size = try await scene.scene.value("SELECT CAST(sealed AS TEXT) FROM vote")
    let right = ["nom": "Une association", "date": "2021-03-01", "rapport": "https://a.example/r", "lignes": size]
    for (field, value, sentence) in [
      ("nom", "", "Dites qui a vérifié."), ("nom", String(repeating: "a", count: 151), "Ce nom est trop long"),
      ("date", "2099-01-01", "Choisissez un jour"), ("date", "", "Choisissez un jour"),
      ("rapport", "javascript:alert(1)", "Donnez l’adresse du rapport"),
      ("rapport", "http://a.example", "Donnez l’adresse du rapport"), ("lignes", "7", "pas de tête signée"),
      ("lignes", "", "pas de tête signée"),
    ] {
      let refused = try await scene.administrator.post(Self.page, right.merging([field: value]) { $1 })
      #expect(refused.status == 422 && refused.text.contains(sentence), "\(field) \(value)")
    }
    #expect(try await scene.scene.value("SELECT CAST(count(*) AS TEXT) FROM third_party_verification") == "0")
    await scene.close()
  }
}
