import Crypto

/// The public half of a key that signs notes, published so that anyone checks them.
///
/// Its text is that of the ecosystem: `name+identifier+base64(0x01 || key)`.
public struct VerifierKey: Hashable, Sendable {
  /// Ed25519, among the types of signatures of C2SP signed-note.
  static let type: UInt8 = 0x01

  public let name: String
  /// Four bytes which tell keys of one name apart; they prove nothing.
  public let identifier: UInt32
  /// 32 bytes (RFC 8032).
  public let bytes: [UInt8]

  init(name: String, bytes: [UInt8]) throws(NoteRefusal) {
    guard Self.isName(name), bytes.count == 32 else { throw .malformedKey }
    self.name = name
    self.bytes = bytes
    identifier = Self.identifier(name, bytes)
  }

  public init(text: String) throws(NoteRefusal) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.bytes(of: parts[2].utf8), bytes.first == Self.type else {
      throw .malformedKey
    }
    try self.init(name: String(parts[0]), bytes: Array(bytes.dropFirst()))
    guard Self.hexadecimal(identifier).utf8.elementsEqual(parts[1].utf8) else { throw .malformedKey }
  }

  public var text: String { "\(name)+\(Self.hexadecimal(identifier))+\(Base64.text(of: [Self.type] + bytes))" }

  func isValid(_ signature: [UInt8], for text: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature, for: text)
  }

  /// Printable ASCII but the space and `+`. C2SP signed-note (« Format ») takes other letters too: which of them are
  /// spaces, and which two are one, is not the same for every program.
  static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "+") }
  }

  /// SHA-256(name || 0x0A || type || key)[:4].
  private static func identifier(_ name: String, _ bytes: [UInt8]) -> UInt32 {
    let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, type] + bytes)
    return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  static func hexadecimal(_ identifier: UInt32) -> String {
    let digits = String(identifier, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
