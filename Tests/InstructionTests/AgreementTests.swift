import Testing

@testable import Instruction

@Suite("How far two instructors agree")
struct AgreementTests {
  private func pairs(_ table: [(Decision.Kind, Decision.Kind, Int)]) -> [(first: Decision.Kind, second: Decision.Kind)]
  {
    table.flatMap { first, second, count in Array(repeating: (first: first, second: second), count: count) }
  }

  @Test("Two readers who agree 35 times out of 50 have a kappa of 0.4 where chance alone gives a half")
  func known() {
    let agreement = Agreement(
      pairs([(.grouped, .grouped, 20), (.grouped, .rejected, 5), (.rejected, .grouped, 10), (.rejected, .rejected, 15)])
    )
    #expect(agreement.total == 50 && agreement.agreed == 35 && agreement.rate == 0.7)
    #expect(agreement.kappa.map { abs($0 - 0.4) < 1e-12 } == true)
    #expect(AgreementSection.hundredths(agreement.kappa ?? 0) == "0,40")
  }

  @Test("Nothing read twice has no rate; one decision alone has no kappa; less than chance is below zero")
  func edges() {
    #expect(Agreement([]).rate == nil && Agreement([]).kappa == nil)
    let same = Agreement(pairs([(.kept, .kept, 3)]))
    #expect(same.rate == 1 && same.kappa == nil)
    let never = Agreement(pairs([(.kept, .grouped, 1), (.grouped, .kept, 1)]))
    #expect(never.rate == 0 && never.kappa == -1)
    #expect(AgreementSection.hundredths(-1) == "−1,00" && AgreementSection.hundredths(-0.001) == "0,00")
  }

  @Test("One contribution in twenty is drawn, always the same ones")
  func drawn() {
    let tokens = (0..<10_000).map { "jeton\($0)" }
    let drawn = tokens.filter(BlindReading.draws)
    #expect((400...600).contains(drawn.count))
    #expect(drawn == tokens.filter(BlindReading.draws))
    #expect(drawn.first == "jeton19")
  }
}
