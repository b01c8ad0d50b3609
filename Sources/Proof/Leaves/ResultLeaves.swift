/// What the public draw named in the Rules gave.
public struct DrawLeaf: LeafOfKind {
  static let kind: StaticString = "draw"

  public var at: Int64
  /// The instant of the draw itself.
  public var held: Int64
  /// Its numbers, in the order that the Rules say, one space between.
  public var text: String
  /// Where it was published.
  public var source: String
  /// Commitments to the two persons who typed it.
  public var by: [Octets]

  public init(at: Int64, held: Int64, text: String, source: String, by: [Octets]) {
    self.at = at
    self.held = held
    self.text = text
    self.source = source
    self.by = by
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    held = try fields.number("held")
    text = try fields.text("text", longest: LeafLimits.name)
    source = try fields.text("source", longest: LeafLimits.name)
    by = try fields.octetsList("by")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("held", held)
    fields.text("text", text)
    fields.text("source", source)
    fields.octets("by", by)
  }
}

/// The count.
public struct TallyLeaf: LeafOfKind {
  static let kind: StaticString = "tally"

  public var at: Int64
  /// Ballots counted, blank ones included.
  public var voters: Int64
  /// Of them, those without a choice.
  public var blank: Int64
  /// Ballots that do not count.
  public var contested: Int64
  /// For each proposition, in the order of their leaves, the organisations that chose it.
  public var supports: [Int64]
  /// In the order that the rule took them.
  public var selected: [String]
  /// In euros.
  public var cost: Int64
  /// The seed of the lots, in hexadecimal; null unless lots settled a tie.
  public var seed: String?

  public init(
    at: Int64, voters: Int64, blank: Int64, contested: Int64, supports: [Int64], selected: [String], cost: Int64,
    seed: String?
  ) {
    self.at = at
    self.voters = voters
    self.blank = blank
    self.contested = contested
    self.supports = supports
    self.selected = selected
    self.cost = cost
    self.seed = seed
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    voters = try fields.number("voters")
    blank = try fields.number("blank")
    contested = try fields.number("contested")
    supports = try fields.numbers("supports")
    selected = try fields.identifiers("selected")
    cost = try fields.number("cost")
    seed = try fields.optionalText("seed", longest: LeafLimits.name)
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("voters", voters)
    fields.number("blank", blank)
    fields.number("contested", contested)
    fields.numbers("supports", supports)
    fields.identifiers("selected", selected)
    fields.number("cost", cost)
    fields.text("seed", seed)
  }
}

/// What the committee decided of a proposition.
public struct SelectionLeaf: LeafOfKind {
  static let kind: StaticString = "selection"

  public var at: Int64
  public var proposition: String
  public var list: SelectionList
  /// In euros.
  public var amount: Int64
  /// Commitment to the reason, where it goes against the count.
  public var reason: Octets?

  public init(at: Int64, proposition: String, list: SelectionList, amount: Int64, reason: Octets?) {
    self.at = at
    self.proposition = proposition
    self.list = list
    self.amount = amount
    self.reason = reason
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    proposition = try fields.identifier("proposition")
    list = try fields.word("list")
    amount = try fields.number("amount")
    reason = try fields.optionalOctets("reason")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("proposition", proposition)
    fields.identifier("list", list.rawValue)
    fields.number("amount", amount)
    fields.octets("reason", reason)
  }
}

/// The minutes of the committee, after all its decisions.
public struct MinutesLeaf: LeafOfKind {
  static let kind: StaticString = "minutes"

  public var at: Int64
  /// SHA-256 of the published document.
  public var document: Octets

  public init(at: Int64, document: Octets) {
    self.at = at
    self.document = document
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    document = try fields.octets("document")
  }

  func write(_ fields: inout FieldWriter) {
    fields.octets("document", document)
  }
}
