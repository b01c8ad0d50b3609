import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("Deciding, publishing and undoing", .serialized)
struct DecisionTests {
  @Test(
    "Two contributions become one proposition; its supports are distinct organisations; nothing is public before",
    arguments: Engine.available)
  func grouping(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let guild = try await scene.towns.agent("guilde@asso.example", for: scene.towns.guild)
    for place in [0, 1] {
      let given = try await guild.post(scene.paths[place] + "/soutien", ["organisme": "\(scene.towns.guild.id)"])
      #expect(given.status == 303)
    }
    _ = try await scene.paul.post(scene.paths[0] + "/soutien", ["organisme": "\(scene.towns.pau.id)"])
    let first = try await scene.decide(
      0, "regroupee", ["nouvelle": "Payer la cantine"], reason: "Zwqmotif : {choix}.")
    #expect(first.fields[.location] == scene.item(0) + "?fait=decidee")
    let proposition = try await scene.value("SELECT token FROM proposition")
    #expect(try await scene.decide(1, "regroupee", ["proposition": proposition], reason: "Zwqmotif").status == 303)
    let desk = try await scene.reader.get(scene.item(0) + "?fait=decidee").text
    #expect(desk.contains("La décision est prise") && desk.contains("Zwqmotif : « Payer la cantine »."))
    #expect(try await scene.mails("decision/").isEmpty)
    #expect(try await Browser(scene.towns.asking).get(Towns.home + "/propositions/" + proposition).status == 404)

    // Not before its phase; then all that is ready at once.
    let early = try await scene.publish()
    #expect(early.status == 422 && early.text.contains("Il est trop tôt"))
    scene.openInstruction()
    #expect(try await scene.publish().fields[.location] == DecisionScene.desk + "/publication?fait=publiees")
    let page = try await scene.read(Towns.home + "/propositions/" + proposition)
    #expect(page.contains("Payer la cantine") && page.contains("2 contributions l’alimentent"))
    // The guild supports both and counts once.
    #expect(page.contains("1 collectivité la soutient") && page.contains("1 autre organisme"))
    let read = try await scene.read(scene.paths[0])
    #expect(read.contains("Ce que cette contribution est devenue") && read.contains("Zwqmotif"))
    #expect(try await scene.read("/en" + scene.paths[0]).contains("Grouped"))
    let mails = try await scene.mails("decision/")
    try #require(mails.count == 2)
    #expect(mails[0].contains("Votre contribution n° 1 est regroupée") && mails[0].contains("Zwqmotif"))
    #expect(try await scene.publish().text.contains("Aucune décision n’est prête"))
    await scene.close()
  }

  @Test(
    "After a second reading one goes on to what follows under the tab, and undoes it from there",
    arguments: Engine.available)
  func readsOn(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    for place in [2, 3] { #expect(try await scene.decide(place, "ineligible", ["article": "objet"]).status == 303) }
    let tokens = [try await scene.decision(2), try await scene.decision(3)]
    func read(_ decision: String, _ sent: [String: String]) async throws -> String {
      let answer = try await scene.second.post(DecisionScene.desk + "/decisions/\(decision)/relecture", sent)
      return answer.fields[.location] ?? ""
    }
    let tab = "?onglet=seconde-lecture"
    let next = try await read(tokens[0], ["suite": tab])
    #expect(next == scene.item(3) + tab + "&fait=relue&faite=" + tokens[0])
    let page = try await scene.second.get(next).text
    let event = try await scene.lastAct("decision.read-again")
    #expect(
      page.contains("La relecture de la contribution n° 3 est notée.") && page.contains("Annuler cette relecture…"))
    #expect(page.contains(DecisionScene.desk + "/actes/\(event)") && page.contains("Retrouver un chien perdu"))
    // Nothing is left to read again.
    #expect(try await read(tokens[1], ["suite": tab]) == scene.item(3) + tab + "&fait=relue")
    // Without a tab, its contribution is shown again.
    #expect(try await scene.undo(event, by: scene.second).status == 303)
    #expect(!(try await scene.second.get(next).text.contains("Annuler cette relecture…")))
    #expect(try await read(tokens[0], [:]) == scene.item(2) + "?fait=relue")
    await scene.close()
  }

  @Test("A redirection waits for another instructor, who cannot be the one who decided", arguments: Engine.available)
  func secondReading(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    #expect(try await scene.decide(2, "reorientee", ["guichet": addressee]).status == 303)
    #expect(try await scene.decide(3, "ineligible", ["article": "objet"]).status == 303)
    scene.openInstruction()
    let decision = try await scene.decision(2)
    let path = DecisionScene.desk + "/decisions/" + decision
    let unread = try await scene.reader.post(path + "/publication", [:])
    #expect(unread.status == 422 && unread.text.contains("attend d’être relue"))
    let own = try await scene.reader.post(path + "/relecture", [:])
    #expect(own.status == 422 && own.text.contains("Vous ne pouvez pas relire votre propre décision"))
    let tab = try await scene.second.get(DecisionScene.desk + "?onglet=seconde-lecture").text
    #expect(tab.contains("Seconde lecture (2)") && tab.contains("Signaler un nid-de-poule"))
    #expect(
      try await scene.reader.get(DecisionScene.desk + "?onglet=seconde-lecture").text.contains("Seconde lecture (0)"))
    #expect(try await scene.second.post(path + "/relecture", [:]).status == 303)
    let again = try await scene.second.post(path + "/relecture", [:])
    #expect(again.status == 409 && again.text.contains("déjà été relue"))
    #expect(try await scene.reader.post(path + "/publication", [:]).status == 303)
    let needless = try await scene.second.post(path + "/relecture", [:])
    #expect(needless.status == 422 && needless.text.contains("n’attend pas"))
    let page = try await scene.read(scene.paths[2])
    #expect(page.contains("Guichet des routes") && page.contains("routes@etat.example"))
    let letter = try #require(try await scene.mails("decision/").first)
    #expect(letter.contains("est réorientée") && letter.contains("Guichet des routes (routes@etat.example)"))
    #expect(letter.contains("Si ce guichet refuse, vous pourrez le dire"))
    // The other one still waits.
    #expect(try await scene.publish().text.contains("Aucune décision n’est prête"))
    let waiting = try await scene.reader.get(DecisionScene.desk + "/publication").text
    #expect(waiting.contains("1 décision attend une seconde lecture") && waiting.contains("Retrouver un chien"))
    #expect(!(try await scene.read(scene.paths[3]).contains("devenue")))
    await scene.close()
  }

  @Test("Whoever decides second finds all that she had typed", arguments: Engine.available)
  func second(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee", reason: "La première.").status == 303)
    let late = try await scene.decide(0, "ineligible", ["article": "objet"], reason: "La seconde.", by: scene.second)
    // All that the second had typed is there.
    let mine = try #require(late.text.split(separator: "Ce que vous aviez préparé").dropFirst().first)
    #expect(mine.contains("La seconde.") && mine.contains("Inéligible") && mine.contains("article 1"))
    let addressee = try await scene.addressee()
    let other = try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1")
    let typed: [(kind: String, fields: [String: String], words: String)] = [
      ("reorientee", ["guichet": addressee], "Guichet des routes"),
      ("regroupee", ["proposition": other], "Payer la cantine en ligne"),
      ("regroupee", ["nouvelle": "Toute autre chose"], "Toute autre chose"),
      ("gardee", ["partie": "2"], "Partie 2"),
    ]
    for (kind, fields, words) in typed {
      let answer = try await scene.decide(0, kind, fields, reason: "La seconde.", by: scene.second)
      let kept = answer.text.split(separator: "Ce que vous aviez préparé").dropFirst().first ?? ""
      #expect(answer.status == 409 && kept.contains(words) && kept.contains("La seconde."), Comment(rawValue: words))
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM decision") == 1)
    await scene.close()
  }

  @Test("What cannot be decided is told in a sentence, and changes nothing", arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    func refuses(
      _ kind: String, _ fields: [String: String], reason: String = "Oui.", _ status: Int, _ words: String
    ) async throws {
      let answer = try await scene.decide(0, kind, fields, reason: reason)
      #expect(answer.status == status && answer.text.contains(words), Comment(rawValue: words))
    }
    try await refuses("regroupee", ["nouvelle": ""], 422, "donnez le titre d’une nouvelle")
    try await refuses("regroupee", ["proposition": "zzzzzzzzzz"], 409, "Cette proposition n’existe pas")
    try await refuses("regroupee", ["proposition": try await scene.elsewhere()], 409, "n’existe pas, ou plus, dans")
    try await refuses("reorientee", ["guichet": ""], 422, "Choisissez le guichet")
    try await refuses("ineligible", ["article": "absent"], 422, "Choisissez l’article")
    try await refuses("gardee", [:], reason: "  ", 422, "Donnez la raison")
    try await refuses("gardee", [:], reason: "Bonjour {prenom}", 422, "n’est pas connu")
    try await refuses("gardee", [:], reason: String(repeating: "a", count: 5_001), 422, "5 000 caractères")
    try await refuses("gardee", ["version": "2"], 409, "a été corrigé depuis")
    try await refuses("gardee", ["partie": "1"], 409, "Cette partie n’existe plus")
    // What was typed is still there.
    let kept = try await scene.decide(0, "ineligible", ["article": ""], reason: "Ma longue raison.")
    #expect(kept.text.contains(">Ma longue raison.</textarea>"))
    #expect(try await scene.towns.count("SELECT count(*) FROM decision") == 0)
    #expect(try await scene.towns.count("SELECT count(*) FROM proposition") == 1)

    // Two at once: the second sees what the first did.
    #expect(try await scene.decide(0, "gardee", reason: "La première.").status == 303)
    let late = try await scene.decide(0, "ineligible", ["article": "objet"], reason: "La seconde.", by: scene.second)
    #expect(late.status == 409 && late.text.contains("La première.") && late.text.contains("a décidé entre-temps"))
    #expect(try await scene.camille.post(scene.item(1) + "/decision", [:]).status == 404)

    // An instructor who stands aside, or who acts for the depositor.
    #expect(try await scene.reader.post(scene.item(1) + "/deport", [:]).status == 303)
    let recused = try await scene.decide(1, "gardee")
    #expect(recused.status == 422 && recused.text.contains("Rien n’a changé"))
    #expect(try await scene.second.get(scene.item(1)).text.contains("Déports"))
    try await scene.undo(try await scene.lastAct("recusal.declared"))
    #expect(try await scene.decide(1, "gardee").status == 303)
    try await scene.towns.give("relecture@agence.example", for: scene.towns.pau)
    // It is shown to her colleagues as what is declared is.
    #expect(try await scene.reader.get(scene.item(2)).text.contains("(agit pour un organisme qui la dépose)"))
    #expect(!(try await scene.reader.get(scene.item(3)).text.contains("agit pour un organisme")))
    #expect(try await scene.reader.get(DecisionScene.desk).text.ranges(of: "en déport : ").count == 2)
    let party = try await scene.decide(2, "gardee", by: scene.second)
    #expect(party.status == 422 && party.text.contains("Vous agissez pour un organisme qui dépose"))

    // Taken back by its author; then the vote.
    #expect(try await scene.camille.post(scene.paths[3] + "/retrait", ["raison": "Doublon."]).status == 303)
    #expect(try await scene.decide(3, "gardee").text.contains("a été retirée par son auteur"))
    scene.towns.asking.time.advance(seconds: 11 * 86_400)
    let reader = try await scene.towns.invited(.instructor, "tard@agence.example")
    let closed = try await scene.decide(2, "gardee", by: reader)
    #expect(closed.status == 422 && closed.text.contains("Le vote est ouvert"))
    let event = try await scene.lastAct("contribution.decided")
    #expect(try await scene.undo(event, by: reader).text.contains("Le vote est ouvert"))
    await scene.close()
  }

  @Test(
    "A reason is shown as its author will read it before anything is decided, and what was typed stays",
    arguments: Engine.available)
  func preview(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    #expect(try await scene.decide(3, "gardee").status == 303)
    let known = try await scene.value("SELECT token FROM proposition")
    let said = "n° {numero}, {organisme}, {titre} : {choix}."
    let cases: [(String, [String: String], String)] = [
      ("regroupee", ["nouvelle": "La cantine"], "« La cantine »."),
      ("regroupee", ["proposition": known], "« Retrouver un chien perdu »."), ("gardee", [:], "en ligne »."),
      ("reorientee", ["guichet": addressee], ": Guichet des routes."),
      ("ineligible", ["article": "objet"], ": 1 (« Objet »)."),
    ]
    for (kind, fields, words) in cases {
      let sent = fields.merging(["geste": "apercu", "suite": "?onglet=a-faire"]) { $1 }
      let page = try await scene.decide(0, kind, sent, reason: said)
      #expect(page.status == 200 && page.text.contains("Ce que l’auteur lira"), "\(words)")
      #expect(page.text.contains("n° 1, Dax, Payer la cantine en ligne") && page.text.contains(words), "\(words)")
      // One goes on from what was typed, under the same filters.
      #expect(page.text.contains(">\(said)</textarea>") && page.text.contains("onglet=a-faire"), "\(words)")
    }
    for (kind, fields, reason, words) in [
      ("reorientee", [:], said, "Choisissez le guichet"), ("ineligible", ["article": "absent"], said, "l’article"),
      ("gardee", [:], "{prenom}", "n’est pas connu"), ("gardee", [:], " ", "Donnez la raison"),
    ] as [(String, [String: String], String, String)] {
      let page = try await scene.decide(0, kind, fields.merging(["geste": "apercu"]) { $1 }, reason: reason)
      #expect(page.status == 422 && page.text.contains(words), "\(words)")
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM decision") == 1)
    #expect(try await scene.towns.count("SELECT count(*) FROM proposition") == 1)
    await scene.close()
  }

  @Test("A correction by the author flags what was decided of the version before", arguments: Engine.available)
  func corrected(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee").status == 303)
    try await scene.correct(0, "Payer la cantine et la garderie", by: scene.camille)
    try await scene.correct(0, "Payer la cantine et le goûter", by: scene.camille)
    let card = try await scene.reader.get(scene.item(0)).text
    #expect(card.contains("la décision porte sur la version 1"))
    // What has changed since the version that was read, not since the one before.
    let link = try #require(card.firstMatch(of: /href="([^"]+\/versions\/3\?depuis=1)"/)?.1)
    let compared = try await scene.reader.get(String(link)).text
    #expect(compared.contains("depuis la version 1") && compared.contains("Les familles viennent"))
    #expect(!compared.contains("garderie"))
    let proposition = try await scene.value("SELECT token FROM proposition")
    let prepared = try await scene.reader.get(DecisionScene.desk + "/propositions/" + proposition).text
    #expect(prepared.contains("texte corrigé depuis") && prepared.contains(link))
    let dry = try await scene.reader.get(DecisionScene.desk + "/publication").text
    #expect(dry.contains("texte corrigé depuis") && dry.contains("Une décision porte sur un texte"))
    #expect(try await scene.reader.get(DecisionScene.desk + "?onglet=texte-corrige").text.contains("Texte corrigé (1)"))
    await scene.close()
  }
}
