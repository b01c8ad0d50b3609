import Retrieval
import Testing

@testable import Instruction

@Suite("Fineness, as an address writes it")
struct FinenessTests {
  @Test(
    "What is typed is held within what may be",
    arguments: [
      (nil, 34), ("", 34), ("quarante", 34), ("40", 40), ("0", 15), ("-3", 15), ("100", 95),
      ("99999999999999999999999", 34),
    ] as [(String?, Int)])
  func reads(typed: String?, hundredths: Int) {
    #expect(Fineness(typed: typed).hundredths == hundredths)
  }

  @Test("The usual one and the bounds are those of the groups themselves")
  func agrees() {
    #expect(Fineness.usual.value == LikenessGroups.usualFineness)
    #expect(Fineness(hundredths: 0).value == LikenessGroups.finenesses.lowerBound)
    #expect(Fineness(hundredths: 100).value == LikenessGroups.finenesses.upperBound)
  }
}
