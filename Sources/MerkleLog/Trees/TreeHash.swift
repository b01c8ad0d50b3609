import Crypto

/// A SHA-256 hash of a leaf or of a subtree, made by the rules of RFC 6962 section 2.1.
///
/// It is held as four words, so that a million of them cost no allocation.
public struct TreeHash: Hashable, Sendable {
  /// 32 bytes.
  public static let length = 32

  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// The hash of a tree without leaves: the SHA-256 of nothing.
  public static let empty = TreeHash(SHA256().finalize())

  /// - Returns: nil unless there are 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    words = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// - Returns: nil unless the text is the one base64 (RFC 4648 section 4) of 32 bytes.
  public init?(base64 text: some StringProtocol) {
    guard let bytes = Base64.bytes(of: text.utf8) else { return nil }
    self.init(bytes)
  }

  private init(_ digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
  }

  /// The hash of a leaf: SHA-256(0x00 || leaf).
  public static func leaf(_ leaf: some Sequence<UInt8>) -> TreeHash { Self.leaf(Array(leaf)) }

  /// The hash of a leaf that lies in an array, which is not copied.
  public static func leaf(_ leaf: [UInt8]) -> TreeHash {
    var hasher = SHA256()
    Swift.withUnsafeBytes(of: UInt8(0x00)) { hasher.update(bufferPointer: $0) }
    leaf.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return TreeHash(hasher.finalize())
  }

  /// The hash of a node: SHA-256(0x01 || left || right). The first byte keeps a node from passing for a leaf.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * length, alignment: 1) { buffer in
      buffer[0] = 0x01
      left.withUnsafeBytes { buffer[1..<33].copyBytes(from: $0) }
      right.withUnsafeBytes { buffer[33..<65].copyBytes(from: $0) }
      return TreeHash(digest(UnsafeRawBufferPointer(buffer)))
    }
  }

  private static func digest(_ bytes: UnsafeRawBufferPointer) -> SHA256.Digest {
    var hasher = SHA256()
    hasher.update(bufferPointer: bytes)
    return hasher.finalize()
  }

  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
  public var base64: String { Base64.text(of: bytes) }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words) { body($0) }
  }

  public static func == (one: TreeHash, other: TreeHash) -> Bool { one.words == other.words }
  public func hash(into hasher: inout Hasher) { withUnsafeBytes { hasher.combine(bytes: $0) } }
}

extension TreeHash: CustomStringConvertible {
  public var description: String { base64 }
}
