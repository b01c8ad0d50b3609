import Storage
import Testing

@testable import Demonstration
@testable import Platform
@testable import Votes
@testable import coporter

@Suite("Files for who writes a verifier", .serialized)
struct VerifierFileTests {
  private struct Unread: Error {}

  @Test("Each is read and packed once, and served to all from then on", arguments: Engine.available)
  func once(engine: Engine) async throws {
    let database = try await Asking.bare.copy(engine)
    let rooms = try modules(database)
    let time = HandClock(Demonstration.start)
    let house = try await Asking.opened(
      rooms, over: database, .demonstration, time.clock, mail: MailFolder(Scratch.place("mails")))
    let stranger = Browser(Asking(house: house, time: time))
    let votes = try #require(rooms.lazy.compactMap { $0 as? VotesModule }.first)
    for file in VerifierFile.allCases {
      let served = try await stranger.get("/verification/" + file.rawValue)
      #expect(served.status == 200 && !served.bytes.isEmpty, "\(file)")
      let kept = try await votes.verifierFiles.value(file.rawValue, at: []) { _ in throw Unread() }
      #expect(kept == served.bytes, "\(file)")
    }
    #expect(try await stranger.get("/verification/verifier.tar.gz").bytes.starts(with: [0x1F, 0x8B]))
    await house.database.close()
  }
}
