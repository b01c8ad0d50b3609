/// A text and those who signed it (C2SP signed-note, « Format »).
///
/// Its text is to be believed only after `verify`.
public struct SignedNote: Hashable, Sendable {
  public struct Signature: Hashable, Sendable {
    public var name: String
    public var identifier: UInt32
    public var bytes: [UInt8]

    /// In bytes: Ed25519 (RFC 8032).
    static let length = 64

    /// Whether it can be one of Ed25519: others may be those of witnesses.
    public var isOfEd25519: Bool { bytes.count == Self.length }

    /// `— name base64(identifier || signature)`, as a line.
    var line: String {
      let head = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: identifier >> UInt32($0)) }
      return "— \(name) \(Base64.text(of: head + bytes))\n"
    }

    init(name: String, identifier: UInt32, bytes: [UInt8]) {
      self.name = name
      self.identifier = identifier
      self.bytes = bytes
    }

    /// Byte for byte: two spellings of one letter are two names.
    func isNamed(after key: VerifierKey) -> Bool {
      key.identifier == identifier && key.name.utf8.elementsEqual(name.utf8)
    }

    init?(line: Substring) {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].utf8.elementsEqual("—".utf8), VerifierKey.isName(parts[1]),
        let bytes = Base64.bytes(of: parts[2].utf8), bytes.count > 4
      else { return nil }
      name = String(parts[1])
      identifier = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
      self.bytes = Array(bytes.dropFirst(4))
    }
  }

  static let largestNote = 1 << 20
  static let mostSignatures = 100

  /// It ends in a line feed.
  public let text: String
  public private(set) var signatures: [Signature]

  /// Signs a text by each of the keys.
  public init(text: String, by keys: [SigningKey]) throws {
    guard text.utf8.last == 0x0A, Self.isPlain(text.utf8), !keys.isEmpty else { throw NoteRefusal.malformed }
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.largestNote / 2 else { throw NoteRefusal.tooLarge }
    self.text = text
    signatures = try keys.map { try $0.signature(of: bytes) }
  }

  /// Reads a note without believing it.
  public init(bytes: [UInt8]) throws(NoteRefusal) {
    guard bytes.count <= Self.largestNote else { throw .tooLarge }
    guard Self.isPlain(bytes), let whole = String(validating: bytes, as: UTF8.self), bytes.last == 0x0A,
      let cut = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A })
    else { throw .malformed }
    let utf8 = whole.utf8
    let end = utf8.index(utf8.startIndex, offsetBy: cut + 1)
    let lines = whole[utf8.index(after: end)...].dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count <= Self.mostSignatures else { throw .tooLarge }
    text = String(whole[..<end])
    signatures = []
    for line in lines {
      guard let signature = Signature(line: line) else { throw .malformed }
      signatures.append(signature)
    }
  }

  public var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

  /// Checks each signature that bears the name and the identifier of a known key; others are ignored, as they may be
  /// those of witnesses (C2SP signed-note, « Signatures »).
  ///
  /// - Returns: the keys that signed; at least one.
  @discardableResult
  public func verify(_ keys: [VerifierKey]) throws(NoteRefusal) -> Set<VerifierKey> {
    let bytes = Array(text.utf8)
    var signers: Set<VerifierKey> = []
    for signature in signatures {
      for key in keys where signature.isNamed(after: key) {
        guard key.isValid(signature.bytes, for: bytes) else { throw .wrongSignature(key.name) }
        signers.insert(key)
      }
    }
    guard !signers.isEmpty else { throw .unsigned }
    return signers
  }

  /// No control character but the line feed.
  private static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
  }
}
