import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Directory
@testable import Instruction
@testable import Platform

extension DecisionScene {
  func draft(_ proposition: String) -> String { Self.desk + "/propositions/\(proposition)/relecture" }
  func reread(_ proposition: String) -> String { Towns.home + "/propositions/\(proposition)/relecture" }

  /// Authors re-read drafts for three working days.
  func askAuthors() async throws {
    let (consultation, now) = (consultation, towns.asking.time.clock.now())
    try await towns.asking.house.database.write { db in
      try AuthorReading.setDays(3, in: consultation, by: .command, at: now, db)
    }
  }

  /// The canteen, worded, of which the authors re-read the draft; its token.
  func worded() async throws -> String {
    try await askAuthors()
    let token = try await canteen()
    #expect(try await title(token, "Payer la cantine sans chèque.").status == 303)
    return token
  }
}

@Suite("Authors re-read the draft of a proposition", .serialized)
struct AuthorReadingTests {
  @Test(
    "A draft goes to each depositor, who agrees or says once what is missing; publishing waits for them",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    scene.openInstruction()
    let before = try await scene.reader.get(DecisionScene.desk + "/publication").text
    #expect(before.contains("2 décisions attendent leurs auteurs") && before.contains("0 décision prête"))
    let alone = DecisionScene.desk + "/decisions/\(try await scene.decision(0))/publication"
    let early = try await scene.reader.post(alone, [:])
    #expect(early.status == 422 && early.text.contains("encore chez ses auteurs"))
    // Nobody re-reads what was not sent.
    #expect(try await scene.camille.get(scene.reread(token)).status == 404)

    // Nor does whoever stands aside from what it unites send it.
    #expect(try await scene.second.post(scene.item(1) + "/deport", [:]).status == 303)
    let recused = try await scene.second.post(scene.draft(token), [:])
    #expect(recused.status == 422 && recused.text.contains("Votre déport"))
    #expect(try await scene.second.post(DecisionScene.desk + "/relecture", [:]).status == 422)
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    let mails = try await scene.mails("draft/")
    #expect(mails.count == 2 && mails.allSatisfy { $0.contains(scene.reread(token)) && $0.contains("La cantine") })
    let page = try await scene.camille.get(scene.reread(token))
    #expect(page.status == 200 && page.text.contains("Payer la cantine sans chèque."))
    #expect(page.text.contains("2 contributions") && page.text.contains("Coût retenu pour le vote"))
    // Whose texts stand beside hers is not told.
    #expect(!page.text.contains("Paiement de la cantine par internet"))
    #expect(try await scene.camille.get(scene.paths[0]).text.contains("Relire le projet"))
    #expect(!(try await scene.read(scene.paths[0])).contains("Relire le projet"))

    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    let missing = ["avis": "manque", "manque": "Et les impayés ?"]
    #expect(try await scene.paul.post(scene.reread(token), missing).status == 303)
    let table = try await scene.reader.get(scene.draft(token)).text
    #expect(table.contains("convient") && table.contains("Et les impayés ?"))
    #expect(table.contains("Une remarque d’auteur attend sa réponse."))
    let still = try await scene.reader.post(alone, [:])
    #expect(still.status == 422)
    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    let reply = ["remarque": remark, "reponse": "Ce sera l’objet d’une autre.", "genre": "reponse"]
    let hers = try await scene.second.post(scene.draft(token) + "/reponse", reply)
    #expect(hers.status == 422 && hers.text.contains("Votre déport"))
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", reply).status == 303)
    #expect(try await scene.paul.get(scene.reread(token)).text.contains("Ce sera l’objet d’une autre."))
    #expect(try await scene.mails("draft/").contains { $0.contains("Ce sera l’objet d’une autre.") })
    // All have answered: nothing more is waited for, before the delay is over.
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 2)
    let closed = try await scene.paul.post(scene.reread(token), ["avis": "convient"])
    #expect(closed.status == 409)
    await scene.close()
  }

  @Test(
    "Silence is agreement once three working days are over, and what joined since waits for another sending",
    arguments: Engine.available)
  func silence(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    scene.openInstruction()
    #expect(try await scene.reader.post(DecisionScene.desk + "/relecture", [:]).status == 303)
    let all = try await scene.reader.get(DecisionScene.desk + "/relecture").text
    #expect(all.contains("La cantine") && all.contains("pour le relire"))
    let (due, now) = try await scene.towns.asking.house.database.read { db in
      (
        try db.value("SELECT due_at FROM author_reading", as: Instant.self),
        try db.value("SELECT sent_at FROM author_reading", as: Instant.self)
      )
    }
    let (sent, end) = (try #require(now), try #require(due))
    #expect(WorkingDays.count(from: sent, to: end.adding(seconds: -1)) == 3)
    scene.towns.asking.time.advance(seconds: (end.milliseconds - sent.milliseconds) / 1_000 - 1)
    // Nobody stays signed in for so long.
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    let camille = try await scene.towns.person("camille@wanadoo.fr", "Camille")
    #expect(try await third.get(DecisionScene.desk + "/publication").text.contains("0 décision prête"))
    scene.towns.asking.time.advance(seconds: 1)
    #expect(try await third.get(DecisionScene.desk + "/publication").text.contains("2 décisions prêtes"))
    let late = try await camille.post(scene.reread(token), ["avis": "convient"])
    #expect(late.status == 422 && late.text.contains("réputé convenir"))

    #expect(try await scene.decide(3, "regroupee", ["proposition": token], by: third).status == 303)
    let again = try await third.get(DecisionScene.desk + "/publication").text
    #expect(again.contains("2 décisions prêtes") && again.contains("1 décision attend ses auteurs"))
    await scene.close()
  }

  @Test(
    "What an instructor took into the text needs another text, and its reply can be undone",
    arguments: Engine.available)
  func taken(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    scene.openInstruction()
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    let missing = ["avis": "manque", "manque": "Et les impayés ?"]
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await scene.paul.post(scene.reread(token), missing).status == 303)
    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    let reply = ["remarque": remark, "reponse": "", "genre": "prise"]
    let early = try await scene.reader.post(scene.draft(token) + "/reponse", reply)
    #expect(early.status == 422 && early.text.contains("Modifiez d’abord le texte"))
    #expect(try await scene.title(token, "Payer la cantine sans chèque, et ses impayés.").status == 303)
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", reply).status == 303)
    #expect(try await scene.paul.get(scene.reread(token)).text.contains("pris en compte dans le texte"))
    #expect(try await scene.camille.get(scene.reread(token)).text.contains("modifié depuis son envoi"))
    let twice = try await scene.reader.post(scene.draft(token) + "/reponse", reply)
    #expect(twice.status == 409 && twice.text.contains("entre-temps"))
    // What was written for a remark is not sent again; what is written after it is, and undoing it undoes the reply.
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    let told = try await scene.reader.get(scene.draft(token)).text
    #expect(!told.contains("a changé depuis") && !told.contains("Envoyer le projet aux auteurs"))
    #expect(try await scene.title(token, "Payer la cantine en or.").status == 303)
    #expect(try await scene.reader.get(scene.draft(token)).text.contains("a changé depuis"))
    #expect(try await scene.undo(try await scene.lastAct("proposition.reworded")).status == 303)
    let replied = try await scene.lastAct("draft.replied")
    let written = try await scene.value(
      """
      SELECT CAST(wording.event_id AS TEXT) FROM remark_reply JOIN wording ON wording.id = remark_reply.wording_id
      """)
    let standing = try await scene.reader.get(DecisionScene.desk + "/actes/\(written)").text
    #expect(standing.contains("name=\"vu\" value=\"\(SeenRows([replied]).text)\""))
    #expect(try await scene.undo(replied).status == 303)
    #expect(try await scene.paul.get(scene.reread(token)).text.contains("est attendue"))
    await scene.close()
  }

  @Test(
    "Authors agree to what they were sent: a draft that changes after, or its cost, is sent again before it is published",
    arguments: Engine.available)
  func changed(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    scene.openInstruction()
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    for author in [scene.camille, scene.paul] {
      #expect(try await author.post(scene.reread(token), ["avis": "convient"]).status == 303)
    }
    func ready() async throws -> Bool {
      try await scene.reader.get(DecisionScene.desk + "/publication").text.contains("2 décisions prêtes")
    }
    #expect(try await ready())
    // The same words again are the same draft.
    #expect(try await scene.title(token, "Payer la cantine sans chèque.").status == 303)
    #expect(try await ready())
    for (text, cost) in [("Payer la cantine sans chèque.", "130000"), ("Payer la cantine en or.", "120000")] {
      #expect(try await scene.title(token, text, cost: cost).status == 303)
      #expect(!(try await ready()))
      let page = try await scene.reader.get(scene.draft(token)).text
      #expect(page.contains("a changé depuis") && page.contains("Envoyer le projet aux auteurs"))
      let alone = DecisionScene.desk + "/decisions/\(try await scene.decision(0))/publication"
      #expect(try await scene.reader.post(alone, [:]).status == 422)
      #expect(try await scene.reader.get(DecisionScene.desk + "/relecture").text.contains("Envoyer le projet qui est"))
      // Undone, what they agreed to stands again.
      #expect(try await scene.undo(try await scene.lastAct("proposition.reworded")).status == 303)
      #expect(try await ready())
    }
    #expect(try await scene.title(token, "Payer la cantine en or.").status == 303)
    #expect(try await scene.reader.post(DecisionScene.desk + "/relecture", [:]).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM author_reading") == 2)
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    await scene.close()
  }

  @Test(
    "What is kept alone is re-read by its author once it is no more as written, or has its cost",
    arguments: Engine.available)
  func keptAlone(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    #expect(try await scene.decide(0, "gardee").status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    scene.openInstruction()
    // As its author wrote it, nobody waits for her.
    #expect(try await scene.reader.get(DecisionScene.desk + "/publication").text.contains("1 décision prête"))
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 422)
    let zero = try await scene.title(token, "Zwqautre.", cost: "0")
    #expect(zero.status == 422 && zero.text.contains("au moins un euro") && zero.text.contains("Zwqautre.</textarea>"))
    #expect(try await scene.towns.count("SELECT count(*) FROM wording") == 1)
    #expect(try await scene.title(token, "Zwqautre.").status == 303)
    #expect(try await scene.reader.get(DecisionScene.desk + "/publication").text.contains("0 décision prête"))
    let alone = DecisionScene.desk + "/decisions/\(try await scene.decision(0))/publication"
    #expect(try await scene.reader.post(alone, [:]).status == 422)
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    #expect(try await scene.mails("draft/").count == 1)
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    #expect(try await scene.reader.post(alone, [:]).status == 303)
    await scene.close()
  }

  @Test(
    "What cannot be sent or said is refused with its sentence, and others read nothing", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    let token = try await scene.canteen()
    let empty = try await scene.reader.post(scene.draft(token), [:])
    #expect(empty.status == 422 && empty.text.contains("Écrivez d’abord le texte"))
    let none = try await scene.reader.post(DecisionScene.desk + "/relecture", [:])
    #expect(none.status == 422)
    // Authors see the cost that stands in the vote.
    #expect(try await scene.title(token, "Un texte.", cost: "").status == 303)
    let costless = try await scene.reader.post(scene.draft(token), [:])
    #expect(costless.status == 422 && costless.text.contains("Fixez d’abord le coût retenu"))
    #expect(try await scene.reader.post(DecisionScene.desk + "/relecture", [:]).status == 422)
    #expect(try await scene.title(token, "Un texte.").status == 303)
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    let stranger = try await scene.towns.agent("autre@wanadoo.fr", for: scene.towns.guild)
    #expect(try await stranger.get(scene.reread(token)).status == 404)
    #expect(try await stranger.post(scene.reread(token), ["avis": "convient"]).status == 404)
    let cases: [([String: String], String)] = [
      ([:], "Choisissez"), (["avis": "manque", "manque": " "], "Dites ce qui manque"),
      (["avis": "manque", "manque": String(repeating: "a", count: 5_001)], "trop long"),
    ]
    for (fields, sentence) in cases {
      let answer = try await scene.camille.post(scene.reread(token), fields)
      #expect(answer.status == 422 && answer.text.contains(sentence), Comment(rawValue: sentence))
    }
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    let twice = try await scene.camille.post(scene.reread(token), ["avis": "manque", "manque": "Si."])
    #expect(twice.status == 409 && twice.text.contains("déjà répondu"))
    #expect(try await scene.towns.count("SELECT count(*) FROM author_remark") == 1)
    await scene.close()
  }

  @Test(
    "The delay is set by an administrator, in working days; none, and decisions wait for nobody",
    arguments: Engine.available)
  func rule(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    let administrator = try await scene.towns.invited(.administrator, "admin@agence.example")
    let settings = DecisionScene.desk + "/reglages"
    #expect(try await administrator.get(settings).text.contains(#"name="jours" value="3""#))
    for bad in ["31", "-1", "trois", ""] {
      let answer = try await administrator.post(settings, ["lecture": "deux", "jours": bad])
      #expect(answer.status == 422 && answer.text.contains("de 0 à 30"), Comment(rawValue: bad))
    }
    #expect(try await administrator.post(settings, ["lecture": "deux", "jours": "0"]).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 2)
    _ = token
    await scene.close()
  }
}
