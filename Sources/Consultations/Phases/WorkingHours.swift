import Localization

/// When a town hall can still be reached: a closing that falls outside leaves nobody to ask for help.
enum WorkingHours {
  private static let opening = 9
  private static let closing = 18

  /// Why an instant is outside them, in Paris.
  enum Fault: Sendable, Equatable { case weekend, holiday, night }

  /// The fault of the last minute in which one may still act.
  static func fault(closingAt closesAt: Instant) -> Fault? {
    let last = ParisTime(closesAt.adding(seconds: -60))
    if last.weekday >= 5 { return .weekend }
    if isHoliday(last) { return .holiday }
    let isDay = last.hour >= opening && (last.hour < closing || (last.hour == closing && last.minute == 0))
    return isDay ? nil : .night
  }

  /// The public holidays of France (code du travail, article L3133-1).
  static func isHoliday(_ day: ParisTime) -> Bool {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    if fixed.contains(where: { $0 == (day.month, day.day) }) { return true }
    let easter = ParisTime.instant(year: day.year, month: 3, day: 28, hour: 12)
      .adding(seconds: Int64(daysToEaster(day.year)) * 86_400)
    // Easter Monday, Ascension, Whit Monday; noon, so that a change of the clock changes no day.
    return ([1, 39, 50] as [Int64]).contains { days in
      let feast = ParisTime(easter.adding(seconds: days * 86_400))
      return feast.month == day.month && feast.day == day.day
    }
  }

  /// Days from 28 March to Easter Sunday in the Gregorian calendar, before it or after (Oudin, 1940).
  private static func daysToEaster(_ year: Int) -> Int {
    let century = year / 100
    let golden = year % 19
    let shift = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
    let moon = shift - (shift / 28) * (1 - (29 / (shift + 1)) * ((21 - golden) / 11))
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
    return moon - weekday
  }
}
