/// Groups that are proposed for many texts: those that seem to say the same, with what brings them together and what
/// is doubtful about it. Nothing is decided by it; somebody reads, takes, divides or refuses.
///
/// Nothing is learnt beforehand. The same texts make the same groups, whatever the order in which they come and the
/// machine; docs/nearness.md tells how.
public struct LikenessGroups: Sendable {
  /// Two texts that must not be proposed together: somebody has said that they are not the same.
  public struct Refusal: Sendable, Equatable {
    let one: Int64
    let other: Int64

    public init(_ one: Int64, _ other: Int64) {
      self.one = one
      self.other = other
    }
  }

  /// A text in its group.
  public struct Member: Sendable, Equatable {
    public let id: Int64
    /// How near it is to the rest of its group, from 0 to 1.
    public let link: Double
    /// Whether it would not come to the rest of its group by itself: it was brought by texts between them.
    public let isDoubtful: Bool
  }

  /// Two texts or more.
  public struct Group: Sendable, Equatable {
    /// The nearest to the whole first.
    public let members: [Member]
    /// Words that its texts have in common and others do not, as they are most often written.
    public let terms: [String]

    /// The text that is nearest to all others.
    public var central: Int64 { members.first?.id ?? 0 }
  }

  /// How near two groups must be to be one, unless another fineness is asked for.
  public static let usualFineness = 0.34
  /// The finenesses that may be asked for: what is coarser would bring together what has nothing in common.
  public static let finenesses: ClosedRange<Double> = 0.15...0.95

  /// By place, the texts that are alike to the letter, or nearly; the same for the table, the tree and the words.
  private let ids: [[Int64]]
  private let table: LikenessTable
  private let tree: LikenessTree
  private let words: LikenessWords

  /// Compares the texts; the time grows with the square of their number, the memory with their number.
  public init(_ texts: [(id: Int64, text: LikenessIndex.Text)], apart refusals: [Refusal] = []) {
    let stemmer = Stemmer()
    let sorted = texts.sorted {
      ($0.text.title, $0.text.body, $0.id) < ($1.text.title, $1.text.body, $1.id)
    }
    let refused = Set(refusals.flatMap { [$0.one, $0.other] })
    var ids: [[Int64]] = []
    var readings: [LikenessReading] = []
    var places: [[LikenessReading.Feature]: Int] = [:]
    var placeByID: [Int64: Int] = [:]
    var words = LikenessWords()
    for (id, text) in sorted {
      let body = text.body
      let reading = LikenessReading(title: text.title, body: body, findsInBodies: !body.isEmpty, stemmer)
      // A text of which somebody refused something stands for itself alone.
      if !refused.contains(id), let place = places[reading.features] {
        ids[place].append(id)
        placeByID[id] = place
        continue
      }
      if !refused.contains(id) { places[reading.features] = ids.count }
      placeByID[id] = ids.count
      ids.append([id])
      readings.append(reading)
      words.insert(text, stemmer)
    }
    let copies = ids.map(\.count)
    let apart = refusals.compactMap { refusal -> (Int, Int)? in
      guard let one = placeByID[refusal.one], let other = placeByID[refusal.other] else { return nil }
      return one == other ? nil : (one, other)
    }
    self.ids = ids
    self.words = words
    table = LikenessTable(LikenessVectors(readings, copies: copies))
    tree = LikenessTree(table, copies: copies, apart: apart, least: Float(Self.finenesses.lowerBound))
  }

  /// The groups at a fineness, the largest first: the higher, the more and the smaller. A finer one only ever divides
  /// the groups of a coarser one. Texts that are alone are in none.
  public func groups(fineness: Double = usualFineness) -> [Group] {
    let range = Self.finenesses
    let fineness = min(max(fineness.isNaN ? Self.usualFineness : fineness, range.lowerBound), range.upperBound)
    let numbers = tree.cut(at: Float(fineness))
    var places: [Int: [Int]] = [:]
    for (place, number) in numbers.enumerated() { places[number, default: []].append(place) }
    let found = places.values.filter { places in places.count > 1 || places.contains { ids[$0].count > 1 } }
    let sorted = found.sorted { one, other in
      let sizes = (size(of: one), size(of: other))
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : one[0] < other[0]
    }
    return sorted.map { group(of: $0, numbers, Float(fineness)) }
  }

  private func size(of places: [Int]) -> Int { places.reduce(0) { $0 + ids[$1].count } }

  private func group(of places: [Int], _ numbers: [Int], _ fineness: Float) -> Group {
    // By place, the sum of its likenesses with the texts of the group, its copies included.
    let sums = places.map { place in
      table.rows[place].reduce(Float(ids[place].count)) { sum, entry in
        let other = Int(entry.text)
        return numbers[other] == numbers[place] ? sum + entry.likeness * Float(ids[other].count) : sum
      }
    }
    var whole: Float = 0
    for (place, sum) in zip(places, sums) { whole += sum * Float(ids[place].count) }
    var members: [Member] = []
    for (place, sum) in zip(places, sums) {
      let rest = (whole - 2 * sum + 1).squareRoot()
      let link = rest > 0 ? min(1, (sum - 1) / rest) : 0
      for id in ids[place] { members.append(Member(id: id, link: Double(link), isDoubtful: link < fineness)) }
    }
    // Equal links stay in the order of the texts: the sort is stable.
    members.sort { $0.link > $1.link }
    return Group(members: members, terms: words.terms(of: places, copies: places.map { ids[$0].count }))
  }
}
