import Foundation
import Storage
import Testing

@testable import Platform
@testable import Votes
@testable import coporter

/// A room of a later version, which brings one step.
private struct LaterRoom: Module {
  var resources: URL
  var name: String

  init(_ name: String, _ sql: String) throws {
    self.name = name
    resources = Scratch.place("room")
    let folder = resources.appending(path: "Migrations")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try sql.write(to: folder.appending(path: name + ".sql"), atomically: true, encoding: .utf8)
  }

  func register(in registry: inout Registry) {}
}

@Suite("An upgrade while a vote is open")
struct UpgradeTests {
  @Test(
    "A step that does not say that it is safe is refused until the vote is closed, and changes nothing",
    arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let (database, rooms) = (scene.database, try modules(scene.database))
    let safe = try LaterRoom(
      "202701010000-safe", "-- Safe while a vote is open: a table of its own.\nCREATE TABLE later (id IDENTIFIER);")
    let unsafe = try LaterRoom("202701010001-unsafe", "CREATE TABLE latest (id IDENTIFIER);")
    // Prepared is not open.
    try await scene.prepare([:])
    let early = try LaterRoom("202701010002-early", "CREATE TABLE early (id IDENTIFIER);")
    #expect(try await database.bringToLevel(of: rooms + [early]) == ["202701010002-early"])
    try await scene.open()

    let all = rooms + [early, safe, unsafe]
    do {
      try await database.bringToLevel(of: all)
      Issue.record("the schema has changed under an open vote")
    } catch let refusal as UpgradeRefusal {
      #expect(refusal.steps == ["202701010001-unsafe"])
      #expect("\(refusal)".contains("Un vote est ouvert") && "\(refusal)".contains("Rien n’a été changé"))
    }
    #expect(try await database.isAtLevel(migrations(of: rooms + [early])))
    #expect(try await database.bringToLevel(of: rooms + [early, safe]) == ["202701010000-safe"])

    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    #expect(try await database.bringToLevel(of: all) == ["202701010001-unsafe"])
    await scene.close()
  }
}
