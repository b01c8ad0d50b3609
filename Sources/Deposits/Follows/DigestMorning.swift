import Localization
import Storage

/// The morning at which digests leave: half past seven on the clocks of Paris, on the days of their change too.
struct DigestMorning: Sendable, Equatable {
  static let hour = 7
  static let minute = 30
  private var day: ParisTime

  /// The first that is not past.
  init(from now: Instant) {
    let today = DigestMorning(of: now)
    self = today.leavesAt >= now ? today : today.later(days: 1)
  }

  /// That of the day of an instant, past or not.
  init(of instant: Instant) { day = ParisTime(instant) }

  var leavesAt: Instant { at(Self.hour, Self.minute) }
  var beginningOfDay: Instant { at(0, 0) }

  /// Counted from noon, so that a change of the clocks changes no day.
  func later(days: Int) -> DigestMorning { DigestMorning(of: at(12, 0).adding(seconds: Int64(days) * 86_400)) }

  private func at(_ hour: Int, _ minute: Int) -> Instant {
    ParisTime.instant(year: day.year, month: day.month, day: day.day, hour: hour, minute: minute)
  }

  static func == (one: DigestMorning, other: DigestMorning) -> Bool { one.leavesAt == other.leavesAt }
}

extension Follower.Rhythm {
  /// The least number of days between two mails; none for those that leave at once, nil where none leaves.
  private var days: Int? {
    switch self {
    case .atOnce: 0
    case .daily: 1
    case .weekly: 7
    case .never: nil
    }
  }

  /// When what happens now is told to somebody who was last written to at `told`; nil for never.
  func due(after told: Instant?, at now: Instant) -> Instant? {
    guard let days else { return nil }
    guard days > 0 else { return now }
    let next = DigestMorning(from: now).leavesAt
    return told.map { max(next, DigestMorning(of: $0).later(days: days).leavesAt) } ?? next
  }

  /// The same for many, by their column `told_at`.
  func due(at now: Instant) -> SQL? {
    guard let days else { return nil }
    guard days > 0 else { return "\(now)" }
    let next = DigestMorning(from: now)
    let cases = (0..<days).map { place -> SQL in
      let before = next.later(days: place - days + 1).beginningOfDay
      return "WHEN told_at < \(before) THEN \(next.later(days: place).leavesAt)"
    }
    return """
      CASE WHEN told_at IS NULL THEN \(next.leavesAt) \(cases.joined(separator: " "))
        ELSE \(next.later(days: days).leavesAt) END
      """
  }
}
