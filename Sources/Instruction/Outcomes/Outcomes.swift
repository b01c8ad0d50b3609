import Localization

/// What became of the contributions of a consultation, counted from the decisions that are published. A divided
/// contribution counts once, by the first that it has of: grouped, kept, redirected, rejected.
struct Outcomes: Sendable, Equatable {
  /// Contributions that stand.
  var deposited: Int
  var counts: [Decision.Kind: Int]
  /// How many of them are divided in parts.
  var divided: Int
  /// Propositions that everyone may read.
  var propositions: Int
  /// Those that contributions of a kind make. One that is fed by several kinds counts once, by the first of them.
  var propositionsMade: [Decision.Kind: Int]

  func count(_ kind: Decision.Kind) -> Int { counts[kind] ?? 0 }
  var decided: Int { counts.values.reduce(0, +) }
  /// Those of which nothing is published.
  var undecided: Int { deposited - decided }
  /// Those that make propositions, with others or alone.
  var proposed: Int { count(.grouped) + count(.kept) }
}
