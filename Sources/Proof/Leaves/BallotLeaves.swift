/// An organisation has come to vote; nothing is said of what.
public struct AttendanceLeaf: LeafOfKind {
  static let kind: StaticString = "attendance"

  public var at: Int64
  public var organisation: String
  public var right: Int64
  /// That of the right.
  public var method: ProofMethod
  /// Whether it came from the mailbox that had prepared it.
  public var fromPreparer: Bool

  public init(at: Int64, organisation: String, right: Int64, method: ProofMethod, fromPreparer: Bool) {
    self.at = at
    self.organisation = organisation
    self.right = right
    self.method = method
    self.fromPreparer = fromPreparer
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    organisation = try fields.identifier("organisation")
    right = try fields.number("right")
    method = try fields.word("method")
    fromPreparer = try fields.flag("from_preparer")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("organisation", organisation)
    fields.number("right", right)
    fields.identifier("method", method.rawValue)
    fields.flag("from_preparer", fromPreparer)
  }
}

/// A ballot cast, or one that replaces another, sealed.
public struct BallotLeaf: LeafOfKind {
  static let kind: StaticString = "ballot"

  public var at: Int64
  public var organisation: String
  public var right: Int64
  /// 1 for the first of this organisation, 2 for what replaces it.
  public var number: Int64
  /// Commitment to the choices, with a nonce of its own.
  public var choices: Octets

  public init(at: Int64, organisation: String, right: Int64, number: Int64, choices: Octets) {
    self.at = at
    self.organisation = organisation
    self.right = right
    self.number = number
    self.choices = choices
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    organisation = try fields.identifier("organisation")
    right = try fields.number("right")
    number = try fields.number("number")
    choices = try fields.octets("choices")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("organisation", organisation)
    fields.number("right", right)
    fields.number("number", number)
    fields.octets("choices", choices)
  }
}

/// What the last ballot of an organisation holds, told once the vote is closed.
public struct DisclosureLeaf: LeafOfKind {
  static let kind: StaticString = "disclosure"

  public var at: Int64
  /// The place of its leaf.
  public var ballot: Int64
  public var nonce: Octets
  /// In the order of their bytes.
  public var choices: [String]

  public init(at: Int64, ballot: Int64, nonce: Octets, choices: [String]) {
    self.at = at
    self.ballot = ballot
    self.nonce = nonce
    self.choices = choices
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    ballot = try fields.number("ballot")
    nonce = try fields.octets("nonce")
    choices = try fields.identifiers("choices")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("ballot", ballot)
    fields.octets("nonce", nonce)
    fields.identifiers("choices", choices)
  }
}
