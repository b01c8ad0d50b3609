import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("Where the contributions of one organisation went", .serialized)
struct OrganisationOutcomesTests {
  @Test(
    "Each contribution has its decision, its answers and its re-examination; letters are told to its own alone",
    arguments: Engine.available)
  func told(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let dax = Towns.home + "/suites/\(scene.towns.dax.token)-dax"
    let early = try await scene.read(dax)
    #expect(early.contains("2 contributions déposées") && early.contains("Les décisions seront publiées entre"))
    #expect(early.contains("À l’étude"))
    #expect(!(try await scene.read("/organismes/\(scene.towns.dax.token)-dax").contains("sont devenues")))
    #expect(
      try await scene.decide(0, "regroupee", ["nouvelle": "Payer la cantine"], reason: "Zwqraison.").status == 303)
    #expect(try await scene.decide(2, "gardee").status == 303)
    for path in [dax, "/en" + dax, Towns.home + "/suites?q=dax"] {
      #expect(!(try await scene.camille.get(path).text.contains("Zwqraison")), "\(path)")
    }
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    // What waits to leave has been sent to nobody.
    #expect(!(try await scene.camille.get(dax).text.contains("courriel envoyé")))
    try await scene.deliver()
    let page = try await scene.read(dax)
    #expect(page.contains("Zwqraison.") && page.contains("Payer la cantine") && page.contains("chien perdu"))
    #expect(page.contains("Un courriel envoyé") && page.contains("La décision et sa raison"))
    #expect(page.contains("à une adresse") && !page.contains("wanadoo"))
    #expect(!page.contains("nid-de-poule") && !page.contains("Demander le réexamen"))
    let mine = try await scene.camille.get(dax).text
    #expect(mine.contains("Un courriel envoyé") && mine.contains("La décision et sa raison"))
    #expect(mine.contains("Demander le réexamen de cette décision"))
    // One that an address refuses is told to its own, and is no mail sent.
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE outgoing_mail SET state = 'refused' WHERE fact LIKE 'decision/%'")
    }
    let refused = try await scene.camille.get(dax).text
    #expect(refused.contains("Aucun courriel n’est arrivé") && refused.contains("refusé par une adresse"))
    let others = try await scene.read(dax + "?refuse")
    #expect(!others.contains("courriel envoyé") && !others.contains("Aucun courriel") && !others.contains("refusé par"))
    #expect(try await scene.read("/en" + dax).contains("Where did our contributions go?"))

    // From the page of the organisation, from the search of the outcomes, from the letter.
    #expect(try await scene.read("/organismes/\(scene.towns.dax.token)-dax").contains(dax))
    // The register is read when the house opens.
    let stranger = Browser(try await scene.towns.reopened().asking)
    for path in ["/organismes?q=dax", Towns.home + "/suites?q=dax"] {
      #expect(try await stranger.get(path).text.contains(dax), "\(path)")
    }
    let guildFound = try await stranger.get("/organismes?q=guilde").text
    #expect(guildFound.contains("1 organisme trouvé") && !guildFound.contains("/suites/"))
    let letter = try #require(try await scene.mails("decision/").first)
    #expect(letter.contains(dax))
    let other = try #require(try await scene.mails("decision/").last)
    #expect(other.contains("/suites/\(scene.towns.pau.token)-pau"))

    // A wrong slug leads to the right one; what deposited nothing says so.
    let wrong = try await Browser(scene.towns.asking).get(Towns.home + "/suites/\(scene.towns.dax.token)-pau")
    #expect(wrong.fields[.location] == dax)
    let guild = try await scene.read(Towns.home + "/suites/\(scene.towns.guild.token)-guilde")
    #expect(guild.contains("Guilde n’a rien déposé") && guild.contains("Voir toutes les contributions"))
    #expect(try await scene.towns.asking.get(Towns.home + "/suites/zzzzzzzzzz-rien").status == 404)
    await scene.close()
  }

  @Test("Letters that a regrouping sends, and its undoing, are told too", arguments: Engine.available)
  func regrouped(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let dax = Towns.home + "/suites/\(scene.towns.dax.token)-dax"
    let (first, second) = try await scene.propose()
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    #expect(!(try await scene.camille.get(dax).text.contains("La décision corrigée")))
    for count in [1, 2] {
      if count == 1 {
        #expect(try await scene.recompose(first, "deplacer", [try await scene.decision(0)], to: second).status == 303)
      } else {
        #expect(try await scene.undo(try await scene.lastAct("contributions.moved")).status == 303)
      }
      try await scene.deliver()
      let page = try await scene.camille.get(dax).text
      #expect(page.ranges(of: "La décision corrigée, et sa raison").count == count)
      #expect(page.contains("\(count + 1) courriels envoyés"))
    }
    await scene.close()
  }

  @Test(
    "Letters about the draft of a proposition and about its corrections are told to the organisation that had them",
    arguments: Engine.available)
  func drafts(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (dax, pau) = (
      Towns.home + "/suites/\(scene.towns.dax.token)-dax", Towns.home + "/suites/\(scene.towns.pau.token)-pau"
    )
    let (draft, reply) = (
      "Un projet de proposition à relire", "Réponse à votre remarque sur un projet de proposition"
    )
    let token = try await scene.worded()
    scene.openInstruction()
    #expect(!(try await scene.camille.get(dax).text.contains("courriel envoyé")))
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    // Before anything is published, and to its own alone; what joins the draft later was in no letter.
    #expect(try await scene.decide(3, "regroupee", ["proposition": token]).status == 303)
    try await scene.deliver()
    let sent = try await scene.camille.get(dax).text
    #expect(sent.ranges(of: draft).count == 1 && sent.contains("Un courriel envoyé") && sent.contains("à une adresse"))
    #expect(!(try await scene.read(dax).contains(draft)))
    let missing = ["avis": "manque", "manque": "Et les impayés ?"]
    #expect(try await scene.paul.post(scene.reread(token), missing).status == 303)
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark WHERE kind = 'missing'")
    let replied = ["remarque": remark, "reponse": "Ce sera l’objet d’une autre.", "genre": "reponse"]
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", replied).status == 303)
    try await scene.deliver()
    let told = try await scene.paul.get(pau).text
    #expect(told.contains(draft) && told.contains(reply) && told.contains("2 courriels envoyés"))
    #expect(!(try await scene.camille.get(dax).text.contains(reply)))
    #expect(try await scene.camille.get("/en" + dax).text.contains("The draft of a proposition for you to re-read"))
    await scene.close()
  }

  @Test(
    "The correction of a proposition is told with each contribution that feeds it; so is what its addressee was asked",
    arguments: Engine.available)
  func correctedAndAsked(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (dax, pau) = (
      Towns.home + "/suites/\(scene.towns.dax.token)-dax", Towns.home + "/suites/\(scene.towns.pau.token)-pau"
    )
    let correction = "La correction d’une proposition qu’elle alimente"
    let token = try await scene.canteen()
    #expect(try await scene.title(token, "Zwqavant.").status == 303)
    let other = ["nouvelle": "Les chiens"]
    #expect(try await scene.decide(3, "regroupee", other).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    #expect(!(try await scene.camille.get(dax).text.contains(correction)))
    #expect(try await scene.title(token, "Zwqaprès.").status == 303)
    let publication = DecisionScene.desk + "/propositions/\(token)/publication"
    #expect(try await scene.reader.post(publication, [:]).status == 303)
    // Of the two contributions of Dax, that which feeds it.
    try await scene.deliver()
    let page = try await scene.camille.get(dax).text
    #expect(page.ranges(of: correction).count == 1 && page.contains("2 courriels envoyés"))
    #expect(try await scene.paul.get(pau).text.ranges(of: correction).count == 1)
    #expect(try await scene.read(dax).ranges(of: correction).count == 1)

    let addressee = try await scene.addressee()
    #expect(!(try await scene.paul.get(pau).text.contains("La demande au guichet")))
    try await scene.redirect(2, to: addressee)
    try await scene.deliver()
    #expect(try await scene.paul.get(pau).text.contains("La demande au guichet"))
    #expect(!(try await scene.camille.get(dax).text.contains("La demande au guichet")))
    await scene.close()
  }

  @Test("A re-examination and its answer are read there too", arguments: Engine.available)
  func reexamined(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let dax = Towns.home + "/suites/\(scene.towns.dax.token)-dax"
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(3, "gardee").status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    for (place, kind) in [(0, "maintenue"), (3, "changee")] {
      let decision = try await scene.decision(place)
      let asked = try await scene.camille.post(
        Towns.home + "/decisions/\(decision)/reexamen", ["demande": "Zwqdemande."])
      #expect(asked.status == 303)
      let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Zwqréponse."]
      let answered =
        kind == "changee"
        ? try await scene.change(place, by: scene.second)
        : try await scene.second.post(DecisionScene.desk + "/decisions/\(decision)/reexamen", upheld)
      #expect(answered.status == 303, "\(kind)")
    }
    let page = try await scene.read(dax)
    #expect(page.contains("Maintenue après réexamen") && page.contains("Zwqréponse."))
    #expect(page.contains("Changée après réexamen") && !page.contains("Zwqdemande"))
    try await scene.deliver()
    let mine = try await scene.camille.get(dax).text
    #expect(mine.ranges(of: "La réponse à la demande de réexamen").count >= 2)
    await scene.close()
  }
}
