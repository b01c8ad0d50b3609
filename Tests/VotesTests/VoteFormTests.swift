import Localization
import Proof
import Tallying
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

  @Test(
    "The example of a rule says of its third proposition what the count does with it",
    arguments: [(CountingRule.approval, CountingUtility.none), (.greedy, .cost), (.greedy, .cardinality)])
  func example(rule: CountingRule, utility: CountingUtility) throws {
    var ballots = BallotTable(hasPoints: false)
    for (project, supporters) in [9, 7, 3].enumerated() {
      for _ in 0..<supporters { ballots.add([Int32(project)]) }
    }
    let election = Election(
      voteType: .approval, projects: [("A", 6), ("B", 5), ("C", 4)].map { .init(id: $0.0, cost: $0.1) }, budget: 10,
      ballots: ballots)
    let counted = try Tally(
      election, try #require(Rule(rawValue: rule.rawValue)), try #require(Utility(rawValue: utility.rawValue)),
      ties: nil
    ).outcome()
    #expect(counted.order == (rule == .greedy ? [0, 2] : [0]))
    let told = rule.example.text(in: .french, Catalogue())
    #expect(told.contains("La troisième y entre\u{A0}: elle est retenue") == counted.order.contains(2))
    #expect(told.contains("la troisième n’est pas retenue") != counted.order.contains(2))
  }
}
