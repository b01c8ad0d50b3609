import Foundation

/// How an instant is told to a person: wall-clock times in Paris, unless another clock is named.
public enum MomentStyle: Sendable, Hashable {
  /// « 15 mars 2021 », “15 March 2021”
  case date
  /// « 15 mars », “15 March”
  case dayAndMonth
  /// « lundi 15 mars 2021, 23 h 59 », “Monday 15 March 2021, 23:59”
  case full
  /// « 10 h 42 », “10:42”
  case time
  /// « 15 mars 2021 à 10 h 42 », “15 March 2021 at 10:42”
  case dateAndTime

  public func text(of instant: Instant, in language: Language, on clock: WallClock = .paris) -> String {
    let moment = ParisTime(instant, on: clock)
    let french = language == .french
    let month = (french ? frenchMonths : englishMonths)[moment.month - 1]
    let day = french && moment.day == 1 ? "1er" : "\(moment.day)"
    let minute = moment.minute < 10 ? "0\(moment.minute)" : "\(moment.minute)"
    let time = french ? "\(moment.hour)\u{A0}h\u{A0}\(minute)" : "\(moment.hour):\(minute)"
    switch self {
    case .date: return "\(day)\u{A0}\(month) \(moment.year)"
    case .dayAndMonth: return "\(day)\u{A0}\(month)"
    case .time: return time
    case .dateAndTime: return "\(day)\u{A0}\(month) \(moment.year) \(french ? "à" : "at") \(time)"
    case .full:
      let weekday = (french ? frenchWeekdays : englishWeekdays)[moment.weekday]
      return "\(weekday) \(day)\u{A0}\(month) \(moment.year), \(time)"
    }
  }
}

extension Instant {
  /// `2021-03-15T22:59:00Z` (RFC 3339), the years from 0 to 9999.
  public var universal: String {
    let seconds = min(max(milliseconds.flooredQuotient(by: 1000), -62_167_219_200), 253_402_300_799)
    let days = Int(seconds.flooredQuotient(by: 86_400))
    let rest = Int(seconds) - days * 86_400
    let (year, month, day) = civil(fromDays: days)
    var text: [UInt8] = []
    text.reserveCapacity(20)
    func add(_ number: Int, _ mark: Unicode.Scalar) {
      text.append(UInt8(48 + number / 10 % 10))
      text.append(UInt8(48 + number % 10))
      text.append(UInt8(ascii: mark))
    }
    text.append(UInt8(48 + year / 1000 % 10))
    text.append(UInt8(48 + year / 100 % 10))
    add(year % 100, "-")
    add(month, "-")
    add(day, "T")
    add(rest / 3600, ":")
    add(rest / 60 % 60, ":")
    add(rest % 60, "Z")
    return String(decoding: text, as: UTF8.self)
  }
}

/// The clock on the wall somewhere: Paris, or a territory overseas.
public struct WallClock: Sendable, Hashable {
  let zone: TimeZone
  public static let paris = WallClock(zone: TimeZone(identifier: "Europe/Paris") ?? .gmt)

  private init(zone: TimeZone) { self.zone = zone }

  /// By its name in the IANA database, `America/Cayenne`; nil for one that is unknown.
  public init?(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.zone = zone
  }
}

/// An instant as the clocks of Paris show it, or another clock.
public struct ParisTime: Sendable, Hashable {
  public var year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
  /// 0 is Monday.
  public var weekday: Int

  private static let zone = WallClock.paris.zone

  public init(_ instant: Instant, on clock: WallClock = .paris) {
    // Years 0 to 9999 only, so that no arithmetic below can overflow.
    let seconds = min(max(instant.milliseconds.flooredQuotient(by: 1000), -62_135_596_800), 253_402_300_799)
    let offset = clock.zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    let local = Int(seconds) + offset
    let days = local.flooredQuotient(by: 86_400)
    let rest = local - days * 86_400
    (year, month, day) = civil(fromDays: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    weekday = (days + 3) - (days + 3).flooredQuotient(by: 7) * 7
  }

  /// The last second of a day given as browsers send it, `2021-03-15`; nil when it is no day of the years 2000 to 2999.
  public static func endOfDay(_ text: String) -> Instant? {
    guard let match = text.wholeMatch(of: /(2[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
    else { return nil }
    let next = ParisTime(instant(year: year, month: month, day: day).adding(seconds: 30 * 3600))
    return instant(year: next.year, month: next.month, day: next.day).adding(seconds: -1)
  }

  /// As a form gives it back to a browser: `2021-03-15T23:59`.
  public var typed: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let years = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - years.count)) + years
    return "\(padded)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute))"
  }

  /// The instant of a wall-clock time as browsers send it, `2021-03-15T23:59`; nil when no clock of the years 2000 to
  /// 2999 shows it.
  public static func instant(_ text: String) -> Instant? {
    let pattern = /(2[0-9]{3})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::[0-9]{2})?/
    guard let match = text.wholeMatch(of: pattern), let year = Int(match.1), let month = Int(match.2),
      let day = Int(match.3), let hour = Int(match.4), let minute = Int(match.5), (1...12).contains(month)
    else { return nil }
    let found = instant(year: year, month: month, day: day, hour: hour, minute: minute)
    // A 30 February, or an hour that the change of clocks leaves out, comes back as another.
    let shown = ParisTime(found)
    guard (shown.month, shown.day, shown.hour, shown.minute) == (month, day, hour, minute) else { return nil }
    return found
  }

  /// The instant of a wall-clock time in Paris; the earlier one where the clock shows it twice.
  public static func instant(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0) -> Instant {
    let wall = Int64(days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60)
    let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wall - 7200)))
    return Instant(milliseconds: (wall - Int64(guess)) * 1000)
  }
}

/// « 4 068 » in French (narrow no-break spaces), “4,068” in English.
public func formatted(_ number: Int, in language: Language) -> String {
  let digits = String(number.magnitude)
  let separator = language == .french ? "\u{202F}" : ","
  var result = number < 0 ? "−" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { result += separator }
    result.append(digit)
  }
  return result
}

private let frenchMonths = [
  "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
  "décembre",
]
private let englishMonths = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
]
private let frenchWeekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
private let englishWeekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

extension BinaryInteger {
  func flooredQuotient(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// Days since 1970-01-01 to a date of the proleptic Gregorian calendar, and back: eras of 400 years of 146,097 days,
/// years that begin in March so that the leap day is the last.
private func civil(fromDays days: Int) -> (Int, Int, Int) {
  let shifted = days + 719_468
  let era = shifted.flooredQuotient(by: 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func days(year: Int, month: Int, day: Int) -> Int {
  let shifted = month <= 2 ? year - 1 : year
  let era = shifted.flooredQuotient(by: 400)
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
