internal import MerkleLog

/// A synthetic vote while it takes its course.
struct SyntheticCourse {
  let vote: SyntheticVote
  var random: SeededRandom
  var writer: ExportWriter
  var now: Int64
  /// Of the leaf of each text, what opens it.
  var texts: [Int: OpenedText] = [:]
  /// Organisations in the order in which they come to vote; those beyond `vote.ballots` do not.
  var order: [Int] = []
  var voters: [Voter] = []
  private let keys: [SigningKey]
  var sample: SyntheticVote.OpenedBallot?

  /// What only an organisation that votes knows.
  struct Voter {
    var right: Int64?
    var nonce = Octets.zero
    var choices: [String] = []
    var number: Int64 = 0
    var isContested = false
  }

  static let day: Int64 = 86_400_000

  init(_ vote: SyntheticVote, _ writer: ExportWriter) throws {
    self.vote = vote
    self.writer = writer
    random = SeededRandom(seed: vote.seed)
    now = vote.opens - 20 * Self.day
    var keys: [SigningKey] = []
    for _ in 0..<2 { keys.append(try SigningKey(name: vote.origin, seed: random.octets().bytes)) }
    self.keys = keys
  }

  private static let stages = SyntheticVote.Stage.allCases

  mutating func run() throws {
    try prepare()
    let steps: [(inout Self) throws -> Void] = [
      { try $0.holdVote() }, { try $0.close() }, { try $0.count() }, { try $0.select() },
    ]
    let last = Self.stages.firstIndex(of: vote.stage) ?? 0
    for step in steps.prefix(last) { try step(&self) }
    try finish()
  }

  var ledger: Ledger { writer.ledger }
  var firstKey: String { keys[0].verifier.text }

  @discardableResult
  mutating func append(_ leaf: Leaf) throws -> Int64 { Int64(try writer.append(leaf)) }

  /// Time passes.
  mutating func wait(_ atMost: Int64) { now += Int64(random.below(Int(atMost))) + 1 }

  mutating func commit(_ text: PublicText) -> Octets {
    let nonce = random.octets()
    texts[ledger.size] = OpenedText(leaf: ledger.size, nonce: nonce, text: text)
    return Octets(of: text, under: nonce)
  }

  mutating func commit(person: String, of organisation: String = "") -> Octets {
    Octets(of: CommittedPerson(organisation: organisation, person: person), under: random.octets())
  }

  mutating func twoInstructors() -> [Octets] { [commit(person: "instructeur 1"), commit(person: "instructeur 2")] }

  /// The second key takes over.
  mutating func succeed() throws {
    let head = try Checkpoint(origin: vote.origin, writer.tree)
    let note = try Succession.signed(at: head, from: keys[0], to: keys[1])
    try append(.succession(SuccessionLeaf(at: now, note: String(decoding: note.bytes, as: UTF8.self))))
  }

  private mutating func finish() throws {
    let (keys, texts, ledger) = (keys, texts, ledger)
    try writer.finish(
      text: { committed in
        guard let text = texts[committed.leaf] else { throw LedgerRefusal.unknownText }
        return text
      },
      sign: { head in
        let isLater = ledger.successions.contains { $0.succession.head.size < head.size }
        return try head.signed(by: keys[isLater ? 1 : 0])
      })
  }
}
