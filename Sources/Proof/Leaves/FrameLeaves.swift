/// The first line of every log: which one it is, and the key that signs it first.
public struct LogLeaf: LeafOfKind {
  static let kind: StaticString = "log"

  public var at: Int64
  /// `coporter-proof-1`: this format.
  public var format: String
  /// The first line of its checkpoints.
  public var origin: String
  /// `name+identifier+base64` (C2SP signed-note).
  public var key: String

  public init(at: Int64, format: String, origin: String, key: String) {
    self.at = at
    self.format = format
    self.origin = origin
    self.key = key
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    format = try fields.identifier("format")
    origin = try fields.text("origin", longest: LeafLimits.name)
    key = try fields.text("key", longest: LeafLimits.name)
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("format", format)
    fields.text("origin", origin)
    fields.text("key", key)
  }
}

/// The Rules that the vote is held under; the last before the opening holds.
public struct RulesLeaf: LeafOfKind {
  static let kind: StaticString = "rules"

  public var at: Int64
  public var version: Int64
  /// SHA-256 of the published document.
  public var document: Octets
  /// The public draw, held after the closing, that settles ties by lot: which one, of what day, published where, its
  /// numbers in what order; empty where none does.
  public var draw: String
  /// How many numbers it gives; 0 where there is none.
  public var numbers: Int64

  public init(at: Int64, version: Int64, document: Octets, draw: String, numbers: Int64) {
    self.at = at
    self.version = version
    self.document = document
    self.draw = draw
    self.numbers = numbers
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    version = try fields.number("version")
    document = try fields.octets("document")
    draw = try fields.text("draw", longest: LeafLimits.name)
    numbers = try fields.number("numbers")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("version", version)
    fields.octets("document", document)
    fields.text("draw", draw)
    fields.number("numbers", numbers)
  }
}

/// The form of the ballot, how it is counted, and the calendar.
public struct FormLeaf: LeafOfKind {
  static let kind: StaticString = "form"

  public var at: Int64
  public var ballot: BallotForm
  /// Choices on a ballot, at most.
  public var most: Int64
  /// The envelope, in euros.
  public var budget: Int64
  public var rule: CountingRule
  public var utility: CountingUtility
  public var ties: TieRule
  /// Propositions that fewer organisations chose are set aside before the count; 1 at least.
  public var minimum: Int64
  public var opens: Int64
  /// The first instant at which no ballot is taken.
  public var closes: Int64

  public init(
    at: Int64, ballot: BallotForm, most: Int64, budget: Int64, rule: CountingRule, utility: CountingUtility,
    ties: TieRule, minimum: Int64, opens: Int64, closes: Int64
  ) {
    self.at = at
    self.ballot = ballot
    self.most = most
    self.budget = budget
    self.rule = rule
    self.utility = utility
    self.ties = ties
    self.minimum = minimum
    self.opens = opens
    self.closes = closes
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    ballot = try fields.word("ballot")
    most = try fields.number("most")
    budget = try fields.number("budget")
    rule = try fields.word("rule")
    utility = try fields.word("utility")
    ties = try fields.word("ties")
    minimum = try fields.number("minimum")
    opens = try fields.number("opens")
    closes = try fields.number("closes")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("ballot", ballot.rawValue)
    fields.number("most", most)
    fields.number("budget", budget)
    fields.identifier("rule", rule.rawValue)
    fields.identifier("utility", utility.rawValue)
    fields.identifier("ties", ties.rawValue)
    fields.number("minimum", minimum)
    fields.number("opens", opens)
    fields.number("closes", closes)
  }
}

/// What one can choose.
public struct PropositionLeaf: LeafOfKind {
  static let kind: StaticString = "proposition"

  public var at: Int64
  public var proposition: String
  /// The cost that was retained, in euros; 1 at least.
  public var cost: Int64
  /// Commitment to its title and text.
  public var text: Octets

  public init(at: Int64, proposition: String, cost: Int64, text: Octets) {
    self.at = at
    self.proposition = proposition
    self.cost = cost
    self.text = text
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    proposition = try fields.identifier("proposition")
    cost = try fields.number("cost")
    text = try fields.octets("text")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("proposition", proposition)
    fields.number("cost", cost)
    fields.octets("text", text)
  }
}
