/// How texts come together, the nearest first: each step joins the two groups whose sums are nearest.
///
/// A group is the sum of its texts, and two groups are as near as the cosine of their sums: average linkage, corrected
/// for how close each group is in itself, so that a group of very different wordings can still take one more. Every
/// pair is weighed once, in a heap; what two groups share is added up from their texts only when they are joined.
struct LikenessTree {
  /// Two groups that were joined, and how near they were, or what came before them.
  struct Step {
    var one: Int
    var other: Int
    /// Never more than that of an earlier step, so that a finer cut only ever divides groups of a coarser one.
    var likeness: Float
  }

  /// The texts are 0 ..< count; step number n makes the group count + n.
  let count: Int
  private(set) var steps: [Step] = []

  /// Joins nothing below `least`, and never two groups of which `apart` names a text each.
  init(_ table: LikenessTable, copies: [Int], apart: [(Int, Int)], least: Float) {
    count = copies.count
    var growth = Growth(table, copies: copies, apart: apart, least: least)
    var lowest: Float = .greatestFiniteMagnitude
    while let (pair, number) = growth.join() {
      lowest = min(lowest, pair.likeness)
      steps.append(Step(one: Int(pair.one), other: Int(pair.other), likeness: lowest))
      assert(number == count + steps.count - 1)
    }
  }

  /// By text, the number of its group when groups less near than `likeness` stay apart.
  func cut(at likeness: Float) -> [Int] {
    var parents = Array(0..<(count + steps.count))
    for (place, step) in steps.enumerated() where step.likeness >= likeness {
      parents[step.one] = count + place
      parents[step.other] = count + place
    }
    // A group's number is higher than those of its parts.
    for place in parents.indices.reversed() where parents[place] != place { parents[place] = parents[parents[place]] }
    return Array(parents[..<count])
  }
}

/// Groups that are being joined.
private struct Growth {
  struct Pair {
    var likeness: Float
    /// The sum of all likenesses between the two.
    var sum: Float
    var one: UInt32
    var other: UInt32

    /// The nearest first, then those that were there first.
    @inline(__always)
    static func precedes(_ one: Pair, _ other: Pair) -> Bool {
      if one.likeness != other.likeness { return one.likeness > other.likeness }
      return one.one != other.one ? one.one < other.one : one.other < other.other
    }
  }

  private let least: Float
  private var rows: [[LikenessTable.Entry]]
  /// By group: the sum of all likenesses within it, each text's with itself included.
  private var inner: [Float]
  /// By group: the one it is now part of.
  private var parents: [UInt32]
  /// By group: those it must not be joined with, as they were numbered when this was said.
  private var apart: [[UInt32]]
  private var heap: [Pair] = []
  private var sum: SparseSum
  /// How many pairs may wait before those of groups that are no more are forgotten.
  private var most = 1 << 20

  init(_ table: LikenessTable, copies: [Int], apart: [(Int, Int)], least: Float) {
    self.least = least
    let count = copies.count
    rows = table.rows
    parents = (0..<count).map { UInt32(truncatingIfNeeded: $0) }
    inner = copies.map { Float($0 * $0) }
    self.apart = [[UInt32]](repeating: [], count: count)
    sum = SparseSum(count: 2 * count)
    for (one, other) in apart {
      self.apart[one].append(UInt32(truncatingIfNeeded: other))
      self.apart[other].append(UInt32(truncatingIfNeeded: one))
    }
    for place in rows.indices {
      for index in rows[place].indices {
        let other = Int(rows[place][index].text)
        rows[place][index].likeness *= Float(copies[place] * copies[other])
        if place < other { push(rows[place][index].likeness, place, other) }
      }
    }
  }

  private mutating func push(_ sum: Float, _ one: Int, _ other: Int) {
    let likeness = sum / (inner[one].squareRoot() * inner[other].squareRoot())
    guard likeness >= least else { return }
    if heap.count >= most { forget() }
    heap.append(
      Pair(
        likeness: likeness, sum: sum, one: UInt32(truncatingIfNeeded: min(one, other)),
        other: UInt32(truncatingIfNeeded: max(one, other))))
    rise()
  }

  /// Joins the two nearest groups that may be; gives what they were and the number of the new one.
  mutating func join() -> (pair: Pair, number: Int)? {
    while let pair = pop() {
      let (one, other) = (Int(pair.one), Int(pair.other))
      guard isAlive(one), isAlive(other), mayJoin(one, other) else { continue }
      let number = parents.count
      parents[one] = UInt32(truncatingIfNeeded: number)
      parents[other] = UInt32(truncatingIfNeeded: number)
      parents.append(UInt32(truncatingIfNeeded: number))
      inner.append(inner[one] + inner[other] + 2 * pair.sum)
      apart.append(apart[one] + apart[other])
      let both = rows[one] + rows[other]
      for group in [one, other] {
        rows[group] = []
        apart[group] = []
      }
      for entry in both {
        let group = root(Int(entry.text))
        if group != number { sum.add(entry.likeness, at: group) }
      }
      var row: [LikenessTable.Entry] = []
      sum.take { row.append(LikenessTable.Entry(text: UInt32(truncatingIfNeeded: $0), likeness: $1)) }
      rows.append(row)
      for entry in row { push(entry.likeness, Int(entry.text), number) }
      return (pair, number)
    }
    return nil
  }

  private func isAlive(_ group: Int) -> Bool { Int(parents[group]) == group }

  private mutating func mayJoin(_ one: Int, _ other: Int) -> Bool {
    let (few, many) = apart[one].count < apart[other].count ? (one, other) : (other, one)
    for refused in apart[few] where root(Int(refused)) == many { return false }
    return true
  }

  private mutating func root(_ group: Int) -> Int {
    var group = group
    while Int(parents[group]) != group {
      parents[group] = parents[Int(parents[group])]
      group = Int(parents[group])
    }
    return group
  }

  /// Takes out the pairs of groups that are no more.
  private mutating func forget() {
    let kept = heap.filter { isAlive(Int($0.one)) && isAlive(Int($0.other)) }
    heap = kept.sorted(by: Pair.precedes)
    most = max(most, 2 * heap.count)
  }

  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, Pair.precedes(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func pop() -> Pair? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    heap[0] = last
    var place = 0
    while true {
      var best = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if Pair.precedes(heap[child], heap[best]) { best = child }
      }
      if best == place { return first }
      heap.swapAt(place, best)
      place = best
    }
  }
}
