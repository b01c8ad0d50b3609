public import MerkleLog

/// The state that the leaves of a log lead to, one after the other; it refuses the first that breaks a rule.
///
/// Whoever writes a log and whoever checks it use the same: it holds the roll and what stands of each organisation,
/// never the leaves, so that its memory depends on the roll and not on the length of the log.
public struct Ledger: Sendable {
  /// The moments of a vote, which only follow one another.
  public enum Moment: Int, Sendable, Comparable {
    case empty, preparation, open, closed, counted, recorded

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  public internal(set) var moment = Moment.empty
  public internal(set) var size = 0
  public internal(set) var lastInstant: Int64 = 0
  public internal(set) var keys: KeyHistory?
  public internal(set) var rules: RulesLeaf?
  public internal(set) var form: FormLeaf?
  public internal(set) var propositions: [PropositionLeaf] = []
  var propositionNumbers: [String: Int] = [:]
  public internal(set) var organisations: [Organisation] = []
  var organisationNumbers: [String: Int] = [:]
  public internal(set) var absences = 0
  var absent: Set<String> = []
  var rights: [Int64: Right] = [:]
  /// Of each ballot that stands, the organisation.
  var standing: [Int64: Int] = [:]
  var contests: [Int64: Int] = [:]
  public internal(set) var texts: [CommittedText] = []
  var textNumbers: [Int64: Int] = [:]
  public internal(set) var closes: Int64 = 0
  public internal(set) var openingLeaf: Int?
  public internal(set) var closingLeaf: Int?
  /// The instant of that leaf.
  var closedAt: Int64 = 0
  /// The root of the tree that ends in the closing.
  public internal(set) var closingRoot: TreeHash?
  public internal(set) var ballotLeaves = 0
  public internal(set) var incidents = 0
  var lastDisclosure: Int64 = -1
  public internal(set) var disclosures = 0
  public internal(set) var draw: DrawLeaf?
  public internal(set) var tally: TallyLeaf?
  public internal(set) var selections: [String: SelectionLeaf] = [:]
  var selectedAmount: Int64 = 0
  public internal(set) var successions: [(leaf: Int, succession: Succession)] = []

  public init() {}

  /// What stands of an organisation of the roll.
  public struct Organisation: Sendable {
    public let entry: RollLeaf
    public internal(set) var attendance: AttendanceLeaf?
    public internal(set) var ballot: BallotLeaf?
    /// The place of the ballot in the log.
    public internal(set) var ballotPlace: Int64 = -1
    public internal(set) var contest = Contest.none
    /// Numbers of propositions, once the ballot is disclosed.
    public internal(set) var choices: [Int32]?
    var head: Int64?

    /// Whether its ballot is in the count.
    public var counts: Bool { ballot != nil && (contest == .none || contest == .restored) }
  }

  public enum Contest: Sendable, Equatable {
    case none
    /// At the place of its leaf.
    case standing(Int64)
    case restored
    case setAside
  }

  struct Right: Sendable {
    var organisation: Int
    var function: HolderFunction
    var method: ProofMethod
    /// That of the head who named this person.
    var by: Int64?
    var until: Int64?
    var hasEnded = false
  }

  /// A text that a leaf commits to.
  public struct CommittedText: Sendable {
    public let leaf: Int
    public let commitment: Octets
    public internal(set) var isWithdrawn = false
  }

  /// Takes the next leaf.
  ///
  /// - Parameter root: the root of the tree of all leaves before this one; asked for at the opening and after the
  ///   closing alone.
  public mutating func take(_ leaf: Leaf, root: () -> TreeHash) throws(LedgerRefusal) {
    guard leaf.at >= lastInstant else { throw .backInTime }
    if let closingLeaf, size == closingLeaf + 1 { closingRoot = root() }
    switch leaf {
    case .log, .rules, .form, .proposition, .roll, .absence: try takePreparation(leaf)
    case .grant(let grant): try take(grant)
    case .end(let end): try take(end)
    case .opening(let opening): try take(opening, root: root)
    case .attendance(let attendance): try take(attendance)
    case .ballot(let ballot): try take(ballot)
    case .contest(let contest): try take(contest)
    case .outcome(let outcome): try take(outcome)
    case .incident(let incident): try take(incident)
    case .closing(let closing): try take(closing)
    case .disclosure(let disclosure): try take(disclosure)
    case .draw(let draw): try take(draw)
    case .tally(let tally): try take(tally)
    case .selection(let selection): try take(selection)
    case .minutes: try takeMinutes()
    case .redaction(let redaction): try take(redaction)
    case .succession(let succession): try take(succession)
    }
    lastInstant = leaf.at
    size += 1
  }

  func require(_ moments: ClosedRange<Moment>) throws(LedgerRefusal) {
    guard moments.contains(moment) else { throw .outOfPlace }
  }

  /// The number of an organisation of the roll.
  func number(of organisation: String) throws(LedgerRefusal) -> Int {
    guard let number = organisationNumbers[organisation] else { throw .unknownOrganisation }
    return number
  }

  /// What stands of an organisation of the roll.
  public func organisation(_ name: String) -> Organisation? {
    organisationNumbers[name].map { organisations[$0] }
  }

  /// Whether a right casts at an instant: before its date, not ended, nor that of the head whom it is held from.
  func isLive(_ name: Int64, at instant: Int64) -> Bool {
    guard let right = rights[name], !right.hasEnded, right.until.map({ instant < $0 }) ?? true else { return false }
    // A head is named by nobody: this goes no further.
    return right.by.map { isLive($0, at: instant) } ?? true
  }

  /// How a right was proved.
  public func method(of right: Int64) -> ProofMethod? { rights[right]?.method }

  /// What a proposition costs, 0 for none.
  public func cost(of proposition: String) -> Int64 {
    propositionNumbers[proposition].map { propositions[$0].cost } ?? 0
  }

  mutating func commit(_ commitment: Octets) {
    textNumbers[Int64(size)] = texts.count
    texts.append(CommittedText(leaf: size, commitment: commitment))
  }

  static func requireTwo(_ persons: [Octets]) throws(LedgerRefusal) {
    guard persons.count == 2, persons[0] != persons[1] else { throw .notTwoPersons }
  }
}
