import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("The blind sample", .serialized)
struct BlindReadingTests {
  private static let page = DecisionScene.desk + "/double-lecture"

  /// A contribution of Dax that is drawn; its token.
  private func draw(_ scene: DecisionScene) async throws -> String {
    var numbers = SeededNumbers(7)
    var token = Token(using: &numbers).text
    while !BlindReading.draws(token) { token = Token(using: &numbers).text }
    let (drawn, consultation, dax) = (token, scene.consultation, scene.towns.dax.id)
    let now = scene.towns.asking.time.clock.now()
    _ = try await scene.towns.asking.house.database.write { db in
      try Contribution.publish(
        ContributionText(title: "Un besoin", today: "Rien ne va."), rubric: .need, token: drawn, in: consultation,
        for: dax, by: Actor(person: nil, organisation: dax, through: .command), at: now, db)
    }
    return token
  }

  @Test(
    "A second instructor says what she would decide without being shown what was; « Pilotage » tells how far they agree",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await draw(scene)
    #expect(try await scene.second.get(Self.page).text.contains("Rien n’est à relire"))
    let decided = try await scene.reader.post(
      DecisionScene.desk + "/contributions/\(token)/decision",
      ["decision": "gardee", "version": "1", "raison": "Zwqraison."])
    #expect(decided.status == 303)
    // Not by whoever decided.
    #expect(try await scene.reader.get(Self.page).text.contains("Rien n’est à relire"))
    let page = try await scene.second.get(Self.page).text
    #expect(page.contains("Rien ne va.") && page.contains("Une contribution reste à relire"))
    #expect(!page.contains("Zwqraison") && !page.contains("checked"))
    let none = try await scene.second.post(Self.page, ["contribution": token])
    #expect(none.status == 422 && none.text.contains("Choisissez ce que vous décideriez"))
    let own = try await scene.reader.post(Self.page, ["contribution": token, "decision": "gardee"])
    #expect(own.status == 409)
    let read = try await scene.second.post(Self.page, ["contribution": token, "decision": "regroupee"])
    #expect(read.status == 303)
    let again = try await scene.second.post(Self.page, ["contribution": token, "decision": "regroupee"])
    #expect(again.status == 409 && again.text.contains("n’est plus à relire"))
    let told = try await scene.reader.get(DecisionScene.desk + "/pilotage").text
    #expect(told.contains("Une contribution a été relue à l’aveugle."))
    #expect(told.contains("Taux d’accord") && told.contains("Kappa de Cohen"))
    // The decision stays what it is.
    #expect(try await scene.value("SELECT kind FROM decision ORDER BY id DESC LIMIT 1") == "kept")
    await scene.close()
  }

  @Test(
    "Whoever approved a decision as its second reader has seen it: she does not read it blind, even once she took it back",
    arguments: Engine.available)
  func approved(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await draw(scene)
    let decided = try await scene.reader.post(
      DecisionScene.desk + "/contributions/\(token)/decision",
      ["decision": "ineligible", "article": "objet", "version": "1", "raison": "Hors du sujet."])
    #expect(decided.status == 303)
    #expect(try await scene.second.get(Self.page).text.contains("Rien ne va."))
    let decision = try await scene.value("SELECT token FROM decision ORDER BY id DESC LIMIT 1")
    let reading = try await scene.second.post(DecisionScene.desk + "/decisions/\(decision)/relecture", [:])
    #expect(reading.status == 303)
    #expect(try await scene.second.get(Self.page).text.contains("Rien n’est à relire"))
    let seen = try await scene.second.post(Self.page, ["contribution": token, "decision": "gardee"])
    #expect(seen.status == 409 && seen.text.contains("n’est plus à relire"))
    #expect(try await scene.undo(try await scene.lastAct("decision.read-again"), by: scene.second).status == 303)
    #expect(try await scene.second.get(Self.page).text.contains("Rien n’est à relire"))
    // Somebody else still may.
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    #expect(try await third.get(Self.page).text.contains("Une contribution reste à relire"))
    let read = try await third.post(Self.page, ["contribution": token, "decision": "gardee"])
    #expect(read.status == 303)
    await scene.close()
  }
}
