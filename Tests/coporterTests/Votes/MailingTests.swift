import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Reminders of a vote", .serialized)
struct MailingTests {
  @Test(
    "Seven days before the closing, those that have not opened their ballot are reminded once",
    arguments: Engine.available)
  func week(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    scene.asking.time.advance(seconds: 60)
    try await scene.work("votes.mailings")
    try await scene.proveMayor()
    // Pau has come.
    try await scene.cast([scene.towns.pau.id])
    let before = try await scene.scene.mails("vote/").count
    let week = scene.closes.adding(seconds: -7 * 86_400)
    scene.asking.time.move(to: week.adding(seconds: -1))
    try await scene.work("votes.mailings")
    #expect(try await scene.scene.mails("vote/").count == before)
    scene.asking.time.move(to: week)
    for _ in 0..<2 { try await scene.work("votes.mailings") }
    let written = try await scene.database.read { db in
      try db.rows("SELECT recipient, subject, body FROM outgoing_mail WHERE fact LIKE 'vote/%/week/%'") { row in
        (recipient: try row.next(String.self), subject: try row.next(String.self), body: try row.next(String.self))
      }
    }
    #expect(written.map(\.recipient) == ["maire@dax.example"])
    #expect(
      written.allSatisfy { $0.subject.contains("il n’est pas encore ouvert") && $0.body.contains(VoteScene.ballot) })
    #expect(try await scene.scene.mails("vote/").count == before + 1)
    await scene.close()
  }
}
