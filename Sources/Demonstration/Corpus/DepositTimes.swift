package import Localization

/// When invented bodies act during the deposit of 2021, as town halls do: few at first, half in the last four days,
/// mostly at office hours; some elected members late in the evening.
package enum DepositTimes {
  /// 25 January 2021, 00:00 in Paris (winter time until the end of the deposit).
  package static let opening = Instant(milliseconds: 1_611_529_200_000)
  /// 15 March 2021, 17:55 in Paris: just before the demonstration begins.
  package static let last = opening.adding(seconds: Int64(lastDay) * 86_400 + 17 * 3_600 + 55 * 60)
  /// The day of closing, counted from the day of opening.
  package static let lastDay = 49
  /// The first of the last days, Friday 12 March, in which half of the contributions come.
  package static let lastDays = opening.adding(seconds: 46 * 86_400)

  /// Tickets of each day: weekdays, a bump at the opening, a rush at the end.
  private static let days: [Int] = {
    var tickets: [Int] = []
    for day in 0...lastDay {
      let weekend = day % 7 >= 5
      let weight =
        day >= 46 ? [46: 110, 47: 24, 48: 30, 49: 150][day] ?? 0 : weekend ? 1 : day < 5 ? 13 : day > 38 ? 12 : 7
      tickets += Array(repeating: day, count: weight)
    }
    return tickets
  }()

  static func moment(_ generator: inout SeededGenerator) -> Instant {
    moment(&generator, day: generator.pick(days))
  }

  static func moment(_ generator: inout SeededGenerator, day: Int) -> Instant {
    let second: Int
    if day == lastDay {
      second = generator.within(8 * 3_600...17 * 3_600 + 55 * 60 - 1)
    } else {
      switch generator.below(100) {
      case 0..<42: second = generator.within(8 * 3_600 + 1_200...12 * 3_600 + 600)
      case 42..<84: second = generator.within(13 * 3_600 + 1_800...18 * 3_600)
      case 84..<90: second = generator.within(12 * 3_600...13 * 3_600 + 1_800)
      default: second = generator.within(19 * 3_600...23 * 3_600 + 1_800)
      }
    }
    return opening.adding(seconds: Int64(day) * 86_400 + Int64(second))
  }

  /// A moment between `start` and the start of the demonstration, at the hours of `moment`.
  static func moment(_ generator: inout SeededGenerator, after start: Instant) -> Instant {
    let day = Int(start.seconds(since: opening) / 86_400)
    let moment = moment(&generator, day: generator.within(min(day, lastDay)...lastDay))
    guard moment <= start else { return moment }
    let left = max(1, Int(last.seconds(since: start)))
    return start.adding(seconds: Int64(1 + generator.below(min(left, 5_400))))
  }
}
