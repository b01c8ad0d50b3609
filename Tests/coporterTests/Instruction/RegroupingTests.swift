import Directory
import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

extension DecisionScene {
  /// Two propositions: the first of the contributions 0 and 1, the second of 2 and 3; their tokens.
  func propose() async throws -> (first: String, second: String) {
    var tokens: [String] = []
    for (places, title) in [([0, 1], "La cantine"), ([2, 3], "La rue")] {
      #expect(try await decide(places[0], "regroupee", ["nouvelle": title]).status == 303)
      tokens.append(try await value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1"))
      #expect(try await decide(places[1], "regroupee", ["proposition": tokens.last ?? ""]).status == 303)
    }
    return (tokens[0], tokens[1])
  }

  /// Recomposes a proposition as the desk sends it; what was seen is what there is, unless it is said.
  func recompose(
    _ proposition: String, _ act: String, _ decisions: [String] = [], to other: String = "", title: String = "",
    reason: String = "Rejoint {choix}.", seen: String? = nil, isSeen: Bool = true, by browser: Browser? = nil
  ) async throws -> Answered {
    let path = Self.desk + "/propositions/\(proposition)/recomposition"
    let page = try await (browser ?? reader).get(path).text
    let seen = seen ?? page.firstMatch(of: /name="lu" value="([0-9a-f-]+)"/).map { String($0.1) }
    let token = try await (browser ?? reader).token()
    var fields = [
      "geste=\(act)", "proposition=\(other)", "nouvelle=\(percentEncoded(title))", "raison=\(percentEncoded(reason))",
      "lu=\(seen ?? "")", "vu=\(isSeen ? 1 : 0)", "_form=\(token)",
    ]
    fields += decisions.map { "decision=\($0)" }
    return try await (browser ?? reader).post(path, raw: fields.joined(separator: "&"))
  }

  /// Which contributions feed a proposition, by their places.
  func feeding(_ proposition: String) async throws -> [Int] {
    let tokens = try await towns.asking.house.database.read { db in
      try db.values(
        """
        SELECT contribution.token FROM grouping JOIN decision ON decision.id = grouping.decision_id
        JOIN contribution ON contribution.id = decision.contribution_id
        JOIN proposition ON proposition.id = grouping.proposition_id
        WHERE proposition.token = \(proposition) AND decision.ended_event_id IS NULL
        """, as: String.self)
    }
    return paths.indices.filter { tokens.contains(token($0)) }
  }
}

@Suite("Moving, splitting and merging", .serialized)
struct RegroupingTests {
  @Test(
    "What is moved, split off or merged feeds the other proposition; each is one act, and undone all is as before",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    let summary = try await scene.recompose(
      first, "deplacer", [try await scene.decision(1)], to: second, isSeen: false)
    #expect(summary.status == 200 && summary.text.contains("1 contribution alimentera"))
    #expect(try await scene.feeding(first) == [0, 1])
    let desk = DecisionScene.desk + "/propositions/"
    let moved = try await scene.recompose(first, "deplacer", [try await scene.decision(1)], to: second)
    #expect(moved.fields[.location] == desk + second + "?fait=recomposee")
    #expect(try await scene.feeding(first) == [0])
    #expect(try await scene.feeding(second) == [1, 2, 3])
    let reason = try await scene.value("SELECT reason FROM decision ORDER BY id DESC LIMIT 1")
    #expect(reason == "Rejoint « La rue »." || reason == "Rejoint «\u{A0}La rue\u{A0}».")
    let move = try await scene.lastAct("contributions.moved")

    let split = try await scene.recompose(
      second, "separer", [try await scene.decision(1), try await scene.decision(3)], title: "Le reste")
    #expect(split.status == 303)
    let third = try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1")
    #expect(try await scene.feeding(third) == [1, 3])
    #expect(
      try await scene.recompose(third, "fusionner", to: first).fields[.location] == desk + first + "?fait=recomposee")
    #expect(try await scene.feeding(first) == [0, 1, 3])
    #expect(try await scene.feeding(third) == [])
    // The one that is no more leads to the other.
    #expect(try await scene.reader.get(desk + third).fields[.location] == desk + first)
    #expect(!(try await scene.reader.get(desk).text.contains("Le reste")))

    // What stands on the first of them falls with it.
    let page = try await scene.reader.get(DecisionScene.desk + "/actes/\(move)").text
    #expect(page.contains("2 autres actes en dépendent"))
    #expect(try await scene.undo(move).status == 303)
    #expect(try await scene.feeding(first) == [0, 1])
    #expect(try await scene.feeding(second) == [2, 3])
    #expect(try await scene.towns.count("SELECT count(*) FROM proposition WHERE ended_event_id IS NULL") == 2)
    #expect(try await scene.towns.count("SELECT count(*) FROM wording WHERE ended_event_id IS NULL") == 2)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision WHERE ended_event_id IS NULL") == 4)
    await scene.close()
  }

  @Test("A decision that was ended by a regrouping is undone with it", arguments: Engine.available)
  func beneath(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let before = try await scene.publicTexts().map(\.text)
    let (first, second) = try await scene.propose()
    #expect(try await scene.recompose(first, "fusionner", to: second).status == 303)
    let event = try await scene.value(
      "SELECT CAST(min(id) AS TEXT) FROM journal WHERE kind = 'contribution.decided'")
    let page = try await scene.reader.get(DecisionScene.desk + "/actes/" + event).text
    #expect(page.contains("2 autres actes en dépendent"))
    #expect(try await scene.undo(try #require(Int64(event))).status == 303)
    #expect(try await scene.feeding(second) == [2, 3])
    #expect(try await scene.towns.count("SELECT count(*) FROM decision WHERE ended_event_id IS NULL") == 2)
    #expect(try await scene.publicTexts().map(\.text) == before)
    #expect(try await scene.decide(0, "gardee").status == 303)
    await scene.close()
  }

  @Test(
    "Authors of published decisions are told of the change, and of what holds again once it is undone",
    arguments: Engine.available)
  func letters(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let count = try await scene.mails("decision/").count
    let summary = try await scene.recompose(first, "fusionner", to: second, isSeen: false)
    #expect(summary.text.contains("2 décisions sont publiées"))
    #expect(try await scene.recompose(first, "fusionner", to: second).status == 303)
    var letters = try await scene.mails("decision/").dropFirst(count)
    #expect(letters.count == 2)
    #expect(letters.allSatisfy { $0.contains("la suite donnée est corrigée") && $0.contains("La rue") })
    #expect(try await scene.read(scene.paths[0]).contains("La rue"))
    let page = Towns.home + "/propositions/"
    let stranger = Browser(scene.towns.asking)
    #expect(try await stranger.get(page + first).fields[.location] == page + second)
    #expect(try await scene.read(page + second).contains("4 contributions"))
    #expect(try await scene.undo(try await scene.lastAct("propositions.merged")).status == 303)
    letters = try await scene.mails("decision/").dropFirst(count + 2)
    #expect(letters.count == 2)
    #expect(letters.allSatisfy { $0.contains("La cantine") && !$0.contains("de nouveau à l’étude") })
    #expect(try await scene.read(page + first).contains("2 contributions"))
    await scene.close()
  }

  /// One that was upheld, and whose decision was moved since; the proposition that it fed.
  private func upheldAndMoved(_ scene: DecisionScene) async throws -> String {
    let (first, second) = try await scene.propose()
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let path = "/decisions/" + (try await scene.decision(0)) + "/reexamen"
    #expect(try await scene.camille.post(Towns.home + path, ["demande": "Relisez."]).status == 303)
    let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Zwqmaintien."]
    #expect(try await scene.second.post(DecisionScene.desk + path, upheld).status == 303)
    #expect(try await scene.recompose(first, "deplacer", [try await scene.decision(0)], to: second).status == 303)
    return first
  }

  @Test(
    "What was upheld stays so once its decision is moved: on its page, in the figures, and for the vote",
    arguments: Engine.available)
  func upheld(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let consultation = scene.consultation
    _ = try await upheldAndMoved(scene)
    for page in [scene.paths[0], Towns.home + "/suites/\(scene.towns.dax.token)-dax"] {
      let text = try await scene.read(page)
      #expect(text.contains("Maintenue après réexamen") && text.contains("Zwqmaintien."), Comment(rawValue: page))
      #expect(!text.contains("Changée après réexamen") && text.contains("La rue"), Comment(rawValue: page))
    }
    try await scene.towns.asking.house.database.write { db in
      let figures = ReexaminationFigures(try Reexamination.all(in: consultation, db))
      #expect(figures.upheld == 1 && figures.changed == 0 && figures.asked == 1)
      #expect(try Sums(db).faults.isEmpty)
      // Were it not published yet, the vote would not wait for it because of that request.
      try db.execute("DELETE FROM decision_publication WHERE decision_id = (SELECT max(id) FROM decision)")
      #expect(try VoteObstacle.undecided(in: consultation, db) == 0)
    }
    await scene.close()
  }

  @Test(
    "The move of what was upheld is undone with the answer that upheld it, and the request waits again",
    arguments: Engine.available)
  func unmoved(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let consultation = scene.consultation
    let first = try await upheldAndMoved(scene)
    #expect(try await scene.undo(try await scene.lastAct("reexamination.answered"), by: scene.second).status == 303)
    #expect(try await scene.feeding(first) == [0, 1])
    try await scene.towns.asking.house.database.read { db in
      let figures = ReexaminationFigures(try Reexamination.all(in: consultation, db))
      #expect(figures.pending == 1 && figures.changed == 0)
    }
    await scene.close()
  }

  @Test(
    "Whoever decided first does not answer the re-examination of what a colleague has moved since",
    arguments: Engine.available)
  func firstDecider(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let moved = [try await scene.decision(0)]
    #expect(try await scene.recompose(first, "deplacer", moved, to: second, by: scene.second).status == 303)
    let path = "/decisions/" + (try await scene.decision(0)) + "/reexamen"
    #expect(try await scene.camille.post(Towns.home + path, ["demande": "Relisez."]).status == 303)
    let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Non."]
    for browser in [scene.reader, scene.second] {
      let own = try await browser.post(DecisionScene.desk + path, upheld)
      #expect(own.status == 422 && own.text.contains("une autre personne répond"))
      #expect(!(try await browser.get(scene.item(0)).text.contains("Maintenir la décision")))
    }
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    #expect(try await third.post(DecisionScene.desk + path, upheld).status == 303)
    await scene.close()
  }

  @Test("Whatever stands against it is told, and nothing changes", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    let (zero, one) = (try await scene.decision(0), try await scene.decision(1))
    let cases: [(Answered, Int, String)] = [
      (try await scene.recompose(first, ""), 422, "Choisissez ce que vous voulez faire"),
      (try await scene.recompose(first, "fusionner", to: first), 422, "C’est la même proposition"),
      (try await scene.recompose(first, "fusionner"), 422, "Choisissez l’autre proposition"),
      (try await scene.recompose(first, "fusionner", to: "0000000000"), 409, "dans cette consultation"),
      (try await scene.recompose(first, "fusionner", to: second, reason: " "), 422, "Donnez la raison"),
      (try await scene.recompose(first, "fusionner", to: second, reason: "{rien}"), 422, "entre accolades"),
      (try await scene.recompose(first, "fusionner", to: second, seen: "1-0"), 409, "a changé entre-temps"),
      (try await scene.recompose(first, "deplacer", [], to: second), 422, "au moins une contribution"),
      (try await scene.recompose(first, "deplacer", [zero, one], to: second), 422, "plus aucune contribution"),
      (try await scene.recompose(second, "deplacer", [zero], to: first), 409, "a changé entre-temps"),
      (try await scene.recompose(first, "separer", [zero]), 422, "un titre à la nouvelle"),
      (try await scene.recompose(first, "separer", [zero, one], title: "Tout"), 422, "plus aucune contribution"),
    ]
    for (answer, status, sentence) in cases {
      #expect(answer.status == status && answer.text.contains(sentence), Comment(rawValue: sentence))
    }
    // In both already.
    try await scene.undo(try await scene.lastAct("contribution.decided"))
    let both = try await scene.reader.post(
      scene.item(3) + "/decision",
      raw: "decision=regroupee&version=1&raison=Oui.&proposition=\(first)&proposition=\(second)&_form="
        + (try await scene.reader.token()))
    #expect(both.status == 303)
    let already = try await scene.recompose(first, "deplacer", [try await scene.decision(3)], to: second)
    #expect(already.status == 422 && already.text.contains("alimente déjà"))
    #expect(try await scene.second.post(scene.item(0) + "/deport", [:]).status == 303)
    for (moved, target) in [(first, second), (second, first)] {
      let recused = try await scene.recompose(moved, "fusionner", to: target, by: scene.second)
      #expect(recused.status == 422 && recused.text.contains("Votre déport"))
    }
    try await scene.openVote()
    let late = try await scene.recompose(first, "fusionner", to: second)
    #expect(late.status == 422 && late.text.contains("Le vote est ouvert"))
    #expect(try await scene.towns.count("SELECT count(*) FROM regrouping") == 0)
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind LIKE 'proposition%'") == 0)
    await scene.close()
  }
}
