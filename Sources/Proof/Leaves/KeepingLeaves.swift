/// A text is withdrawn for good: the nonce that opened it is deleted.
public struct RedactionLeaf: LeafOfKind {
  static let kind: StaticString = "redaction"

  public var at: Int64
  /// The leaf that commits to it.
  public var leaf: Int64
  public var ground: RedactionGround

  public init(at: Int64, leaf: Int64, ground: RedactionGround) {
    self.at = at
    self.leaf = leaf
    self.ground = ground
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    leaf = try fields.number("leaf")
    ground = try fields.word("ground")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("leaf", leaf)
    fields.identifier("ground", ground.rawValue)
  }
}

/// Another key signs the log from here on.
public struct SuccessionLeaf: LeafOfKind {
  static let kind: StaticString = "succession"

  public var at: Int64
  /// The note that both keys signed.
  public var note: String

  public init(at: Int64, note: String) {
    self.at = at
    self.note = note
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    note = try fields.text("note", longest: LeafLimits.text)
  }

  func write(_ fields: inout FieldWriter) {
    fields.text("note", note)
  }
}
