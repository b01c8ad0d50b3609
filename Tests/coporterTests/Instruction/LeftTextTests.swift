import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("What was being written when something else was done", .serialized)
struct LeftTextTests {
  private static let title = "Ce que vous aviez écrit"

  @Test(
    "What was written of a proposition that was merged meanwhile comes back, with the one that goes on",
    arguments: Engine.available)
  func merged(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    #expect(try await scene.title(first, "Zwqnoirci.").status == 303)
    let (path, other) = (DecisionScene.desk + "/propositions/" + first, DecisionScene.desk + "/propositions/" + second)
    let page = try await scene.reader.get(path).text
    let read = page.firstMatch(of: /name="lu" value="([^"]+)"/).map { String($0.1) } ?? ""
    #expect(try await scene.recompose(first, "fusionner", to: second, by: scene.second).status == 303)

    var typed = ["titre": "Zwqtitre", "texte": "Zwqtexte, écrit longtemps.", "cout-retenu": "900", "lu": read]
    let reworded = try await scene.reader.post(path, typed)
    #expect(reworded.status == 409 && reworded.text.contains(Self.title) && reworded.text.contains(other))
    for words in ["Zwqtitre", "Zwqtexte, écrit longtemps.", "900"] { #expect(reworded.text.contains(words)) }
    let token = scene.token(0)
    let composed = try await scene.reader.post(
      path + "/composition", ["contribution": token, "raison-" + token: "Zwqpourquoi.", "lu": read])
    #expect(composed.status == 409 && composed.text.contains("Zwqpourquoi.") && composed.text.contains(other))
    let replied = try await scene.reader.post(
      scene.draft(first) + "/reponse", ["remarque": "1", "reponse": "Zwqréponse.", "genre": "reponse"])
    #expect(replied.status == 409 && replied.text.contains("Zwqréponse.") && replied.text.contains(other))
    for seen in ["0", "1"] {
      let recomposed = try await scene.reader.post(
        path + "/recomposition",
        ["geste": "separer", "nouvelle": "Zwqnouvelle", "raison": "Zwqmotif, dit longtemps.", "vu": seen])
      #expect(recomposed.status == 409 && recomposed.text.contains(Self.title) && recomposed.text.contains(other))
      for words in ["Zwqnouvelle", "Zwqmotif, dit longtemps."] { #expect(recomposed.text.contains(words), "\(words)") }
    }
    #expect(try await scene.reader.get(path + "/recomposition").status == 404)
    for unknown in ["/propositions/zzzzzzzzzz", "/propositions/zzzzzzzzzz/recomposition"] {
      #expect(try await scene.reader.post(DecisionScene.desk + unknown, typed).status == 404)
    }

    // But a passage that was blotted out since.
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE wording SET text = 'Noirci.' WHERE text = 'Zwqnoirci.'")
    }
    typed["texte"] = "Zwqnoirci, et plus."
    let blotted = try await scene.reader.post(path, typed)
    #expect(blotted.status == 409 && !blotted.text.contains("Zwq") && blotted.text.contains(other))
    await scene.close()
  }

  @Test(
    "A remark on a draft that was merged, or whose decision was undone, meanwhile comes back to its author alone",
    arguments: Engine.available)
  func ended(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    let (first, second) = try await scene.propose()
    for token in [first, second] {
      #expect(try await scene.title(token, "Un texte.").status == 303)
      #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    }
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await scene.recompose(first, "fusionner", to: second).status == 303)
    let typed = ["avis": "manque", "manque": "Zwqmanque."]
    // Hers feeds the second too, whose draft is before her: she is led there.
    let merged = try await scene.paul.post(scene.reread(first), typed)
    #expect(merged.status == 409 && merged.text.contains(Self.title) && merged.text.contains("Zwqmanque."))
    #expect(merged.text.contains("href=\"\(scene.reread(second))\""))
    let english = try await scene.paul.post("/en" + scene.reread(first), typed)
    #expect(english.status == 409 && english.text.contains("href=\"/en\(scene.reread(second))\""))
    let stranger = try await scene.towns.agent("autre@wanadoo.fr", for: scene.towns.guild)
    #expect(try await stranger.post(scene.reread(first), typed).status == 404)
    #expect(try await scene.paul.post(Towns.home + "/propositions/zzzzzzzzzz/relecture", typed).status == 404)

    // What she deposited feeds it no more.
    #expect(try await scene.undo(try await scene.lastAct("contribution.decided")).status == 303)
    let undone = try await scene.camille.post(scene.reread(second), typed)
    #expect(undone.status == 409 && undone.text.contains(Self.title) && undone.text.contains("Zwqmanque."))
    #expect(!undone.text.contains("La cantine"))
    #expect(try await scene.towns.count("SELECT count(*) FROM author_remark") == 0)
    await scene.close()
  }

  @Test(
    "A remark, a reply and a reason that come too late are shown to whoever wrote them", arguments: Engine.available)
  func late(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    let remark = try await scene.camille.post(scene.reread(token), ["avis": "manque", "manque": "Zwqoublié."])
    #expect(remark.status == 409 && remark.text.contains(Self.title) && remark.text.contains("Zwqoublié."))

    #expect(
      try await scene.paul.post(scene.reread(token), ["avis": "manque", "manque": "Et les impayés ?"]).status == 303)
    let number = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    var reply = ["remarque": number, "reponse": "Une autre fois.", "genre": "reponse"]
    #expect(try await scene.second.post(scene.draft(token) + "/reponse", reply).status == 303)
    reply["reponse"] = "Zwqdeuxième."
    let replied = try await scene.reader.post(scene.draft(token) + "/reponse", reply)
    #expect(replied.status == 409 && replied.text.contains(Self.title) && replied.text.contains("Zwqdeuxième."))

    try await scene.bringWithdrawal(2)
    let decided = try await scene.decide(2, "regroupee", ["nouvelle": "Zwqtitre"], reason: "Zwqraison.")
    #expect(decided.status == 422 && decided.text.contains(Self.title))
    #expect(decided.text.contains("Zwqtitre") && decided.text.contains("Zwqraison."))
    await scene.close()
  }
}
