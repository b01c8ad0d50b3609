import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Instruction
@testable import Platform

@Suite("The tabs of the queue", .serialized)
struct QueueTests {
  /// The identifiers of the two instructors.
  private func instructors(_ scene: DecisionScene) async throws -> [Int64] {
    try await scene.towns.asking.house.database.read { db in
      try db.values("SELECT person_id FROM role WHERE kind = 'instructor' ORDER BY id", as: Int64.self)
    }
  }

  @Test(
    "Each tab counts what its list holds, whatever was decided, divided, corrected, given or taken back",
    arguments: Engine.available)
  func counts(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let persons = try await instructors(scene)
    let (consultation, now) = (scene.consultation, scene.towns.asking.time.clock.now())
    func check(_ place: String) async throws {
      for person in persons {
        let (counted, listed) = try await scene.towns.asking.house.database.read { db in
          let counted = try Queue.counts(in: consultation, for: person, at: now, db)
          var listed: [Queue.Tab: Int] = [:]
          for tab in Queue.Tab.allCases {
            listed[tab] = try db.value(
              """
              SELECT count(*) FROM contribution WHERE consultation_id = \(consultation) AND \(Withdrawal.stands)
                AND \(Queue.condition(tab, for: person, at: now))
              """, as: Int.self)
          }
          return (counted, listed)
        }
        #expect(counted == listed, Comment(rawValue: place))
      }
    }
    try await check("begun")
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(2, "ineligible", ["article": "objet"]).status == 303)
    try await check("decided")
    // The second is divided: it is done with its last part.
    try await scene.towns.asking.house.database.write { db in
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      for number in 1...2 {
        try db.execute(
          """
          INSERT INTO part (contribution_id, version, number, ranges, event_id, divided_at)
          VALUES (2, 1, \(number), 'today:0-9', \(event), \(now))
          """)
      }
    }
    try await check("divided")
    for part in ["1", "2"] {
      #expect(try await scene.decide(1, "gardee", ["partie": part]).status == 303)
      try await check("part " + part)
    }
    try await scene.correct(0, "Payer la cantine et la garderie", by: scene.camille)
    try await check("corrected")
    let mine = try await scene.value("SELECT token FROM person WHERE id = \(persons[0])")
    #expect(try await scene.reader.post(scene.item(3) + "/instructeur", ["instructeur": mine]).status == 303)
    try await check("given")
    try await scene.bringWithdrawal(2)
    try await check("taken back")
    let page = try await scene.reader.get(DecisionScene.desk).text
    for tab in [
      "À faire (1)", "Les miennes (1)", "Texte corrigé (1)", "Seconde lecture (0)", "Faites (2)", "Toutes (3)",
    ] {
      #expect(page.contains(tab), Comment(rawValue: tab))
    }
    #expect(page.contains("la relecture par les auteurs et la double lecture à l’aveugle ont leurs propres pages"))
    await scene.close()
  }

  @Test(
    "Under filters and words each tab counts what its link leads to", arguments: Engine.available)
  func filtered(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee").status == 303)
    let persons = try await instructors(scene)
    let mine = try await scene.value("SELECT token FROM person WHERE id = \(persons[0])")
    #expect(try await scene.reader.post(scene.item(1) + "/instructeur", ["instructeur": mine]).status == 303)
    let tick = "ligne=\(scene.token(3))&choisie=\(scene.token(3))&geste=page&_form=\(try await scene.reader.token())"
    #expect(try await scene.reader.post(DecisionScene.desk + "/selection", raw: tick).status == 303)
    for (asked, counts) in [
      ("?q=cantine", ["À faire (1)", "Faites (1)", "Les miennes (1)", "Toutes (2)"]),
      ("?instructeur=" + mine, ["À faire (1)", "Faites (0)", "Les miennes (1)", "Toutes (1)"]),
      ("?selection=moi", ["À faire (1)", "Faites (0)", "Les miennes (0)", "Toutes (1)"]),
      ("?rubrique=service", ["À faire (0)", "Faites (0)", "Les miennes (0)", "Toutes (0)"]),
      ("?q=zwqnulle", ["À faire (0)", "Toutes (0)"]),
      ("", ["À faire (3)", "Faites (1)", "Les miennes (1)", "Toutes (4)"]),
    ] {
      let page = try await scene.reader.get(DecisionScene.desk + asked).text
      for count in counts { #expect(page.contains(count), Comment(rawValue: asked + " " + count)) }
    }
    await scene.close()
  }

  @Test(
    "What is to be read again is not told to whoever stands aside from it, by her word or as one who deposits",
    arguments: Engine.available)
  func aside(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let consultation = scene.consultation
    for place in [0, 1, 2] {
      #expect(try await scene.decide(place, "ineligible", ["article": "objet"]).status == 303)
    }
    func unread(_ count: Int) async throws {
      #expect(try await scene.second.get(DecisionScene.desk).text.contains("Seconde lecture (\(count))"))
      let faults = try await scene.towns.asking.house.database.read { db in try Sums(db).faults }
      #expect(faults.isEmpty, "\(faults)")
    }
    try await unread(3)
    // She treats something: her tabs are counted again too.
    let second = try await scene.value("SELECT token FROM person ORDER BY id DESC LIMIT 1")
    #expect(try await scene.second.post(scene.item(3) + "/instructeur", ["instructeur": second]).status == 303)
    #expect(try await scene.second.post(scene.item(2) + "/deport", [:]).status == 303)
    try await unread(2)
    try await scene.towns.give("relecture@agence.example", for: scene.towns.dax)
    try await unread(1)
    try await scene.towns.join(scene.token(1), scene.towns.dax)
    try await unread(0)
    // Others read it as before.
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    #expect(try await third.get(DecisionScene.desk).text.contains("Seconde lecture (3)"))
    let now = scene.towns.asking.time.clock.now()
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE mandate SET ends_at = \(now) WHERE person_id = (SELECT max(person_id) FROM recusal)")
      let person = try db.value("SELECT max(person_id) FROM recusal", as: Int64.self) ?? 0
      #expect(try Queue.counts(in: consultation, for: person, at: now, db)[.second] == 2)
    }
    await scene.close()
  }

  @Test(
    "A divided text that is corrected before anything is decided of it is to be looked at again, with the difference",
    arguments: Engine.available)
  func dividedAgain(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    #expect(try await scene.divide(place, [1, 2, 3]).status == 303)
    #expect(try await scene.reader.get(DecisionScene.desk).text.contains("Texte corrigé (0)"))
    try await scene.correct(place, "Trois autres demandes", by: scene.camille)
    let tab = try await scene.reader.get(DecisionScene.desk + "?onglet=texte-corrige").text
    #expect(tab.contains("Texte corrigé (1)") && tab.contains("Trois autres demandes"))
    let item = try await scene.reader.get(scene.item(place)).text
    let changes = try #require(item.firstMatch(of: /href="([^"]+\/versions\/2\?depuis=1)">Voir ce qui a changé/)?.1)
    #expect(try await scene.reader.get(String(changes)).status == 200)
    #expect(try await scene.towns.asking.house.database.read { db in try Sums(db).faults }.isEmpty)
    await scene.close()
  }

  @Test(
    "One goes on under the same tab, filters and words, from each act of the desk", arguments: Engine.available)
  func kept(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let under = "?theme=mairie&onglet=a-faire"
    let asked = "?q=cantine&onglet=a-faire"
    // Under the words of a search, what it found alone.
    let first = try await scene.reader.get(scene.item(0) + asked).text
    #expect(first.contains("/" + scene.token(1) + "?q=cantine") && !first.contains("/" + scene.token(2) + "?q=cantine"))
    let decided = try await scene.decide(0, "ineligible", ["article": "objet", "suite": asked])
    let made = try await scene.decision(0)
    #expect(decided.fields[.location] == scene.item(1) + asked + "&fait=decidee&faite=" + made)
    // From there, what was decided is found again, and undone.
    let next = try await scene.reader.get(decided.fields[.location] ?? "").text
    let act = DecisionScene.desk + "/actes/\(try await scene.lastAct("contribution.decided"))" + asked
    let undo = act.replacing("&", with: "&amp;")
    #expect(next.contains("href=\"\(undo)\" data-key=\"annuler\"") && next.contains("Revoir la contribution n° 1"))
    #expect(try await scene.reader.get(act).text.contains("href=\"\(scene.item(0))"))
    func follows(
      _ path: String, _ fields: [String: String] = [:], to word: String, by browser: Browser
    ) async throws {
      let answer = try await browser.post(path, fields.merging(["suite": under]) { $1 })
      #expect(answer.fields[.location]?.hasSuffix(under + "&fait=" + word) == true, Comment(rawValue: path))
    }
    try await follows(scene.item(0) + "/note", ["note": "Oui."], to: "note", by: scene.reader)
    try await follows(scene.item(1) + "/deport", to: "deport", by: scene.second)
    let decision = DecisionScene.desk + "/decisions/" + (try await scene.decision(0))
    try await follows(decision + "/relecture", to: "relue", by: scene.second)
    scene.openInstruction()
    try await follows(decision + "/publication", to: "publiee", by: scene.reader)
    let event = try await scene.lastAct("contribution.noted")
    let page = try await scene.reader.get(DecisionScene.desk + "/actes/\(event)" + under).text
    #expect(page.contains("name=\"suite\" value=\"?theme=mairie&amp;onglet=a-faire\""))
    try await follows(DecisionScene.desk + "/actes/\(event)", to: "annule", by: scene.reader)
    // What was typed and refused is there again, and the filters with it.
    let long = String(repeating: "n", count: 5_001)
    let refused = try await scene.reader.post(scene.item(0) + "/note", ["note": long, "suite": under])
    #expect(refused.status == 422 && refused.text.contains("nnnnnn</textarea>") && refused.text.contains("trop longue"))
    #expect(refused.text.contains("onglet=a-faire"))
    await scene.close()
  }

  @Test(
    "Next and previous go from line to line of the list, in each order and under words", arguments: Engine.available)
  func neighbours(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    _ = try await scene.towns.deposit(scene.camille, title: "La cantine", today: "Cantine.")
    try await scene.towns.asking.house.database.write { db in
      for (id, supports, comments) in [(2, 3, 0), (4, 1, 2), (5, 1, 0)] {
        try db.execute(
          """
          UPDATE contribution SET authority_supports = \(supports), other_supports = 0, supports = \(supports),
            comments = \(comments) WHERE id = \(id)
          """)
      }
    }
    func lines(_ asked: String) async throws -> [String] {
      let page = try await scene.reader.get(DecisionScene.desk + asked).text
      return page.matches(of: /href="([^"]+)" data-line-of-queue/).map { String($0.1).replacing("&amp;", with: "&") }
    }
    for (asked, count) in [
      ("", 5), ("?tri=soutenues", 5), ("?tri=commentees", 5), ("?tri=melangees&graine=7", 5), ("?q=cantine", 3),
      ("?q=cantine&tri=commentees", 3), ("?tri=melangees&graine=7&onglet=a-faire", 5),
    ] {
      let lines = try await lines(asked)
      #expect(lines.count == count, Comment(rawValue: asked))
      for (place, line) in lines.enumerated() {
        let page = try await scene.reader.get(line).text.replacing("&amp;", with: "&")
        let next = page.firstMatch(of: /href="([^"]+)" data-key="suivante"/).map { String($0.1) }
        let previous = page.firstMatch(of: /href="([^"]+)" data-key="precedente"/).map { String($0.1) }
        #expect(next == lines[(place + 1) % lines.count], Comment(rawValue: asked + " \(place)"))
        #expect(previous == (place > 0 ? lines[place - 1] : nil), Comment(rawValue: asked + " \(place)"))
      }
    }
    // What is decided leaves its tab: one goes on to the line that followed it.
    for asked in ["?q=cantine&onglet=a-faire", "?tri=melangees&graine=7&onglet=a-faire", "?onglet=a-faire"] {
      let lines = try await lines(asked)
      let item = try #require(lines[1].split(separator: "?").first)
      let sent = ["decision": "gardee", "version": "1", "raison": "Voilà pourquoi.", "suite": asked]
      let decided = try await scene.reader.post("\(item)/decision", sent).fields[.location]
      #expect(decided?.hasPrefix(lines[2] + "&fait=decidee") == true, Comment(rawValue: asked))
    }
    await scene.close()
  }

  @Test("Dividing keeps the tab and the filters, from its link to its undoing", arguments: Engine.available)
  func keptByDivision(engine: Engine) async throws {
    let (scene, place) = try await DecisionScene.make(engine).addLong()
    let under = "?theme=mairie&onglet=a-faire"
    let field = #"name="suite" value="?theme=mairie&amp;onglet=a-faire""#
    let path = scene.item(place) + "/division"
    #expect(
      try await scene.reader.get(scene.item(place) + under).text.contains(
        "/division?theme=mairie&amp;onglet=a-faire\">Diviser en parties…"))
    let page = try await scene.reader.get(path + under).text
    #expect(page.contains(field) && page.contains("href=\"\(scene.item(place))?theme=mairie"))
    let sent =
      "partie=1&partie=2&partie=0&version=1&suite=\(percentEncoded(under))&_form=" + (try await scene.reader.token())
    #expect(try await scene.reader.post(path, raw: sent).text.ranges(of: field).count == 2)
    let divided = try await scene.reader.post(path, raw: sent + "&vu=1")
    #expect(divided.fields[.location] == scene.item(place) + under + "&fait=divisee")
    let event = try await scene.lastAct("contribution.divided")
    let item = try await scene.reader.get(scene.item(place) + under).text
    #expect(item.contains("/actes/\(event)?theme=mairie&amp;onglet=a-faire\">Ne plus diviser…"))
    await scene.close()
  }
}
