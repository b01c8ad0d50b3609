import Foundation
import MerkleLog
import Proof
import Storage
import Testing

@testable import Platform
@testable import Votes

@Suite("The key of a log that is replaced", .serialized)
struct KeySuccessionTests {
  @Test(
    "The act enters the log at its newest head alone; from then on the new key signs, and the old one never",
    arguments: Engine.available)
  func succession(engine: Engine) async throws {
    var path = ""
    let scene = try await VoteScene.make(engine) { path = $0.logKey }
    let old = try KeyFile(path: path).read()
    let new = try SigningKey(name: "vote.exemple.fr")
    try await scene.open()
    try await scene.proveMayor()
    try await scene.work()
    let early = try await act(scene, from: old, to: new)
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    try await scene.work()
    // The log was signed further since.
    let sealed = try await vote(scene).sealed
    await #expect(throws: Vote.SuccessionRefusal.notNewest(sealed)) { try await succeed(early, scene) }
    // From a key that does not sign this log.
    let other = try SigningKey(name: "vote.exemple.fr")
    let foreign = try await act(scene, from: other, to: new)
    await #expect(throws: Vote.SuccessionRefusal.notTheirs) { try await succeed(foreign, scene) }
    let act = try await act(scene, from: old, to: new)
    try await succeed(act, scene)
    await #expect(throws: Vote.SuccessionRefusal.notTheirs) { try await succeed(act, scene) }
    // The old key is still in its place: nothing is signed.
    try await scene.work()
    #expect(try await vote(scene).sealed == sealed)
    try FileManager.default.removeItem(atPath: path)
    try KeyFile(path: path).write(new)
    scene.asking.time.advance(seconds: 3_600)
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    try await scene.work()
    #expect(try await vote(scene).sealed > sealed + 1)
    let ledger = try await scene.verified().ledger
    #expect(ledger.successions.count == 1 && ledger.keys?.current == new.verifier)
    let newest = try await scene.database.read { db in
      try VoteLog.head(of: try #require(try db.value("SELECT id FROM vote", as: Int64.self)), db)
    }
    #expect(throws: Never.self) { try newest?.verify([new.verifier]) }
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    #expect(try await scene.verified().ledger.tally?.voters == 1)
    await scene.close()
  }

  private func vote(_ scene: VoteScene) async throws -> Vote {
    let consultation = scene.scene.consultation
    return try #require(try await scene.database.read { db in try Vote.of(consultation, db) })
  }

  private func succeed(_ act: SignedNote, _ scene: VoteScene) async throws {
    let (vote, now) = (try await vote(scene), scene.asking.time.clock.now())
    try await scene.database.write { db in try vote.succeed(by: act, at: now, db) }
  }

  /// At the newest head.
  private func act(_ scene: VoteScene, from old: SigningKey, to new: SigningKey) async throws -> SignedNote {
    let id = try await vote(scene).id
    let head = try await scene.database.read { db in try VoteLog.head(of: id, db) }
    return try Succession.signed(at: Checkpoint(text: try #require(head).text), from: old, to: new)
  }
}
