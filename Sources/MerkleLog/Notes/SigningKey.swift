import Crypto

/// The key by which a log signs: made once by the one who runs it, kept in a file outside the database, replaced by a
/// `Succession`.
///
/// Its text is that of the ecosystem: `PRIVATE+KEY+name+identifier+base64(0x01 || seed)`. It is never logged: what
/// describes it is its public half.
public struct SigningKey: Sendable {
  private static let prefix = "PRIVATE+KEY+"

  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  /// A new key, from the system's randomness.
  ///
  /// - Parameter name: by custom the origin of the log, an address without its scheme: `vote.exemple.fr/2026`.
  public init(name: String) throws(NoteRefusal) {
    try self.init(name, Curve25519.Signing.PrivateKey())
  }

  /// The key of 32 secret bytes (RFC 8032 section 5.1.5), for a log that is made again the same.
  public init(name: String, seed: [UInt8]) throws(NoteRefusal) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .malformedKey }
    try self.init(name, key)
  }

  public init(text: String) throws(NoteRefusal) {
    guard text.hasPrefix(Self.prefix) else { throw .malformedKey }
    let parts = text.dropFirst(Self.prefix.count).split(
      separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.bytes(of: parts[2].utf8), bytes.first == VerifierKey.type,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(bytes.dropFirst()))
    else { throw .malformedKey }
    try self.init(String(parts[0]), key)
    let identifier = VerifierKey.hexadecimal(verifier.identifier)
    guard identifier.utf8.elementsEqual(parts[1].utf8) else { throw .malformedKey }
  }

  private init(_ name: String, _ key: Curve25519.Signing.PrivateKey) throws(NoteRefusal) {
    verifier = try VerifierKey(name: name, bytes: Array(key.publicKey.rawRepresentation))
    self.key = key
  }

  /// What the key's file holds; whoever reads it can sign.
  public var secretText: String {
    let identifier = VerifierKey.hexadecimal(verifier.identifier)
    let secret = Base64.text(of: [VerifierKey.type] + Array(key.rawRepresentation))
    return "\(Self.prefix)\(verifier.name)+\(identifier)+\(secret)"
  }

  func signature(of text: [UInt8]) throws -> SignedNote.Signature {
    let bytes = Array(try key.signature(for: text))
    return SignedNote.Signature(name: verifier.name, identifier: verifier.identifier, bytes: bytes)
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  public var description: String { verifier.text }
  public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }
}
