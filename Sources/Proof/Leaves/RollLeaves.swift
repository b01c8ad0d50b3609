/// An organisation called to vote.
public struct RollLeaf: LeafOfKind {
  static let kind: StaticString = "roll"

  public var at: Int64
  /// Its SIREN, or another public identifier.
  public var organisation: String
  public var name: String
  /// `commune`, `department`…
  public var type: String
  public var region: String
  public var stratum: String
  /// Why it is called though the register has it not; null for those of the register.
  public var added: String?

  public init(
    at: Int64, organisation: String, name: String, type: String, region: String, stratum: String, added: String?
  ) {
    self.at = at
    self.organisation = organisation
    self.name = name
    self.type = type
    self.region = region
    self.stratum = stratum
    self.added = added
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    organisation = try fields.identifier("organisation")
    name = try fields.text("name", longest: LeafLimits.name)
    type = try fields.identifier("type")
    region = try fields.text("region", longest: LeafLimits.name)
    stratum = try fields.text("stratum", longest: LeafLimits.name)
    added = try fields.optionalText("added", longest: LeafLimits.name)
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("organisation", organisation)
    fields.text("name", name)
    fields.identifier("type", type)
    fields.text("region", region)
    fields.text("stratum", stratum)
    fields.text("added", added)
  }
}

/// An organisation of the register that is not called to vote.
public struct AbsenceLeaf: LeafOfKind {
  static let kind: StaticString = "absence"

  public var at: Int64
  public var organisation: String
  public var name: String
  public var type: String
  public var reason: String

  public init(at: Int64, organisation: String, name: String, type: String, reason: String) {
    self.at = at
    self.organisation = organisation
    self.name = name
    self.type = type
    self.reason = reason
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    organisation = try fields.identifier("organisation")
    name = try fields.text("name", longest: LeafLimits.name)
    type = try fields.identifier("type")
    reason = try fields.text("reason", longest: LeafLimits.name)
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("organisation", organisation)
    fields.text("name", name)
    fields.identifier("type", type)
    fields.text("reason", reason)
  }
}
