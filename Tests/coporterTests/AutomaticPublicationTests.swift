import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

/// « Le publier dès que mon habilitation est confirmée »: what leaves by itself, for whom, and what is told when not.
@Suite("Publishing as soon as one is confirmed", .serialized)
struct AutomaticPublicationTests {
  private struct Scene {
    var towns: Towns
    var camille: Browser

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.person("camille@wanadoo.fr", "Camille")
      let draft = try await towns.begin(camille)
      let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "relire"]
      _ = try await camille.post(draft, fields)
      let preview = try await camille.get(draft + "/apercu").text
      #expect(preview.contains("Il faut que la confirmation arrive avant la fin du dépôt"))
      #expect(
        try await camille.post(draft + "/publication", ["des-que": "1"]).fields[.location]
          == "/habilitation?fait=attente")
      return Scene(towns: towns, camille: camille)
    }

    func published() async throws -> Int { try await towns.count("SELECT count(*) FROM contribution") }
    func told() async throws -> [String] {
      try await towns.mails(about: "draft/").filter { $0.recipient == "camille@wanadoo.fr" }.map(\.body)
    }
  }

  @Test("Confirmed after the closing, the text stays a draft, and its author is told", arguments: Engine.available)
  func late(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let request = try await scene.towns.ask(scene.camille, scene.towns.dax)
    scene.towns.asking.time.advance(seconds: 2 * 86_400)
    #expect(try await scene.towns.decide(try await scene.towns.instructor(), request, "oui") == 303)
    #expect(try await scene.published() == 0)
    #expect(try await scene.towns.count("SELECT count(*) FROM draft") == 1)
    let told = try await scene.told()
    #expect(told.count == 1 && told.allSatisfy { $0.contains("Un agenda") })
    #expect(told.first?.contains("Il n’est plus possible de") == true)
    await scene.towns.asking.house.database.close()
  }

  @Test(
    "Asked for two organisations, the text leaves under neither’s name by itself until one alone is left",
    arguments: Engine.available)
  func ambiguous(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let towns = scene.towns
    let forDax = try await towns.ask(scene.camille, towns.dax)
    let forGuild = try await towns.ask(scene.camille, towns.guild)
    let instructor = try await towns.instructor()
    #expect(try await towns.decide(instructor, forGuild, "oui") == 303)
    #expect(try await scene.published() == 0)
    #expect(try await scene.told().first?.contains("plusieurs organismes") == true)
    #expect(try await towns.decide(instructor, forDax, "oui") == 303)
    #expect(try await towns.count("SELECT count(*) FROM contribution WHERE organisation_id = \(towns.dax.id)") == 1)
    await towns.asking.house.database.close()
  }

  @Test("A code that was asked for elsewhere and has expired holds nothing back")
  func expiredCode() async throws {
    let scene = try await Scene.make(.sqlite)
    let towns = scene.towns
    _ = try await towns.askForCode(scene.camille, towns.pau)
    towns.asking.time.advance(seconds: 7200)
    let request = try await towns.ask(scene.camille, towns.dax)
    #expect(try await towns.decide(try await towns.instructor(), request, "oui") == 303)
    #expect(try await scene.published() == 1)
    await towns.asking.house.database.close()
  }
}
