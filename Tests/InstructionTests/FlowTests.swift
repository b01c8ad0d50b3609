import Testing

@testable import Instruction

@Suite("The picture of where contributions went")
struct FlowTests {
  private static let outcomes = Outcomes(
    deposited: 476, counts: [.grouped: 382, .kept: 9, .redirected: 81, .rejected: 4], divided: 0, propositions: 67,
    propositionsMade: [.grouped: 58, .kept: 9])

  @Test("What arrives at an outcome leaves it as wide, and from the same place, towards the propositions that it makes")
  func continued() {
    let first = FlowRibbon.outcomes(Self.outcomes)
    let flows = [
      PropositionFlow(from: .grouped, to: .grouped, contributions: 382),
      PropositionFlow(from: .kept, to: .kept, contributions: 9),
    ]
    let second = FlowRibbon.propositions(flows, in: Self.outcomes)
    #expect(first.map(\.count) == [382, 9, 81, 4] && second.map(\.count) == [382, 9])
    #expect(second.map(\.count).reduce(0, +) == Self.outcomes.proposed)
    for (arriving, leaving) in zip(first, second) {
      #expect(leaving.left == arriving.right && leaving.size == arriving.size && leaving.style == arriving.style)
      #expect(leaving.right == leaving.left)
    }
    // Widths are those of the numbers, as far as one contribution is still seen.
    let redirected: Double = 80 * 81 / 382
    #expect(first[0].size == 80 && first[3].size == 2)
    #expect(abs(first[2].size - redirected) < 1e-9)
    #expect(second[0].crosses(0) && !second[0].crosses(1) && second[1].crosses(1) && !second[1].crosses(0))
  }

  @Test("What is kept alone, then joined by others, flows to their row beside them, and none covers another")
  func joined() {
    let outcomes = Outcomes(
      deposited: 100, counts: [.grouped: 60, .kept: 40], divided: 0, propositions: 12,
      propositionsMade: [.grouped: 10, .kept: 2])
    let second = FlowRibbon.propositions(
      [
        PropositionFlow(from: .grouped, to: .grouped, contributions: 60),
        PropositionFlow(from: .kept, to: .grouped, contributions: 15),
        PropositionFlow(from: .kept, to: .kept, contributions: 25),
      ], in: outcomes)
    #expect(abs(second[0].right + second[0].size - second[1].right) < 1e-9)
    #expect(abs(second[1].left + second[1].size - second[2].left) < 1e-9)
    #expect(second[1].crosses(0) && second[1].crosses(1) && !second[1].crosses(2))
  }
}
