import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Undoing", .serialized)
struct ActTests {
  @Test(
    "An act falls with those that stand on it, once whoever asks has seen them; all is then as before",
    arguments: Engine.available)
  func undone(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let before = try await scene.publicTexts().map(\.text)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer la cantine"]).status == 303)
    let first = try await scene.lastAct("contribution.decided")
    let proposition = try await scene.value("SELECT token FROM proposition")
    #expect(try await scene.decide(1, "regroupee", ["proposition": proposition]).status == 303)
    let second = try await scene.lastAct("contribution.decided")
    let edit = DecisionScene.desk + "/propositions/" + proposition
    let read = try #require(try await scene.reader.get(edit).text.firstMatch(of: /name="lu" value="([^"]+)"/)?.1)
    let fields = ["titre": "Payer toute la cantine", "texte": "Tout.", "genre": "develop", "lu": String(read)]
    #expect(try await scene.reader.post(edit, fields).status == 303)

    // The decision that made the proposition is needed by the other, and by the new wording.
    let page = try await scene.reader.get(DecisionScene.desk + "/actes/\(first)").text
    #expect(page.contains("2 autres actes en dépendent"))
    #expect(page.matches(of: /name="vu"/).count == 1)
    for seen in [["vu": SeenRows([second]).text], ["vu": ""], [:]] {
      let unseen = try await scene.reader.post(DecisionScene.desk + "/actes/\(first)", seen)
      #expect(unseen.status == 422 && unseen.text.contains("relisez leur liste"))
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM decision WHERE ended_event_id IS NULL") == 2)
    #expect(try await scene.undo(first).fields[.location] == scene.item(0) + "?fait=annule")
    for table in ["decision", "proposition", "wording"] as [StaticString] {
      let live = try await scene.towns.count(
        "SELECT count(*) FROM \(SQL(stringLiteral: table)) WHERE ended_event_id IS NULL")
      #expect(live == 0, Comment(rawValue: table.description))
    }
    #expect(try await scene.publicTexts().map(\.text) == before)
    let twice = try await scene.reader.post(DecisionScene.desk + "/actes/\(first)", [:])
    #expect(twice.status == 409 && twice.text.contains("C’est déjà annulé"))
    #expect(try await scene.reader.get(DecisionScene.desk + "/actes").text.contains("Rien n’a encore été fait"))
    await scene.close()
  }

  @Test("A published decision that is undone sends a correction, once to each", arguments: Engine.available)
  func published(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    scene.openInstruction()
    let before = try await scene.publicTexts().map(\.text)
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.publish().status == 303)
    let published = try await scene.publicTexts().map(\.text)
    #expect(published != before)
    let event = try await scene.lastAct("contribution.decided")
    #expect(
      try await scene.reader.get(DecisionScene.desk + "/actes/\(event)").text.contains(
        "seront prévenus de son annulation"))
    #expect(try await scene.undo(event).status == 303)
    // All that anybody may read is as it was before.
    for (text, before) in zip(try await scene.publicTexts(), before) {
      #expect(text.text == before, Comment(rawValue: text.path))
    }
    let letters = try await scene.mails("decision/")
    #expect(letters.count == 2)
    #expect(letters.last?.contains("est de nouveau à l’étude") == true)
    #expect(!(try await scene.read(scene.paths[0]).contains("devenue")))
    #expect(try await scene.decide(0, "gardee", reason: "Autrement.").status == 303)
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.mails("decision/").count == 3)
    await scene.close()
  }

  @Test(
    "Decisions leave by themselves at the hour that was set, those that are ready alone", arguments: Engine.available)
  func ordered(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let path = DecisionScene.desk + "/publication/programmation"
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(1, "ineligible", ["article": "objet"]).status == 303)
    for hour in ["", "2021-03-15T17:00", "2099-01-01T10:00"] {
      let answer = try await scene.reader.post(path, ["quand": hour])
      #expect(answer.status == 422 && answer.text.contains("une heure à venir"), Comment(rawValue: hour))
    }
    #expect(try await scene.reader.post(path, ["quand": "2021-03-15T21:00"]).status == 303)
    let again = try await scene.reader.post(path, ["quand": "2021-03-15T22:00"])
    #expect(again.status == 409 && again.text.contains("déjà programmée"))
    try await scene.towns.runJob("decisions.publication")
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 0)
    scene.towns.asking.time.advance(seconds: 4 * 3600)
    try await scene.towns.runJob("decisions.publication")
    try await scene.towns.runJob("decisions.publication")
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 1)
    #expect(try await scene.mails("decision/").count == 1)
    // Another finds nothing that is ready: its page says so, until something is published.
    let page = DecisionScene.desk + "/publication"
    #expect(!(try await scene.reader.get(page).text.contains("n’a rien publié")))
    #expect(try await scene.reader.post(path, ["quand": "2021-03-15T23:30"]).status == 303)
    scene.towns.asking.time.advance(seconds: 2 * 3600)
    try await scene.towns.runJob("decisions.publication")
    #expect(try await scene.reader.get(page).text.contains("n’a rien publié"))
    #expect(try await scene.decide(2, "gardee").status == 303)
    #expect(try await scene.publish().status == 303)
    #expect(!(try await scene.reader.get(page).text.contains("n’a rien publié")))
    await scene.close()
  }

  @Test("Each table whose rows end is one whose acts can be undone", arguments: Engine.available)
  func tables(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let declared = InstructionColumns.declarations.compactMap(\.table)
      .filter { table in table.impersonal.contains { $0.description == "ended_event_id" } }
    let undone = Set(ActTable.all.map { $0.name })
    for table in declared { #expect(undone.contains(SQL(stringLiteral: table.name)), "\(table.name)") }
    #expect(declared.count == undone.count)
    await scene.close()
  }
}
