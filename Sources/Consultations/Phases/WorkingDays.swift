package import Localization

/// Days on which a town hall works, in Paris: neither weekends nor the public holidays of the whole country.
package enum WorkingDays {
  /// The first instant after so many of them; the day on which something begins is not counted.
  package static func end(of count: Int, after start: Instant) -> Instant {
    var day = ParisTime(start)
    var left = count
    while left > 0 {
      day = next(day)
      if isWorked(day) { left -= 1 }
    }
    let after = next(day)
    return ParisTime.instant(year: after.year, month: after.month, day: after.day)
  }

  /// How many there are after the day of `start`, up to that of `end`.
  package static func count(from start: Instant, to end: Instant) -> Int {
    let last = ParisTime(end)
    var day = ParisTime(start)
    var count = 0
    while (day.year, day.month, day.day) < (last.year, last.month, last.day) {
      day = next(day)
      if isWorked(day) { count += 1 }
    }
    return count
  }

  private static func isWorked(_ day: ParisTime) -> Bool { day.weekday < 5 && !WorkingHours.isHoliday(day) }

  /// At noon, so that a change of the clock changes no day.
  private static func next(_ day: ParisTime) -> ParisTime {
    ParisTime(
      ParisTime.instant(year: day.year, month: day.month, day: day.day, hour: 12).adding(seconds: 86_400))
  }
}
