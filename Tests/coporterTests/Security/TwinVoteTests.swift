import Foundation
import HTTPTypes
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

/// What each of two heads has in one open vote: A goes through each room with what is hers, and B, who heads the town
/// beside, tries the same at each step (SECURITY 8).
@Suite("Twin authorities, in a vote", .serialized)
struct TwinVoteTests {
  /// A room of the vote: what A does there.
  enum Room: String, CaseIterable { case right, ballot, preparedBallot }

  /// All that is posted in a vote proves, names, chooses, tells or ends something.
  private static let acts = ["/vote/"]

  @Test("What A has in a vote, B neither sees nor changes", arguments: Room.allCases, Engine.available)
  func rooms(room: Room, engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let towns = scene.towns
    let a = try await towns.person("a@wanadoo.fr", TwinTests.secret)
    try await towns.give("a@wanadoo.fr", for: towns.dax, as: .elected)
    let b = try await towns.person("b@wanadoo.fr", "Dominique Vial")
    try await towns.give("b@wanadoo.fr", for: towns.pau, as: .elected)
    let journey = VoteJourney(scene: scene, a: a)
    let code = try await journey.askForCode(b, towns.pau)
    if room != .right {
      try await journey.prove(b, code)
      try await journey.prove(a, try await journey.askForCode(a, towns.dax))
    }
    let twins = Twins(
      towns: towns, a: a, b: b, mail: "b@wanadoo.fr", organisation: towns.pau, first: a.sent.count)
    twins.precede(Self.acts)
    try await journey.go(room)
    try await twins.expectNothing()
    #expect(a.sent.count - twins.first >= 4)
    #expect(journey.isSeen, "A does not see what is hers: nothing was shown")
    try await journey.expectNothing(room, of: b)
    await scene.close()
  }
}

/// A’s way through a room of the vote.
private final class VoteJourney {
  private static let right = VoteScene.vote + "/droit"
  private static let preparation = VoteScene.vote + "/preparation"
  private static let decision = VoteScene.ballot + "/decision"

  let scene: VoteScene
  let a: Browser
  /// Whether some page has shown A what is hers.
  private(set) var isSeen = false
  private var printed: String { VoteScene.vote + "/recepisses/" + scene.towns.dax.token }

  init(scene: VoteScene, a: Browser) {
    self.scene = scene
    self.a = a
  }

  /// Asks for a code through the official mailbox; what it is.
  func askForCode(_ browser: Browser, _ town: Organisation) async throws -> String {
    let asked = try await browser.post(Self.right, ["preuve": try await scene.towns.mailbox(of: town)])
    #expect(asked.fields[.location] == Self.right + "?fait=code", Comment(rawValue: asked.text))
    _ = try await scene.asking.house.outbox.deliverWaiting()
    return try await scene.asking.newestMail().code
  }

  func prove(_ browser: Browser, _ code: String) async throws {
    let proved = try await browser.post(Self.right + "/code", ["code": code])
    #expect(proved.fields[.location] == Self.right + "?fait=droit", Comment(rawValue: proved.text))
  }

  func go(_ room: TwinVoteTests.Room) async throws {
    switch room {
    case .right: try await holdRight()
    case .ballot: try await cast()
    case .preparedBallot: try await prepare()
    }
  }

  private func see(_ path: String) async throws {
    let answered = try await a.get(path)
    #expect(answered.status < 400, "A does not see \(path)")
    isSeen = isSeen || answered.text.contains(TwinTests.secret)
  }

  private func post(_ path: String, _ fields: [String: String]) async throws {
    let answered = try await a.post(path, fields)
    #expect(answered.status == 303, "\(path): \(answered.text)")
  }

  /// She proves herself, names a colleague, ends what that one holds, then her own.
  private func holdRight() async throws {
    let code = try await askForCode(a, scene.towns.dax)
    try await see(Self.right)
    try await prove(a, code)
    let person = try await scene.scene.value(
      "SELECT CAST(person_id AS TEXT) FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    try await post(Self.right + "/representants", ["personne": person, "jusque": "2021-03-28"])
    try await see(Self.right)
    for method in ["named-by-head", "official-mailbox"] {
      let right = try await scene.scene.value("SELECT CAST(id AS TEXT) FROM casting_right WHERE method = \(method)")
      try await post(Self.right + "/fin", ["droit": right])
    }
  }

  /// She opens her ballot, chooses, keeps the receipt, and tells the decision behind it with its document.
  private func cast() async throws {
    try await see(Self.right)
    try await see(VoteScene.ballot)
    try await post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[0], scene.names[2]], by: a).status == 303)
    try await scene.work("votes.sealing")
    for path in [VoteScene.ballot, VoteScene.ballot + "/recepisse", printed, VoteScene.ballot + "/papier"] {
      try await see(path)
    }
    let told = ["decision": "deliberation", "numero": "2021-14", "date": "2021-03-02"]
    let sent = try await a.post(Self.decision, told, file: SampleFiles.pdf(TwinTests.secret))
    #expect(sent.fields[.location] == VoteScene.ballot + "?fait=decision#decision", Comment(rawValue: sent.text))
    try await see(Self.decision)
    try await see(Self.decision + "/document")
    #expect(try await scene.choose([scene.names[1]], by: a).status == 303)
    try await scene.work("votes.sealing")
  }

  /// She prepares the ballot, takes it up as it is, and chooses otherwise.
  private func prepare() async throws {
    try await see(Self.right)
    try await see(Self.preparation)
    try await post(Self.preparation, ["organisme": scene.towns.dax.token, "choix": scene.names[1]])
    try await see(Self.preparation)
    try await see(VoteScene.ballot)
    let prepared = try await scene.scene.value("SELECT CAST(max(id) AS TEXT) FROM prepared_ballot")
    try await post(VoteScene.ballot + "/ouverture", ["prepare": prepared])
    try await see(VoteScene.ballot)
    #expect(try await scene.choose([scene.names[3]], by: a).status == 303)
  }

  /// What B got for himself by sending what A sent.
  func expectNothing(_ room: TwinVoteTests.Room, of b: Browser) async throws {
    let pau = scene.towns.pau.id
    switch room {
    case .right:
      #expect(try await scene.towns.count("SELECT count(*) FROM casting_right WHERE organisation_id = \(pau)") == 0)
    case .preparedBallot:
      #expect(try await scene.towns.count("SELECT count(*) FROM ballot WHERE organisation_id = \(pau)") == 0)
      #expect(try await scene.towns.count("SELECT count(*) FROM prepared_ballot WHERE organisation_id = \(pau)") == 0)
    case .ballot:
      try await scene.work("votes.sealing")
      let receipt = try #require(Receipt(bytes: try await a.get(VoteScene.ballot + "/recepisse").bytes))
      #expect(try await b.get(printed).status == 404)
      // His own, of what he chose after her.
      let own = try await b.get(VoteScene.ballot + "/recepisse")
      #expect(own.status == 200 && !own.text.contains(receipt.nonce.base64))
      #expect(try await b.get(Self.decision + "/document").status == 404)
    }
  }
}
