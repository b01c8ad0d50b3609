import Foundation
import Localization
import Storage
import Testing

@testable import Platform
@testable import Votes

@Suite("The vote for programs")
struct VoteAPITests {
  private static let api = "/api/v1" + VoteScene.vote

  private func told(_ scene: VoteScene) async throws -> [String: Any] {
    let text = try await Browser(scene.asking).get(Self.api).text
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func propositions(_ told: [String: Any]) throws -> [[String: Any]] {
    try #require(told["propositions"] as? [[String: Any]])
  }

  @Test(
    "From the opening it tells who came, and once it is counted what was chosen: nothing of that before",
    arguments: Engine.available)
  func course(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    #expect(try await Browser(scene.asking).get(Self.api).status == 404)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[1], scene.names[2]]).status == 303)
    let open = try await told(scene)
    #expect(open["etat"] as? String == "open" && open["venues"] as? Int == 1 && open["bulletins"] is NSNull)
    for line in try propositions(open) {
      #expect(line["choix"] is NSNull && line["place"] is NSNull && line["motif"] is NSNull)
    }
    #expect((open["fichiers"] as? [String])?.allSatisfy { $0.contains("/emargement/") } == true)
    scene.asking.time.move(to: scene.closes)
    #expect(try await told(scene)["etat"] as? String == "closing")
    try await scene.work()
    #expect(try await told(scene)["etat"] as? String == "closed")
    #expect((try await told(scene)["fichiers"] as? [String])?.last?.hasSuffix("/ballots.jsonl") == true)
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let counted = try await told(scene)
    #expect(counted["etat"] as? String == "counted" && counted["bulletins"] as? Int == 1)
    let lines = try propositions(counted)
    #expect(lines.prefix(2).compactMap { $0["identifiant"] as? String } == [scene.names[1], scene.names[2]])
    #expect(lines.compactMap { $0["choix"] as? Int } == [1, 1, 0, 0])
    #expect(lines.map { $0["motif"] as? String } == [nil, nil, "minimum", "minimum"])
    for file in try #require(counted["fichiers"] as? [String]) {
      let path = try #require(file.firstRange(of: "/consultations/")).lowerBound
      #expect(try await Browser(scene.asking).get(String(file[path...])).status == 200, Comment(rawValue: file))
    }
    await scene.close()
  }
}
