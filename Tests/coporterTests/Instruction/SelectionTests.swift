import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Deciding of many at once", .serialized)
struct SelectionTests {
  private static let path = DecisionScene.desk + "/selection"

  /// Ticks some lines of a page on which all four stand.
  private func tick(_ places: [Int], _ scene: DecisionScene, gesture: String = "page") async throws {
    let lines = (0..<4).map { "ligne=" + scene.token($0) } + places.map { "choisie=" + scene.token($0) }
    let form = try await scene.reader.token()
    let sent = lines + ["geste=" + gesture, "suite=%3Fonglet%3Da-faire", "_form=" + form]
    let answer = try await scene.reader.post(Self.path, raw: sent.joined(separator: "&"))
    #expect(answer.fields[.location] == DecisionScene.desk + "?onglet=a-faire&fait=selection")
  }

  private func seen(_ page: String) throws -> String {
    String(try #require(page.firstMatch(of: /name="vu" value="([^"]+)"/)?.1))
  }

  @Test(
    "What is ticked follows from page to page; all of it takes one decision, shown before, undone at once",
    arguments: Engine.available)
  func many(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await tick([0, 1, 3], scene)
    #expect(try await scene.reader.get(DecisionScene.desk + "?q=cantine").text.contains("3 contributions"))
    #expect(!(try await scene.second.get(DecisionScene.desk).text.contains("Ma sélection")))
    // Its boxes stand as they were left, and one is taken out.
    let queue = try await scene.reader.get(DecisionScene.desk).text
    #expect(queue.matches(of: /name="choisie"[^>]* checked/).count == 3)
    try await tick([0, 1, 2], scene)
    #expect(try await scene.decide(1, "gardee").status == 303)
    let fields = [
      "decision": "regroupee", "proposition": "", "nouvelle": "Ensemble", "raison": "n° {numero} : {choix}.",
    ]
    let page = try await scene.reader.post(Self.path + "/decision", fields).text
    #expect(page.contains("2 contributions recevront cette décision") && page.contains("n° 2 : déjà décidée"))
    #expect(page.contains("Pour la n° 1, l’auteur lira :") && page.contains("n° 1 : « Ensemble »."))
    #expect(try await scene.towns.count("SELECT count(*) FROM decision") == 1)
    let wrong = try await scene.reader.post(Self.path + "/decision", fields.merging(["vu": "3-a"]) { $1 })
    #expect(wrong.status == 409 && wrong.text.contains("a changé entre-temps"))
    // A text that its author corrects meanwhile is read again.
    try await scene.correct(2, "Signaler un trou", by: scene.paul)
    let before = try await scene.publicTexts().map(\.text)
    let corrected = try await scene.reader.post(
      Self.path + "/decision", fields.merging(["vu": try seen(page)]) { $1 })
    #expect(corrected.status == 409 && corrected.text.contains("a changé entre-temps"))
    let again = try await scene.reader.post(Self.path + "/decision", fields).text
    let sent = fields.merging(["vu": try seen(again)]) { $1 }
    let done = try await scene.reader.post(Self.path + "/decision", sent)
    let event = try await scene.lastAct("contributions.decided")
    #expect(done.fields[.location] == Self.path + "?fait=decidees&acte=\(event)")
    let link = "href=\"\(DecisionScene.desk)/actes/\(event)\">Annuler ces décisions…"
    #expect(try await scene.reader.get(done.fields[.location] ?? "").text.contains(link))
    #expect(try await scene.value("SELECT reason FROM decision ORDER BY id DESC LIMIT 1") == "n° 3 : « Ensemble ».")
    #expect(try await scene.towns.count("SELECT count(*) FROM proposition") == 2)
    #expect(try await scene.towns.count("SELECT count(DISTINCT event_id) FROM decision") == 2)
    // What it took is ticked no more.
    #expect(try await scene.towns.count("SELECT count(*) FROM desk_selection") == 1)
    let act = try await scene.reader.get(DecisionScene.desk + "/actes/\(event)").text
    #expect(act.contains("2 décisions d’un coup"))
    // Whoever stands aside from one of them undoes none.
    #expect(try await scene.second.post(scene.item(2) + "/deport", [:]).status == 303)
    #expect(try await scene.undo(event, by: scene.second).text.contains("Votre déport"))
    #expect(try await scene.undo(event).status == 303)
    #expect(!(try await scene.reader.get(done.fields[.location] ?? "").text.contains("Annuler ces décisions…")))
    try await scene.undo(try await scene.lastAct("contribution.decided"))
    #expect(try await scene.towns.count("SELECT count(*) FROM decision WHERE ended_event_id IS NULL") == 0)
    #expect(try await scene.publicTexts().map(\.text) == before)
    await scene.close()
  }

  @Test("Each kind comes with its reason, and with the usual ones to choose from", arguments: Engine.available)
  func reasons(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await tick([0, 1], scene)
    let supplied = try await scene.reader.get(Self.path).text
    for words in [
      "expriment la même attente", "Un dispositif existant répond déjà", "n’entre pas dans le champ de la démarche",
    ] {
      #expect(supplied.contains(words), Comment(rawValue: words))
    }
    #expect(!supplied.contains("Reprendre une raison type"))
    for title in ["Autre", "Doublon"] {
      let fields = ["decision": "regroupee", "titre": title, "texte": "\(title) : {choix}."]
      #expect(try await scene.reader.post(DecisionScene.desk + "/raisons", fields).status == 303)
    }
    let page = try await scene.reader.get(Self.path + "?decision=regroupee&nouvelle=La%20cantine").text
    #expect(page.contains(">Autre : {choix}.</textarea>") && page.contains("Reprendre une raison type"))
    // The one that a link chooses, the title kept.
    let token = try await scene.value("SELECT token FROM usual_reason WHERE title = 'Doublon'")
    let link = "\(Self.path)?decision=regroupee&nouvelle=La%20cantine&raison=\(token)"
    #expect(page.contains("href=\"\(link.replacing("&", with: "&amp;"))#decision\">Doublon"))
    let chosen = try await scene.reader.get(link).text
    #expect(chosen.contains(">Doublon : {choix}.</textarea>") && chosen.contains(#"value="La cantine""#))
    // What was typed is there again when it is refused.
    let refused = try await scene.reader.post(
      Self.path + "/decision", ["decision": "ineligible", "article": "", "raison": "Zwqraison."])
    #expect(refused.status == 422 && refused.text.contains(">Zwqraison.</textarea>"))
    await scene.close()
  }

  @Test(
    "What is ticked and waits for a second reading is approved at once by whoever may, once it is shown; the rest is left",
    arguments: Engine.available)
  func readings(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let rejected = ["article": "objet"]
    #expect(try await scene.decide(1, "ineligible", rejected).status == 303)
    for place in [2, 3] {
      #expect(try await scene.decide(place, "ineligible", rejected, by: scene.second).status == 303)
    }
    try await tick([0, 1, 2, 3], scene)
    let both = try await scene.reader.post(Self.path + "/relecture", [:])
    #expect(both.status == 200 && both.text.contains("2 décisions seront approuvées"))
    #expect(both.text.contains("Voilà pourquoi."))
    #expect(try await scene.reader.post(scene.item(3) + "/deport", [:]).status == 303)
    let stale = try await scene.reader.post(Self.path + "/relecture", ["vu": try seen(both.text)])
    #expect(stale.status == 409 && stale.text.contains("a changé entre-temps"))
    let page = try await scene.reader.post(Self.path + "/relecture", [:]).text
    for words in [
      "Une décision sera approuvée", "n° 1 : aucune décision n’y attend", "n° 2 : vous en avez décidé",
      "n° 4 : vous vous en êtes déporté",
    ] { #expect(page.contains(words), Comment(rawValue: words)) }
    #expect(try await scene.towns.count("SELECT count(*) FROM second_reading") == 0)
    let done = try await scene.reader.post(Self.path + "/relecture", ["vu": try seen(page)])
    #expect(done.fields[.location] == Self.path + "?fait=relues")
    #expect(try await scene.reader.get(Self.path + "?fait=relues").text.contains("Les relectures sont notées"))
    #expect(try await scene.reader.get(scene.item(2)).text.contains("prête à être publiée"))
    #expect(try await scene.towns.count("SELECT count(*) FROM desk_selection") == 3)
    // Nothing of what is left is hers to read.
    let none = try await scene.reader.post(Self.path + "/relecture", [:])
    #expect(none.status == 200 && none.text.contains("n’attend votre seconde lecture"))
    let forced = try await scene.reader.post(Self.path + "/relecture", ["vu": try seen(page)])
    #expect(forced.status == 409)
    let empty = try await scene.reader.post(Self.path + "/relecture", ["vu": SeenRows([] as [Int64]).text])
    #expect(empty.status == 422 && empty.text.contains("n’attend votre seconde lecture"))
    #expect(try await scene.undo(try await scene.lastAct("decision.read-again")).status == 303)
    #expect(try await scene.reader.get(scene.item(2)).text.contains("attend une seconde lecture"))
    await scene.close()
  }

  @Test("All of a list is ticked, given, refused without a reason, and emptied", arguments: Engine.available)
  func all(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await tick([], scene, gesture: "toutes")
    #expect(try await scene.towns.count("SELECT count(*) FROM desk_selection") == 4)
    let give = DecisionScene.desk + "/attribution?selection=moi"
    #expect(try await scene.reader.get(give).text.contains("4 contributions correspondent"))
    #expect(try await scene.reader.get(DecisionScene.desk + "?selection=moi").text.contains("4 contributions<"))
    let ids = try await scene.towns.asking.house.database.read { db in
      try db.values("SELECT id FROM contribution ORDER BY number", as: Int64.self)
    }
    let all = SeenRows(ids.map { (row: $0, with: Int64(1)) }).text
    for (fields, words) in [
      (["decision": "", "raison": "Oui."], "Choisissez une décision"),
      (["decision": "gardee", "raison": "Oui."], "se décide une à une"),
      (["decision": "reorientee", "raison": "Oui."], "Choisissez le guichet"),
      (["decision": "ineligible", "article": "objet", "raison": " "], "Donnez la raison"),
      (["decision": "ineligible", "article": "objet", "raison": "{prenom}"], "n’est pas connu"),
    ] {
      // When it is shown, and when it is sent without having been.
      for seen in [[:], ["vu": all]] {
        let answer = try await scene.reader.post(Self.path + "/decision", fields.merging(seen) { $1 })
        #expect(answer.status == 422 && answer.text.contains(words), Comment(rawValue: words))
        #expect(!answer.text.contains("Voici ce qui sera fait"), Comment(rawValue: words))
      }
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM decision") == 0)
    let emptied = try await scene.reader.post(Self.path, ["geste": "vider"])
    #expect(emptied.fields[.location] == Self.path + "?fait=selection")
    let none = try await scene.reader.post(
      Self.path + "/decision", ["decision": "gardee", "raison": "Oui.", "vu": "0"])
    #expect(none.status == 422 && none.text.contains("Votre sélection est vide"))
    await scene.close()
  }

  @Test(
    "An administrator says that one reading suffices: redirections and rejections are then ready at once, until she ends it",
    arguments: Engine.available)
  func reading(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let administrator = try await scene.towns.invited(.administrator, "administration@agence.example")
    let settings = DecisionScene.desk + "/reglages"
    #expect(try await scene.decide(2, "ineligible", ["article": "objet"]).status == 303)
    #expect(try await scene.reader.get(scene.item(2)).text.contains("attend une seconde lecture"))
    #expect(try await scene.reader.post(settings, ["lecture": "une"]).status == 404)
    #expect(try await administrator.post(settings, ["lecture": "une"]).fields[.location] == settings + "?fait=regle")
    #expect(try await scene.reader.get(scene.item(2)).text.contains("prête à être publiée"))
    #expect(try await scene.second.get(DecisionScene.desk).text.contains("Seconde lecture (0)"))
    // It is no act of the instructors.
    #expect(!(try await scene.reader.get(DecisionScene.desk + "/actes").text.contains("seule lecture")))
    #expect(try await administrator.post(settings, ["lecture": "deux"]).status == 303)
    #expect(try await scene.second.get(DecisionScene.desk).text.contains("Seconde lecture (1)"))
    #expect(try await administrator.post(settings, ["lecture": "une"]).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.read(scene.paths[2]).contains("Inéligible"))
    await scene.close()
  }
}
