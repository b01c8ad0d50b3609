/// A public text with what opens its commitment: one line of `texts.jsonl`.
public struct OpenedText: Hashable, Sendable {
  public static let longestTitle = 1000
  public static let longestText = 100_000
  /// Each byte of a text may take six in JSON.
  static let longestLine = 6 * (longestTitle + longestText) + 200

  /// The leaf that commits to it, the first being 0.
  public var leaf: Int
  public var nonce: Octets
  public var text: PublicText

  public init(leaf: Int, nonce: Octets, text: PublicText) {
    self.leaf = leaf
    self.nonce = nonce
    self.text = text
  }

  init(_ bytes: [UInt8]) throws(Malformed) {
    var fields = try FieldReader(bytes)
    leaf = Int(try fields.number("leaf"))
    nonce = try fields.octets("nonce")
    let title = try fields.text("title", longest: Self.longestTitle)
    text = PublicText(title: title, text: try fields.text("text", longest: Self.longestText))
    try fields.finish()
  }

  public var bytes: [UInt8] {
    var fields = FieldWriter()
    fields.number("leaf", Int64(leaf))
    fields.octets("nonce", nonce)
    fields.text("title", text.title)
    fields.text("text", text.text)
    return fields.finish()
  }

  func opens(_ committed: Ledger.CommittedText) -> Bool {
    leaf == committed.leaf && Octets(of: text, under: nonce) == committed.commitment
  }
}
