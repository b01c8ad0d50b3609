import HTTPTypes
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("The decision behind a ballot, told by those who cast", .serialized)
struct BallotDecisionTests {
  private static let page = VoteScene.ballot + "/decision"
  private static let told = ["decision": "deliberation", "numero": "2021-14", "date": "2021-03-02"]
  private static let sentence = "Délibération n°\u{A0}2021-14 du 2\u{A0}mars 2021"
  private static let pdf = SampleFiles.pdf("Le conseil choisit le Bureau virtuel.")

  /// A ballot of Dax that is open, with a choice.
  private func opened(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    #expect(try await scene.mayor.post(Self.page, Self.told).status == 422, "no ballot is open")
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    return scene
  }

  private func count(_ scene: VoteScene) async throws -> TallyLeaf {
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    return try #require(try await scene.verified().ledger.tally)
  }

  /// Where everyone reads the document of Dax, once it may.
  private func publicDocument(_ scene: VoteScene) async throws -> String {
    let dax = scene.towns.dax.id
    let identifier = try await scene.scene.value("SELECT identifier FROM roll_entry WHERE organisation_id = \(dax)")
    return VoteScene.vote + "/bulletins/\(identifier)/document"
  }

  @Test("It is told to those who cast, and nobody else reads it while the vote is open", arguments: Engine.available)
  func secrecy(engine: Engine) async throws {
    let scene = try await opened(engine)
    let lines = try await scene.scene.value("SELECT CAST(leaves AS TEXT) FROM vote")
    let told = try await scene.mayor.post(Self.page, Self.told, file: Self.pdf)
    #expect(told.fields[.location] == VoteScene.ballot + "?fait=decision#decision", Comment(rawValue: told.text))
    // The log does not know of it.
    #expect(try await scene.scene.value("SELECT CAST(leaves AS TEXT) FROM vote") == lines)
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains(Self.sentence))
    #expect(try await scene.mayor.get(Self.page + "/document").bytes == Self.pdf)
    let everyone = try await publicDocument(scene)
    // Neither an agent without the right, nor anybody else.
    for browser in [scene.scene.camille, scene.administrator, scene.scene.paul, Browser(scene.asking)] {
      for path in [VoteScene.ballot, Self.page, VoteScene.vote + "/emargement", VoteScene.vote] {
        #expect(try await !browser.get(path).text.contains("2021-14"))
      }
      #expect(try await browser.get(Self.page + "/document").status != 200)
      #expect(try await browser.get(everyone).status == 404)
      #expect(try await browser.post(Self.page, Self.told).fields[.location] != told.fields[.location])
    }
    await scene.close()
  }

  @Test("Another who casts reads who told what, tells it anew, and takes it back", arguments: Engine.available)
  func history(engine: Engine) async throws {
    let scene = try await opened(engine)
    let agent = scene.scene.camille
    #expect(try await scene.mayor.post(Self.page, Self.told, file: Self.pdf).status == 303)
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let naming = ["personne": person, "jusque": "2021-03-28"]
    #expect(try await scene.mayor.post(VoteScene.vote + "/droit/representants", naming).status == 303)
    #expect(try await agent.get(VoteScene.ballot).text.contains("Claude Sorel a dit la décision"))
    scene.asking.time.advance(seconds: 5)
    // The document stays until it is removed.
    #expect(try await agent.post(Self.page, ["decision": "head"]).status == 303)
    #expect(try await agent.get(VoteScene.ballot).text.contains("Décision du maire ou du président"))
    #expect(try await agent.get(Self.page + "/document").bytes == Self.pdf)
    #expect(try await agent.post(Self.page, ["decision": "head", "sans-document": "oui"]).status == 303)
    #expect(try await agent.get(Self.page + "/document").status == 404)
    #expect(try await agent.post(Self.page, ["decision": "none"]).status == 303)
    #expect(try await agent.get(VoteScene.ballot).text.contains("a retiré ce qui était dit de la décision"))
    #expect(try await scene.scene.value("SELECT CAST(count(*) AS TEXT) FROM ballot_decision_piece") == "0")
    await scene.close()
  }

  @Test(
    "The ballot has the same weight, and everyone reads what was told beside it once the result is public",
    arguments: Engine.available)
  func published(engine: Engine) async throws {
    let scene = try await opened(engine)
    #expect(try await scene.mayor.post(Self.page, Self.told, file: Self.pdf).status == 303)
    let everyone = try await publicDocument(scene)
    let tally = try await count(scene)
    #expect(tally.voters == 1)
    #expect(tally.supports.reduce(0, +) == 1)
    let late = try await scene.mayor.post(Self.page, ["decision": "head"])
    #expect(late.status == 422 && late.text.contains("Le vote est clos"))
    let ballots = try await scene.scene.read(VoteScene.vote + "/bulletins")
    #expect(ballots.contains(Self.sentence) && ballots.contains(everyone))
    #expect(try await Browser(scene.asking).get(everyone).bytes == Self.pdf)
    await scene.close()
  }

  @Test(
    "Once the result is public, the number and the document are withdrawn for good, with a reason for everyone",
    arguments: Engine.available)
  func withdrawn(engine: Engine) async throws {
    let scene = try await opened(engine)
    let page = VoteScene.preparation + "/decisions"
    #expect(try await scene.mayor.post(Self.page, Self.told, file: Self.pdf).status == 303)
    // Nobody but those who cast reads it yet.
    #expect(try await !scene.administrator.get(page).text.contains(Self.sentence))
    #expect(try await scene.administrator.post(page, ["motif": "Il nommait un enfant."]).status == 409)
    _ = try await count(scene)
    let everyone = try await publicDocument(scene)
    let identifier = String(everyone.split(separator: "/").dropLast().last ?? "")
    #expect(try await scene.administrator.get(page).text.contains(Self.sentence))
    // The form is that of the one that was chosen.
    #expect(try await !scene.administrator.get(page).text.contains("name=\"motif\""))
    #expect(try await scene.administrator.get(page + "?organisme=\(identifier)").text.contains("name=\"motif\""))
    let silent = try await scene.administrator.post(page, ["organisme": identifier, "motif": " "])
    #expect(silent.status == 422 && silent.text.contains("Dites pourquoi"))
    let sent = ["organisme": identifier, "motif": "Il nommait un enfant."]
    #expect(try await scene.administrator.post(page, sent).fields[.location] == page + "?fait=retire")
    #expect(try await scene.administrator.post(page, sent).status == 409)
    #expect(try await Browser(scene.asking).get(everyone).status == 404)
    let ballots = try await scene.scene.read(VoteScene.vote + "/bulletins")
    #expect(ballots.contains("Il nommait un enfant.") && !ballots.contains("2021-14") && !ballots.contains(everyone))
    #expect(try await scene.scene.value("SELECT CAST(count(*) AS TEXT) FROM ballot_decision_piece") == "0")
    let events = try await scene.scene.value(
      "SELECT CAST(count(*) AS TEXT) FROM journal WHERE kind = 'ballot.decision-withdrawn'")
    #expect(events == "1")
    #expect(try await scene.verified().ledger.tally?.voters == 1)
    await scene.close()
  }

  @Test("What is wrong comes back beside its field with what was typed", arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let scene = try await opened(engine)
    let numberless = try await scene.mayor.post(
      Self.page, ["decision": "deliberation", "date": "2021-03-02"], file: Self.pdf)
    #expect(numberless.status == 422 && numberless.text.contains("Écrivez le numéro de la délibération."))
    #expect(numberless.text.contains("value=\"2021-03-02\""))
    let picture = try await scene.mayor.post(Self.page, Self.told, file: SampleFiles.png)
    #expect(picture.status == 422 && picture.text.contains("Ce fichier n’est pas un PDF."))
    let large = try await scene.mayor.post(
      Self.page, Self.told, file: SampleFiles.pdf("", padding: BallotDecision.largestDocument))
    #expect(large.status == 422 && large.text.contains("Ce fichier dépasse 10 Mo."))
    #expect(try await scene.scene.value("SELECT CAST(count(*) AS TEXT) FROM ballot_decision") == "0")
    await scene.close()
  }
}
