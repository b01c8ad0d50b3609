import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform
@testable import coporter

@Suite("Decisions as open data", .serialized)
struct OpenDecisionTests {
  private static let data = Towns.home + "/donnees"
  private static let program = "/api/v1" + Towns.home

  private func object(_ path: String, _ scene: DecisionScene) async throws -> [String: Any] {
    let bytes = Array(try await Browser(scene.towns.asking).get(path).text.utf8)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// A table in its files, its feed and the API: the same rows.
  private func compare(_ table: String, _ scene: DecisionScene) async throws {
    let file = try await object(Self.data + "/\(table).json", scene)
    let rows = try #require(file[table] as? [[String: Any]])
    #expect(file["lignes"] as? Int == rows.count)
    let told = try await object(Self.data + "/\(table).json.resource.json", scene)
    #expect(told["rows"] as? Int == rows.count && (told["hash"] as? String)?.hasPrefix("sha256:") == true)
    let schema = try #require(told["schema"] as? [String: Any])
    let names = try #require(schema["fields"] as? [[String: Any]]).compactMap { $0["name"] as? String }
    #expect(Set(names) == Set(rows[0].keys))
    let api = try await object(Self.program + "/\(table)", scene)
    let elements = try #require(api["elements"] as? [[String: Any]])
    #expect(api["total"] as? Int == rows.count && elements.count == rows.count)
    for (row, element) in zip(rows, elements) {
      for key in ["identifiant", "raison", "titre", "publiee_le", "soutiens_collectivites", "adresse"] {
        #expect("\(row[key] ?? "")" == "\(element[key] ?? "")", Comment(rawValue: key))
      }
    }
    let feed = try await scene.towns.asking.get(Self.data + "/\(table).atom").text
    #expect(feed.ranges(of: "<entry>").count == rows.count)
    #expect(try await scene.read(Self.data).contains("\(table).csv"))
  }

  @Test(
    "What is published is in the files, the feeds and the API, alike, with its schema and checksum; what waits is not",
    arguments: Engine.available)
  func files(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    _ = try await scene.paul.post(scene.paths[0] + "/soutien", ["organisme": "\(scene.towns.pau.id)"])
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer, la cantine"], reason: "=Zwqun").status == 303)
    #expect(try await scene.decide(2, "reorientee", ["guichet": addressee], reason: "Zwqdeux").status == 303)
    #expect(try await scene.decide(3, "ineligible", ["article": "objet"], reason: "Zwqtrois").status == 303)
    let decision = DecisionScene.desk + "/decisions/" + (try await scene.decision(2))
    #expect(try await scene.second.post(decision + "/relecture", [:]).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)

    let csv = try await scene.towns.asking.get(Self.data + "/decisions.csv").text
    #expect(csv.contains("'=Zwqun") && csv.contains("Zwqdeux") && !csv.contains("Zwqtrois"))
    #expect(csv.split(separator: "\r\n").count == 3)
    for table in ["decisions", "propositions"] { try await compare(table, scene) }
    // One at a time, none twice and none forgotten.
    let first = try await object(Self.program + "/decisions?limite=1", scene)
    let next = try #require(first["suivant"] as? String)
    let rest = try await object(String(next.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }), scene)
    #expect(rest["suivant"] is NSNull && (rest["elements"] as? [[String: Any]])?.count == 1)
    let proposition = try await scene.value("SELECT token FROM proposition")
    let one = try await object(Self.program + "/propositions/" + proposition, scene)
    #expect(one["titre"] as? String == "Payer, la cantine" && one["soutiens_collectivites"] as? Int == 1)
    #expect(try await scene.towns.asking.get(Self.program + "/propositions/zzzzzzzzzz").status == 404)
    await scene.close()
  }

  @Test(
    "Whoever follows a contribution is told that its decision is published, then undone; its authors have their letter",
    arguments: Engine.available)
  func news(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let guild = try await scene.towns.agent("guilde@asso.example", for: scene.towns.guild)
    #expect(try await guild.post(scene.paths[0] + "/suivi", [:]).status == 303)
    try await scene.towns.asking.house.database.write { db in
      try db.execute("UPDATE follower SET rhythm = 'at-once'")
    }
    #expect(try await scene.decide(0, "gardee").status == 303)
    try await scene.towns.runJob("follows.letters")
    #expect(try await scene.mails("follow/").isEmpty)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    try await scene.towns.runJob("follows.letters")
    let told = try await scene.towns.mails(about: "follow/")
    #expect(told.map(\.recipient) == ["guilde@asso.example"])
    #expect(told.first?.body.contains("Une décision est publiée\u{A0}: Gardée seule.") == true)
    #expect(try await scene.mails("decision/").count == 1)
    try await scene.undo(try await scene.lastAct("contribution.decided"))
    try await scene.towns.runJob("follows.letters")
    let letters = try await scene.towns.mails(about: "follow/")
    #expect(letters.count == 2 && letters.last?.body.contains("est annulée") == true)
    await scene.close()
  }

  @Test(
    "The re-examination of each decision is in its line: asked, then upheld with its reason",
    arguments: Engine.available)
  func reexamined(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    for place in [0, 3] { #expect(try await scene.decide(place, "gardee").status == 303) }
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    func lines() async throws -> [[String: Any]] {
      let file = try await object(Self.data + "/decisions.json", scene)
      return try #require(file["decisions"] as? [[String: Any]])
    }
    let keys = ["reexamen_demande_le", "reexamen", "reexamen_repondu_le", "reexamen_raison"]
    for line in try await lines() { for key in keys { #expect(line[key] is NSNull, Comment(rawValue: key)) } }
    let decision = "/decisions/" + (try await scene.decision(3)) + "/reexamen"
    #expect(try await scene.camille.post(Towns.home + decision, ["demande": "Zwqdemande."]).status == 303)
    let waiting = try await lines()
    #expect(waiting[0]["reexamen"] is NSNull && waiting[1]["reexamen"] as? String == "en-cours")
    #expect(waiting[1]["reexamen_repondu_le"] is NSNull && waiting[1]["reexamen_raison"] is NSNull)
    scene.towns.asking.time.advance(seconds: 60)
    let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Zwqréponse."]
    #expect(try await scene.second.post(DecisionScene.desk + decision, upheld).status == 303)
    let answered = try await lines()[1]
    #expect(answered["reexamen"] as? String == "maintenue" && answered["reexamen_raison"] as? String == "Zwqréponse.")
    let asked = try #require(answered["reexamen_demande_le"] as? String)
    let told = try #require(answered["reexamen_repondu_le"] as? String)
    #expect(asked.hasPrefix("2021-03-15T") && asked < told)
    let csv = try await scene.towns.asking.get(Self.data + "/decisions.csv").text
    let row = csv.replacing("\"", with: "")
    #expect(row.contains("\(asked),maintenue,\(told),Zwqréponse."), Comment(rawValue: csv))
    #expect(!row.contains("Zwqdemande"))
    let program = try await object(Self.program + "/decisions", scene)
    let elements = try #require(program["elements"] as? [[String: Any]])
    for key in keys {
      #expect("\(answered[key] ?? "")" == "\(elements[1][key] ?? "")", Comment(rawValue: key))
      #expect(elements[0][key] is NSNull, Comment(rawValue: key))
    }
    await scene.close()
  }

  /// The lines of the table and of the API, which say the same.
  private func lines(_ scene: DecisionScene) async throws -> [[String: Any]] {
    let file = try await object(Self.data + "/decisions.json", scene)
    let lines = try #require(file["decisions"] as? [[String: Any]])
    let program = try await object(Self.program + "/decisions", scene)
    let elements = try #require(program["elements"] as? [[String: Any]])
    try #require(lines.count == elements.count)
    for (line, element) in zip(lines, elements) {
      for key in ["guichet_reponse", "guichet_reponse_texte", "guichet_reponse_le", "reexamen_change_le"] {
        #expect("\(line[key] ?? "")" == "\(element[key] ?? "")", Comment(rawValue: key))
      }
    }
    return lines
  }

  @Test(
    "The line of a redirection has the last answer of its addressee, and no other line has one",
    arguments: Engine.available)
  func answered(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    #expect(try await scene.decide(0, "gardee").status == 303)
    scene.openInstruction()
    let link = try await scene.redirect(2, to: addressee)
    #expect(try await scene.publish().status == 303)
    for line in try await lines(scene) { #expect(line["guichet_reponse"] is NSNull) }
    let reader = Browser(scene.towns.asking)
    #expect(try await reader.post(link, ["reponse": "prend"]).status == 303)
    #expect(try await reader.post(link, ["reponse": "besoin", "texte": "Il faut, zwq, un plan."]).status == 303)
    let told = try await lines(scene)
    #expect(told.count == 2 && told[0]["guichet_reponse"] is NSNull && told[0]["guichet_reponse_le"] is NSNull)
    #expect(told[1]["guichet_reponse"] as? String == "besoin")
    #expect(told[1]["guichet_reponse_texte"] as? String == "Il faut, zwq, un plan.")
    #expect((told[1]["guichet_reponse_le"] as? String)?.hasPrefix("2021-03-15T") == true)
    let csv = try await scene.towns.asking.get(Self.data + "/decisions.csv").text.replacing("\"", with: "")
    #expect(csv.contains("guichet_page,guichet_reponse,guichet_reponse_texte,guichet_reponse_le,article"))
    #expect(csv.contains(",besoin,Il faut, zwq, un plan.,2021-03-15T"), Comment(rawValue: csv))
    await scene.close()
  }

  @Test(
    "A decision that replaces one that a re-examination changed says when; those beside it, and an upheld one, do not",
    arguments: Engine.available)
  func changed(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    for place in [0, 3] { #expect(try await scene.decide(place, "gardee").status == 303) }
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    for place in [0, 3] {
      let path = "/decisions/" + (try await scene.decision(place)) + "/reexamen"
      #expect(try await scene.camille.post(Towns.home + path, ["demande": "Relisez."]).status == 303)
    }
    let kept = DecisionScene.desk + "/decisions/" + (try await scene.decision(3)) + "/reexamen"
    let upheld = ["reexamen": "maintenue", "reponse-reexamen": "Non."]
    #expect(try await scene.second.post(kept, upheld).status == 303)
    #expect(try await scene.change(0, by: scene.second).status == 303)
    // It holds no more, and has no line.
    #expect(try await lines(scene).compactMap { $0["contribution_numero"] as? Int } == [4])
    scene.towns.asking.time.advance(seconds: 60)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "La cantine"], by: scene.second).status == 303)
    #expect(try await scene.publish().status == 303)
    let told = try await lines(scene)
    #expect(told.compactMap { $0["contribution_numero"] as? Int } == [4, 1])
    #expect(told[0]["reexamen_change_le"] is NSNull && told[0]["reexamen"] as? String == "maintenue")
    let changed = try #require(told[1]["reexamen_change_le"] as? String)
    let published = try #require(told[1]["publiee_le"] as? String)
    #expect(changed < published && told[1]["reexamen"] is NSNull)
    let csv = try await scene.towns.asking.get(Self.data + "/decisions.csv").text.replacing("\"", with: "")
    #expect(csv.contains("reexamen_raison,reexamen_change_le") && !csv.contains("Elle a raison."))
    await scene.close()
  }

  @Test("A number that no longer agrees with its list is told by the check", arguments: Engine.available)
  func sums(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let database = scene.towns.asking.house.database
    _ = try await scene.paul.post(scene.paths[0] + "/soutien", ["organisme": "\(scene.towns.pau.id)"])
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer la cantine"]).status == 303)
    #expect(try await scene.decide(3, "ineligible", ["article": "objet"]).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    try await scene.bringWithdrawal(2)
    let sound = try await database.read { db in try SumsFindings.of(db) }
    #expect(sound.map(\.level) == [.sound])
    try await database.write { db in
      try db.execute("UPDATE deposit_figures SET contributions = contributions + 1")
      try db.execute("UPDATE contribution SET authority_supports = 2, supports = 2 WHERE id = 1")
    }
    let found = try await database.read { db in try SumsFindings.of(db) }
    #expect(found.allSatisfy { $0.level == .fault } && found.count == 4)
    #expect(found.contains { $0.text.contains("contributions déposées : 4 annoncés, 3 trouvés") })
    #expect(found.contains { $0.text.contains("soutiens ne sont pas ceux qui sont comptés") })
    await scene.close()
  }
}
