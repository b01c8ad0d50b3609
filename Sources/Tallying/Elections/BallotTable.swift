/// Ballots, equal ones once, in flat arrays. Each holds projects in the order that counts (ordinal: best first;
/// otherwise by number), points beside them where the form of ballot has points, and a length from which Borda
/// utilities count.
public struct BallotTable: Sendable {
  /// How many voters cast each ballot.
  public private(set) var multiplicity: [Int] = []
  /// The ballot of each voter.
  public private(set) var ballotOfVoter: [Int32] = []
  private var ends: [Int] = []
  private var items: [Int32] = []
  private var points: [Int64] = []
  private var lengths: [Int32] = []
  private var slots: [Int32] = Array(repeating: -1, count: 256)
  private let hasPoints: Bool
  /// Points are counted in units of 10^−`pointDecimals`.
  public private(set) var pointDecimals = 0

  public init(hasPoints: Bool) { self.hasPoints = hasPoints }

  public var count: Int { ends.count }
  public var voters: Int { ballotOfVoter.count }

  private func range(_ ballot: Int) -> Range<Int> { (ballot == 0 ? 0 : ends[ballot - 1])..<ends[ballot] }

  public func projects(of ballot: Int) -> ArraySlice<Int32> { items[range(ballot)] }
  public func points(of ballot: Int) -> ArraySlice<Int64> { hasPoints ? points[range(ballot)] : [] }
  /// The number of distinct projects that the voter ranked, also those set aside since.
  public func length(of ballot: Int) -> Int { Int(lengths[ballot]) }

  /// One voter's ballot.
  /// - Parameters:
  ///   - projects: numbers of projects, each once.
  ///   - points: as many, or none where the form has no points.
  public mutating func add(_ projects: [Int32], points: [Int64] = [], length: Int? = nil) {
    add(projects, points: points, length: length ?? projects.count, voters: 1)
  }

  private mutating func add(_ projects: [Int32], points: [Int64], length: Int, voters: Int) {
    let place = slot(projects, points, length)
    let number: Int
    if slots[place] >= 0 {
      number = Int(slots[place])
      multiplicity[number] += voters
    } else {
      number = ends.count
      slots[place] = Int32(truncatingIfNeeded: number)
      items.append(contentsOf: projects)
      if hasPoints { self.points.append(contentsOf: points) }
      ends.append(items.count)
      lengths.append(Int32(truncatingIfNeeded: length))
      multiplicity.append(voters)
      if ends.count * 2 > slots.count { grow() }
    }
    for _ in 0..<voters { ballotOfVoter.append(Int32(truncatingIfNeeded: number)) }
  }

  private func slot(_ projects: [Int32], _ points: [Int64], _ length: Int) -> Int {
    var place = Self.hash(projects[...], points[...], length) & (slots.count - 1)
    while slots[place] >= 0 {
      let other = Int(slots[place])
      if lengths[other] == length, items[range(other)].elementsEqual(projects),
        !hasPoints || self.points[range(other)].elementsEqual(points)
      {
        break
      }
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private static func hash(_ projects: ArraySlice<Int32>, _ points: ArraySlice<Int64>, _ length: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(length)
    projects.withUnsafeBytes { hasher.combine(bytes: $0) }
    points.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for ballot in 0..<count {
      let hash = Self.hash(projects(of: ballot), points(of: ballot), length(of: ballot))
      var place = hash & (slots.count - 1)
      while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Int32(truncatingIfNeeded: ballot)
    }
  }

  /// The same ballots with all points multiplied by 10^`decimals`.
  /// - Returns: false when points leave 64 bits; nothing is changed then.
  mutating func refinePoints(by decimals: Int) -> Bool {
    guard decimals > 0 else { return true }
    guard decimals <= 12 else { return false }
    let factor = Int64(truncatingIfNeeded: ExactDecimal.power(decimals))
    var refined = points
    for index in refined.indices {
      let (product, overflows) = refined[index].multipliedReportingOverflow(by: factor)
      guard !overflows, product.magnitude < PabulibReader.mostPoints else { return false }
      refined[index] = product
    }
    points = refined
    pointDecimals += decimals
    slots = Array(repeating: -1, count: slots.count / 2)
    grow()
    return true
  }

  /// Keeps projects whose new number is not negative.
  func renumbered(_ number: [Int32]) -> BallotTable {
    mapped(voters: ballotOfVoter.indices) { project in
      let new = number[Int(project)]
      return new < 0 ? nil : new
    }
  }

  func restricted(to isIn: (Int) -> Bool) -> BallotTable {
    mapped(voters: ballotOfVoter.indices.filter(isIn)) { $0 }
  }

  private func mapped(voters: some Collection<Int>, _ number: (Int32) -> Int32?) -> BallotTable {
    var result = BallotTable(hasPoints: hasPoints)
    result.pointDecimals = pointDecimals
    for voter in voters {
      let ballot = Int(ballotOfVoter[voter])
      var kept: [Int32] = []
      var keptPoints: [Int64] = []
      let points = points(of: ballot)
      for (offset, project) in projects(of: ballot).enumerated() {
        guard let new = number(project) else { continue }
        kept.append(new)
        if hasPoints { keptPoints.append(points[points.startIndex + offset]) }
      }
      result.add(kept, points: keptPoints, length: length(of: ballot), voters: 1)
    }
    return result
  }
}
