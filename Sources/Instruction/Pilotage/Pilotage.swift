import Localization

/// How the instruction goes, for whoever leads it: what came, what was done, at what pace, until when; by whom.
struct Pilotage: Sendable {
  var pace: Pace
  /// What came in the last days.
  var arrivals: Int
  /// The first of those that are not decided.
  var oldest: (number: Int, token: String, publishedAt: Instant)?
  /// What each instructor decided; one that a regrouping has made again is still whose it was first.
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
}
