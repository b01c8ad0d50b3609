internal import Crypto
internal import MerkleLog
public import Tallying

extension Ledger {
  mutating func take(_ draw: DrawLeaf) throws(LedgerRefusal) {
    try require(.closed ... .closed)
    guard self.draw == nil else { throw .repeated }
    guard form?.ties == .lots, let rules else { throw .outOfPlace }
    try Self.requireTwo(draw.by)
    // Held before, the root at the closing could have been chosen after it.
    guard draw.held > closedAt, draw.held <= draw.at else { throw .untimelyDraw }
    guard Self.isDraw(draw.text, of: rules.numbers) else { throw .malformedDraw }
    self.draw = draw
  }

  /// Whether a text holds so many numbers, without a leading zero, one space between: the one spelling of a draw, so
  /// that nobody tries others until the seed pleases.
  static func isDraw(_ text: String, of numbers: Int64) -> Bool {
    let written = text.split(separator: " ", omittingEmptySubsequences: false)
    return written.count == numbers
      && written.allSatisfy { written in
        guard let number = Int64(written), (0...FieldReader.greatest).contains(number) else { return false }
        return String(number).utf8.elementsEqual(written.utf8)
      }
  }

  /// More would not fit the leaf of a draw.
  static let mostNumbers: Int64 = 20

  mutating func take(_ tally: TallyLeaf) throws(LedgerRefusal) {
    try require(.closed ... .closed)
    guard disclosures == standing.count else { throw .wrongDisclosure }
    guard try count(at: tally.at) == tally else { throw .wrongTally }
    self.tally = tally
    moment = .counted
  }

  /// The seed of the lots: SHA-256 of the 32 bytes of the root at closing, then of the text of the draw, which nobody
  /// knew before.
  public static func seed(closing root: Octets, draw text: String) -> String {
    Octets(sha256: root.bytes, Array(text.utf8)).hexadecimal
  }

  /// Counts the ballots that are disclosed.
  public func count(at instant: Int64) throws(LedgerRefusal) -> TallyLeaf {
    guard let form else { throw .incomplete }
    let counted = organisations.filter(\.counts)
    let election = election(counted)
    let (eligible, _) = election.eligible(minimum: Int(form.minimum))
    var outcome = try tally(eligible, form, ties: nil).outcome()
    var seed: String?
    if form.ties == .lots, outcome.ties.contains(where: { $0.matters != false }) {
      guard let draw, let root = closingRoot else { throw .missingDraw }
      let drawn = Self.seed(closing: Octets(root), draw: draw.text)
      let order = OrderOfTies.lots(eligible.projects) { Array(SHA256.hash(data: Array("\(drawn)\n\($0)".utf8))) }
      outcome = try tally(eligible, form, ties: order).outcome()
      seed = drawn
    }
    return TallyLeaf(
      at: instant, voters: Int64(counted.count), blank: Int64(counted.count { $0.choices?.isEmpty ?? true }),
      contested: Int64(organisations.count { $0.ballot != nil && !$0.counts }),
      supports: election.supporters.map { Int64($0) }, selected: outcome.order.map { eligible.projects[$0].id },
      cost: Int64(truncatingIfNeeded: outcome.cost), seed: seed)
  }

  /// Why each proposition that the count did not select is not; nil for those below the minimum.
  public func obstacles() throws(LedgerRefusal) -> [String: Outcome.ObstacleKind?] {
    guard let form, let selected = self.tally?.selected else { throw .incomplete }
    let (eligible, setAside) = election(organisations.filter(\.counts)).eligible(minimum: Int(form.minimum))
    let outcome = try tally(eligible, form, ties: nil).outcome()
    var obstacles: [String: Outcome.ObstacleKind?] = [:]
    for (number, project) in eligible.projects.enumerated() where !selected.contains(project.id) {
      // Where lots settled a tie, what they left out had no room.
      obstacles[project.id] = .some(outcome.obstacles[number]?.kind ?? .budget)
    }
    for project in setAside { obstacles[project.id] = .some(nil) }
    return obstacles
  }

  /// What another rule takes of the same ballots, in its order, and what it costs: information, which no leaf holds.
  /// Ties go by the lots where there were some, else by identifiers.
  public func selection(
    by rule: Rule, _ utility: Utility
  ) throws(LedgerRefusal) -> (selected: [String], cost: Int64) {
    guard let form else { throw .incomplete }
    let (eligible, _) = election(organisations.filter(\.counts)).eligible(minimum: Int(form.minimum))
    let order = tally?.seed.map { seed in
      OrderOfTies.lots(eligible.projects) { Array(SHA256.hash(data: Array("\(seed)\n\($0)".utf8))) }
    }
    guard let tally = try? Tally(eligible, rule, utility, ties: order) else { throw .impossible }
    let outcome = tally.outcome()
    return (outcome.order.map { eligible.projects[$0].id }, Int64(truncatingIfNeeded: outcome.cost))
  }

  private func election(_ counted: [Organisation]) -> Election {
    var ballots = BallotTable(hasPoints: false)
    for organisation in counted { ballots.add((organisation.choices ?? []).sorted()) }
    return Election(
      voteType: .approval,
      projects: propositions.map { Election.Project(id: $0.proposition, cost: Int128($0.cost)) },
      budget: Int128(form?.budget ?? 0), ballots: ballots)
  }

  private func tally(_ election: Election, _ form: FormLeaf, ties: OrderOfTies?) throws(LedgerRefusal) -> Tally {
    guard let rule = Rule(rawValue: form.rule.rawValue), let utility = Utility(rawValue: form.utility.rawValue),
      let tally = try? Tally(election, rule, utility, ties: ties)
    else { throw .impossible }
    return tally
  }
}
