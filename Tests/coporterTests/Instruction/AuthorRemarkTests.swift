import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("What authors say of a draft, and whom it is before", .serialized)
struct AuthorRemarkTests {
  @Test(
    "A draft is not sent again, nor merged, while a remark on it waits for a reply", arguments: Engine.available)
  func waits(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    scene.openInstruction()
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    scene.towns.asking.time.advance(seconds: 60)
    let missing = ["avis": "manque", "manque": "Et les impayés ?"]
    #expect(try await scene.paul.post(scene.reread(token), missing).status == 303)
    #expect(try await scene.decide(3, "regroupee", ["proposition": token]).status == 303)
    #expect(try await scene.decide(2, "regroupee", ["nouvelle": "La rue"]).status == 303)
    let other = try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1")

    let all = DecisionScene.desk + "/relecture"
    let desk = try await scene.reader.get(all).text
    #expect(desk.contains("Une remarque d’auteur attend sa réponse.") && !desk.contains("Envoyer le projet"))
    #expect(try await scene.reader.post(all, [:]).status == 422)
    func sent() async throws -> Answered { try await scene.reader.post(scene.draft(token), [:]) }
    let again = try await sent()
    #expect(again.status == 422 && again.text.contains("répondez-lui avant d’envoyer de nouveau"))
    let merged = try await scene.recompose(token, "fusionner", to: other)
    #expect(merged.status == 422 && merged.text.contains("répondez-lui avant de fusionner"))
    #expect(try await scene.towns.count("SELECT count(*) FROM author_reading") == 1)

    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    let reply = ["remarque": remark, "reponse": "Une autre fois.", "genre": "reponse"]
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", reply).status == 303)
    #expect(try await sent().status == 303)
    // Undone, the reply is waited for again, whatever was sent since; its author is told.
    let act = try await scene.lastAct("draft.replied")
    let undoing = try await scene.reader.get(DecisionScene.desk + "/actes/\(act)").text
    #expect(undoing.contains("sera prévenu que la réponse est annulée"))
    #expect(try await scene.undo(act).status == 303)
    let told = try await scene.towns.mails(about: "draft/").filter { $0.body.contains("est annulée") }
    #expect(told.map(\.recipient) == ["paul@wanadoo.fr"])
    #expect(told.allSatisfy { $0.body.contains(scene.reread(token)) && $0.body.contains("« La cantine »") })
    let page = try await scene.reader.get(scene.draft(token)).text
    #expect(page.contains("Une remarque d’auteur attend sa réponse.") && page.contains("Et les impayés ?"))
    #expect(try await sent().status == 422)
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", reply).status == 303)
    #expect(!(try await scene.reader.get(scene.draft(token)).text.contains("attend sa réponse")))
    await scene.close()
  }

  @Test(
    "What joined after a draft was sent does not tell its author before it is sent to her, nor what is prepared since it was published",
    arguments: Engine.available)
  func joined(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "La cantine"]).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    #expect(try await scene.title(token, "Payer la cantine sans chèque.").status == 303)
    scene.openInstruction()
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await scene.decide(2, "regroupee", ["proposition": token]).status == 303)
    let offer = "Un projet de proposition reprend"
    #expect(try await scene.camille.get(scene.paths[0]).text.contains(offer))
    #expect(!(try await scene.paul.get(scene.paths[2]).text.contains(offer)))
    #expect(try await scene.paul.get(scene.reread(token)).status == 404)
    #expect(try await scene.paul.post(scene.reread(token), ["avis": "convient"]).status == 404)
    // All who were asked have answered: she is not waited for.
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    #expect(try await scene.reader.get(DecisionScene.desk + "/publication").text.contains("1 décision prête"))

    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    #expect(try await scene.paul.get(scene.paths[2]).text.contains(offer))
    for author in [scene.camille, scene.paul] {
      #expect(try await author.get(scene.reread(token)).status == 200)
      #expect(try await author.post(scene.reread(token), ["avis": "convient"]).status == 303)
    }
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 2)
    #expect(try await scene.title(token, "Zwqpréparé.").status == 303)
    let prepared = try await scene.reader.get(DecisionScene.desk + "/propositions/" + token).text
    #expect(prepared.contains("pas encore public"))
    for author in [scene.camille, scene.paul] {
      let page = try await author.get(scene.reread(token)).text
      #expect(page.contains("Payer la cantine sans chèque.") && !page.contains("Zwqpréparé."))
      #expect(page.contains("Votre organisme a dit le"))
    }
    await scene.close()
  }

  @Test(
    "A reply that took a remark into a text is undone with that text, even once a merger has ended it",
    arguments: Engine.available)
  func takenThenMerged(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    let (first, second) = try await scene.propose()
    #expect(try await scene.title(first, "Payer la cantine.").status == 303)
    #expect(try await scene.reader.post(scene.draft(first), [:]).status == 303)
    scene.towns.asking.time.advance(seconds: 60)
    let missing = ["avis": "manque", "manque": "Et les impayés ?"]
    #expect(try await scene.paul.post(scene.reread(first), missing).status == 303)
    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    #expect(try await scene.title(first, "Payer la cantine, et ses impayés.").status == 303)
    let written = try await scene.lastAct("proposition.reworded")
    let reply = ["remarque": remark, "reponse": "", "genre": "prise"]
    #expect(try await scene.reader.post(scene.draft(first) + "/reponse", reply).status == 303)
    let replied = try await scene.lastAct("draft.replied")
    #expect(try await scene.recompose(first, "fusionner", to: second).status == 303)
    let merged = try await scene.lastAct("propositions.merged")

    let page = try await scene.reader.get(DecisionScene.desk + "/actes/\(written)").text
    #expect(page.contains("name=\"vu\" value=\"\(SeenRows([merged, replied]).text)\""))
    #expect(try await scene.undo(written).status == 303)
    #expect(try await scene.text(first) == "Payer la cantine.")
    #expect(try await scene.towns.count("SELECT count(*) FROM remark_reply WHERE ended_event_id IS NULL") == 0)
    #expect(try await scene.paul.get(scene.reread(first)).text.contains("est attendue"))
    let letters = try await scene.mails("draft/").filter { $0.contains("La réponse à votre remarque est annulée") }
    #expect(letters.count == 1 && letters[0].contains("La cantine") && letters[0].contains(scene.reread(first)))
    await scene.close()
  }

  @Test(
    "A draft that did not change stays before an author whose decision was moved from another one meanwhile",
    arguments: Engine.available)
  func moved(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    var tokens: [String] = []
    for (place, title) in [(0, "Zwqun"), (3, "Zwqdeux"), (2, "Zwqtrois")] {
      #expect(try await scene.decide(place, "regroupee", ["nouvelle": title]).status == 303)
      tokens.append(try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1"))
      #expect(try await scene.title(tokens.last ?? "", "Un texte.").status == 303)
    }
    let (from, kept, to) = (tokens[0], tokens[1], tokens[2])
    let both = "decision=regroupee&version=1&raison=Oui.&proposition=\(from)&proposition=\(kept)&_form="
    let decided = try await scene.reader.post(
      scene.item(1) + "/decision", raw: both + (try await scene.reader.token()))
    #expect(decided.status == 303)
    scene.openInstruction()
    #expect(try await scene.reader.post(scene.draft(kept), [:]).status == 303)
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await scene.recompose(from, "deplacer", [try await scene.decision(1)], to: to).status == 303)

    #expect(try await scene.paul.get(scene.reread(kept)).text.contains("2 contributions"))
    #expect(try await scene.paul.get(scene.paths[1]).text.contains("href=\"\(scene.reread(kept))\""))
    #expect(!(try await scene.reader.get(scene.draft(kept)).text.contains("pas encore envoyé")))
    let missing = ["avis": "manque", "manque": "Et les impayés ?"]
    #expect(try await scene.paul.post(scene.reread(kept), missing).status == 303)
    #expect(try await scene.reader.get(scene.draft(kept)).text.contains("Une remarque d’auteur attend sa réponse."))
    // Of the other nothing was sent.
    #expect(try await scene.paul.get(scene.reread(to)).status == 404)
    await scene.close()
  }

  @Test(
    "Only those to whom a draft was sent are silent, or agree by it; of one that is gone what it said alone stands",
    arguments: Engine.available)
  func silent(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.worded()
    let third = try await scene.towns.agent("autre@wanadoo.fr", for: scene.towns.guild)
    let wider = try await scene.towns.deposit(third, title: "Cantine des crèches", today: "Par chèque aussi.")
    let joined = DecisionScene(
      towns: scene.towns, consultation: scene.consultation, camille: scene.camille, paul: scene.paul,
      reader: scene.reader, second: scene.second, paths: scene.paths + [wider])
    scene.openInstruction()
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await joined.decide(4, "regroupee", ["proposition": token]).status == 303)
    #expect(
      try await scene.paul.post(scene.reread(token), ["avis": "manque", "manque": "Et les impayés ?"]).status == 303)
    func told(_ words: String) async throws -> Int {
      try await scene.reader.get(scene.draft(token)).text.ranges(of: words).count
    }
    #expect(try await told("sans réponse") == 1)
    #expect(try await told(">pas encore envoyé<") == 1)
    // Who agrees, remarks, is silent: one of the three was not asked.
    let row = try await scene.reader.get(DecisionScene.desk + "/relecture").text
    let figures = row.matches(of: /<td class="number">([0-9]*)</).map { String($0.1) }
    #expect(figures == ["0", "1", "1"])

    // Pau takes its contribution back after the reply, which is undone once another draft was sent.
    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    let reply = ["remarque": remark, "reponse": "Une autre fois.", "genre": "reponse"]
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", reply).status == 303)
    try await scene.bringWithdrawal(1)
    #expect(try await scene.reader.get(scene.draft(token)).text.contains("2 organismes le recevront."))
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    #expect(try await scene.undo(try await scene.lastAct("draft.replied")).status == 303)
    #expect(try await told("sans réponse") == 2)
    #expect(try await told("Et les impayés ?") == 1)
    #expect(try await scene.reader.get(scene.draft(token)).text.firstMatch(of: /n°.<\/span>/) == nil)
    await scene.close()
  }

  @Test(
    "The desk tells the way to publication, and what a draft lacks before it can be sent", arguments: Engine.available)
  func lacks(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.askAuthors()
    let token = try await scene.canteen()
    let all = DecisionScene.desk + "/relecture"
    let desk = try await scene.reader.get(DecisionScene.desk).text
    #expect(desk.contains("Jusqu’à la publication") && desk.contains("href=\"\(all)\""))
    func told(_ words: String) async throws {
      for path in [all, scene.draft(token)] {
        let page = try await scene.reader.get(path).text
        #expect(page.contains(words) && !page.contains("Envoyer le projet"), Comment(rawValue: path))
      }
    }
    try await told("Le projet n’a pas encore de texte")
    #expect(try await scene.title(token, "Payer la cantine sans chèque.", cost: "").status == 303)
    try await told("Le coût retenu pour le vote n’est pas encore fixé")
    #expect(try await scene.title(token, "Payer la cantine sans chèque.").status == 303)
    #expect(try await scene.reader.get(all).text.contains("Envoyer le projet qui est rédigé"))
    #expect(try await scene.reader.get(scene.draft(token)).text.contains("Envoyer le projet aux auteurs"))
    await scene.close()
  }
}
