import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("A ballot within an envelope", .serialized)
struct BudgetBallotTests {
  /// The words of a page, whatever its spaces.
  private static func words(_ page: Answered) -> String {
    page.text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  @Test(
    "Choices count as long as their costs fit the envelope; the page says what is left, and the count takes them",
    arguments: Engine.available)
  func envelope(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let names = scene.names
    try await scene.open(["forme": "budget", "plafond": "4", "enveloppe": "500 000"])
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    let blank = Self.words(try await scene.mayor.get(VoteScene.ballot))
    #expect(blank.contains("il reste 500 000 euros de l’enveloppe."))
    #expect(try await scene.choose([names[0], names[1]]).status == 303)
    let some = Self.words(try await scene.mayor.get(VoteScene.ballot))
    #expect(some.contains("Ils coûtent ensemble 300 000 euros ; il reste 200 000 euros de l’enveloppe."))
    // 600,000 euros: nothing changes, and what was ticked stays ticked.
    let beyond = try await scene.choose([names[0], names[1], names[2]])
    #expect(beyond.status == 422 && Self.words(beyond).contains("plus que l’enveloppe de 500 000 euros"))
    let ticked = try Regex("value=\"\(names[2])\" checked")
    #expect(beyond.text.contains(ticked))
    #expect(Self.words(beyond).contains("Ils coûtent ensemble 300 000 euros"))
    // All of it, to the euro.
    #expect(try await scene.choose([names[0], names[3]]).status == 303)
    let whole = Self.words(try await scene.mayor.get(VoteScene.ballot))
    #expect(whole.contains("Ils coûtent ensemble 500 000 euros ; il reste 0 euro"))
    #expect(try await scene.choose([names[1], names[3]]).status == 422)
    // Pau chooses the first, and one more.
    try await scene.cast([scene.towns.pau.id], [names[0], names[2]])
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let tally = try #require(try await scene.verified().ledger.tally)
    #expect(tally.supports == [2, 0, 1, 1] && tally.voters == 2)
    // Of those chosen once, the first by identifier leaves no room for the other.
    #expect(tally.selected == [names[0], names[2]] && tally.cost == 400_000)
    await scene.close()
  }
}
