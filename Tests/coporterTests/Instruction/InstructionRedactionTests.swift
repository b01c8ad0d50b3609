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
      try db.execute("UPDATE wording SET cost_source = \("D’après " + word)")
    }
    let tables = [
      "addressee_answer.text", "decision.reason", "instruction_note.text", "reported_refusal.text",
      "wording.cost_source", "wording.text", "wording.title",
    ]
    #expect(try await database.places(of: word.lowercased()).isSuperset(of: tables))
    // What others say of another contribution is left.
    #expect(try await scene.decide(0, "gardee", reason: "Comme \(word).").status == 303)

    let asked = try await scene.reader.post(path + "/caviardage", ["passage": word, "motif": "Un nom."])
    #expect(asked.status == 303)
    let redaction = try await scene.value("SELECT token FROM redaction ORDER BY id DESC LIMIT 1")
    let confirmed = try await scene.second.post("/instruction/caviardages/\(redaction)/confirmation", [:])
    #expect(confirmed.status == 303)
    #expect(try await database.places(of: word.lowercased()) == ["decision.reason"])
    let reason = try await scene.value("SELECT reason FROM decision ORDER BY id LIMIT 1")
    #expect(reason.hasPrefix("[passage retiré] le demande"))
    await scene.close()
  }
}
