import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

extension DecisionScene {
  /// One more contribution, which asks for three things; its place.
  func addLong() async throws -> (scene: DecisionScene, place: Int) {
    let path = try await towns.deposit(
      camille, title: "Trois demandes", today: "On paie au guichet. On réserve une salle. On prévient par affiche.")
    let scene = DecisionScene(
      towns: towns, consultation: consultation, camille: camille, paul: paul, reader: reader, second: second,
      paths: paths + [path])
    return (scene, paths.count)
  }

  /// The vote has opened a minute ago.
  func openVote() async throws {
    let (now, consultation) = (towns.asking.time.clock.now(), consultation)
    try await towns.asking.house.database.write { db in
      try db.execute(
        """
        UPDATE phase SET opens_at = \(now.adding(seconds: -60)), closes_at = \(now.adding(seconds: 86_400))
        WHERE consultation_id = \(consultation) AND kind = 'vote'
        """)
    }
  }

  /// Divides as the desk sends it.
  @discardableResult
  func divide(
    _ place: Int, _ parts: [Int], version: Int = 1, isSeen: Bool = true, by browser: Browser? = nil
  ) async throws -> Answered {
    let token = try await (browser ?? reader).token()
    let fields = parts.map { "partie=\($0)" } + ["version=\(version)", "vu=\(isSeen ? 1 : 0)", "_form=\(token)"]
    return try await (browser ?? reader).post(item(place) + "/division", raw: fields.joined(separator: "&"))
  }
}

@Suite("Dividing a contribution", .serialized)
struct DivisionTests {
  @Test(
    "A text that asks for several things is decided part by part, and each part is named by its words",
    arguments: Engine.available)
  func divided(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    let before = try await scene.publicTexts().map(\.text)
    let page = try await scene.reader.get(scene.item(place) + "/division").text
    #expect(page.matches(of: /<select id="phrase-[0-9]"/).count == 3 && page.contains("On réserve une salle."))
    let preview = try await scene.divide(place, [1, 2, 0], isSeen: false)
    #expect(preview.status == 200 && preview.text.contains("Diviser ainsi"))
    #expect(preview.text.contains("Voici ce qui sera fait"))
    let left = "aucune partie</h3><p class=\"passage\" lang=\"fr\">On prévient par affiche.</p>"
    #expect(preview.text.contains(left))
    #expect(try await scene.towns.count("SELECT count(*) FROM part") == 0)
    #expect(try await scene.divide(place, [1, 2, 0]).fields[.location] == scene.item(place) + "?fait=divisee")
    let division = try await scene.lastAct("contribution.divided")
    let desk = try await scene.reader.get(scene.item(place)).text
    #expect(desk.contains("Ses parties") && desk.contains("Partie 2\u{A0}: On réserve une salle."))
    #expect(desk.contains(left))
    let whole = try await scene.decide(place, "gardee")
    #expect(whole.status == 409 && whole.text.contains("décidez partie par partie"))
    #expect(try await scene.decide(place, "regroupee", ["partie": "1", "nouvelle": "Payer"]).status == 303)
    #expect(try await scene.reader.get(DecisionScene.desk + "?onglet=a-faire").text.contains("Trois demandes"))
    #expect(try await scene.decide(place, "gardee", ["partie": "2"]).status == 303)
    #expect(!(try await scene.reader.get(DecisionScene.desk + "?onglet=a-faire").text.contains("Trois demandes")))
    #expect(try await scene.decide(place, "gardee", ["partie": "2"]).status == 409)
    #expect(try await scene.decide(place, "gardee", ["partie": "3"]).status == 409)
    // What is kept alone of it is the part, and says which.
    #expect(try await scene.value("SELECT title FROM wording ORDER BY id DESC LIMIT 1") == "Trois demandes (partie 2)")
    #expect(try await scene.value("SELECT text FROM wording ORDER BY id DESC LIMIT 1") == "On réserve une salle.")
    #expect(try await scene.publicTexts().map(\.text) == before)
    scene.openInstruction()
    let waiting = try await scene.publicTexts().map(\.text)
    #expect(try await scene.publish().status == 303)
    let read = try await scene.read(scene.paths[place])
    #expect(read.contains("<strong>Partie 1</strong>") && read.contains("class=\"passage\""))
    #expect(try await Browser(scene.towns.asking).get("/en" + scene.paths[place] + "?lu").text.contains("Part 1"))
    let letters = try await scene.mails("decision/")
    #expect(letters.count == 2)
    #expect(letters.contains { $0.contains("La partie 2 de votre") && $0.contains("On réserve une salle.") })
    // Nothing is undone without what stands on it.
    let act = try await scene.reader.get(DecisionScene.desk + "/actes/\(division)").text
    #expect(act.contains("2 autres actes en dépendent"))
    #expect(try await scene.undo(division).status == 303)
    for (text, before) in zip(try await scene.publicTexts(), waiting) {
      #expect(text.text == before, Comment(rawValue: text.path))
    }
    #expect(try await scene.decide(place, "gardee").status == 303)
    await scene.close()
  }

  @Test(
    "Once a part is published the other ones are told to be under review, with what is in none; nothing before that",
    arguments: Engine.available)
  func others(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    let pages = [
      scene.paths[place], Towns.home + "/suites/\(scene.towns.dax.token)-dax", Towns.home + "/suites?q=demandes",
    ]
    func told(_ isTold: Bool, _ words: String) async throws {
      for path in pages {
        #expect(try await scene.read(path).contains(words) == isTold, Comment(rawValue: path + " " + words))
      }
    }
    #expect(try await scene.divide(place, [1, 2, 0]).status == 303)
    #expect(try await scene.decide(place, "gardee", ["partie": "1"]).status == 303)
    scene.openInstruction()
    try await told(false, "Partie 2")
    try await told(false, "aucune partie")
    #expect(try await scene.publish().status == 303)
    try await told(true, "<strong>Partie 1</strong>")
    try await told(true, "Partie 2\u{A0}: à l’étude")
    let left = "<strong>Phrases qui ne sont dans aucune partie</strong></p><p class=\"passage\" lang=\"fr\">On prévient"
    try await told(true, left)
    #expect(try await scene.read("/en" + scene.paths[place]).contains("Part 2: under review"))
    #expect(try await scene.decide(place, "gardee", ["partie": "2"]).status == 303)
    try await told(true, "Partie 2\u{A0}: à l’étude")
    #expect(try await scene.publish().status == 303)
    try await told(true, "<strong>Partie 2</strong>")
    try await told(false, "Partie 2\u{A0}: à l’étude")
    await scene.close()
  }

  @Test(
    "A divided contribution counts once, by the first of its kinds, and its number is told", arguments: Engine.available
  )
  func counted(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    let path = Towns.home + "/suites"
    #expect(try await scene.divide(place, [1, 2, 3]).status == 303)
    #expect(try await scene.decide(place, "gardee", ["partie": "1"]).status == 303)
    #expect(try await scene.decide(place, "regroupee", ["partie": "3", "nouvelle": "Payer"]).status == 303)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Autre"]).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let page = try await scene.read(path)
    func row(_ word: String) throws -> String? {
      page.firstMatch(of: try Regex("decision=\(word)\"[^>]*>([0-9]+)<"))?.output[1].substring.map(String.init)
    }
    #expect(try row("regroupee") == "2" && row("gardee") == "0" && row("a-l-etude") == "3" && row("divisee") == "1")
    #expect(page.contains(">5</a></td>") && page.contains("divisée en parties"))
    let list = try await scene.towns.asking.get(path + "?decision=divisee").text
    #expect(list.contains("Trois demandes") && !list.contains("chien"))
    #expect(list.contains("Partie 3"))
    await scene.close()
  }

  @Test(
    "The preview of a part is that of the part: its own title, and a short part of a long text is kept alone",
    arguments: Engine.available)
  func previewed(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    #expect(try await scene.divide(place, [1, 2, 3]).status == 303)
    let long = String(repeating: "é", count: Proposition.Wording.longestText)
    let token = scene.token(place)
    try await scene.towns.asking.house.database.write { db in
      try db.execute(
        """
        UPDATE contribution_version SET expected = \(long)
        WHERE contribution_id = (SELECT id FROM contribution WHERE token = \(token))
        """)
    }
    let asked = ["partie": "2", "geste": "apercu"]
    let preview = try await scene.decide(place, "gardee", asked, reason: "Zwqchoix {choix}.")
    #expect(preview.status == 200 && preview.text.contains("Trois demandes (partie 2)"))
    #expect(preview.text.contains("Zwqchoix «"))
    let gone = try await scene.decide(place, "gardee", ["partie": "9", "geste": "apercu"])
    #expect(gone.status == 409)
    #expect(try await scene.decide(place, "gardee", ["partie": "2"], reason: "Zwqchoix {choix}.").status == 303)
    #expect(try await scene.value("SELECT reason FROM decision").contains("Trois demandes (partie 2)"))
    await scene.close()
  }

  @Test("Whatever stands against it is told, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    for (parts, sentence) in [([0, 0, 0], "Une seule partie"), ([1, 3, 0], "Une partie est vide")] {
      let answer = try await scene.divide(place, parts, isSeen: false)
      #expect(answer.status == 422 && answer.text.contains(sentence))
      #expect(try await scene.divide(place, parts).status == 422)
    }
    #expect(try await scene.divide(place, [1, 2]).text.contains("ne sont plus celles"))
    let old = try await scene.divide(place, [1, 2, 0], version: 7)
    #expect(old.status == 409 && old.text.contains("corrigé depuis"))
    #expect(try await scene.decide(place, "gardee").status == 303)
    let decided = try await scene.divide(place, [1, 2, 0])
    #expect(decided.status == 409 && decided.text.contains("annulez-la avant de diviser"))
    #expect(try await scene.reader.get(scene.item(place) + "/division").text.contains("annulez-la avant de diviser"))
    try await scene.undo(try await scene.lastAct("contribution.decided"))
    #expect(try await scene.second.post(scene.item(place) + "/deport", [:]).status == 303)
    #expect(try await scene.divide(place, [1, 2, 0], by: scene.second).text.contains("Votre déport"))
    #expect(try await scene.towns.count("SELECT count(*) FROM part") == 0)
    #expect(try await scene.divide(place, [1, 2, 0]).status == 303)
    let twice = try await scene.divide(place, [1, 2, 0])
    #expect(twice.status == 409 && twice.text.contains("déjà divisée"))
    #expect(try await scene.undo(try await scene.lastAct("contribution.divided"), by: scene.second).status == 422)
    try await scene.openVote()
    let late = try await scene.divide(0, [1, 2])
    #expect(late.status == 422 && late.text.contains("Le vote est ouvert"))
    #expect(try await scene.towns.count("SELECT count(*) FROM part") == 2)
    #expect(try await scene.reader.get(Towns.home + "/instruction/contributions/absente000/division").status == 404)
    await scene.close()
  }

  @Test("Parts keep their words when others are blotted out before them or across them", arguments: Engine.available)
  func redacted(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    #expect(try await scene.divide(place, [1, 2, 3]).status == 303)
    for passage in ["On paie", "salle. On"] { try await scene.blot(passage, in: scene.paths[place]) }
    let passages = try await scene.towns.asking.house.database.read { db in
      let ids: [Int64] = try db.values("SELECT id FROM part ORDER BY number")
      let words = try PartWords.of(ids, db)
      return ids.compactMap { words[$0]?.passages.first }
    }
    let mark = Redaction.mark(in: .french)
    #expect(passages == ["\(mark) au guichet.", "On réserve une \(mark)", "\(mark) prévient par affiche."])
    await scene.close()
  }
}
