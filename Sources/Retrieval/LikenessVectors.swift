/// What many texts are compared by, each as one direction: the weights of its features, of length one in all.
///
/// Two texts are as near as the cosine of their directions. What a feature is worth follows from the texts themselves.
struct LikenessVectors {
  /// A feature in a text: the feature's number, or the text's, and what it weighs there.
  struct Entry {
    var number: UInt32
    var weight: Float
  }

  /// From so many texts on, letters that more than a fifth of them have are left out: they cost most, and tell least.
  private static let many = 2_000
  /// How many letters, and how many words of a body, one text is compared by, the rarest first.
  private static let mostLetters = 512
  private static let mostBodyWords = 64

  /// By text, sorted by feature.
  private(set) var texts: [[Entry]] = []
  /// By feature, sorted by text.
  private(set) var postings: [[Entry]] = []

  /// `copies` says how many texts each reading stands for.
  init(_ readings: [LikenessReading], copies: [Int]) {
    let count = copies.reduce(0, +)
    var numbers: [UInt64: UInt32] = [:]
    var presence: [Int] = []
    for (reading, copies) in zip(readings, copies) {
      for feature in reading.features {
        if let known = numbers[feature.key] {
          presence[Int(known)] += copies
        } else {
          numbers[feature.key] = UInt32(truncatingIfNeeded: presence.count)
          presence.append(copies)
        }
      }
    }
    let rarities = presence.map { Float(NaturalLogarithm.of(Double(1 + count) / Double(1 + $0))) + 1 }
    postings = [[Entry]](repeating: [], count: presence.count)
    for (place, reading) in readings.enumerated() {
      let vector = Self.vector(of: reading) { feature in
        guard let number = numbers[feature.key] else { return nil }
        let isCommon = count > Self.many && presence[Int(number)] > count / 5
        return isCommon && feature.block == .letters ? nil : (number, rarities[Int(number)])
      }
      texts.append(vector)
      for entry in vector {
        postings[Int(entry.number)].append(
          Entry(number: UInt32(truncatingIfNeeded: place), weight: entry.weight))
      }
    }
  }

  private static func vector(
    of reading: LikenessReading, _ worth: (LikenessReading.Feature) -> (number: UInt32, rarity: Float)?
  ) -> [Entry] {
    var blocks = [[Entry]](repeating: [], count: LikenessReading.Block.allCases.count)
    for feature in reading.features {
      guard let (number, rarity) = worth(feature) else { continue }
      let weight = rarity * LikenessIndex.dampened[Int(feature.frequency)]
      blocks[Int(feature.block.rawValue)].append(Entry(number: number, weight: weight))
    }
    var whole: Float = 0
    for block in LikenessReading.Block.allCases {
      let place = Int(block.rawValue)
      let most = block == .body ? mostBodyWords : mostLetters
      if blocks[place].count > most {
        blocks[place].sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.number < $1.number }
        blocks[place].removeSubrange(most...)
      }
      guard !blocks[place].isEmpty else { continue }
      whole += block.weight
      let square = blocks[place].reduce(Float(0)) { $0 + $1.weight * $1.weight }
      let scale = LikenessIndex.scale(square) * block.weight.squareRoot()
      for index in blocks[place].indices { blocks[place][index].weight *= scale }
    }
    let scale = LikenessIndex.scale(whole)
    return blocks.joined().map { Entry(number: $0.number, weight: $0.weight * scale) }.sorted { $0.number < $1.number }
  }

  /// Adds, for each text, how near it is to the one at a place; `scores` must be zero.
  func add(rowOf place: Int, to scores: UnsafeMutableBufferPointer<Float>) {
    for feature in texts[place] {
      postings[Int(feature.number)].withUnsafeBufferPointer { postings in
        for posting in postings { scores[Int(posting.number)] += feature.weight * posting.weight }
      }
    }
  }
}
