import Localization
import Testing

@testable import Votes

@Suite("The decision behind a ballot")
struct BallotDecisionRuleTests {
  private static let now = ParisTime.instant(year: 2021, month: 4, day: 20, hour: 9)

  private static let pdf = Array("%PDF-1.4".utf8)

  private static func told(
    _ kind: BallotDecision.Kind? = .deliberation, _ number: String = "2021-14", _ date: String = "2021-04-12",
    _ document: [UInt8] = []
  ) -> BallotDecision.Told {
    BallotDecision.Told(kind: kind, number: number, date: date, document: document)
  }

  private static let cases: [(BallotDecision.Told, BallotDecision.Refusal?)] = [
    (told(), nil), (told(nil), .noKind), (told(.deliberation, ""), .noNumber),
    (told(.deliberation, String(repeating: "9", count: 61)), .longNumber), (told(.deliberation, "14", ""), .noDate),
    (told(.deliberation, "14", "2021-02-30"), .badDate), (told(.deliberation, "14", "demain"), .badDate),
    (told(.deliberation, "14", "2021-04-21"), .badDate), (told(.deliberation, "14", "2021-04-20"), nil),
    (told(.head, "", ""), nil), (told(.delegation, "", "2021-04-21"), .badDate),
    (told(BallotDecision.Kind.none, "", "demain"), nil), (told(.head, "", "", pdf), nil),
    (told(.head, "", "", [1, 2, 3]), .notPDF),
    (told(.head, "", "", pdf + [UInt8](repeating: 0, count: BallotDecision.largestDocument)), .largeDocument),
  ]

  @Test("Each thing told is taken, or refused by its name", arguments: cases)
  func rules(told: BallotDecision.Told, refusal: BallotDecision.Refusal?) {
    #expect(told.refusal(at: Self.now) == refusal)
  }

  @Test("It is told in one sentence, with what is known of it")
  func sentence() {
    let day = ParisTime.instant(year: 2021, month: 4, day: 12, hour: 12)
    func sentence(_ number: String, _ date: Instant?, _ language: Language = .french) -> String {
      BallotDecision(id: 1, kind: .deliberation, number: number, datedAt: date).sentence
        .text(in: language, Catalogue())
    }
    #expect(sentence("", nil) == "Délibération")
    #expect(sentence("14", nil) == "Délibération n°\u{A0}14")
    #expect(sentence("", day) == "Délibération du 12\u{A0}avril 2021")
    #expect(sentence("14", day) == "Délibération n°\u{A0}14 du 12\u{A0}avril 2021")
  }
}
