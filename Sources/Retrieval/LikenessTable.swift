/// How near texts are to one another, their neighbourhoods considered: for each text, those that are nearest.
///
/// Two texts are near that share words and letters, and nearer when the same texts are the nearest to both (Jarvis and
/// Patrick 1973). Only the strongest of a row are kept, so that memory grows with the number of texts and not with
/// its square. Rows are symmetric to the last bit, and do not depend on anything but the texts.
struct LikenessTable {
  /// Another text, and how near it is.
  struct Entry {
    var text: UInt32
    var likeness: Float
  }

  /// How many of the nearest texts make the neighbourhood of one.
  private static let neighbours = 7
  /// What common neighbours count, beside the likeness itself.
  private static let shared: Float = 0.6
  /// How many texts a text is directly compared with, and how many are kept of a row.
  private static let compared = 64
  private static let kept = 256

  /// By text, sorted by the other text; itself is left out.
  private(set) var rows: [[Entry]]

  init(_ vectors: LikenessVectors) {
    let direct = Self.direct(vectors)
    rows = Self.withNeighbourhoods(direct)
  }

  /// The nearest by their own words, strongest first.
  private static func direct(_ vectors: LikenessVectors) -> [[Entry]] {
    let count = vectors.texts.count
    var scores = [Float](repeating: 0, count: count)
    var rows: [[Entry]] = []
    rows.reserveCapacity(count)
    for place in 0..<count {
      let row = scores.withUnsafeMutableBufferPointer { scores in
        scores.update(repeating: 0)
        vectors.add(rowOf: place, to: scores)
        scores[place] = 0
        var best = Strongest(limit: compared)
        for other in 0..<count where scores[other] > best.least {
          best.insert(Entry(text: UInt32(truncatingIfNeeded: other), likeness: scores[other]))
        }
        return best.sorted()
      }
      rows.append(row)
    }
    return rows
  }

  private static func withNeighbourhoods(_ direct: [[Entry]]) -> [[Entry]] {
    let count = direct.count
    // By text its neighbourhood, sorted by text; by text those in whose neighbourhood it is.
    var around: [[Entry]] = []
    var holders = [[Entry]](repeating: [], count: count)
    var sources = [[Entry]](repeating: [], count: count)
    for place in 0..<count {
      let own = Entry(text: UInt32(truncatingIfNeeded: place), likeness: 1)
      var row = direct[place].prefix(neighbours) + [own]
      row.sort { $0.text < $1.text }
      let scale = LikenessIndex.scale(row.reduce(0) { $0 + $1.likeness * $1.likeness })
      around.append(row.map { Entry(text: $0.text, likeness: $0.likeness * scale) })
      for entry in around[place] {
        holders[Int(entry.text)].append(Entry(text: own.text, likeness: entry.likeness))
      }
      for entry in direct[place] {
        sources[Int(entry.text)].append(Entry(text: own.text, likeness: entry.likeness))
      }
    }
    var kept: [[Entry]] = []
    var sum = SparseSum(count: count)
    for place in 0..<count {
      for entry in around[place] {
        for holder in holders[Int(entry.text)] where Int(holder.text) != place {
          sum.add(entry.likeness * holder.likeness * shared, at: Int(holder.text))
        }
      }
      // A pair is compared when either is among the nearest of the other; both then say the same.
      let fromMe = Set(direct[place].map(\.text))
      for entry in direct[place] { sum.add(entry.likeness * (1 - shared), at: Int(entry.text)) }
      for entry in sources[place] where !fromMe.contains(entry.text) {
        sum.add(entry.likeness * (1 - shared), at: Int(entry.text))
      }
      var best = Strongest(limit: Self.kept)
      sum.take { text, likeness in best.insert(Entry(text: UInt32(truncatingIfNeeded: text), likeness: likeness)) }
      kept.append(best.sorted())
    }
    return symmetric(kept)
  }

  /// A pair that either row kept stands in both.
  private static func symmetric(_ kept: [[Entry]]) -> [[Entry]] {
    var rows = kept
    for (place, row) in kept.enumerated() {
      for entry in row {
        rows[Int(entry.text)].append(Entry(text: UInt32(truncatingIfNeeded: place), likeness: entry.likeness))
      }
    }
    return rows.map { row in
      var result: [Entry] = []
      for entry in row.sorted(by: { $0.text < $1.text }) where result.last?.text != entry.text { result.append(entry) }
      return result
    }
  }
}

/// The strongest entries of a row, at most so many; of two that are equal, the one of the earlier text.
private struct Strongest {
  private let limit: Int
  private var entries: [LikenessTable.Entry] = []
  /// What an entry must exceed to be worth inserting.
  private(set) var least: Float = 0

  init(limit: Int) {
    self.limit = limit
    entries.reserveCapacity(2 * limit)
  }

  /// Entries come in the order of their texts, or none is as strong as the least that is kept.
  mutating func insert(_ entry: LikenessTable.Entry) {
    entries.append(entry)
    if entries.count == 2 * limit { cut() }
  }

  private mutating func cut() {
    entries.sort { $0.likeness != $1.likeness ? $0.likeness > $1.likeness : $0.text < $1.text }
    if entries.count > limit { entries.removeSubrange(limit...) }
    if entries.count == limit, let last = entries.last { least = last.likeness }
  }

  func sorted() -> [LikenessTable.Entry] {
    var copy = self
    copy.cut()
    return copy.entries
  }
}

/// A row of numbers of which few are not zero.
struct SparseSum {
  private var values: [Float]
  private var isTouched: [Bool]
  private var touched: [Int] = []

  init(count: Int) {
    values = [Float](repeating: 0, count: count)
    isTouched = [Bool](repeating: false, count: count)
  }

  @inline(__always)
  mutating func add(_ value: Float, at place: Int) {
    if !isTouched[place] {
      isTouched[place] = true
      touched.append(place)
    }
    values[place] += value
  }

  /// Gives what was added, in the order of places, and forgets it.
  mutating func take(_ body: (Int, Float) -> Void) {
    touched.sort()
    for place in touched {
      body(place, values[place])
      values[place] = 0
      isTouched[place] = false
    }
    touched.removeAll(keepingCapacity: true)
  }
}
