import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Instruction
@testable import Platform

@Suite("Re-examinations", .serialized)
struct ReexaminationTests {
  /// One that is rejected and published: where its depositor asks, and where the desk answers.
  private func rejected(_ scene: DecisionScene) async throws -> (ask: String, answer: String) {
    #expect(try await scene.decide(0, "ineligible", ["article": "objet"]).status == 303)
    let decision = try await scene.decision(0)
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    scene.openInstruction()
    #expect(try await third.post(DecisionScene.desk + "/decisions/\(decision)/relecture", [:]).status == 303)
    #expect(try await scene.publish().status == 303)
    return (
      Towns.home + "/decisions/\(decision)/reexamen", DecisionScene.desk + "/decisions/\(decision)/reexamen"
    )
  }

  @Test(
    "Whoever acts for a depositor asks once, within the delay; her words are the instructors’, the answer is everyone’s",
    arguments: Engine.available)
  func upheld(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (ask, answer) = try await rejected(scene)
    let offer = "Demander le réexamen de cette décision"
    #expect(try await scene.camille.get(scene.paths[0]).text.contains(offer))
    for browser in [scene.paul, scene.reader] {
      #expect(!(try await browser.get(scene.paths[0]).text.contains(offer)))
      #expect(try await browser.get(ask).status == 404)
      #expect(try await browser.post(ask, ["demande": "Moi."]).status == 404)
    }
    // Asked on 15 March: ten working days.
    let form = try await scene.camille.get(ask).text
    #expect(form.contains("Ce qu’est un réexamen") && form.contains("lundi 29\u{A0}mars 2021"))
    let empty = try await scene.camille.post(ask, ["demande": " "])
    #expect(empty.status == 422 && empty.text.contains("doit être réexaminé"))
    let long = try await scene.camille.post(ask, ["demande": String(repeating: "é", count: 5_001)])
    #expect(long.status == 422 && long.text.contains("5 000 caractères") && long.text.contains("ééé</textarea>"))
    let asked = try await scene.camille.post(ask, ["demande": "Zwqdemande : lisez la suite."])
    #expect(asked.fields[.location] == scene.paths[0] + "?fait=reexamen-demande")
    let again = try await scene.camille.post(ask, ["demande": "Zwqencore."])
    #expect(again.status == 409 && again.text.contains("déjà demandé") && again.text.contains("Zwqencore."))
    #expect(try await scene.camille.get(ask).text.contains("Zwqdemande"))
    for (path, text) in try await scene.publicTexts() {
      #expect(!text.contains("Zwqdemande"), Comment(rawValue: path))
    }
    #expect(try await scene.read(scene.paths[0]).contains("Réexamen en cours"))

    // The desk: a tab, the words, and not by who decided.
    let tab = try await scene.second.get(DecisionScene.desk + "?onglet=reexamens").text
    #expect(tab.contains("Réexamens (1)") && tab.contains("Payer la cantine"))
    #expect(try await scene.second.get(scene.item(0)).text.contains("Zwqdemande"))
    let own = try await scene.reader.post(answer, ["reexamen": "maintenue", "reponse-reexamen": "Non."])
    #expect(own.status == 422 && own.text.contains("une autre personne répond"))
    // Nor by who approved it.
    let third = Browser(scene.towns.asking)
    try await third.enter("tierce@agence.example", as: nil)
    let approved = try await third.post(answer, ["reexamen": "maintenue", "reponse-reexamen": "Non."])
    #expect(approved.status == 422 && approved.text.contains("une autre personne répond"))
    #expect(!(try await third.get(scene.item(0)).text.contains("Maintenir la décision")))
    let unsaid = try await scene.second.post(answer, ["reexamen": "maintenue", "reponse-reexamen": " "])
    #expect(unsaid.status == 422 && unsaid.text.contains("Donnez la raison\u{A0}: l’auteur"))
    #expect(try await scene.second.post(answer, [:]).text.contains("Choisissez\u{A0}: maintenir"))
    let upheld = [
      "reexamen": "maintenue", "reponse-reexamen": "Zwqréponse : hors champ.", "suite": "?onglet=reexamens",
    ]
    let done = try await scene.second.post(answer, upheld)
    #expect(done.fields[.location] == scene.item(0) + "?onglet=reexamens&fait=reexaminee")
    let late = try await scene.second.post(answer, upheld)
    #expect(late.status == 409 && late.text.contains("Ce que vous aviez préparé"))
    let page = try await scene.read(scene.paths[0])
    #expect(page.contains("Maintenue après réexamen") && page.contains("Zwqréponse"))
    #expect(try await scene.read("/en" + scene.paths[0]).contains("Upheld after re-examination"))
    let letters = try await scene.mails("reexamination/")
    #expect(letters.count == 1 && letters[0].contains("est maintenue") && letters[0].contains("Zwqréponse"))

    // The answer is undone like the rest; the request then waits again, and they are told.
    #expect(try await scene.undo(try await scene.lastAct("reexamination.answered"), by: scene.second).status == 303)
    #expect(try await scene.second.get(DecisionScene.desk).text.contains("Réexamens (1)"))
    #expect(!(try await scene.read(scene.paths[0]).contains("Zwqréponse")))
    #expect(try await scene.mails("reexamination/").last?.contains("de nouveau à l’étude") == true)
    await scene.close()
  }

  @Test(
    "A decision of which one waits is not undone by itself; changed, it is to be decided anew, and asked of again",
    arguments: Engine.available)
  func changed(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (ask, answer) = try await rejected(scene)
    #expect(try await scene.camille.post(ask, ["demande": "Relisez."]).status == 303)
    let decided = try await scene.lastAct("contribution.decided")
    let vetoed = try await scene.undo(decided)
    #expect(vetoed.status == 422 && vetoed.text.contains("Un réexamen est demandé pour la contribution n° 1"))
    #expect(!(try await scene.second.get(scene.item(0)).text.contains("Annuler cette décision")))

    // What stands on it goes with it, once it was seen: here, the second reading.
    let unseen = try await scene.second.post(answer, ["reexamen": "changee", "reponse-reexamen": "Oui."])
    #expect(unseen.status == 422 && unseen.text.contains("relisez leur liste"))
    #expect(try await scene.towns.count("SELECT count(*) FROM reexamination_answer") == 0)
    let silent = try await scene.change(0, because: " ", by: scene.second)
    #expect(silent.status == 422 && silent.text.contains("les auteurs la recevront"))
    #expect(try await scene.change(0, by: scene.second).status == 303)
    let desk = try await scene.second.get(DecisionScene.desk + "?onglet=a-faire").text
    #expect(desk.contains("Payer la cantine") && desk.contains("Réexamens (0)"))
    // One letter: it follows the request, and says why.
    let letters = try await scene.mails("reexamination/")
    #expect(letters.count == 1 && letters[0].contains("À la suite de la demande de réexamen"))
    #expect(letters[0].contains("Elle a raison.") && letters[0].contains("de nouveau à l’étude"))
    #expect(!(try await scene.mails("decision/").contains { $0.contains("la décision est annulée") }))
    let page = try await scene.read(scene.paths[0])
    #expect(page.contains("Changée après réexamen") && page.contains("À l’étude"))
    #expect(!page.contains("Voilà pourquoi."))
    // It cannot be taken back: one decides anew.
    let event = try await scene.lastAct("reexamination.answered")
    #expect(try await scene.reader.get(DecisionScene.desk + "/actes/\(event)").status == 404)
    let gone = try await scene.camille.post(ask, ["demande": "Encore."])
    #expect(gone.status == 409 && gone.text.contains("de nouveau à l’étude"))

    #expect(try await scene.decide(0, "gardee", reason: "Finalement oui.", by: scene.second).status == 303)
    #expect(!(try await scene.read(scene.paths[0]).contains("Finalement oui.")))
    #expect(try await scene.publish().status == 303)
    let anew = Towns.home + "/decisions/" + (try await scene.decision(0)) + "/reexamen"
    #expect(try await scene.camille.post(anew, ["demande": "Et le coût ?"]).status == 303)
    #expect(try await scene.read(scene.paths[0]).contains("Finalement oui."))
    await scene.close()
  }

  @Test(
    "One that is changed takes down no decision of another contribution, made with it or standing on its proposition",
    arguments: Engine.available)
  func shared(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer la cantine"]).status == 303)
    let proposition = try await scene.value("SELECT token FROM proposition")
    #expect(try await scene.decide(1, "regroupee", ["proposition": proposition]).status == 303)
    let lines = [2, 3].map { "ligne=\(scene.token($0))&choisie=\(scene.token($0))" }
    let sent = lines + ["geste=page", "_form=" + (try await scene.reader.token())]
    let selection = DecisionScene.desk + "/selection"
    #expect(try await scene.reader.post(selection, raw: sent.joined(separator: "&")).status == 303)
    var fields = ["decision": "regroupee", "nouvelle": "La voirie", "raison": "Ensemble."]
    let summary = try await scene.reader.post(selection + "/decision", fields).text
    fields["vu"] = summary.firstMatch(of: /name="vu" value="([^"]+)"/).map { String($0.1) }
    #expect(try await scene.reader.post(selection + "/decision", fields).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    for place in [0, 3] {
      let path = "/decisions/" + (try await scene.decision(place)) + "/reexamen"
      #expect(try await scene.camille.post(Towns.home + path, ["demande": "Relisez."]).status == 303)
      #expect(try await scene.second.get(scene.item(place)).text.contains("sur d’autres contributions ne changent pas"))
      #expect(try await scene.change(place, by: scene.second).status == 303)
      #expect(try await scene.read(scene.paths[place]).contains("À l’étude"))
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM decision WHERE ended_event_id IS NULL") == 2)
    #expect(try await scene.read(scene.paths[1]).contains("Payer la cantine"))
    #expect(try await scene.read(scene.paths[2]).contains("La voirie"))
    #expect(try await scene.mails("reexamination/").filter { $0.contains("Elle est annulée") }.count == 2)
    // What is left of each act is undone as ever.
    #expect(try await scene.undo(try await scene.lastAct("contributions.decided")).status == 303)
    let first = try await scene.value("SELECT CAST(event_id AS TEXT) FROM proposition ORDER BY id LIMIT 1")
    #expect(try await scene.undo(try #require(Int64(first))).status == 303)
    for table in ["decision", "proposition", "wording"] as [StaticString] {
      let live: SQL = "SELECT count(*) FROM \(SQL(stringLiteral: table)) WHERE ended_event_id IS NULL"
      #expect(try await scene.towns.count(live) == 0, Comment(rawValue: table.description))
    }
    await scene.close()
  }

  @Test(
    "An answer that upholds a decision falls with it; after the delay, nothing is asked, and what was typed is kept",
    arguments: Engine.available)
  func over(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (ask, answer) = try await rejected(scene)
    #expect(try await scene.decide(3, "gardee").status == 303)
    #expect(try await scene.publish().status == 303)
    let other = Towns.home + "/decisions/" + (try await scene.decision(3)) + "/reexamen"
    #expect(try await scene.camille.post(ask, ["demande": "Relisez."]).status == 303)
    let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Non."]
    #expect(try await scene.second.post(answer, upheld).status == 303)
    let first = try await scene.value("SELECT CAST(event_id AS TEXT) FROM decision ORDER BY id LIMIT 1")
    let event = try #require(Int64(first))
    let act = try await scene.reader.get(DecisionScene.desk + "/actes/\(event)").text
    #expect(act.contains("a répondu à une demande de réexamen"))
    #expect(try await scene.undo(event).status == 303)
    // One letter says it all.
    #expect(try await scene.mails("reexamination/").count == 1)
    #expect(try await scene.mails("decision/").last?.contains("est annulée") == true)

    scene.towns.asking.time.advance(seconds: 15 * 86_400)
    #expect(!(try await scene.camille.get(scene.paths[3]).text.contains("Demander le réexamen")))
    #expect(try await scene.camille.get(other).text.contains("Il est trop tard"))
    let late = try await scene.camille.post(other, ["demande": "Zwqtard."])
    #expect(late.status == 422 && late.text.contains("Il est trop tard") && late.text.contains("Zwqtard."))
    #expect(try await scene.towns.count("SELECT count(*) FROM reexamination") == 1)
    await scene.close()
  }

  @Test(
    "The vote is held up while one waits, what it changed is not decided anew, or a delay runs; all are told why",
    arguments: Engine.available)
  func vote(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let time = scene.towns.asking.time
    let consultation = scene.consultation
    func obstacles() async throws -> [VoteObstacle] {
      try await scene.towns.asking.house.database.read { db in
        try VoteObstacle.all(in: consultation, at: time.clock.now(), db)
      }
    }
    #expect(try await obstacles() == [])
    let publication = DecisionScene.desk + "/publication"
    #expect(!(try await scene.reader.get(publication).text.contains("n’ouvrira pas avant")))
    let (ask, _) = try await rejected(scene)
    let end = WorkingDays.end(of: 10, after: time.clock.now())
    #expect(try await obstacles() == [.delays(1, until: end)])
    // The vote is in ten days, the delay in fifteen: whoever publishes is warned, and administrators.
    let page = try await scene.reader.get(publication).text
    #expect(page.contains("Publiée maintenant") && page.contains("n’ouvrira pas avant"))
    #expect(page.contains("peut être demandé jusqu’au 29"))
    let administrator = try await scene.towns.invited(.administrator, "administration@agence.example")
    let calendar = try await administrator.get("/administration" + Towns.home + "/calendrier").text
    #expect(calendar.contains("Il n’ouvrira pas tant que") && calendar.contains("doit la reculer"))

    #expect(try await scene.camille.post(ask, ["demande": "Relisez."]).status == 303)
    #expect(try await obstacles() == [.pending(1)])
    #expect(try await scene.reader.get(publication).text.contains("1 demande de réexamen attend"))
    #expect(try await scene.change(0, by: scene.second).status == 303)
    #expect(try await obstacles() == [.undecided(1)])
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await obstacles() == [.undecided(1)])
    #expect(try await scene.publish().status == 303)
    #expect(try await obstacles() == [.delays(1, until: end)])
    time.advance(seconds: 15 * 86_400)
    #expect(try await obstacles() == [])
    await scene.close()
  }

  @Test(
    "Between the instruction and the vote, what is published is not undone but by a re-examination, and is then published",
    arguments: Engine.available)
  func betweenPhases(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(3, "gardee").status == 303)
    let kept = try await scene.lastAct("contribution.decided")
    let (ask, _) = try await rejected(scene)
    #expect(try await scene.decide(1, "gardee").status == 303)
    let pending = try await scene.lastAct("contribution.decided")
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE phase SET closes_at = opens_at + 1 WHERE kind = 'instruction'")
    }
    let refused = try await scene.undo(kept)
    #expect(refused.status == 422 && refused.text.contains("La phase d’instruction est finie"))
    #expect(try await scene.towns.count("SELECT count(*) FROM decision WHERE ended_event_id IS NOT NULL") == 0)
    #expect(!(try await scene.mails("decision/").contains { $0.contains("est annulée") }))
    // What nobody has read yet is undone.
    #expect(try await scene.undo(pending).status == 303)
    #expect(try await scene.camille.post(ask, ["demande": "Relisez."]).status == 303)
    #expect(try await scene.change(0, by: scene.second).status == 303)
    #expect(try await scene.decide(0, "gardee", by: scene.second).status == 303)
    #expect(try await scene.publish().status == 303)
    // What was decided anew can be corrected again, and is published again.
    #expect(try await scene.undo(try await scene.lastAct("contribution.decided")).status == 303)
    #expect(try await scene.decide(0, "gardee", by: scene.second).status == 303)
    #expect(try await scene.publish().status == 303)
    await scene.close()
  }

  @Test(
    "Past the hour of the vote, what waited for a re-examination is still changed, decided and published anew",
    arguments: Engine.available)
  func pastTheHour(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (ask, _) = try await rejected(scene)
    #expect(try await scene.camille.post(ask, ["demande": "Relisez."]).status == 303)
    try await scene.openVote()
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE phase SET closes_at = opens_at + 1 WHERE kind = 'instruction'")
    }
    #expect(try await scene.change(0, by: scene.second).status == 303)
    #expect(try await scene.decide(0, "gardee", by: scene.second).status == 303)
    #expect(try await scene.publish().status == 303)
    // Nothing holds it up any more: nothing else changes.
    let late = try await scene.decide(1, "gardee")
    #expect(late.status == 422 && late.text.contains("Le vote est ouvert"))
    await scene.close()
  }

  @Test(
    "Whoever follows a contribution is told that its decision is upheld, or falls alone", arguments: Engine.available)
  func news(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let guild = try await scene.towns.agent("guilde@asso.example", for: scene.towns.guild)
    for place in [0, 3] { #expect(try await guild.post(scene.paths[place] + "/suivi", [:]).status == 303) }
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE follower SET rhythm = 'at-once'")
    }
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer la cantine"]).status == 303)
    let proposition = try await scene.value("SELECT token FROM proposition")
    for place in [1, 3] {
      #expect(try await scene.decide(place, "regroupee", ["proposition": proposition]).status == 303)
    }
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    try await scene.towns.runJob("follows.letters")
    for place in [0, 3] {
      let decision = "/decisions/" + (try await scene.decision(place)) + "/reexamen"
      #expect(try await scene.camille.post(Towns.home + decision, ["demande": "Zwqdemande."]).status == 303)
      if place == 0 {
        #expect(try await scene.change(0, by: scene.second).status == 303)
      } else {
        let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Non."]
        #expect(try await scene.second.post(DecisionScene.desk + decision, upheld).status == 303)
      }
    }
    try await scene.towns.runJob("follows.letters")
    let told = try await scene.mails("follow/").joined(separator: "\n")
    #expect(told.contains("Une décision publiée sur elle est annulée."))
    #expect(told.contains("Après réexamen, une décision publiée est maintenue.") && !told.contains("Zwqdemande"))
    await scene.close()
  }

  @Test(
    "Numbers of re-examinations and their delay are on the page of outcomes, and add up", arguments: Engine.available)
  func figures(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (ask, answer) = try await rejected(scene)
    let consultation = scene.consultation
    let path = Towns.home + "/suites"
    #expect(try await scene.read(path).contains("Aucun réexamen n’a été demandé"))
    #expect(try await scene.camille.post(ask, ["demande": "Zwqdemande."]).status == 303)
    func figures() async throws -> ReexaminationFigures {
      try await scene.towns.asking.house.database.read { db in
        ReexaminationFigures(try Reexamination.all(in: consultation, db))
      }
    }
    let waiting = try await figures()
    #expect(waiting.pending == 1 && waiting.medianDays == nil)
    scene.towns.asking.time.advance(seconds: 2 * 86_400)
    // Instructors are signed in for half a day.
    try await scene.second.enter("relecture@agence.example", as: nil)
    #expect(try await scene.second.post(answer, ["reexamen": "maintenue", "reponse-reexamen": "Non."]).status == 303)
    let found = try await figures()
    #expect(found.upheld == 1 && found.pending == 0 && found.asked == 1 && found.medianDays == 2)
    let page = try await scene.read(path)
    #expect(page.contains("Décisions maintenues") && page.contains("en 2 jours ouvrés") && !page.contains("Zwqdemande"))
    await scene.close()
  }
}

extension DecisionScene {
  /// Changes the decision of a contribution as the page that was read says.
  func change(_ place: Int, because reason: String = "Elle a raison.", by browser: Browser) async throws -> Answered {
    let page = try await browser.get(item(place)).text
    let form = page.split(separator: "value=\"changee\"").last ?? ""
    let seen = form.firstMatch(of: /name="vu" value="([^"]+)"/)?.1 ?? ""
    return try await browser.post(
      Self.desk + "/decisions/\(try await decision(place))/reexamen",
      ["reexamen": "changee", "reponse-reexamen": reason, "vu": String(seen)])
  }
}
