/// The head of a tree, published under the log's signature (C2SP tlog-checkpoint).
///
/// The log signs one of each size it shows; a later one must be consistent with all before it.
public struct Checkpoint: Hashable, Sendable {
  /// Which log: by custom an address without its scheme.
  public let origin: String
  public let size: UInt64
  public let root: TreeHash

  public init(origin: String, size: UInt64, root: TreeHash) throws(NoteRefusal) {
    guard Self.isOrigin(origin), size > 0 || root == .empty else { throw .malformedCheckpoint }
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The head of a tree as it is now.
  public init(origin: String, _ tree: GrowingTree) throws(NoteRefusal) {
    try self.init(origin: origin, size: tree.size, root: tree.root)
  }

  /// Reads the text of a note. Lines after the third are allowed, not empty, and have no meaning here.
  public init(text: String) throws(NoteRefusal) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.last == "", lines.dropLast().allSatisfy({ !$0.isEmpty }),
      let size = Self.number(lines[1]), let root = TreeHash(base64: lines[2])
    else { throw .malformedCheckpoint }
    try self.init(origin: String(lines[0]), size: size, root: root)
  }

  /// Takes a note for the head of the log `origin`, if one of `keys` signed it.
  public init(_ note: SignedNote, origin: String, keys: [VerifierKey]) throws(NoteRefusal) {
    try note.verify(keys)
    try self.init(text: note.text)
    guard self.origin.utf8.elementsEqual(origin.utf8) else { throw .wrongOrigin }
  }

  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  public func signed(by key: SigningKey) throws -> SignedNote { try SignedNote(text: text, by: [key]) }

  /// Checks that this head's tree begins with an earlier head's.
  public func follows(_ earlier: Checkpoint, _ hashes: [TreeHash]) throws(ProofRefusal) {
    guard origin.utf8.elementsEqual(earlier.origin.utf8) else { throw .otherLog }
    let proof = ConsistencyProof(earlierSize: earlier.size, size: size, hashes: hashes)
    try proof.verify(earlierRoot: earlier.root, root: root)
  }

  /// One line, not empty; no more may be assumed of it.
  private static func isOrigin(_ origin: String) -> Bool {
    !origin.isEmpty && origin.utf8.allSatisfy { $0 >= 0x20 }
  }

  /// Decimal digits without a leading zero.
  static func number(_ digits: Substring) -> UInt64? {
    guard let number = UInt64(digits), String(number).utf8.elementsEqual(digits.utf8) else { return nil }
    return number
  }
}
