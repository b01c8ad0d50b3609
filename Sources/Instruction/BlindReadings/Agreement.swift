/// How far two instructors agree on the same contributions, of which neither saw the other's decision.
struct Agreement: Sendable, Equatable {
  /// How many pairs: what the first decided, then what the second would have.
  private(set) var counts: [[Int]]

  init(_ pairs: [(first: Decision.Kind, second: Decision.Kind)]) {
    let kinds = Decision.Kind.allCases
    counts = kinds.map { first in kinds.map { second in pairs.count { $0.first == first && $0.second == second } } }
  }

  /// How many contributions both have read.
  var total: Int { counts.joined().reduce(0, +) }
  var agreed: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// The share of the same decisions, from 0 to 1; nil where nothing was read twice.
  var rate: Double? { total == 0 ? nil : Double(agreed) / Double(total) }

  /// Cohen's kappa (Cohen, Educational and Psychological Measurement, 1960): (observed − by chance) / (1 − by chance),
  /// where chance is that both, each with her own shares of decisions, fall on the same. 1 is always, 0 no better than
  /// chance; nil where chance alone would always agree.
  var kappa: Double? {
    guard let rate else { return nil }
    let first = counts.map { $0.reduce(0, +) }
    let second = counts.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    let chance = zip(first, second).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / Double(total * total)
    return chance >= 1 ? nil : (rate - chance) / (1 - chance)
  }
}
