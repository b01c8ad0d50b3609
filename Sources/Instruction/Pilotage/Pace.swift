import Localization

/// How far the instruction is, and how long it takes: what is decided, at what pace, until when.
struct Pace: Sendable, Equatable {
  /// Contributions that stand, and those of them that are decided whole.
  var deposited: Int
  var done: Int
  /// Contributions that were decided first in the last days.
  var lately: Int

  /// Which days these are.
  static let days = 7
  var left: Int { deposited - done }

  /// Days until the last is decided, at the pace of the last ones; nil while nothing is done.
  var daysLeft: Int? {
    guard left > 0, lately > 0 else { return left == 0 ? 0 : nil }
    return (left * Self.days + lately - 1) / lately
  }
}
