/// Chooses, among candidates, those that are shown.
struct LikenessChoice {
  /// How many neighbours of each count for the others.
  private static let neighbours = 10
  /// What common neighbours count, beside the likeness itself.
  private static let shared: Float = 0.4
  /// How much a choice weakens what says the same.
  private static let repetition: Float = 0.6

  private let count: Int
  /// By candidate: how near it is, its neighbourhood considered.
  private var worth: [Float]
  /// By pair of candidates: how near they are.
  private var likeness: [[Float]]

  /// `scores` say how near each candidate is, the nearest first; `vectors` how near they are to one another.
  init(scores: [Float], vectors: [LikenessVector]) {
    let count = scores.count
    self.count = count
    // The text itself comes first, then the candidates.
    var table = [[Float]](repeating: [Float](repeating: 1, count: count + 1), count: count + 1)
    for one in 0..<count {
      table[0][one + 1] = min(1, scores[one])
      table[one + 1][0] = table[0][one + 1]
      for other in 0..<one {
        let product = vectors[one].product(vectors[other])
        table[one + 1][other + 1] = product
        table[other + 1][one + 1] = product
      }
    }
    let rows = table.indices.map { Self.neighbourhood(table[$0], of: $0) }
    func mixed(_ one: Int, _ other: Int, _ likeness: Float) -> Float {
      (1 - Self.shared) * likeness + Self.shared * Self.product(rows[one], rows[other])
    }
    worth = (0..<count).map { mixed(0, $0 + 1, scores[$0]) }
    likeness = (0..<count).map { one in
      (0..<count).map { other in mixed(one + 1, other + 1, table[one + 1][other + 1]) }
    }
  }

  /// The places of the candidates chosen, at most `limit`, in the order of their choice.
  func best(_ limit: Int) -> [Int] {
    var worth = worth
    var chosen: [Int] = []
    var left = Array(0..<count)
    while chosen.count < limit, let next = left.max(by: { worth[$0] < worth[$1] || worth[$0] == worth[$1] && $0 > $1 })
    {
      chosen.append(next)
      left.removeAll { $0 == next }
      for other in left {
        let same = min(1, likeness[next][other])
        worth[other] *= 1 - Self.repetition * same * same
      }
    }
    return chosen
  }

  /// A row of the table with only the nearest and itself, of length one.
  private static func neighbourhood(_ row: [Float], of place: Int) -> [Float] {
    var others = row
    others.remove(at: place)
    others.sort(by: >)
    let least = others.count > neighbours ? others[neighbours - 1] : 0
    let kept = row.enumerated().map { $0.offset == place ? 1 : $0.element >= least ? $0.element : 0 }
    let scale = LikenessIndex.scale(kept.reduce(0) { $0 + $1 * $1 })
    return kept.map { $0 * scale }
  }

  private static func product(_ one: [Float], _ other: [Float]) -> Float {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
