import Foundation
import Localization
import MerkleLog
import Testing

@testable import Consultations
@testable import Platform
@testable import Storage
@testable import Votes
@testable import coporter

@Suite("The second copy of the log of a vote")
struct LeafCopyTests {
  /// An open vote whose server copies its log to a folder of its own.
  private func copied(_ engine: Engine, waits: Bool = true) async throws -> (vote: VoteScene, folder: URL) {
    let folder = Scratch.place("leaves")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let vote = try await VoteScene.make(engine) { settings in
      settings.copyLeaves = folder.path
      settings.copyWaits = waits
    }
    return (vote, folder)
  }

  private func lines(_ folder: URL) throws -> [CopiedLeaf] {
    let path = folder.appending(path: "essai.leaves").path
    return try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map { try CopiedLeaf(bytes: $0) }
  }

  private func leaves(_ vote: VoteScene) async throws -> [String] {
    try await vote.database.read { db in try db.values("SELECT line FROM vote_leaf ORDER BY number") }
  }

  @Test("What is acknowledged stands in the copy, line for line, with what opens it", arguments: Engine.available)
  func acknowledged(engine: Engine) async throws {
    let (vote, folder) = try await copied(engine)
    try await vote.open()
    #expect(try lines(folder).map(\.line) == (try await leaves(vote)))
    try await vote.proveMayor()
    #expect(try lines(folder).last?.persons?.first?.mail == "maire@dax.example")
    #expect(try await vote.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    #expect(try await vote.choose([vote.names[0]]).status == 303)
    let copied = try lines(folder)
    #expect(copied.map(\.line) == (try await leaves(vote)))
    #expect(copied.last?.ballot?.choices == [vote.names[0]])
    #expect(copied.map(\.number) == (0..<Int64(copied.count)).map { $0 })
    let health = try await vote.asking.get("/health").text
    #expect(health.contains("\"leafCopyLag\":0"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "essai.leaves").path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    await vote.close()
  }

  @Test("Where it cannot be written the voter is told so, and health too; once it can, it catches up")
  func unwritable() async throws {
    let (vote, folder) = try await copied(.sqlite)
    try await vote.open()
    try await vote.proveMayor()
    let before = try lines(folder).count
    let away = Scratch.place("away")
    try FileManager.default.moveItem(at: folder, to: away)
    let opened = try await vote.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(opened.status == 503 && opened.text.contains("seconde copie"))
    #expect(try await vote.asking.get("/health").text.contains("\"leafCopyLag\":2"))
    try FileManager.default.moveItem(at: away, to: folder)
    #expect(try await vote.choose([vote.names[1]]).status == 303)
    #expect(try lines(folder).count == before + 3)
    #expect(try lines(folder).map(\.line) == (try await leaves(vote)))
    await vote.close()
  }

  @Test("Without waiting, it is behind until its job has run")
  func behind() async throws {
    let (vote, folder) = try await copied(.sqlite, waits: false)
    try await vote.open()
    let count = try await leaves(vote).count
    #expect(try await vote.asking.get("/health").text.contains("\"leafCopyLag\":\(count)"))
    try await vote.work("votes.copy")
    #expect(try lines(folder).count == count)
    #expect(try await vote.asking.get("/health").text.contains("\"leafCopyLag\":0"))
    await vote.close()
  }

  @Test("A line that a cut left half is taken away, and the file of another log is not continued")
  func torn() async throws {
    let (vote, folder) = try await copied(.sqlite)
    try await vote.open()
    let file = folder.appending(path: "essai.leaves")
    let whole = try Data(contentsOf: file)
    try (whole + Data("{\"line\":\"ha".utf8)).write(to: file)
    let again = LeafCopying(database: vote.database, folder: folder.path, waits: true)
    try await again.catchUp()
    #expect(try Data(contentsOf: file) == whole)
    try (whole + whole).write(to: file)
    let other = LeafCopying(database: vote.database, folder: folder.path, waits: true)
    await #expect(throws: LeafCopyFile.Refusal.another) { try await other.catchUp() }
    await vote.close()
  }
}
