import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
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

  @Test(
    "A group of more than is shown is taken whole, in a form of few fields; once nothing is left of it, it comes last",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (consultation, pau, now) = (scene.consultation, scene.towns.pau.id, scene.towns.asking.time.clock.now())
    let size = ProposedGroup.shown + 5
    try await scene.towns.asking.house.database.write { db in
      var numbers = SeededNumbers(11)
      for page in 1...size {
        try Contribution.publish(
          ContributionText(title: "Réserver le gymnase", today: "Un cahier sert d’agenda, page \(page)."),
          rubric: .need, token: Token(using: &numbers).text, in: consultation, for: pau,
          by: Actor(person: nil, organisation: pau, through: .command), at: now, db)
      }
    }
    let list = Self.groups + "?finesse=15"
    func order() async throws -> (gymnasium: String.Index, canteen: String.Index, page: String) {
      let page = try await scene.reader.get(list).text
      let (gymnasium, canteen) = (page.firstRange(of: "Réserver le gymnase"), page.firstRange(of: "Payer la cantine"))
      return (try #require(gymnasium).lowerBound, try #require(canteen).lowerBound, page)
    }
    let before = try await order()
    #expect(before.gymnasium < before.canteen && !before.page.contains("Plus rien à prendre"))
    // Each leads to where it is decided.
    #expect(before.page.contains("href=\"\(scene.item(0))\""))
    #expect(before.page.contains("5 autres ne sont pas montrées"))
    #expect(before.page.contains("Prendre les \(size) contributions restantes du groupe…"))
    let central = try #require(before.page.firstMatch(of: /name="groupe" value="([^"]+)"/)?.1)
    let seen = try #require(before.page.firstMatch(of: /name="vu" value="([^"]+)"/)?.1)
    let fields = [
      "geste": "tout", "finesse": "15", "page": "1", "titre": "Le gymnase", "groupe": String(central),
      "vu": String(seen),
    ]
    let taken = try await scene.reader.post(Self.groups, fields)
    #expect(taken.fields[.location]?.contains("fait=groupe&avant=0&") == true)
    #expect(try await scene.towns.count("SELECT count(*) FROM desk_selection") == size)

    let decision = DecisionScene.desk + "/selection/decision"
    let chosen = ["decision": "regroupee", "nouvelle": "Le gymnase", "raison": "C’est le même besoin."]
    let summary = try await scene.reader.post(decision, chosen).text
    let told = try #require(summary.firstMatch(of: /name="vu" value="([^"]+)"/)?.1)
    #expect(try await scene.reader.post(decision, chosen.merging(["vu": String(told)]) { $1 }).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision") == size)
    let after = try await order()
    #expect(after.canteen < after.gymnasium && after.page.contains("Plus rien à prendre"))
    let stale = try await scene.reader.post(Self.groups, fields)
    #expect(stale.status == 409 && stale.text.contains("a changé entre-temps"))
    #expect(try await scene.towns.count("SELECT count(*) FROM desk_selection") == 0)
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
    let queue = try await scene.reader.get(DecisionScene.desk).text
    let listed = queue.ranges(of: "Ce qui lui ressemble").count
    // What resembles leads to where it is decided, as the line itself does.
    #expect(queue.ranges(of: "href=\"\(scene.item(1))\"").count > 1)
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
