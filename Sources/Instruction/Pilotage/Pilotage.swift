import Localization

/// How the instruction goes, for whoever leads it: what came, what was done, at what pace, until when; by whom.
struct Pilotage: Sendable {
  /// Contributions that stand, and those of them that are decided whole.
  var deposited: Int
  var done: Int
  /// What came and what was decided in the last seven days.
  var arrivals: Int
  var doneLately: Int
  /// The first of those that are not decided.
  var oldest: (number: Int, token: String, publishedAt: Instant)?
  /// What each instructor decided.
  var instructors: [Share]
  /// What was decided of each theme; a contribution counts under each of its own.
  var themes: [Share]

  /// How many decisions of each kind.
  struct Share: Sendable, Equatable {
    var name: String
    var counts: [Decision.Kind: Int]
    var total: Int { counts.values.reduce(0, +) }

    /// « 12 (40 %) »
    func told(_ kind: Decision.Kind) -> String {
      let count = counts[kind] ?? 0
      return total == 0 ? "0" : "\(count) (\(count * 100 / total) %)"
    }
  }

  static let days = 7
  var left: Int { deposited - done }

  /// Days until the last is decided, at the pace of the last seven; nil while nothing is done.
  var daysLeft: Int? {
    guard left > 0, doneLately > 0 else { return left == 0 ? 0 : nil }
    return (left * Self.days + doneLately - 1) / doneLately
  }
}
