import Consultations
import Localization
import Testing

@testable import Deposits

@Suite("What is written in a contribution")
struct ContributionTextTests {
  @Test("A title and what happens today are enough to publish")
  func required() {
    var text = ContributionText()
    #expect(text.refusalToPublish(as: .need) == .noTitle && text.refusalToKeep(among: []) == nil)
    text.title = "Un agenda partagé"
    #expect(text.refusalToPublish(as: .need) == .noToday)
    text.today = "Chacun a le sien."
    #expect(text.refusalToPublish(as: .need) == nil)
  }
}
