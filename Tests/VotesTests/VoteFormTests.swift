import Proof
import Testing

@testable import Votes

@Suite("The form of a vote")
struct VoteFormTests {
  @Test("What cannot be counted is refused beside its field, the first first")
  func refusals() {
    func refusal(_ change: (inout VoteForm) -> Void) -> VoteRefusal? {
      var form = VoteForm()
      change(&form)
      return form.refusal
    }
    #expect(refusal { _ in } == nil)
    #expect(refusal { $0.most = 0 } == .badMost)
    #expect(refusal { $0.most = 1001 } == .badMost)
    #expect(refusal { $0.budget = 0 } == .badBudget)
    #expect(refusal { $0.minimum = 0 } == .badMinimum)
    #expect(refusal { $0.ties = .lots } == .noDraw)
    #expect(
      refusal {
        $0.ties = .lots
        $0.draw = "Le tirage du lendemain"
      } == .badNumbers)
    #expect(refusal { $0.draw = String(repeating: "é", count: 201) } == .longDraw)
  }
}
