import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("The files of an open vote, made once for all who ask", .serialized)
struct LogFileTests {
  private static let lines = VoteScene.vote + "/journal/lignes"

  @Test("The lines are those that the newest head covers, and grow with it", arguments: Engine.available)
  func grows(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let stranger = Browser(scene.asking)
    let first = try await stranger.get(Self.lines).bytes
    #expect(first == (try await covered(scene)))
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    // No head covers them yet.
    #expect(try await stranger.get(Self.lines).bytes == first)
    try await scene.work()
    let second = try await stranger.get(Self.lines).bytes
    #expect(second == (try await covered(scene)) && second.count > first.count && second.starts(with: first))
    #expect(try await stranger.get(Self.lines).bytes == second)
    await scene.close()
  }

  @Test("Who came is in the file as soon as the log has it", arguments: [Engine.available[0]])
  func attendance(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let file = VoteScene.vote + "/emargement/a-appeler.csv"
    let stranger = Browser(scene.asking)
    let silent = try await stranger.get(file).text
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    let left = try await stranger.get(file).text
    let identifier = try await scene.scene.value(
      "SELECT identifier FROM roll_entry WHERE organisation_id = \(scene.towns.dax.id)")
    #expect(silent.contains(identifier) && !left.contains(identifier))
    await scene.close()
  }

  private func covered(_ scene: VoteScene) async throws -> [UInt8] {
    let lines = try await scene.database.read { db in
      try db.values(
        "SELECT line FROM vote_leaf WHERE number < (SELECT max(size) FROM vote_head) ORDER BY number", as: String.self)
    }
    return lines.flatMap { Array($0.utf8) + [0x0A] }
  }
}
