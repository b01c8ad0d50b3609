import HTTPTypes
import Storage
import Testing

@testable import Platform
@testable import Votes
@testable import coporter

@Suite("The site only reads for a while, around an upgrade")
struct PauseTests {
  private static let consultation = "/consultations/{consultation}"
  private static let page = "/administration/lecture-seule"
  private static let typed = ["adresse": "une autre adresse de Dax"]

  /// A vote that is open, and the ballot of Dax.
  private func opened(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    try await scene.administrator.enter("admin@agence.example", as: nil)
    return scene
  }

  private func close(_ step: String, _ scene: VoteScene) async throws {
    let closed = try await scene.administrator.post(Self.page, ["etape": step])
    #expect(closed.fields[.location] == Self.page + "?fait=" + step, Comment(rawValue: closed.text))
  }

  @Test(
    "All closes but what casting a ballot needs, and each page says so in its language", arguments: Engine.available)
  func acts(engine: Engine) async throws {
    let scene = try await opened(engine)
    try await close("acts", scene)
    for page in ["/accessibilite", "/connexion"] {
      #expect(try await scene.asking.get(page).text.contains("n’enregistre que les bulletins d’un vote ouvert"))
      #expect(try await scene.asking.get("/en" + page).text.contains("saves only the ballots of an open vote"))
    }
    #expect(try await scene.mayor.post("/compte/adresses", Self.typed).status == 503)
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    // Whoever votes comes in first.
    try await Browser(scene.asking).askForCode("maire@gap.example")
    #expect(try await scene.administrator.post(Self.page, ["etape": "acts"]).status == 409)
    await scene.close()
  }

  @Test(
    "Then ballots close too, and what the house does by itself waits; once open again, all goes on",
    arguments: Engine.available)
  func ballots(engine: Engine) async throws {
    let scene = try await opened(engine)
    try await scene.work()
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    try await close("acts", scene)
    try await close("ballots", scene)
    #expect(try await scene.asking.get("/mentions-legales").text.contains("n’enregistre rien pour l’instant"))
    let refused = try await scene.choose([scene.names[1]])
    #expect(refused.status == 503 && refused.text.contains("value=\"\(scene.names[1])\""))
    let told = try await scene.mayor.post(
      VoteScene.ballot, json: "{\"choix\":[\"\(scene.names[1])\"]}", token: try await scene.mayor.token())
    #expect(told.status == 503 && told.text.contains("rien n’a été enregistré"))
    #expect(try await Browser(scene.asking).post("/connexion", ["adresse": "maire@gap.example"]).status == 503)
    // A receipt is still looked at.
    #expect(try await scene.mayor.post("/verification", ["recepisse": "rien"]).status == 422)
    let unsealed: SQL = "SELECT count(*) FROM vote WHERE sealed < leaves"
    try await scene.work()
    #expect(try await scene.towns.count(unsealed) == 1)
    let opened = try await scene.administrator.post(Self.page + "/fin", [:])
    #expect(opened.fields[.location] == Self.page + "?fait=fin")
    #expect(try await scene.choose([scene.names[1]]).status == 303)
    try await scene.work()
    #expect(try await scene.towns.count(unsealed) == 0)
    #expect(try await scene.administrator.post(Self.page + "/fin", [:]).status == 409)
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind LIKE 'pause.%'") == 3)
    await scene.close()
  }

  @Test(
    "What was typed is given back with a button to send it again, and nothing of it is kept",
    arguments: Engine.available)
  func typed(engine: Engine) async throws {
    let scene = try await opened(engine)
    try await close("acts", scene)
    for (prefix, button) in [("", "Envoyer de nouveau"), ("/en", "Send again")] {
      let refused = try await scene.mayor.post(prefix + "/compte/adresses", Self.typed)
      #expect(refused.status == 503 && refused.text.contains(button))
      #expect(refused.text.contains("<p>une autre adresse de Dax</p>"))
      #expect(refused.text.contains("action=\"\(prefix)/compte/adresses\""))
      #expect(refused.text.contains("name=\"adresse\" value=\"une autre adresse de Dax\""))
    }
    // A session that has ended meanwhile loses nothing either.
    let token = try await scene.mayor.token()
    try await scene.database.write { db in try db.execute("UPDATE session SET expires_at = 0") }
    let late = try await scene.mayor.post("/compte/adresses", Self.typed, token: token)
    #expect(late.status == 503 && late.text.contains("une autre adresse de Dax"))
    #expect(try await scene.towns.count("SELECT count(*) FROM kept_form") == 0)
    // Another site makes nobody send anything.
    #expect(try await scene.mayor.post("/compte/adresses", Self.typed, token: nil, site: "cross-site").status == 403)
    await scene.close()
  }

  @Test("What stays open is what a vote needs, and each is an act that exists")
  func table() async throws {
    let asking = try await Asking.empty(.sqlite)
    let vote = Dictionary(
      uniqueKeysWithValues: [
        "/connexion", "/connexion/code", "/connexion/lien/{secret}", "/connexion/qui", "/deconnexion",
        "/organisme-choisi",
        "/habilitation/{organisation}", "/habilitation/demandes/{request}", "/lettre", "/contestation",
        Self.consultation + "/vote/bulletin/decision", Self.consultation + "/vote/preparation",
        Self.consultation + "/vote/demandes/fin", "/administration" + Self.consultation + "/vote/contestations",
      ].map { ($0, Pause.Step.acts) })
    let open = asking.house.routes.openDuring
    #expect(vote.allSatisfy { open[$0.key] == $0.value })
    let posted = Set(asking.house.routes.routes.filter { $0.method == .post }.map(\.pattern))
    #expect(Set(open.keys).isSubset(of: posted))
    #expect(Set(open.filter { $0.value == .ballots }.keys) == [Self.page, Self.page + "/fin", "/verification"])
    await asking.house.database.close()
  }
}
