/// The vote opens: what stands before is frozen.
public struct OpeningLeaf: LeafOfKind {
  static let kind: StaticString = "opening"

  public var at: Int64
  /// The root of all leaves before this one.
  public var frozen: Octets

  public init(at: Int64, frozen: Octets) {
    self.at = at
    self.frozen = frozen
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    frozen = try fields.octets("frozen")
  }

  func write(_ fields: inout FieldWriter) {
    fields.octets("frozen", frozen)
  }
}

/// Something happened, told by two persons. It alone moves the closing, and later only.
public struct IncidentLeaf: LeafOfKind {
  static let kind: StaticString = "incident"

  public var at: Int64
  /// Commitment to what happened.
  public var text: Octets
  /// The new closing, where it moves.
  public var closes: Int64?
  /// Commitments to two persons.
  public var by: [Octets]

  public init(at: Int64, text: Octets, closes: Int64?, by: [Octets]) {
    self.at = at
    self.text = text
    self.closes = closes
    self.by = by
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    text = try fields.octets("text")
    closes = try fields.optionalNumber("closes")
    by = try fields.octetsList("by")
  }

  func write(_ fields: inout FieldWriter) {
    fields.octets("text", text)
    fields.number("closes", closes)
    fields.octets("by", by)
  }
}

/// The vote is closed.
public struct ClosingLeaf: LeafOfKind {
  static let kind: StaticString = "closing"

  public var at: Int64
  /// Organisations that came.
  public var attendances: Int64

  public init(at: Int64, attendances: Int64) {
    self.at = at
    self.attendances = attendances
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    attendances = try fields.number("attendances")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("attendances", attendances)
  }
}
