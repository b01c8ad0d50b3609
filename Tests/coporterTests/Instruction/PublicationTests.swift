import HTTPTypes
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform
@testable import Storage

@Suite("Publishing", .serialized)
struct PublicationTests {
  @Test(
    "The dry run counts the letters that leave: of colleagues behind one box one, of a body without anybody its mailboxes",
    arguments: Engine.available)
  func letters(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    let (now, pau, dax) = (scene.towns.asking.time.clock.now(), scene.towns.pau.id, scene.towns.dax.id)
    // Nobody acts for Pau any more; two persons of Dax share a box, and one of them has another.
    try await scene.towns.end("paul@wanadoo.fr", for: scene.towns.pau)
    try await scene.towns.asking.house.database.write { db in
      try db.execute("DELETE FROM organisation_mailbox")
      for mail in ["mairie@pau.example", "contact@pau.example"] {
        try db.execute(
          """
          INSERT INTO organisation_mailbox (organisation_id, mail, source, dated)
            VALUES (\(pau), \(mail), 'essai', '2021-03-01')
          """)
      }
      for name in ["Ali", "Brune"] {
        let person = try db.insert(
          "INSERT INTO person (token, name, created_at) VALUES (\(name + "zwqzwqzwq"), \(name), \(now)) RETURNING id")
        try db.execute(
          """
          INSERT INTO person_address (person_id, mail, confirmed_at) VALUES (\(person), 'accueil@dax.example', \(now))
          """)
        try Mandate.give(
          to: person, for: dax, as: .agent, by: .demonstration, actor: .command, at: now, db)
      }
    }
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(2, "reorientee", ["guichet": addressee]).status == 303)
    let path = DecisionScene.desk + "/decisions/" + (try await scene.decision(2))
    #expect(try await scene.second.post(path + "/relecture", [:]).status == 303)
    scene.openInstruction()
    let page = try await scene.reader.get(DecisionScene.desk + "/publication").text
    let told = try #require(page.firstMatch(of: /([0-9]+) courriels partiront/)?.1)
    for words in [
      "Dax : 2 personnes habilitées", "Pau : ses 2 boîtes officielles",
      "Guichet des routes : sa réponse lui est demandée",
      "Voilà pourquoi.",
    ] { #expect(page.contains(words), Comment(rawValue: words)) }
    for mail in ["dax.example", "pau.example", "wanadoo.fr", "etat.example"] { #expect(!page.contains(mail)) }
    #expect(try await scene.publish().status == 303)
    let left = try await scene.towns.count(
      "SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'decision/%' OR fact LIKE 'redirection/%'")
    #expect(Int(told) == left && left == 5)
    await scene.close()
  }

  @Test(
    "The dry run counts and lists all letters: also of those who read that a wording which is public is replaced",
    arguments: Engine.available)
  func corrections(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    #expect(try await scene.title(token, "Zwqavant.").status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.decide(3, "regroupee", ["proposition": token]).status == 303)
    #expect(try await scene.decide(2, "gardee").status == 303)
    let path = DecisionScene.desk + "/publication"
    // The wording that it feeds is read by all already.
    let same = try await scene.reader.get(path).text
    #expect(same.contains("2 courriels partiront") && !same.contains("Correction de"))
    #expect(try await scene.title(token, "Zwqaprès.").status == 303)
    let page = try await scene.reader.get(path).text
    let told = try #require(page.firstMatch(of: /([0-9]+) courriels partiront/)?.1)
    #expect(page.contains("Correction de «\u{A0}La cantine\u{A0}», déjà publique"))
    func all() async throws -> Int { try await scene.towns.count("SELECT count(*) FROM outgoing_mail") }
    let before = try await all()
    #expect(try await scene.publish().status == 303)
    #expect(try await all() - before == Int(told) && Int(told) == 4)
    #expect(try await scene.mails("correction/").count == 2)

    // The same list stands above what shows a wording alone.
    #expect(try await scene.title(token, "Zwqencore.").status == 303)
    let desk = DecisionScene.desk + "/propositions/" + token
    let alone = try await scene.reader.get(desk).text
    for words in ["2 courriels partiront", "Dax : 1 personne habilitée", "Pau : 1 personne habilitée"] {
      #expect(alone.contains(words), Comment(rawValue: words))
    }
    #expect(try await scene.reader.post(desk + "/publication", [:]).status == 303)
    #expect(try await scene.mails("correction/").count == 4)
    #expect(!(try await scene.reader.get(desk).text.contains("courriels partiront")))
    await scene.close()
  }

  @Test(
    "What is published is what was seen: one decision for another is refused, one more waits",
    arguments: Engine.available
  )
  func seen(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(1, "gardee").status == 303)
    scene.openInstruction()
    let path = DecisionScene.desk + "/publication"
    let page = try await scene.reader.get(path).text
    let seen = String(try #require(page.firstMatch(of: /name="vu" value="([^"]+)"/)?.1))
    let last = String(try #require(page.firstMatch(of: /name="derniere" value="([0-9]+)"/)?.1))
    // As many, and none newer: but not the same.
    let ids = try await scene.towns.asking.house.database.read { db in
      try db.values("SELECT id FROM decision ORDER BY id", as: Int64.self)
    }
    let other = ["vu": SeenRows([ids[0] + 100, ids[1]]).text, "derniere": last]
    let refused = try await scene.reader.post(path, other)
    #expect(refused.status == 409 && refused.text.contains("Des décisions ont changé"))
    #expect(try await scene.decide(2, "gardee").status == 303)
    #expect(try await scene.reader.post(path, ["vu": seen, "derniere": last]).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 2)
    await scene.close()
  }

  @Test(
    "Once its decision is published a contribution is neither corrected nor taken back, until that is undone",
    arguments: Engine.available)
  func veto(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.camille.get(scene.paths[0]).text.contains("Corriger ou compléter"))
    // A correction that was begun before is not published after.
    let location = try await scene.camille.post(scene.paths[0] + "/correction", [:]).fields[.location] ?? ""
    let draft = String(location.split(separator: "?").first ?? "")
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let fields = [
      "rubrique": "besoin", "titre": "Autre chose", "aujourdhui": "Rien.", "action": "relire", "revision": "1",
    ]
    #expect(try await scene.camille.post(draft, fields).status == 303)
    let page = try await scene.camille.get(scene.paths[0]).text
    #expect(!page.contains("Corriger ou compléter") && !page.contains("Retirer cette contribution"))
    let acts = [
      (draft + "/publication", [:]), (scene.paths[0] + "/retrait", ["raison": "Doublon."]),
      (scene.paths[0] + "/correction", [:]),
    ]
    for (path, sent) in acts {
      let answer = try await scene.camille.post(path, sent)
      #expect(
        answer.status == 422 && answer.text.contains("ne se corrige et ne se retire plus"), Comment(rawValue: path))
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM withdrawal") == 0)
    #expect(try await scene.towns.count("SELECT version FROM contribution WHERE id = 1") == 1)
    #expect(try await scene.undo(try await scene.lastAct("contribution.decided")).status == 303)
    #expect(try await scene.camille.post(draft + "/publication", [:]).status == 303)
    #expect(try await scene.camille.post(scene.paths[0] + "/retrait", ["raison": "Doublon."]).status == 303)
    await scene.close()
  }

  @Test("The letter that tells a decision gives the cost that stands in the vote", arguments: Engine.available)
  func costs(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    var tokens: [String] = []
    for (place, title, cost) in [(0, "La cantine", 900), (2, "La rue", 700)] {
      #expect(try await scene.decide(place, "regroupee", ["nouvelle": title]).status == 303)
      tokens.append(try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1"))
      try await scene.towns.asking.house.database.write { db in
        try db.execute("UPDATE wording SET retained_cost = \(cost) WHERE title = \(title)")
      }
    }
    let both = "decision=regroupee&version=1&raison=Oui.&proposition=\(tokens[0])&proposition=\(tokens[1])&_form="
    let grouped = try await scene.reader.post(
      scene.item(1) + "/decision", raw: both + (try await scene.reader.token()))
    #expect(grouped.status == 303)
    #expect(try await scene.decide(3, "gardee").status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let letters = try await scene.mails("decision/")
    for (contribution, words) in [
      ("Payer la cantine en ligne", "Coût retenu pour le vote\u{A0}: 900 euros."),
      ("Paiement de la cantine", "«\u{A0}La cantine\u{A0}», coût retenu pour le vote\u{A0}: 900 euros."),
      ("Paiement de la cantine", "«\u{A0}La rue\u{A0}», coût retenu pour le vote\u{A0}: 700 euros."),
      ("nid-de-poule", "Coût retenu pour le vote\u{A0}: 700 euros."),
    ] {
      let letter = try #require(letters.first { $0.contains(contribution) })
      #expect(letter.contains(words), Comment(rawValue: letter))
    }
    #expect(letters.contains { $0.contains("chien perdu") && !$0.contains("oût retenu") })
    await scene.close()
  }

  @Test(
    "A usual reason is published with the title that its proposition has then; one that was written is told before",
    arguments: Engine.available)
  func renamed(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let usual = UsualReason.supplied(.grouped)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Zwqancien"], reason: usual).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    let written = "Rejoint {choix}, par exemple."
    #expect(try await scene.decide(1, "regroupee", ["proposition": token], reason: written).status == 303)
    #expect(try await scene.decide(2, "gardee", reason: UsualReason.supplied(.kept)).status == 303)
    scene.openInstruction()
    let path = DecisionScene.desk + "/publication"
    #expect(!(try await scene.reader.get(path).text.contains("raison cite")))

    #expect(try await scene.title(token, "Payer la cantine sans chèque.").status == 303)
    let page = try await scene.reader.get(path).text
    let now = "forment ensemble la proposition «\u{A0}La cantine\u{A0}»"
    #expect(page.contains("Une raison cite l’ancien titre d’une proposition") && page.contains(now))
    #expect(page.contains("sa raison cite l’ancien titre «\u{A0}Zwqancien\u{A0}»"))
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 3)
    #expect(try await scene.read(scene.paths[0]).contains(now))
    #expect(!(try await scene.read(scene.paths[0]).contains("Zwqancien")))
    #expect(try await scene.read(scene.paths[1]).contains("Rejoint «\u{A0}Zwqancien\u{A0}», par exemple."))
    let letters = try await scene.mails("decision/")
    #expect(letters.contains { $0.contains(now) && !$0.contains("Zwqancien") })
    await scene.close()
  }

  @Test(
    "However many reasons quote a former title, they are told anew by as many queries", arguments: Engine.available)
  func renamedTogether(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let consultation = scene.consultation
    let usual = UsualReason.supplied(.grouped)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Zwqancien"], reason: usual).status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    for place in [1, 2] {
      #expect(try await scene.decide(place, "regroupee", ["proposition": token], reason: usual).status == 303)
    }
    #expect(try await scene.title(token, "Payer la cantine sans chèque.").status == 303)
    let reads = try await scene.towns.asking.house.database.read { db in
      let pending = try Decision.pending(in: consultation, db)
      return try [1, 3].map { count in
        let counted = CountedConnection(db.connection)
        let renamed = try RenamedReason.of(Array(pending.prefix(count)), in: consultation, Snapshot(counted))
        #expect(renamed.count == count && renamed.values.allSatisfy { $0.retold != nil })
        return counted.reads
      }
    }
    #expect(reads[0] == reads[1])
    await scene.close()
  }

  @Test(
    "However many decisions are published with their letters, they are read by as many queries",
    arguments: Engine.available)
  func together(engine: Engine) async throws {
    let narrow = try await DecisionScene.make(engine)
    let addressee = try await narrow.addressee()
    var more: [String] = []
    for title in ["Borne de recharge", "Piscine fermée"] {
      more.append(try await narrow.towns.deposit(narrow.camille, title: title))
    }
    let scene = DecisionScene(
      towns: narrow.towns, consultation: narrow.consultation, camille: narrow.camille, paul: narrow.paul,
      reader: narrow.reader, second: narrow.second, paths: narrow.paths + more)
    // One of each kind, then two.
    for place in [0, 2, 3] { #expect(try await scene.decide(place, "gardee").status == 303) }
    for place in [1, 4, 5] {
      #expect(try await scene.decide(place, "reorientee", ["guichet": addressee]).status == 303)
      let path = DecisionScene.desk + "/decisions/" + (try await scene.decision(place))
      #expect(try await scene.second.post(path + "/relecture", [:]).status == 303)
    }
    scene.openInstruction()
    let asking = scene.towns.asking
    let (now, site, id) = (asking.time.clock.now(), asking.house.responder.site, scene.consultation)
    let tokens = [[0, 1], [2, 3, 4, 5]].map { places in places.map { scene.token($0) } }
    let reads = try await asking.house.database.write { db in
      let consultation = try #require(try Consultation.with(id: id, db))
      return try tokens.map { tokens in
        let contributions = try tokens.compactMap { try Contribution.with(token: $0, db)?.id }
        let ready = try Decision.pending(in: id, db).filter { contributions.contains($0.contribution) }
        #expect(ready.count == tokens.count && ready.allSatisfy(\.isReady))
        let counted = CountedConnection(db.connection)
        try Publication.publish(ready, in: consultation, by: .job, site: site, at: now, Transaction(counted))
        return counted.reads
      }
    }
    #expect(reads[0] == reads[1])
    #expect(try await scene.towns.count("SELECT count(*) FROM wording_publication") == 3)
    // To each who deposited, and to each addressee.
    #expect(try await scene.mails("decision/").count == 6)
    let asked = try await scene.mails("redirection/")
    #expect(
      asked.count == 3 && asked.contains { $0.contains("Dax demande") } && asked.contains { $0.contains("Pau demande") }
    )
    await scene.close()
  }

  @Test(
    "The dry run tells which sentences would be public before the decision of the contribution from which they come",
    arguments: Engine.available)
  func sources(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    let words = ["Les familles viennent avec un chèque.", "Les familles paient par chèque."]
    #expect(try await scene.compose(token, of: [0, 1], picking: words).status == 303)
    scene.openInstruction()
    let path = DecisionScene.desk + "/publication"
    #expect(!(try await scene.reader.get(path).text.contains("deviendra public")))
    #expect(try await scene.reader.post(scene.item(1) + "/deport", [:]).status == 303)
    let page = try await scene.reader.get(path).text
    let told = "«\u{A0}La cantine\u{A0}» deviendra public avec des phrases de la contribution n° 2,"
    #expect(page.contains("1 décision prête") && page.contains(told))
    #expect(try await scene.publish().status == 303)
    #expect(!(try await scene.second.get(path).text.contains("deviendra public")))
    await scene.close()
  }
}
