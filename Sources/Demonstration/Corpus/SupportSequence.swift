package import Localization

/// One organisation's support to one contribution.
package struct InventedSupport: Sendable, Equatable {
  package enum Target: Sendable, Equatable, Hashable {
    /// The place of a contribution in `Corpus.contributions`.
    case contribution(Int)
    /// The place of a deposit in `Data/2021.json`.
    case known(Int)
  }

  package var target: Target
  /// The place of the supporter in `Corpus.organisations`; never the depositor.
  package var organisation: Int
  package var at: Instant
}

/// All supports, told one at a time: long-tailed (a few contributions gather many, most a handful), each body at most
/// once for each contribution, nearly every body at least once.
package struct SupportSequence: Sequence, Sendable {
  private let seed: UInt64
  private let plans: [ContributionPlan]
  private let organisations: Int
  private let counts: [Int]
  private let knownCounts: [Int]

  init(seed: UInt64, plans: [ContributionPlan], organisations: Int, knownSupports: [Int?], size: Int) {
    var generator = SeededGenerator(seed: seed, stream: 5, index: 0)
    self.seed = seed
    self.plans = plans
    self.organisations = organisations
    let most = Swift.max(1, Swift.min(96, organisations / 12))
    // Pareto's law with exponent 1.35 and mean near 3.85, then scaled so that 476 contributions make about 4,000.
    let weights = plans.map { _ in flattened(Swift.min(400, 1 / power(1 - generator.fraction()))) - 0.7 }
    let total = weights.reduce(0, +)
    let wanted = Double(size) * 8.1
    counts = weights.map { Swift.min(most, Int($0 * wanted / Swift.max(1, total) + generator.fraction())) }
    knownCounts = knownSupports.map { Swift.min($0 ?? generator.within(18...44), organisations / 4) }
  }

  package struct Iterator: IteratorProtocol {
    private let sequence: SupportSequence
    private var generator: SeededGenerator
    private var order: [Int]
    private var turn = 0
    private var place = -1
    private var left = 0
    private var chosen: Set<Int> = []

    fileprivate init(_ sequence: SupportSequence) {
      self.sequence = sequence
      generator = SeededGenerator(seed: sequence.seed, stream: 6, index: 0)
      order = Array(0..<sequence.organisations)
      order.shuffle(using: &generator)
    }

    package mutating func next() -> InventedSupport? {
      while left == 0 {
        place += 1
        guard place < sequence.plans.count + sequence.knownCounts.count else { return nil }
        let known = place - sequence.plans.count
        left = known < 0 ? sequence.counts[place] : sequence.knownCounts[known]
        chosen = known < 0 ? [sequence.plans[place].organisation] : []
      }
      left -= 1
      let organisation = supporter()
      let known = place - sequence.plans.count
      let start = known < 0 ? sequence.plans[place].publishedAt : DepositTimes.opening.adding(seconds: 47 * 86_400)
      return InventedSupport(
        target: known < 0 ? .contribution(place) : .known(known), organisation: organisation,
        at: DepositTimes.moment(&generator, after: start))
    }

    /// Half of them in turn, so that nearly everyone takes part; the others among the keenest.
    private mutating func supporter() -> Int {
      while true {
        let organisation: Int
        if generator.chance(50) {
          organisation = order[turn % order.count]
          turn += 1
        } else {
          let keenness = generator.fraction()
          organisation = order[Int(keenness * keenness * Double(order.count))]
        }
        if chosen.insert(organisation).inserted { return organisation }
      }
    }
  }

  package func makeIterator() -> Iterator { Iterator(self) }
}

/// Keeps the tail long without a crowd at its end.
private func flattened(_ weight: Double) -> Double {
  weight <= 10 ? weight : 10 + 1.6 * (weight - 10).squareRoot()
}

/// `value` to the power 3/4, by square roots: the same bits on every machine, which a library's `pow` does not promise.
private func power(_ value: Double) -> Double {
  let half = value.squareRoot()
  return half * half.squareRoot()
}
