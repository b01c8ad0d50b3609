import Testing

@testable import Localization

@Suite("Dates and numbers")
struct FormatsTests {
  private let closing = ParisTime.instant(year: 2021, month: 3, day: 15, hour: 23, minute: 59)

  @Test("A closing is told by the clocks of Paris, in both languages")
  func closingMoment() {
    #expect(closing.milliseconds == 1_615_849_140_000)
    #expect(MomentStyle.full.text(of: closing, in: .french) == "lundi 15\u{A0}mars 2021, 23\u{A0}h\u{A0}59")
    #expect(MomentStyle.full.text(of: closing, in: .english) == "Monday 15\u{A0}March 2021, 23:59")
  }

  @Test(
    "A wall-clock time goes to an instant and back, in summer, in winter, before 1970 and on 29 February",
    arguments: [(2021, 3, 28, 3), (2021, 10, 31, 12), (1969, 7, 21, 4), (2024, 2, 29, 0), (2000, 12, 31, 23)])
  func roundTrip(year: Int, month: Int, day: Int, hour: Int) {
    let time = ParisTime(ParisTime.instant(year: year, month: month, day: day, hour: hour))
    #expect([time.year, time.month, time.day, time.hour] == [year, month, day, hour])
  }

  @Test("A clock overseas shows its own day and hour, whatever the season in Paris")
  func overseas() throws {
    let midnight = ParisTime.instant(year: 2021, month: 3, day: 15, hour: 23, minute: 59)
    let guadeloupe = try #require(WallClock("America/Guadeloupe"))
    let reunion = try #require(WallClock("Indian/Reunion"))
    #expect(
      MomentStyle.full.text(of: midnight, in: .french, on: guadeloupe) == "lundi 15\u{A0}mars 2021, 18\u{A0}h\u{A0}59")
    #expect(MomentStyle.full.text(of: midnight, in: .english, on: reunion) == "Tuesday 16\u{A0}March 2021, 2:59")
    let summer = ParisTime.instant(year: 2021, month: 7, day: 1, hour: 12)
    #expect(ParisTime(summer, on: guadeloupe).hour == 6 && ParisTime(summer).hour == 12)
    #expect(WallClock("Europe/Lutece") == nil)
  }

  @Test("The bounds of time do not trap", arguments: [Int64.min, Int64.max])
  func bounds(milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(!MomentStyle.full.text(of: instant, in: .french).isEmpty)
    #expect(instant.adding(seconds: .max) >= instant)
  }

  @Test(
    "Numbers are grouped as each language groups them",
    arguments: [
      (4068, "4\u{202F}068", "4,068"), (-1_234_567, "−1\u{202F}234\u{202F}567", "−1,234,567"), (12, "12", "12"),
    ])
  func numbers(number: Int, french: String, english: String) {
    #expect(formatted(number, in: .french) == french)
    #expect(formatted(number, in: .english) == english)
  }
}
