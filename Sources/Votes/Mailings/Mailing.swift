import Localization
import Storage

/// A letter to all who are called to vote, written by the house some hundreds at once: at the opening, then to those
/// that have not opened their ballot as the closing comes nearer.
struct Mailing: Sendable, Equatable {
  enum Step: String, Sendable, CaseIterable, ColumnCodable {
    case opening
    case week
    case twoDays = "two-days"
    case threeHours = "three-hours"

    /// How long before the closing; nil for the opening itself.
    var secondsBefore: Int64? {
      switch self {
      case .opening: nil
      case .week: 7 * 86_400
      case .twoDays: 2 * 86_400
      case .threeHours: 3 * 3_600
      }
    }
  }

  var vote: Vote
  var step: Step
  /// The last line of the roll that was looked at.
  var entry: Int64

  /// When a step is due; nil where the vote is too short for it.
  static func instant(of step: Step, in vote: Vote) -> Instant? {
    guard let opened = vote.openedAt, let closes = vote.closesAt else { return nil }
    guard let before = step.secondsBefore else { return opened }
    let instant = closes.adding(seconds: -before)
    return instant > opened ? instant : nil
  }

  /// The steps that are due now: of those that were missed, the last alone is still of use.
  static func due(in vote: Vote, at now: Instant) -> [Step] {
    guard vote.state(at: now) == .open, !vote.isSuspended else { return [] }
    let past = Step.allCases.filter { step in instant(of: step, in: vote).map { $0 <= now } ?? false }
    return past.contains(.opening) ? [.opening] + past.dropFirst().suffix(1) : past.suffix(1)
  }
}
