import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Giving contributions to instructors", .serialized)
struct AssignmentTests {
  private static let path = DecisionScene.desk + "/attribution"

  private func token(_ mail: String, _ scene: DecisionScene) async throws -> String {
    try await scene.value(
      """
      SELECT person.token FROM person JOIN person_address ON person_address.person_id = person.id
      WHERE person_address.mail = \(mail)
      """)
  }

  @Test(
    "One is given to a colleague, who finds it among hers; undone, who had it has it again", arguments: Engine.available
  )
  func one(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let reader = try await token("instruction@agence.example", scene)
    let second = try await token("relecture@agence.example", scene)
    let give = scene.item(0) + "/instructeur"
    #expect(
      try await scene.reader.post(give, ["instructeur": reader]).fields[.location] == scene.item(0) + "?fait=confiee")
    #expect(try await scene.reader.get(DecisionScene.desk + "?onglet=miennes").text.contains("Les miennes (1)"))
    #expect(try await scene.reader.post(give, ["instructeur": second]).status == 303)
    #expect(try await scene.reader.get(DecisionScene.desk).text.contains("Les miennes (0)"))
    let hers = try await scene.second.get(DecisionScene.desk + "?onglet=miennes").text
    #expect(hers.contains("Payer la cantine en ligne") && !hers.contains("nid-de-poule"))
    let nobody = try await scene.reader.post(give, ["instructeur": "zzzzzzzzzz"])
    #expect(nobody.status == 422 && nobody.text.contains("Choisissez un instructeur"))
    try await scene.undo(try await scene.lastAct("contribution.assigned"))
    #expect(try await scene.reader.get(DecisionScene.desk).text.contains("Les miennes (1)"))
    await scene.close()
  }

  @Test(
    "What is given to one who instructs no more, or to nobody, is found at the desk and handed over at once",
    arguments: Engine.available)
  func left(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let reader = try await token("instruction@agence.example", scene)
    let second = try await token("relecture@agence.example", scene)
    for place in [0, 3] {
      #expect(try await scene.reader.post(scene.item(place) + "/instructeur", ["instructeur": second]).status == 303)
    }
    let link = "instructeur=" + second
    let gone = "qui n’instruit plus"
    #expect(!(try await scene.reader.get(DecisionScene.desk).text.contains(gone)))
    try await scene.towns.asking.house.database.write { db in
      try db.execute(
        """
        UPDATE role SET ended_event_id = (SELECT max(id) FROM journal)
        WHERE person_id = (SELECT id FROM person WHERE token = \(second))
        """)
    }
    // Nobody else held the role: those who hold it, and those who never did, have not left.
    let consultation = scene.consultation
    let left = try await scene.towns.asking.house.database.read { db in try Assignee.left(in: consultation, db) }
    #expect(left.map(\.token) == [second])
    let desk = try await scene.reader.get(DecisionScene.desk).text
    #expect(desk.contains(link) && desk.contains(gone) && desk.contains("instructeur=personne"))
    let nobody = try await scene.reader.get(DecisionScene.desk + "?instructeur=personne").text
    #expect(nobody.contains("Toutes (2)") && nobody.contains("nid-de-poule") && !nobody.contains("chien perdu"))

    var over = ["suite": "?" + link, "instructeur": reader]
    let told = try await scene.reader.post(Self.path, over).text
    over["vu"] = String(try #require(told.firstMatch(of: /name="vu" value="([^"]+)"/)?.1))
    #expect(told.contains("2 contributions à "))
    #expect(try await scene.reader.post(Self.path, over).status == 303)
    let after = try await scene.reader.get(DecisionScene.desk).text
    #expect(after.contains("Les miennes (2)") && !after.contains(gone))

    // Whoever comes back, with a role of her own again, has not left either.
    try await scene.towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO role (person_id, kind, given_event_id)
        SELECT person_id, kind, given_event_id FROM role WHERE ended_event_id IS NOT NULL
        """)
      try db.execute("UPDATE assignment SET person_id = (SELECT id FROM person WHERE token = \(second))")
    }
    #expect(!(try await scene.reader.get(DecisionScene.desk).text.contains(gone)))
    await scene.close()
  }

  @Test(
    "More than two thousand of a colleague's are handed over in one act, and come back with it",
    arguments: Engine.available)
  func thousands(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let reader = try await token("instruction@agence.example", scene)
    let second = try await token("relecture@agence.example", scene)
    let (count, now) = (2_500, scene.towns.asking.time.clock.now())
    _ = try await scene.many(count)
    try await scene.towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO assignment (contribution_id, person_id, event_id, assigned_at)
        SELECT contribution.id, person.id, (SELECT max(id) FROM journal), \(now) FROM contribution, person
        WHERE person.token = \(second) AND contribution.number > 4
        """)
    }
    func held(_ person: String) async throws -> Int {
      try await scene.towns.count(
        """
        SELECT count(*) FROM assignment JOIN person ON person.id = assignment.person_id
        WHERE person.token = \(person) AND assignment.ended_event_id IS NULL
        """)
    }
    let over = ["suite": "?instructeur=" + second, "instructeur": reader]
    let told = try await scene.reader.post(Self.path, over).text
    #expect(told.contains("2\u{202F}500 contributions à "))
    let seen = String(try #require(told.firstMatch(of: /name="vu" value="([^"]+)"/)?.1))
    #expect(try await scene.reader.post(Self.path, over.merging(["vu": seen]) { $1 }).status == 303)
    #expect(try await held(reader) == count)
    #expect(try await held(second) == 0)
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind = 'contribution.assigned'") == 1)
    #expect(try await scene.undo(try await scene.lastAct("contribution.assigned")).status == 303)
    #expect(try await held(reader) == 0)
    #expect(try await held(second) == count)
    await scene.close()
  }

  @Test(
    "Even shares begin with what each has to decide already; what is decided does not count",
    arguments: Engine.available)
  func loads(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let reader = try await token("instruction@agence.example", scene)
    for place in [0, 1] {
      #expect(try await scene.reader.post(scene.item(place) + "/instructeur", ["instructeur": reader]).status == 303)
    }
    let rest = ["suite": "?instructeur=personne", "instructeur": "toutes"]
    let all = try await scene.reader.post(Self.path, rest).text
    #expect(all.ranges(of: "2 contributions à ").count == 1 && !all.contains("1 contribution à "))
    for place in [0, 1] { #expect(try await scene.decide(place, "gardee").status == 303) }
    let halves = try await scene.reader.post(Self.path, rest).text
    #expect(halves.ranges(of: "1 contribution à ").count == 2)
    // What is given again does not count for whoever holds it.
    let again = try await scene.reader.post(Self.path, ["suite": "", "instructeur": "toutes"]).text
    #expect(again.ranges(of: "2 contributions à ").count == 2)
    await scene.close()
  }

  @Test(
    "All that the filters hold are shared out evenly, after a summary, but for those from which one stands aside",
    arguments: Engine.available)
  func many(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let second = try await token("relecture@agence.example", scene)
    #expect(try await scene.reader.post(scene.item(0) + "/deport", [:]).status == 303)
    #expect(try await scene.reader.get(Self.path + "?onglet=a-faire").text.contains("4 contributions correspondent"))
    let asked = ["suite": "?onglet=a-faire", "instructeur": "toutes"]
    let summary = try await scene.reader.post(Self.path, asked)
    #expect(summary.status == 200 && summary.text.ranges(of: "2 contributions à ").count == 2)
    #expect(try await scene.towns.count("SELECT count(*) FROM assignment") == 0)
    func seen(_ page: String) throws -> String {
      String(try #require(page.firstMatch(of: /name="vu" value="([^"]+)"/)?.1))
    }
    // As many, but others.
    let stale = try await scene.reader.post(Self.path, asked.merging(["vu": SeenRows([1, 2, 3, 4]).text]) { $1 })
    #expect(stale.status == 409 && stale.text.contains("La liste a changé"))
    let done = try await scene.reader.post(Self.path, asked.merging(["vu": try seen(summary.text)]) { $1 })
    #expect(done.fields[.location] == DecisionScene.desk + "?onglet=a-faire&fait=confiee")
    #expect(try await scene.towns.count("SELECT count(*) FROM assignment WHERE ended_event_id IS NULL") == 4)
    let given = try await scene.value(
      """
      SELECT person.token FROM assignment JOIN person ON person.id = assignment.person_id
      JOIN contribution ON contribution.id = assignment.contribution_id WHERE contribution.token = \(scene.token(0))
      """)
    #expect(given == second)

    // All of a colleague's are handed over at once.
    let hers = try await scene.reader.get(DecisionScene.desk + "?instructeur=" + second).text
    #expect(hers.contains("2 contributions") && hers.contains("Payer la cantine en ligne"))
    let reader = try await token("instruction@agence.example", scene)
    let over = ["suite": "?instructeur=" + second, "instructeur": reader]
    let told = try await scene.reader.post(Self.path, over).text
    #expect(told.contains("1 contribution à ") && told.contains("Une contribution ne va à personne"))
    #expect(try await scene.reader.post(Self.path, over.merging(["vu": try seen(told)]) { $1 }).status == 303)
    // But for the one from which she stands aside.
    #expect(try await scene.reader.get(DecisionScene.desk).text.contains("Les miennes (3)"))
    // Nothing is said to be given where nothing is.
    let alone = ["suite": "?instructeur=" + second, "instructeur": reader]
    let aside = try await scene.reader.post(Self.path, alone)
    #expect(aside.status == 422 && aside.text.contains("Rien n’est confié"))
    let one = try await scene.second.post(scene.item(0) + "/instructeur", ["instructeur": reader])
    #expect(one.status == 422 && one.text.contains("Rien n’est confié"))
    let nobody = try await scene.reader.post(Self.path, ["suite": "", "instructeur": ""])
    #expect(nobody.status == 422 && nobody.text.contains("Choisissez un instructeur"))
    try await scene.undo(try await scene.lastAct("contribution.assigned"))
    #expect(try await scene.reader.get(DecisionScene.desk).text.contains("Les miennes (2)"))
    await scene.close()
  }
}
