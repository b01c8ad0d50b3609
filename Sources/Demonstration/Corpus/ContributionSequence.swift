import Localization

/// Contributions told one at a time, in the order of their publication; the same at each reading.
package struct ContributionSequence: Sequence, Sendable {
  let seed: UInt64
  let plans: [ContributionPlan]
  let organisations: [InventedBody]

  package var count: Int { plans.count }
  package var underestimatedCount: Int { plans.count }

  package struct Iterator: IteratorProtocol {
    private let sequence: ContributionSequence
    private var index = 0
    /// Sentences already told, by their fingerprint: none is told twice while another can be found.
    private var told = ToldSentences()

    fileprivate init(_ sequence: ContributionSequence) { self.sequence = sequence }

    package mutating func next() -> InventedContribution? {
      guard index < sequence.plans.count else { return nil }
      let plan = sequence.plans[index]
      let teller = Teller(
        generator: SeededGenerator(seed: sequence.seed, stream: 4, index: index),
        body: sequence.organisations[plan.organisation])
      var writer = ContributionWriter(
        mostAlike: 2 * Swift.max(1, sequence.plans.count / 400), teller: teller, told: told)
      // The writer holds the only copy while it works.
      told = ToldSentences()
      let contribution = writer.write(plan)
      told = writer.told
      index += 1
      return contribution
    }
  }

  package func makeIterator() -> Iterator { Iterator(self) }
}

/// A number for a text, read byte by byte (FNV-1a, 64 bits).
struct SentenceHash: Sendable, Hashable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }
}

/// Fingerprints of the sentences told so far.
struct ToldSentences: Sendable {
  private var fingerprints: Set<SentenceHash> = []
  private var skeletons: [SentenceHash: Int] = [:]
  /// How many of the needs that nobody else expresses were told: each is told once.
  var singles = 0

  /// False when it was told before.
  mutating func insert(_ sentence: String) -> Bool {
    var hash = SentenceHash()
    hash.add(sentence)
    return fingerprints.insert(hash).inserted
  }

  /// How many sentences with the same skeleton were told, this one not counted.
  func alike(_ skeleton: SentenceHash) -> Int { skeletons[skeleton] ?? 0 }

  mutating func count(_ skeleton: SentenceHash) { skeletons[skeleton, default: 0] += 1 }
}
