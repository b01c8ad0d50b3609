import Localization
import Testing

@testable import Consultations

@Suite("Working days")
struct WorkingDaysTests {
  private func instant(_ text: String) -> Instant { ParisTime.instant(text) ?? Instant(milliseconds: 0) }

  @Test(
    "A delay ends with the last of its working days; the first day, weekends and public holidays do not count",
    arguments: [
      // Easter Monday 2021 is 5 April; the vote of 2021 opened on the 16th.
      ("2021-03-30T10:00", 10, "2021-04-15T00:00"), ("2021-03-30T23:59", 10, "2021-04-15T00:00"),
      ("2021-03-12T09:00", 1, "2021-03-16T00:00"), ("2021-03-13T09:00", 1, "2021-03-16T00:00"),
      // The night when clocks change, and a Friday between two holidays.
      ("2021-03-26T17:00", 1, "2021-03-30T00:00"), ("2021-10-29T17:00", 1, "2021-11-03T00:00"),
      ("2021-05-12T12:00", 8, "2021-05-27T00:00"), ("2021-12-31T12:00", 1, "2022-01-04T00:00"),
    ])
  func ends(start: String, count: Int, end: String) {
    // Written as the first instant of the day after.
    #expect(WorkingDays.end(of: count, after: instant(start)) == instant(end), "\(start) + \(count)")
  }

  @Test(
    "What was answered the same day took none, and a weekend adds none",
    arguments: [
      ("2021-03-30T10:00", "2021-03-30T18:00", 0), ("2021-03-26T10:00", "2021-03-28T18:00", 0),
      ("2021-03-26T10:00", "2021-03-29T08:00", 1), ("2021-04-02T10:00", "2021-04-06T10:00", 1),
      ("2021-03-30T10:00", "2021-04-13T10:00", 9), ("2021-03-30T10:00", "2021-03-29T10:00", 0),
    ])
  func counts(start: String, end: String, count: Int) {
    #expect(WorkingDays.count(from: instant(start), to: instant(end)) == count, "\(start) – \(end)")
  }

  @Test("What was in force when a decision was published holds for it")
  func history() {
    let history = RemediesHistory(all: [
      (instant("2021-03-20T10:00"), Remedies(days: 15)), (instant("2021-03-25T10:00"), Remedies(days: 5)),
    ])
    // What changes at the same instant is not shortened either.
    #expect(history.at(instant("2021-03-20T10:00")).days == Remedies.usualDays)
    #expect(history.at(instant("2021-04-01T10:00")).days == 5 && history.current.days == 5)
    #expect(history.at(instant("2021-03-20T10:01")).days == 15)
    #expect(RemediesHistory(all: []).current == Remedies())
  }
}
