/// The best hits of many, in a heap whose root is the worst that is kept.
struct BestHits {
  private let limit: Int
  private(set) var total = 0
  private var heap: [TextIndex.Hit] = []

  init(limit: Int) {
    self.limit = limit
  }

  private static func isWorse(_ one: TextIndex.Hit, _ other: TextIndex.Hit) -> Bool {
    one.score != other.score ? one.score < other.score : one.id < other.id
  }

  mutating func insert(_ hit: TextIndex.Hit) {
    total += 1
    if heap.count < limit {
      heap.append(hit)
      // Without a limit nothing is ever put out, so that no order is needed until the end.
      if limit != .max { rise() }
    } else if let worst = heap.first, Self.isWorse(worst, hit) {
      heap[0] = hit
      sink()
    }
  }

  func sorted() -> [TextIndex.Hit] {
    heap.sorted { Self.isWorse($1, $0) }
  }

  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, Self.isWorse(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var worst = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if Self.isWorse(heap[child], heap[worst]) { worst = child }
      }
      if worst == place { return }
      heap.swapAt(place, worst)
      place = worst
    }
  }
}
