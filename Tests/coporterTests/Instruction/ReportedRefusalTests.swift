import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("A depositor reports a refusal", .serialized)
struct ReportedRefusalTests {
  @Test(
    "Whoever acts for a depositor says once, for all to read, that the addressee refused", arguments: Engine.available)
  func reported(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    #expect(try await scene.decide(2, "reorientee", ["guichet": addressee]).status == 303)
    let path = Towns.home + "/decisions/" + (try await scene.decision(2)) + "/refus"
    let said = ["refus": "Il a dit non zwq."]
    // Not before it is published, nor by anybody else.
    #expect(try await scene.paul.post(path, said).status == 404)
    scene.openInstruction()
    let decision = DecisionScene.desk + "/decisions/" + (try await scene.decision(2))
    #expect(try await scene.second.post(decision + "/relecture", [:]).status == 303)
    #expect(try await scene.reader.post(decision + "/publication", [:]).status == 303)
    for browser in [scene.camille, scene.reader] { #expect(try await browser.post(path, said).status == 404) }
    let offer = "Ce guichet a refusé"
    #expect(try await scene.paul.get(scene.paths[2]).text.contains(offer))
    #expect(!(try await scene.camille.get(scene.paths[2]).text.contains(offer)))
    #expect(!(try await scene.read(scene.paths[2]).contains(offer)))

    let empty = try await scene.paul.post(path, ["refus": " "])
    #expect(empty.status == 422 && empty.text.contains("Dites ce que le guichet a répondu"))
    let long = try await scene.paul.post(path, ["refus": String(repeating: "é", count: 501)])
    #expect(long.status == 422 && long.text.contains("500 caractères") && long.text.contains("ééé</textarea>"))
    #expect(try await scene.towns.count("SELECT count(*) FROM reported_refusal") == 0)

    let answer = try await scene.paul.post(path, said)
    #expect(answer.fields[.location] == scene.paths[2] + "?fait=refus-signale")
    let mine = try await scene.paul.get(scene.paths[2] + "?fait=refus-signale").text
    #expect(mine.contains("Le refus du guichet est signalé") && !mine.contains(offer))
    let page = try await scene.read(scene.paths[2])
    #expect(page.contains("Pau signale que le guichet a refusé") && page.contains("Il a dit non zwq."))
    #expect(try await scene.reader.get(scene.item(2)).text.contains("Il a dit non zwq."))
    let again = try await scene.paul.post(path, ["refus": "Encore."])
    #expect(again.status == 409 && again.text.contains("déjà signalé") && again.text.contains("Encore."))

    // It holds up no undoing, and is then shown no more.
    #expect(try await scene.undo(try await scene.lastAct("contribution.decided")).status == 303)
    #expect(!(try await scene.read(scene.paths[2]).contains("zwq")))
    let late = try await scene.paul.post(path, said)
    #expect(late.status == 409 && late.text.contains("annulée entre-temps"))
    #expect(late.text.contains("Il a dit non zwq."))
    #expect(try await scene.towns.count("SELECT count(*) FROM reported_refusal") == 1)
    await scene.close()
  }
}
