import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Proposed groups are taken, in whole or in part, or refused", .serialized)
struct ProposedGroupTests {
  private static let groups = DecisionScene.desk + "/groupes"

  private func send(_ scene: DecisionScene, _ places: [Int], _ act: String) async throws -> Answered {
    let token = try await scene.reader.token()
    let fields =
      places.map { "membre=" + scene.token($0) } + ["geste=" + act, "finesse=15", "page=1", "titre=La cantine"]
    return try await scene.reader.post(Self.groups, raw: (fields + ["_form=" + token]).joined(separator: "&"))
  }

  @Test(
    "What is ticked of a group joins the selection, with its title, and is decided at once", arguments: Engine.available
  )
  func taken(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let page = try await scene.reader.get(Self.groups + "?finesse=15").text
    #expect(page.ranges(of: #"name="membre""#).count == 2 && page.contains("Prendre ce qui est coché…"))
    #expect(page.ranges(of: " checked").count == 2)
    let taken = try await send(scene, [0, 1], "prendre")
    let location = taken.fields[.location] ?? ""
    #expect(location.hasPrefix(DecisionScene.desk + "/selection?fait=groupe"))
    let selection = try await scene.reader.get(location).text
    #expect(selection.contains("2 contributions cochées.") && selection.contains(#"value="La cantine""#))
    #expect(selection.contains(try Regex(#"<details class="deciding" open[^>]*><summary>Regrouper<"#)))
    #expect(selection.contains("Le groupe a rejoint votre sélection\u{a0}: donnez le titre"))
    // What was ticked before is told, but for what is of the group itself.
    #expect(try await send(scene, [1, 2], "prendre").fields[.location]?.contains("avant=1&") == true)
    let more = try await scene.reader.get(try await send(scene, [0, 1], "prendre").fields[.location] ?? "").text
    #expect(more.contains("où une contribution était déjà cochée"))
    // One that is decided is not offered again.
    #expect(try await scene.decide(1, "gardee").status == 303)
    let after = try await scene.reader.get(Self.groups + "?finesse=15").text
    #expect(after.ranges(of: " checked").count == 1 && after.contains("déjà décidée"))
    let one = try await send(scene, [0], "prendre")
    #expect(one.status == 422 && one.text.contains("au moins deux contributions"))
    await scene.close()
  }

  @Test("A pair that was refused is near no more, and what the other feeds is not chosen", arguments: Engine.available)
  func apart(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(1, "regroupee", ["nouvelle": "La cantine"]).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    let chosen = "value=\"\(token)\" selected"
    let near = "contributions/\(scene.token(1))\">Paiement de la cantine"
    let before = try await scene.reader.get(scene.item(0)).text
    #expect(before.contains(chosen) && before.contains(near))
    let listed = try await scene.reader.get(DecisionScene.desk).text.ranges(of: "Ce qui lui ressemble").count
    #expect(try await send(scene, [0, 1], "refuser").status == 303)
    let after = try await scene.reader.get(scene.item(0)).text
    #expect(!after.contains(chosen) && !after.contains(near) && after.contains("value=\"\(token)\""))
    let left = try await scene.reader.get(DecisionScene.desk).text.ranges(of: "Ce qui lui ressemble").count
    #expect(left < listed)
    await scene.close()
  }

  @Test("A group that is refused is not proposed again, in one act that is undone at once", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let refused = try await send(scene, [0, 1, 3], "refuser")
    #expect(refused.fields[.location] == Self.groups + "?finesse=15&page=1&fait=refuse")
    #expect(try await scene.towns.count("SELECT count(*) FROM separation WHERE ended_event_id IS NULL") == 3)
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind = 'group.refused'") == 1)
    #expect(try await scene.reader.get(Self.groups + "?finesse=15&fait=refuse").text.contains("0 groupe proposé"))
    let again = try await send(scene, [1, 0], "refuser")
    #expect(again.status == 409 && again.text.contains("déjà séparées"))
    let list = try await scene.reader.get(DecisionScene.desk + "/separations").text
    #expect(list.contains("groupe refusé le") && list.contains("Payer la cantine en ligne"))
    let event = try await scene.lastAct("group.refused")
    #expect(list.contains("/actes/\(event)"))
    #expect(try await scene.undo(event).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM separation WHERE ended_event_id IS NULL") == 0)
    #expect(try await scene.reader.get(Self.groups + "?finesse=15").text.contains("1 groupe proposé"))
    await scene.close()
  }
}
