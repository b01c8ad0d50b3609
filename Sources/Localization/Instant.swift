/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, as the database keeps them.
public struct Instant: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  @inlinable public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant `seconds` later; saturates at the bounds of time rather than trap.
  public func adding(seconds: Int64) -> Instant {
    let (shift, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let (sum, overflowed) = milliseconds.addingReportingOverflow(shift)
    guard !overflow, !overflowed else { return Instant(milliseconds: seconds < 0 ? .min : .max) }
    return Instant(milliseconds: sum)
  }

  /// Whole seconds from `other` to this instant, rounded down.
  public func seconds(since other: Instant) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    guard !overflow else { return milliseconds < other.milliseconds ? .min : .max }
    return difference / 1000
  }
}
