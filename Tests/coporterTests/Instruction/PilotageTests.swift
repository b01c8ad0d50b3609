import Consultations
import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("Leading the instruction", .serialized)
struct PilotageTests {
  @Test(
    "An instructor keeps the filters of the queue under a name, hers alone, until she takes it away",
    arguments: Engine.available)
  func views(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let path = DecisionScene.desk + "/vues"
    let filters = "?theme=mairie&onglet=a-faire"
    #expect(try await scene.reader.get(path + filters + "&page=3").text.contains("Garder cette vue"))
    func keep(_ name: String) async throws -> Answered {
      try await scene.reader.post(path, ["nom": name, "suite": filters + "&page=3&inconnu=1"])
    }
    for (name, status, words) in [
      (" ", 422, "Donnez un nom"), (String(repeating: "é", count: 61), 422, "60 caractères"),
    ] {
      let refused = try await keep(name)
      #expect(refused.status == status && refused.text.contains(words), Comment(rawValue: words))
    }
    #expect(try await keep("La mairie").fields[.location] == path + "?fait=gardee")
    let again = try await keep("La mairie")
    #expect(again.status == 409 && again.text.contains("porte déjà ce nom"))
    let queue = try await scene.reader.get(DecisionScene.desk).text
    #expect(queue.contains("href=\"\(DecisionScene.desk)?theme=mairie&amp;onglet=a-faire\">La mairie<"))
    #expect(!(try await scene.second.get(DecisionScene.desk).text.contains("La mairie")))
    let end = path + "/" + (try await scene.value("SELECT token FROM saved_view")) + "/fin"
    #expect(try await scene.second.post(end, [:]).status == 409)
    #expect(try await scene.reader.post(end, [:]).fields[.location] == path + "?fait=retiree")
    #expect(!(try await scene.reader.get(DecisionScene.desk).text.contains("La mairie")))
    #expect(try await scene.reader.post(end, [:]).status == 409)
    await scene.close()
  }

  @Test(
    "Whoever leads reads what came, what is done, until when, and who decided what; a fiche tells it for a theme",
    arguments: Engine.available)
  func pilotage(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let path = DecisionScene.desk + "/pilotage"
    let before = try await scene.reader.get(path).text
    #expect(before.contains("Rien n’a été décidé") && before.contains("n° 1, publiée le"))
    #expect(try await scene.decide(0, "gardee", reason: "Zwqraison.").status == 303)
    #expect(try await scene.decide(2, "ineligible", ["article": "objet"]).status == 303)
    // Whoever works at the desk reads it on each page.
    for place in [DecisionScene.desk, scene.item(1)] {
      let desk = try await scene.reader.get(place).text
      #expect(desk.contains("2 contributions décidées sur 4") && desk.contains("2 décidées en sept jours."))
      #expect(desk.contains("À ce rythme, tout sera décidé vers le 22\u{A0}mars 2021, dans 7 jours."))
    }
    let page = try await scene.reader.get(path).text
    #expect(page.contains("<dt>Restantes</dt><dd>2</dd>") && page.contains("<dt>Décidées</dt><dd>2</dd>"))
    // Two in a week: as many are left.
    #expect(page.contains("tout sera décidé vers le 22\u{A0}mars 2021") && page.contains("n° 2, publiée le"))
    #expect(page.contains(">1 (50 %)</td>"))
    #expect(try await scene.camille.get(path).status == 404)
    let fiche = try await scene.reader.get(DecisionScene.desk + "/fiche?q=cantine").text
    #expect(fiche.contains("<h1>cantine</h1>") && fiche.contains("Zwqraison.") && fiche.contains("pas encore publiée"))
    #expect(
      fiche.contains("2 contributions") && fiche.contains("1 contribution décidée") && fiche.contains("À l’étude"))
    #expect(!fiche.contains("nid-de-poule") && fiche.contains("Les familles viennent avec un chèque."))
    await scene.close()
  }

  @Test(
    "What a regrouping makes again was decided when it first was, by whoever decided it", arguments: Engine.available)
  func regrouped(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (consultation, time) = (scene.consultation, scene.towns.asking.time)
    func told() async throws -> Pilotage {
      try await scene.towns.asking.house.database.read { db in
        try Pilotage(of: consultation, at: time.clock.now(), db)
      }
    }
    let (first, second) = try await scene.propose()
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE person SET name = 'Zwqpremière' WHERE id = (SELECT max(person_id) FROM decision)")
    }
    let before = try await told()
    #expect(before.pace.lately == 4 && before.instructors.map(\.name) == ["Zwqpremière"])
    #expect(
      try await scene.recompose(first, "fusionner", to: second, by: scene.second).status == 303)
    let merged = try await told()
    #expect(merged.pace.lately == 4 && merged.instructors == before.instructors)
    time.advance(seconds: 8 * 86_400)
    try await scene.second.enter("relecture@agence.example", as: nil)
    let split = [try await scene.decision(0)]
    #expect(
      try await scene.recompose(second, "separer", split, title: "À part", by: scene.second).status == 303)
    let after = try await told()
    #expect(after.pace.lately == 0 && after.pace.done == 4 && after.instructors == before.instructors)
    await scene.close()
  }

  @Test("Two instructors of one name are told apart, and so are two themes of one title", arguments: Engine.available)
  func homonyms(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (consultation, now) = (scene.consultation, scene.towns.asking.time.clock.now())
    for (place, browser) in [(0, scene.reader), (1, scene.second), (2, scene.second)] {
      #expect(try await scene.decide(place, "gardee", by: browser).status == 303)
    }
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE person SET name = 'Zwqune' WHERE id IN (SELECT person_id FROM decision)")
      try db.execute("UPDATE theme SET title = 'Zwqthème' WHERE consultation_id = \(consultation)")
      for (contribution, slug) in [(1, "accueil"), (2, "mairie"), (3, "mairie")] {
        try db.execute(
          """
          INSERT INTO contribution_theme (contribution_id, theme_id)
          SELECT \(contribution), id FROM theme WHERE slug = \(slug) AND consultation_id = \(consultation)
          """)
      }
    }
    let told = try await scene.towns.asking.house.database.read { db in
      try Pilotage(of: consultation, at: now, db)
    }
    #expect(told.instructors.map(\.name) == ["Zwqune", "Zwqune"])
    #expect(told.instructors.map(\.total).sorted() == [1, 2])
    #expect(told.themes.map(\.name) == ["Zwqthème", "Zwqthème"])
    #expect(told.themes.map(\.total).sorted() == [1, 2])
    await scene.close()
  }

  @Test(
    "A fiche tells all that an organisation deposited, alone or with others, that of a department, that of a theme",
    arguments: Engine.available)
  func fiches(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let path = DecisionScene.desk + "/fiche"
    let (dax, pau) = (scene.towns.dax.id, scene.towns.pau.id)
    try await scene.towns.asking.house.database.write { db in
      for (organisation, department) in [(dax, "40"), (pau, "64")] {
        try db.execute("UPDATE organisation SET department = \(department) WHERE id = \(organisation)")
        try db.execute("UPDATE contribution SET department = \(department) WHERE organisation_id = \(organisation)")
      }
      try db.execute(
        "INSERT INTO contribution_theme (contribution_id, theme_id) SELECT 3, id FROM theme WHERE slug = 'mairie'")
    }
    let addressee = try await scene.addressee()
    #expect(try await scene.decide(1, "reorientee", ["guichet": addressee], reason: "Zwqpau.").status == 303)
    #expect(try await scene.decide(3, "gardee", reason: "Zwqdax.").status == 303)
    let own = try await scene.reader.get(path + "?organisme=" + scene.towns.pau.token).text
    #expect(own.contains("<h1>Pau</h1>") && own.contains("2 contributions") && own.contains("1 contribution décidée"))
    #expect(own.contains("Zwqpau.") && own.contains("Guichet des routes") && own.contains("nid-de-poule"))
    #expect(!own.contains("Zwqdax.") && !own.contains("chien perdu"))
    // Its item leads there.
    #expect(try await scene.reader.get(scene.item(1)).text.contains(path + "?organisme=" + scene.towns.pau.token))
    // What it deposits with another is told of both.
    try await scene.towns.join(scene.token(3), scene.towns.pau)
    let both = try await scene.reader.get(path + "?organisme=" + scene.towns.pau.token).text
    #expect(both.contains("3 contributions") && both.contains("Zwqdax."))
    let none = try await scene.reader.get(path + "?organisme=" + scene.towns.guild.token).text
    #expect(none.contains("<h1>Guilde</h1>") && none.contains("0 contribution"))
    let department = try await scene.reader.get(path + "?territoire=departement-40").text
    #expect(department.contains("chien perdu") && !department.contains("nid-de-poule"))
    // A region by its name; what is not decided says by when it will be.
    let region = try await scene.reader.get(path + "?territoire=region-75").text
    #expect(region.contains("<h1>") && !region.contains("region-75</h1>"))
    #expect(department.contains("À l’étude : la réponse sera publiée le 25 mars 2021 au plus tard"))
    let theme = try await scene.reader.get(path + "?theme=mairie").text
    #expect(theme.contains("<h1>mairie</h1>"), Comment(rawValue: theme))
    #expect(theme.contains("1 contribution,") && theme.contains("poule"), Comment(rawValue: theme))
    #expect(try await scene.camille.get(path).status == 404)
    await scene.close()
  }

  @Test("A fiche counts all that an organisation deposited, beyond those that it shows", arguments: Engine.available)
  func counted(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let last = try #require(try await scene.many(FichePage.most).last)
    // The newest is not on it.
    let decided = ["decision": "gardee", "version": "1", "raison": "Zwqdernière."]
    let item = DecisionScene.desk + "/contributions/" + last
    #expect(try await scene.reader.post(item + "/decision", decided).status == 303)
    let fiche = try await scene.reader.get(DecisionScene.desk + "/fiche?organisme=" + scene.towns.pau.token).text
    #expect(fiche.contains("2\u{202F}002 contributions") && fiche.contains("1 contribution décidée"))
    #expect(fiche.contains("Seules les 2\u{202F}000 premières") && fiche.contains("2 autres n’y sont pas"))
    #expect(!fiche.contains("Zwqdernière."))
    await scene.close()
  }

  @Test("A fiche prints what is expected, and the passages of each part that is decided", arguments: Engine.available)
  func asked(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE contribution_version SET expected = 'Zwqattendu.' WHERE contribution_id = 1")
    }
    #expect(try await scene.divide(place, [1, 2, 0]).status == 303)
    #expect(try await scene.decide(place, "gardee", ["partie": "2"]).status == 303)
    let fiche = try await scene.reader.get(DecisionScene.desk + "/fiche?organisme=" + scene.towns.dax.token).text
    #expect(fiche.contains("Attendu") && fiche.contains("Zwqattendu."))
    #expect(fiche.matches(of: /class="passage" lang="fr">On réserve une salle\.</).count == 1)
    await scene.close()
  }
}
