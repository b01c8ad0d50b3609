internal import BigInt

/// The same run of equal shares in exact fractions, for what bounds cannot settle: equality above all.
///
/// Balances are numerators over one common denominator, which each purchase multiplies by what it divides by; a
/// balance is brought to the denominator of the day only when it is needed.
struct ExactShares {
  private let profile: UtilityProfile
  private let costs: [BigInt]
  private var numerators: [BigInt]
  private var levels: [Int32]
  private var denominators: [BigInt]
  private var ratios: [BigInt?] = [nil]
  /// How many purchases it has made.
  private(set) var purchases = 0

  /// ρ of a project that its supporters can pay: `excess` / (denominator · `utility`).
  struct Root {
    var excess: BigInt
    var utility: Int64
  }

  init(_ election: Election, _ profile: UtilityProfile, numerator: BigInt, denominator: BigInt) {
    self.profile = profile
    costs = election.projects.map { BigInt($0.cost) }
    numerators = Array(repeating: numerator, count: profile.multiplicity.count)
    levels = Array(repeating: 0, count: numerators.count)
    denominators = [denominator]
  }

  private var level: Int { denominators.count - 1 }

  private mutating func balance(_ ballot: Int) -> BigInt {
    let old = Int(levels[ballot])
    guard old < level else { return numerators[ballot] }
    let ratio = ratios[old] ?? denominators[level] / denominators[old]
    ratios[old] = ratio
    numerators[ballot] *= ratio
    levels[ballot] = Int32(truncatingIfNeeded: level)
    return numerators[ballot]
  }

  /// ρ of the project, or nil when its supporters together hold less than its cost.
  mutating func root(_ project: Int) -> Root? {
    let range = profile.range(project)
    let target = costs[project] * denominators[level]
    var total: BigInt = 0
    var richest: [(balance: BigInt, utility: Int64, voters: Int64)] = []
    for place in range {
      let balance = balance(Int(profile.supporters[place]))
      let voters = profile.supporterVoters[place]
      total += balance * BigInt(voters)
      richest.append((balance, profile.utilities.isEmpty ? 1 : profile.utilities[place], voters))
    }
    guard total >= target else { return nil }
    var root = Root(excess: target, utility: profile.supporterTotals[project])
    while true {
      var isStable = true
      var kept: [(balance: BigInt, utility: Int64, voters: Int64)] = []
      let previous = root
      for voter in richest {
        if voter.balance * BigInt(previous.utility) < previous.excess * BigInt(voter.utility) {
          root.excess -= voter.balance * BigInt(voter.voters)
          root.utility -= voter.utility * voter.voters
          isStable = false
        } else {
          kept.append(voter)
        }
      }
      if isStable { return root }
      richest = kept
    }
  }

  /// Whether one project's price is below (−1), equal to (0) or above (1) another's.
  func compare(_ one: (project: Int, root: Root), _ other: (project: Int, root: Root)) -> Int {
    var left = one.root.excess * BigInt(other.root.utility)
    var right = other.root.excess * BigInt(one.root.utility)
    if profile.isWeightedByCost {
      left *= costs[other.project]
      right *= costs[one.project]
    }
    return left < right ? -1 : left > right ? 1 : 0
  }

  /// Buys a project that its supporters can pay.
  mutating func buy(_ project: Int) {
    purchases += 1
    guard let root = root(project) else { return }
    let utility = BigInt(root.utility)
    let common = utility.greatestCommonDivisor(with: root.excess % utility)
    let (factor, part) = (utility / common, root.excess / common)
    for place in profile.range(project) {
      let ballot = Int(profile.supporters[place])
      let worth: Int64 = profile.utilities.isEmpty ? 1 : profile.utilities[place]
      let rest = numerators[ballot] * factor - part * BigInt(worth)
      numerators[ballot] = rest.signum() > 0 ? rest : 0
      levels[ballot] = Int32(truncatingIfNeeded: level + 1)
    }
    denominators.append(denominators[level] * factor)
    ratios = Array(repeating: nil, count: denominators.count)
  }
}
