import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Wording a proposition", .serialized)
struct WordingTests {
  private func reword(_ token: String, _ title: String, _ scene: DecisionScene) async throws {
    let path = DecisionScene.desk + "/propositions/" + token
    let read = try #require(try await scene.reader.get(path).text.firstMatch(of: /name="lu" value="([^"]+)"/)?.1)
    let fields = ["titre": title, "texte": "Tout.", "genre": "develop", "lu": String(read)]
    #expect(try await scene.reader.post(path, fields).status == 303)
  }

  @Test(
    "A wording is read by all once it is published, and no sooner; undone, the one before is read again",
    arguments: Engine.available)
  func prepared(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Zwqpremier"]).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let page = Towns.home + "/propositions/" + token
    #expect(try await scene.read(page).contains("Zwqpremier"))
    try await reword(token, "Zwqsecond", scene)
    #expect(try await scene.second.post(scene.item(0) + "/deport", [:]).status == 303)
    let recused = try await scene.second.post(DecisionScene.desk + "/propositions/\(token)/publication", [:])
    #expect(recused.status == 422 && recused.text.contains("Votre déport"))
    for (path, text) in try await scene.publicTexts() { #expect(!text.contains("Zwqsecond"), Comment(rawValue: path)) }
    #expect(try await scene.read(page).contains("Zwqpremier"))
    #expect(!(try await scene.read(Towns.home + "/suites?decision=regroupee").contains("Zwqsecond")))
    let desk = DecisionScene.desk + "/propositions/" + token
    #expect(try await scene.reader.get(desk).text.contains("pas encore public"))
    #expect(try await scene.reader.post(desk + "/publication", [:]).fields[.location] == desk + "?fait=publiee")
    #expect(try await scene.read(page).contains("Zwqsecond"))
    #expect(!(try await scene.reader.get(desk).text.contains("pas encore public")))
    try await scene.undo(try await scene.lastAct("proposition.reworded"))
    #expect(try await scene.read(page).contains("Zwqpremier"))
    await scene.close()
  }

  @Test(
    "What replaces a public wording is written once to each depositor, with the cost of before and of now, and is news",
    arguments: Engine.available)
  func corrected(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    // Two texts of Dax feed it: one letter all the same.
    #expect(try await scene.decide(3, "regroupee", ["proposition": token]).status == 303)
    #expect(try await scene.title(token, "Zwqavant.", cost: "120000").status == 303)
    let guild = try await scene.towns.agent("guilde@asso.example", for: scene.towns.guild)
    #expect(try await guild.post(scene.paths[0] + "/suivi", [:]).status == 303)
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE follower SET rhythm = 'at-once'")
    }
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    try await scene.towns.runJob("follows.letters")
    #expect(try await scene.title(token, "Zwqaprès.", cost: "450000").status == 303)
    #expect(try await scene.mails("correction/").isEmpty)
    let desk = DecisionScene.desk + "/propositions/" + token
    #expect(try await scene.reader.post(desk + "/publication", [:]).status == 303)
    let letters = try await scene.towns.mails(about: "correction/")
    #expect(letters.map(\.recipient).sorted() == ["camille@wanadoo.fr", "paul@wanadoo.fr"])
    for letter in letters {
      for words in [
        "Zwqavant.", "Zwqaprès.", "120\u{202F}000", "450\u{202F}000", Towns.home + "/propositions/" + token,
      ] {
        #expect(letter.body.contains(words), Comment(rawValue: words + " in " + letter.body))
      }
    }
    // News of each of the three, for those who had no letter.
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind = 'proposition.corrected'") == 3)
    try await scene.towns.runJob("follows.letters")
    let news = try await scene.towns.mails(about: "follow/").filter { $0.body.contains("est corrigée") }
    #expect(news.map(\.recipient) == ["guilde@asso.example"])

    // Nothing new is published twice; undone, the one before is read again, and that is told too.
    #expect(try await scene.reader.post(desk + "/publication", [:]).status == 303)
    #expect(try await scene.mails("correction/").count == 2)
    #expect(try await scene.undo(try await scene.lastAct("proposition.reworded")).status == 303)
    #expect(try await scene.mails("correction/").count == 4)
    await scene.close()
  }

  @Test(
    "A proposition without a text is not published, alone or with others, and receives nothing that is public",
    arguments: Engine.available)
  func empty(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Sans texte"]).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    #expect(try await scene.decide(1, "gardee").status == 303)
    scene.openInstruction()
    let alone = try await scene.reader.post(
      DecisionScene.desk + "/decisions/\(try await scene.decision(0))/publication", [:])
    #expect(alone.status == 422 && alone.text.contains("pas encore de texte"))
    let path = DecisionScene.desk + "/publication"
    let page = try await scene.reader.get(path).text
    #expect(page.contains("1 décision prête") && page.contains("1 décision attend le texte de sa proposition"))
    let seen = try #require(page.firstMatch(of: /name="vu" value="([^"]+)"/)?.1)
    let last = try #require(page.firstMatch(of: /name="derniere" value="([0-9]+)"/)?.1)
    #expect(try await scene.reader.post(path, ["vu": String(seen), "derniere": String(last)]).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 1)
    // What is published does not join it, and what is split from it keeps its words.
    let kept = try await scene.value(
      """
      SELECT proposition.token FROM proposition JOIN grouping ON grouping.proposition_id = proposition.id
      JOIN decision_publication ON decision_publication.decision_id = grouping.decision_id
      """)
    let joined = try await scene.recompose(kept, "fusionner", to: token)
    #expect(joined.status == 422 && joined.text.contains("écrivez d’abord le texte"))
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.recompose(kept, "fusionner", to: token).status == 303)
    #expect(
      try await scene.recompose(token, "separer", [try await scene.decision(1)], title: "Le reste").status == 303)
    let rest = try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1")
    #expect(try await scene.read(Towns.home + "/propositions/" + rest).contains("Un texte commun."))
    // A wording that loses its text stays at the desk.
    #expect(try await scene.title(token, "").status == 303)
    let refused = try await scene.reader.post(DecisionScene.desk + "/propositions/\(token)/publication", [:])
    #expect(refused.status == 422 && refused.text.contains("Écrivez le texte de la proposition"))
    await scene.close()
  }

  @Test(
    "A contribution that is taken back takes with it the proposition that it made alone", arguments: Engine.available)
  func withdrawn(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(3, "gardee").status == 303)
    scene.openInstruction()
    // One before it is published, one after.
    #expect(try await scene.camille.post(scene.paths[3] + "/retrait", ["raison": "Doublon."]).status == 303)
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.mails("decision/").count == 1)
    try await scene.bringWithdrawal(0)
    let list = try await scene.read(Towns.home + "/propositions")
    #expect(list.contains("0 proposition") && !list.contains("cantine"))
    let taken = try await scene.towns.asking.get(Towns.home + "/suites?etat=retiree&decision=gardee").text
    #expect(!taken.contains("Voilà pourquoi"))
    let desk = try await scene.reader.get(scene.item(0))
    #expect(desk.status == 200 && !desk.text.contains("chèque") && desk.text.contains("retirée par son auteur"))
    await scene.close()
  }

  @Test(
    "One that is kept alone is written in the language of its contribution, wherever it is shown",
    arguments: Engine.available)
  func language(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    try await scene.towns.asking.house.database.write { db in
      try db.execute(
        "UPDATE contribution_version SET language = 'en', title = 'Zwqlost dogs' WHERE contribution_id = 4")
    }
    #expect(try await scene.decide(3, "gardee").status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    for path in ["/propositions", "/propositions/" + token, "/suites?decision=gardee"] {
      let page = try await scene.read(Towns.home + path)
      #expect(page.contains(/lang="en"[^>]*>(<a[^>]*>)?Zwqlost dogs/), Comment(rawValue: path))
      #expect(!page.contains(/lang="fr"[^>]*>(<a[^>]*>)?Zwqlost dogs/), Comment(rawValue: path))
    }
    await scene.close()
  }

  @Test(
    "What is longer than a proposition holds is not kept alone: nothing is cut, and nothing that was typed is lost",
    arguments: Engine.available)
  func longKept(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let long = String(repeating: "é", count: 11_000)
    try await scene.towns.asking.house.database.write { db in
      try db.execute(
        "UPDATE contribution_version SET today = \(long), expected = \(long) WHERE contribution_id = 1")
    }
    let refused = try await scene.decide(0, "gardee", reason: "Zwqraison.")
    #expect(refused.status == 422 && refused.text.contains("Divisez la contribution"))
    #expect(refused.text.contains("Zwqraison."))
    for table in ["decision", "proposition", "wording"] as [SQL] {
      #expect(try await scene.towns.count("SELECT count(*) FROM \(table)") == 0)
    }
    await scene.close()
  }

  @Test(
    "What was blotted out while somebody typed does not come back with what she sends", arguments: Engine.available)
  func blotted(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer avec Zwqnom"]).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    let path = DecisionScene.desk + "/propositions/" + token
    let read = try #require(try await scene.reader.get(path).text.firstMatch(of: /name="lu" value="([^"]+)"/)?.1)
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE wording SET title = 'Payer avec [passage retiré]'")
    }
    let fields = ["titre": "Payer avec Zwqnom", "texte": "Tout.", "genre": "develop", "lu": String(read)]
    let answer = try await scene.reader.post(path, fields)
    #expect(answer.status == 409 && answer.text.contains("Un passage a été retiré de ce texte"))
    #expect(answer.text.contains("Payer avec [passage retiré]") && !answer.text.contains("Zwqnom"))
    #expect(try await scene.towns.count("SELECT count(*) FROM wording") == 1)
    await scene.close()
  }

  @Test("A contribution joins a new proposition and one that exists at once", arguments: Engine.available)
  func both(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "La première"]).status == 303)
    let first = try await scene.value("SELECT token FROM proposition")
    let form = try await scene.reader.token()
    let sent = "decision=regroupee&version=1&raison=Oui&proposition=&nouvelle=La+seconde&proposition=\(first)"
    let answer = try await scene.reader.post(scene.item(1) + "/decision", raw: sent + "&_form=\(form)")
    #expect(answer.status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM proposition") == 2)
    #expect(try await scene.towns.count("SELECT count(*) FROM grouping") == 3)
    let card = try await scene.reader.get(scene.item(1)).text
    #expect(card.contains("La première") && card.contains("La seconde"))
    // What is wrong with the new title is told beside it, and leads there.
    let long = String(repeating: "a", count: 151)
    let refused = try await scene.decide(2, "regroupee", ["nouvelle": long])
    #expect(refused.status == 422 && refused.text.contains("href=\"#nouvelle\""))
    #expect(refused.text.contains("nouvelle-erreur"))
    await scene.close()
  }

  @Test("Whoever stands aside approves, publishes and undoes nothing of it", arguments: Engine.available)
  func recused(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "ineligible", ["article": "objet"]).status == 303)
    let event = try await scene.lastAct("contribution.decided")
    #expect(try await scene.second.post(scene.item(0) + "/deport", [:]).status == 303)
    let path = DecisionScene.desk + "/decisions/" + (try await scene.decision(0))
    for act in ["/relecture", "/publication"] {
      let answer = try await scene.second.post(path + act, [:])
      #expect(answer.status == 422 && answer.text.contains("Votre déport"), Comment(rawValue: act))
    }
    #expect(try await scene.undo(event, by: scene.second).text.contains("Votre déport"))
    // All that is ready but that: it is named, and left to a colleague.
    #expect(try await scene.decide(1, "gardee").status == 303)
    #expect(try await scene.reader.post(path + "/relecture", [:]).status == 422)
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    #expect(try await third.post(path + "/relecture", [:]).status == 303)
    scene.openInstruction()
    let page = try await scene.second.get(DecisionScene.desk + "/publication").text
    #expect(page.contains("1 décision prête") && page.contains("1 décision dont vous êtes en déport"))
    #expect(try await scene.publish(by: scene.second).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 1)
    #expect(try await scene.publish(by: third).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 2)
    let declared = try await scene.lastAct("recusal.declared")
    #expect(try await scene.undo(declared).text.contains("Seule la personne"))
    #expect(try await scene.undo(declared, by: scene.second).status == 303)
    await scene.close()
  }
}
