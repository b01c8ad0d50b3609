import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("Blotting out of what was decided", .serialized)
struct InstructionRedactionTests {
  @Test(
    "A passage that is blotted out goes from reasons, notes, propositions, answers and reports too",
    arguments: Engine.available)
  func everywhere(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let database = scene.towns.asking.house.database
    let word = "Zwqpersonne"
    let path = try await scene.towns.deposit(scene.camille, title: "L’agenda de \(word)", today: "Appelez \(word).")
    let token = String(path.split(separator: "/").last?.prefix(Token.length) ?? "")
    let item = DecisionScene.desk + "/contributions/" + token
    #expect(try await scene.reader.post(item + "/note", ["note": "Qui est \(word) ?"]).status == 303)
    let decided = try await scene.reader.post(
      item + "/decision", ["decision": "gardee", "version": "1", "raison": "\(word) le demande : {choix}."])
    #expect(decided.status == 303)
    let (now, dax) = (scene.towns.asking.time.clock.now(), scene.towns.dax.id)
    try await database.write { db in
      let decision = try db.value("SELECT max(id) FROM decision", as: Int64.self) ?? 0
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      try db.execute(
        """
        INSERT INTO addressee_answer (decision_id, kind, text, event_id, answered_at, language)
        VALUES (\(decision), 'needs', \("Parler à " + word), \(event), \(now), 'fr')
        """)
      try db.execute(
        """
        INSERT INTO reported_refusal (decision_id, organisation_id, text, event_id, reported_at, language)
        VALUES (\(decision), \(dax), \(word + " a refusé"), \(event), \(now), 'fr')
        """)
      let asked = try db.insert(
        """
        INSERT INTO reexamination (decision_id, organisation_id, text, language, event_id, asked_at)
        VALUES (\(decision), \(dax), \(word + " insiste"), 'fr', \(event), \(now)) RETURNING id
        """)
      try db.execute(
        """
        INSERT INTO reexamination_answer (reexamination_id, kind, reason, event_id, answered_at)
        VALUES (\(asked), 'upheld', \("Non à " + word), \(event), \(now))
        """)
      try db.execute("UPDATE wording SET cost_source = \("D’après " + word)")
    }
    let tables = [
      "addressee_answer.text", "decision.reason", "instruction_note.text", "reexamination.text",
      "reexamination_answer.reason", "reported_refusal.text",
      "wording.cost_source", "wording.text", "wording.title",
    ]
    #expect(try await database.places(of: word.lowercased()).isSuperset(of: tables))
    // What others say of another contribution is left.
    #expect(try await scene.decide(0, "gardee", reason: "Comme \(word).").status == 303)

    try await scene.blot(word, in: path)
    #expect(try await database.places(of: word.lowercased()) == ["decision.reason"])
    let answered = try await scene.value("SELECT text FROM addressee_answer")
    #expect(answered == "Parler à [passage retiré]")
    let reason = try await scene.value("SELECT reason FROM decision ORDER BY id LIMIT 1")
    #expect(reason.hasPrefix("[passage retiré] le demande"))
    await scene.close()
  }

  @Test(
    "What is blotted out goes from the text to which a merger took it, where its contribution had left before",
    arguments: Engine.available)
  func merged(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    let path = try await scene.towns.deposit(scene.camille, title: "L’agenda", today: "Appelez Zwqpersonne.")
    let item = DecisionScene.desk + "/contributions/" + (path.split(separator: "/").last?.prefix(Token.length) ?? "")
    let decided = try await scene.reader.post(
      item + "/decision", ["decision": "regroupee", "version": "1", "proposition": first, "raison": "Pareil."])
    #expect(decided.status == 303)
    #expect(try await scene.title(first, "Appelez Zwqpersonne, dit une commune.").status == 303)
    let decision = try await scene.value("SELECT token FROM decision ORDER BY id DESC LIMIT 1")
    #expect(try await scene.recompose(first, "separer", [decision], title: "L’agenda").status == 303)
    #expect(try await scene.recompose(first, "fusionner", to: second).status == 303)
    #expect(try await scene.text(second) == "Appelez Zwqpersonne, dit une commune.")

    let asked = try await scene.reader.post(path + "/caviardage", ["passage": "Zwqpersonne", "motif": "Un nom."])
    #expect(asked.status == 303)
    let redaction = try await scene.value("SELECT token FROM redaction ORDER BY id DESC LIMIT 1")
    let confirmed = try await scene.second.post("/instruction/caviardages/\(redaction)/confirmation", [:])
    #expect(confirmed.status == 303)
    #expect(try await scene.text(second) == "Appelez [passage retiré], dit une commune.")
    #expect(try await scene.towns.asking.house.database.places(of: "zwqpersonne").isEmpty)
    await scene.close()
  }

  @Test(
    "What is blotted out of a title goes from the reasons of those that feed the proposition of that title",
    arguments: Engine.available)
  func quoted(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let title = "L’agenda de Zwqpersonne"
    let path = try await scene.towns.deposit(scene.camille, title: title)
    let item = DecisionScene.desk + "/contributions/" + (path.split(separator: "/").last?.prefix(Token.length) ?? "")
    let decided = try await scene.reader.post(
      item + "/decision", ["decision": "regroupee", "version": "1", "nouvelle": title, "raison": "Pareil."])
    #expect(decided.status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    let reason = "Elle rejoint {choix}."
    #expect(try await scene.decide(0, "regroupee", ["proposition": token], reason: reason).status == 303)
    let said: SQL = "SELECT reason FROM decision ORDER BY id DESC LIMIT 1"
    #expect(try await scene.value(said).contains(title))

    let asked = try await scene.reader.post(path + "/caviardage", ["passage": "Zwqpersonne", "motif": "Un nom."])
    #expect(asked.status == 303)
    let redaction = try await scene.value("SELECT token FROM redaction ORDER BY id DESC LIMIT 1")
    let confirmed = try await scene.second.post("/instruction/caviardages/\(redaction)/confirmation", [:])
    #expect(confirmed.status == 303)
    #expect(try await scene.value(said).contains("L’agenda de [passage retiré]"))
    #expect(try await scene.towns.asking.house.database.places(of: "zwqpersonne").isEmpty)
    await scene.close()
  }

  @Test(
    "A passage that stands only in what instruction wrote can be named, and its mark is in the language of that text",
    arguments: Engine.available)
  func later(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let database = scene.towns.asking.house.database
    #expect(try await scene.decide(0, "gardee", reason: "Appelez Zwqraison.").status == 303)
    #expect(try await scene.reader.post(scene.item(0) + "/note", ["note": "Voir avec Zwqnote."]).status == 303)
    let now = scene.towns.asking.time.clock.now()
    try await database.write { db in
      let decision = try db.value("SELECT max(id) FROM decision", as: Int64.self) ?? 0
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      try db.execute(
        """
        INSERT INTO addressee_answer (decision_id, kind, text, event_id, answered_at, language)
        VALUES (\(decision), 'needs', 'Ask Zwqanswer', \(event), \(now), 'en')
        """)
      try db.execute("UPDATE wording SET text = 'Selon Zwqtexte.'")
    }
    let cases: [(word: String, column: SQL, left: String)] = [
      ("Zwqraison", "SELECT reason FROM decision", "Appelez [passage retiré]."),
      ("Zwqnote", "SELECT text FROM instruction_note", "Voir avec [passage retiré]."),
      ("Zwqanswer", "SELECT text FROM addressee_answer", "Ask [passage removed]"),
      ("Zwqtexte", "SELECT text FROM wording", "Selon [passage retiré]."),
    ]
    for one in cases {
      let fields = ["passage": one.word, "motif": "Un nom."]
      // Its author cannot: they are not her words.
      #expect(try await scene.camille.post(scene.paths[0] + "/caviardage", fields).status == 422)
      #expect(try await scene.reader.post(scene.paths[0] + "/caviardage", fields).status == 303)
      let queue = try await scene.second.get("/instruction/caviardages").text
      #expect(queue.contains(one.word) && queue.contains("1 endroit de ce que l’instruction en a écrit"))
      let redaction = try await scene.value("SELECT token FROM redaction ORDER BY id DESC LIMIT 1")
      let confirmed = try await scene.second.post("/instruction/caviardages/\(redaction)/confirmation", [:])
      #expect(confirmed.status == 303, Comment(rawValue: one.word))
      #expect(try await scene.value(one.column) == one.left)
    }
    await scene.close()
  }
}
