internal import MerkleLog

extension Ledger {
  /// The word of this format.
  public static let format = "coporter-proof-1"

  mutating func takePreparation(_ leaf: Leaf) throws(LedgerRefusal) {
    if case .log(let log) = leaf { return try take(log) }
    try require(.preparation ... .preparation)
    switch leaf {
    case .rules(let rules):
      guard rules.version > self.rules?.version ?? 0, rules.draw.isEmpty == (rules.numbers == 0),
        rules.numbers <= Self.mostNumbers
      else { throw .impossible }
      self.rules = rules
    case .form(let form): try take(form)
    case .proposition(let proposition): try take(proposition)
    case .roll(let entry): try take(entry)
    case .absence(let absence):
      guard organisationNumbers[absence.organisation] == nil, absent.insert(absence.organisation).inserted else {
        throw .repeated
      }
      absences += 1
    default: throw .outOfPlace
    }
  }

  private mutating func take(_ log: LogLeaf) throws(LedgerRefusal) {
    try require(.empty ... .empty)
    guard log.format == Self.format else { throw .unknownFormat }
    guard let key = try? VerifierKey(text: log.key),
      let head = try? Checkpoint(origin: log.origin, size: 0, root: .empty)
    else { throw .wrongKey }
    keys = KeyHistory(origin: head.origin, first: key)
    moment = .preparation
  }

  private mutating func take(_ form: FormLeaf) throws(LedgerRefusal) {
    guard self.form == nil else { throw .repeated }
    let isCountable = (form.rule == .approval) == (form.utility == .none)
    guard isCountable, (1...1000).contains(form.most), (1...Self.greatestAmount).contains(form.budget),
      form.minimum >= 1, form.opens < form.closes
    else { throw .impossible }
    self.form = form
    closes = form.closes
  }

  /// Amounts are in euros: a thousand billion.
  static let greatestAmount: Int64 = 1_000_000_000_000
  /// A count of more would not fit a leaf.
  static let mostPropositions = 1000

  private mutating func take(_ proposition: PropositionLeaf) throws(LedgerRefusal) {
    guard (1...Self.greatestAmount).contains(proposition.cost), propositions.count < Self.mostPropositions,
      proposition.proposition.utf8.count <= LeafLimits.proposition
    else { throw .impossible }
    guard propositionNumbers[proposition.proposition] == nil else { throw .repeated }
    propositionNumbers[proposition.proposition] = propositions.count
    propositions.append(proposition)
    commit(proposition.text)
  }

  private mutating func take(_ entry: RollLeaf) throws(LedgerRefusal) {
    guard organisationNumbers[entry.organisation] == nil, !absent.contains(entry.organisation) else {
      throw .repeated
    }
    organisationNumbers[entry.organisation] = organisations.count
    organisations.append(Organisation(entry: entry))
  }

  mutating func take(_ opening: OpeningLeaf, root: () -> TreeHash) throws(LedgerRefusal) {
    try require(.preparation ... .preparation)
    guard let form, let rules, !propositions.isEmpty, !organisations.isEmpty else { throw .incomplete }
    guard form.ties == .identifier || !rules.draw.isEmpty else { throw .incomplete }
    guard opening.at >= form.opens, opening.at < form.closes else { throw .outsideVote }
    guard Octets(root()) == opening.frozen else { throw .wrongFrozenRoot }
    openingLeaf = size
    moment = .open
  }
}
