import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Instruction
@testable import Platform

@Suite("Whether what tabs tell agrees with what is kept", .serialized)
struct SumsTests {
  private func faults(_ scene: DecisionScene) async throws -> Set<String> {
    try await scene.towns.asking.house.database.read { db in
      Set(try Sums(db).faults.filter { $0.consultation != "ailleurs" }.map(\.what))
    }
  }

  @Test(
    "A decision that stands under another consultation than its contribution is seen in each tab that misses it",
    arguments: Engine.available)
  func misplaced(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "gardee").status == 303)
    #expect(try await scene.decide(2, "ineligible", ["article": "objet"]).status == 303)
    try await scene.correct(0, "Payer la cantine et la garderie", by: scene.camille)
    let (reader, mine) = try await scene.towns.asking.house.database.read { db in
      let id = try #require(try db.value("SELECT person_id FROM decision ORDER BY id LIMIT 1", as: Int64.self))
      return (id, try #require(try db.value("SELECT token FROM person WHERE id = \(id)", as: String.self)))
    }
    #expect(try await scene.reader.post(scene.item(0) + "/instructeur", ["instructeur": mine]).status == 303)
    _ = try await scene.elsewhere()
    #expect(try await faults(scene).isEmpty)

    // In the other consultation nothing is read again.
    let (consultation, now) = (scene.consultation, scene.towns.asking.time.clock.now())
    try await scene.towns.asking.house.database.write { db in
      let other = try #require(try db.value("SELECT id FROM consultation WHERE slug = 'ailleurs'", as: Int64.self))
      try SingleReading.set(true, in: other, by: .command, at: now, db)
      try db.execute("UPDATE decision SET consultation_id = \(other)")
    }
    let found = try await faults(scene)
    for tab in [Queue.Tab.todo, .done, .again, .second] {
      #expect(found.contains(Sums.name(tab, for: 0)), Comment(rawValue: tab.rawValue))
    }
    #expect(found.contains(Sums.name(.mine, for: reader)))
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE decision SET consultation_id = \(consultation)")
    }
    #expect(try await faults(scene).isEmpty)
    await scene.close()
  }

  @Test(
    "A re-examination that an answer ends without upholding or undoing its decision is seen in its tab",
    arguments: Engine.available)
  func contradicted(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(0, "ineligible", ["article": "objet"]).status == 303)
    let decision = "/decisions/" + (try await scene.decision(0))
    scene.openInstruction()
    #expect(try await scene.second.post(DecisionScene.desk + decision + "/relecture", [:]).status == 303)
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.camille.post(Towns.home + decision + "/reexamen", ["demande": "Relisez."]).status == 303)
    #expect(try await faults(scene).isEmpty)
    let third = try await scene.towns.invited(.instructor, "tierce@agence.example")
    let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Hors du sujet."]
    #expect(try await third.post(DecisionScene.desk + decision + "/reexamen", upheld).status == 303)
    #expect(try await faults(scene).isEmpty)
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE reexamination_answer SET kind = 'changed'")
    }
    #expect(try await faults(scene).contains(Sums.name(.reexaminations, for: 0)))
    await scene.close()
  }
}
