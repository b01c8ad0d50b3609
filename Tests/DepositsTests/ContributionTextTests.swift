import Consultations
import Localization
import Testing

@testable import Deposits

@Suite("What is written in a contribution")
struct ContributionTextTests {
  @Test("A title and what happens today are enough to publish")
  func required() {
    var text = ContributionText()
    #expect(
      text.refusalToPublish(as: .need, asking: nil) == .noTitle && text.refusalToKeep(among: [], asking: nil) == nil)
    text.title = "Un agenda partagé"
    #expect(text.refusalToPublish(as: .need, asking: nil) == .noToday)
    text.today = "Chacun a le sien."
    #expect(text.refusalToPublish(as: .need, asking: nil) == nil)
  }
}
