/// Somebody may cast the ballot of an organisation. Its place in the log is the name of that right.
public struct GrantLeaf: LeafOfKind {
  static let kind: StaticString = "grant"

  public var at: Int64
  public var organisation: String
  /// Commitment to the person.
  public var person: Octets
  public var function: HolderFunction
  /// How the right was proved.
  public var method: ProofMethod
  /// The right of the head who named this person.
  public var by: Int64?
  /// The first instant at which the right has ended.
  public var until: Int64?

  public init(
    at: Int64, organisation: String, person: Octets, function: HolderFunction, method: ProofMethod, by: Int64?,
    until: Int64?
  ) {
    self.at = at
    self.organisation = organisation
    self.person = person
    self.function = function
    self.method = method
    self.by = by
    self.until = until
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    organisation = try fields.identifier("organisation")
    person = try fields.octets("person")
    function = try fields.word("function")
    method = try fields.word("method")
    by = try fields.optionalNumber("by")
    until = try fields.optionalNumber("until")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("organisation", organisation)
    fields.octets("person", person)
    fields.identifier("function", function.rawValue)
    fields.identifier("method", method.rawValue)
    fields.number("by", by)
    fields.number("until", until)
  }
}

/// A right to cast has ended.
public struct EndLeaf: LeafOfKind {
  static let kind: StaticString = "end"

  public var at: Int64
  public var right: Int64
  public var reason: EndReason

  public init(at: Int64, right: Int64, reason: EndReason) {
    self.at = at
    self.right = right
    self.reason = reason
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    right = try fields.number("right")
    reason = try fields.word("reason")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("right", right)
    fields.identifier("reason", reason.rawValue)
  }
}
