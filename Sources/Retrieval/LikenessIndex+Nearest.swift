extension LikenessIndex {
  /// A text that resembles: the higher the score, the more; one with the same title scores 1 at least.
  public struct Near: Sendable, Equatable {
    public let id: Int64
    public let score: Double
  }

  /// How many texts are looked at closely before `limit` of them are chosen.
  private static let candidates = 40
  /// From so many texts on, letters that more than a fifth of them have are not asked about: they cost most, and tell
  /// least.
  private static let many = 2_000
  /// How many features of a long text are asked about, the rarest first.
  private static let mostBodyFeatures = 64

  /// The texts that resemble what is typed, among those whose identifier `filter` lets through, the nearest first.
  ///
  /// Cosines of words, letters and initials (term frequencies dampened, rarities smoothed) give candidates; these also
  /// count for one another (who has the same neighbours is a neighbour), and each one chosen makes those that say the
  /// same less pressing: five answers tell more than one answer five times.
  public func nearest(to text: Text, limit: Int, filter: ((Int64) -> Bool)? = nil) -> [Near] {
    let stemmer = Stemmer()
    return nearest(to: text, limit: limit, filter: filter, stemmer) { vector(ofID: $0, stemmer) }
  }

  /// The same, where `vector` may remember what a candidate is compared by.
  func nearest(
    to text: Text, limit: Int, filter: ((Int64) -> Bool)?, _ stemmer: Stemmer, _ vector: (Int64) -> LikenessVector
  ) -> [Near] {
    guard limit > 0, !texts.isEmpty else { return [] }
    let reading = LikenessReading(title: text.title, body: text.body, findsInBodies: true, stemmer)
    let scores = scores(of: reading)
    var best = BestHits(limit: max(limit, Self.candidates))
    for place in scores.indices where scores[place] > 0 && (filter?(ids[place]) ?? true) {
      best.insert(TextIndex.Hit(id: ids[place], score: Double(scores[place])))
    }
    let found = best.sorted()
    let choice = LikenessChoice(scores: found.map { Float($0.score) }, vectors: found.map { vector($0.id) })
    return choice.best(limit).map { Near(id: found[$0].id, score: found[$0].score) }
  }

  /// What the title of a text is compared by.
  func vector(ofID id: Int64, _ stemmer: Stemmer) -> LikenessVector {
    let title = texts[id].map { titles[$0] } ?? ""
    return vector(of: LikenessReading(title: title, body: "", findsInBodies: false, stemmer))
  }

  /// By text: the weighted sum of the cosines.
  private func scores(of reading: LikenessReading) -> [Float] {
    var scores = [Float](repeating: 0, count: ids.count)
    let lengths = squares(of: reading).map(Self.scale)
    for feature in asked(reading) {
      guard let number = numbers[feature.key].map({ Int($0) }) else { continue }
      let isCommon = count > Self.many && postings[number].count > count / 5
      if isCommon, feature.block == .letters { continue }
      let block = Int(feature.block.rawValue)
      let rarity = rarities[number]
      let typed = rarity * Self.dampened[Int(feature.frequency)] * lengths[block]
      let factor = typed * rarity * feature.block.weight
      postings[number].withUnsafeBufferPointer { postings in
        scales[block].withUnsafeBufferPointer { scales in
          Self.dampened.withUnsafeBufferPointer { dampened in
            for posting in postings {
              scores[posting.text] += factor * dampened[posting.frequency] * scales[posting.text]
            }
          }
        }
      }
    }
    return scores
  }

  /// The features of the title, and the rarest of the body.
  private func asked(_ reading: LikenessReading) -> ArraySlice<LikenessReading.Feature> {
    let features = reading.features
    let start = features.firstIndex { $0.block == .body } ?? features.endIndex
    guard features.count - start > Self.mostBodyFeatures else { return features[...] }
    let rarest = features[start...].sorted { rarity(of: $0) > rarity(of: $1) }.prefix(Self.mostBodyFeatures)
    return features[..<start] + rarest
  }

  /// The vector of a title, so that the product of two is the weighted sum of the cosines.
  private func vector(of reading: LikenessReading) -> LikenessVector {
    let squares = squares(of: reading)
    let scales = LikenessReading.Block.allCases.map { Self.scale(squares[Int($0.rawValue)]) * $0.weight.squareRoot() }
    return LikenessVector(
      reading.features.map { feature in
        let weight = rarity(of: feature) * Self.dampened[Int(feature.frequency)]
        return (feature.key, weight * scales[Int(feature.block.rawValue)])
      })
  }
}

/// Weights by feature, sorted.
struct LikenessVector {
  private var keys: [UInt64]
  private var weights: [Float]

  init(_ features: [(key: UInt64, weight: Float)]) {
    keys = features.map(\.key)
    weights = features.map(\.weight)
  }

  func product(_ other: LikenessVector) -> Float {
    var product: Float = 0
    keys.withUnsafeBufferPointer { mine in
      other.keys.withUnsafeBufferPointer { others in
        var (one, two) = (0, 0)
        while one < mine.count && two < others.count {
          if mine[one] == others[two] {
            product += weights[one] * other.weights[two]
            one += 1
            two += 1
          } else if mine[one] < others[two] {
            one += 1
          } else {
            two += 1
          }
        }
      }
    }
    return product
  }
}
