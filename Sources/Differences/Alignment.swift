/// The longest common subsequence of two lists of parts, as steps from the one to the other.
enum Alignment {
  enum Step: Equatable {
    case kept(Substring)
    case removed(Substring)
    case added(Substring)
  }

  /// Beyond this many comparisons, what lies between the common beginning and the common end is told as replaced.
  static let mostCells = 4_000_000

  static func steps(_ old: [Substring], _ new: [Substring]) -> [Step] {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    let middle = between(old[start..<(old.count - end)], new[start..<(new.count - end)])
    return old[..<start].map(Step.kept) + middle + old[(old.count - end)...].map(Step.kept)
  }

  private static func between(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> [Step] {
    let replaced = old.map(Step.removed) + new.map(Step.added)
    guard !old.isEmpty, !new.isEmpty, old.count * new.count <= mostCells else { return replaced }
    let (olds, news) = numbered(Array(old), Array(new))
    let lengths = lengths(olds, news)
    let width = news.count + 1
    var steps: [Step] = []
    var (row, column) = (0, 0)
    while row < olds.count, column < news.count {
      if olds[row] == news[column] {
        steps.append(.kept(old[old.startIndex + row]))
        (row, column) = (row + 1, column + 1)
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        steps.append(.removed(old[old.startIndex + row]))
        row += 1
      } else {
        steps.append(.added(new[new.startIndex + column]))
        column += 1
      }
    }
    steps += old.dropFirst(row).map(Step.removed)
    steps += new.dropFirst(column).map(Step.added)
    return steps
  }

  /// The same number for the same part, so that parts are compared once.
  private static func numbered(_ old: [Substring], _ new: [Substring]) -> ([Int32], [Int32]) {
    var numbers: [Substring: Int32] = [:]
    func number(_ part: Substring) -> Int32 {
      if let known = numbers[part] { return known }
      let number = Int32(numbers.count)
      numbers[part] = number
      return number
    }
    return (old.map(number), new.map(number))
  }

  /// For each pair of places, how long a subsequence is common to what follows.
  private static func lengths(_ old: [Int32], _ new: [Int32]) -> [UInt16] {
    let width = new.count + 1
    var lengths = [UInt16](repeating: 0, count: (old.count + 1) * width)
    for row in old.indices.reversed() {
      for column in new.indices.reversed() {
        let place = row * width + column
        lengths[place] =
          old[row] == new[column]
          ? lengths[place + width + 1] + 1 : max(lengths[place + width], lengths[place + 1])
      }
    }
    return lengths
  }
}
