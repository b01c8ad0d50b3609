import Localization
import Testing

@testable import Deposits

@Suite("The morning at which digests leave")
struct DigestMorningTests {
  private static func paris(_ day: Int, _ hour: Int, _ minute: Int = 0, month: Int = 3, year: Int = 2021) -> Instant {
    ParisTime.instant(year: year, month: month, day: day, hour: hour, minute: minute)
  }

  @Test("It is half past seven in Paris, on the days of the change of clocks and around them too")
  func clocks() {
    // 28 March 2021 has 23 hours, 31 October has 25; 7.30 is 5.30 UTC in summer, 6.30 in winter.
    for (now, universal) in [
      (Self.paris(27, 7, 30), "2021-03-27T06:30:00Z"), (Self.paris(27, 7, 31), "2021-03-28T05:30:00Z"),
      (Self.paris(28, 1, 59), "2021-03-28T05:30:00Z"), (Self.paris(28, 12), "2021-03-29T05:30:00Z"),
      (Self.paris(30, 12, month: 10), "2021-10-31T06:30:00Z"),
      (Self.paris(31, 2, 30, month: 10), "2021-10-31T06:30:00Z"),
      (Self.paris(31, 8, month: 10), "2021-11-01T06:30:00Z"),
      (Self.paris(31, 23, 59, month: 12), "2022-01-01T06:30:00Z"),
    ] {
      #expect(DigestMorning(from: now).leavesAt.universal == universal)
    }
  }

  @Test("A mail a day, or a week, counted in days of the calendar")
  func rhythms() {
    let evening = Self.paris(27, 18)
    let (tomorrow, later) = (Self.paris(28, 7, 30), Self.paris(29, 7, 30))
    #expect(Follower.Rhythm.atOnce.due(after: evening, at: evening) == evening)
    #expect(Follower.Rhythm.never.due(after: nil, at: evening) == nil)
    for rhythm in [Follower.Rhythm.daily, .weekly] { #expect(rhythm.due(after: nil, at: evening) == tomorrow) }
    #expect(Follower.Rhythm.daily.due(after: Self.paris(27, 7, 30), at: evening) == tomorrow)
    // Late by an hour, because the server was stopped: the next one is on time.
    #expect(Follower.Rhythm.daily.due(after: Self.paris(28, 9), at: Self.paris(28, 9, 1)) == later)
    // Before half past seven of a day on which she was written to already.
    #expect(Follower.Rhythm.daily.due(after: Self.paris(28, 0, 10), at: Self.paris(28, 5)) == later)
    #expect(Follower.Rhythm.weekly.due(after: Self.paris(21, 7, 30), at: evening) == tomorrow)
    #expect(Follower.Rhythm.weekly.due(after: Self.paris(22, 7, 30), at: evening) == later)
    #expect(Follower.Rhythm.weekly.due(after: evening, at: evening) == Self.paris(3, 7, 30, month: 4))
  }
}
