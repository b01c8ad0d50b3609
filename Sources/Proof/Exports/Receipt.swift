public import MerkleLog

/// What a voter keeps: the line of a ballot, what opens it, and the proof that it is in the log. It verifies for
/// ever, whatever is erased elsewhere.
public struct Receipt: Hashable, Sendable {
  static let format = "coporter-receipt-1"
  /// In bytes.
  public static let longest = 1 << 17

  public var leaf: BallotLeaf
  /// Its place, the number of leaves of the head, and the hashes between.
  public var proof: InclusionProof
  public var nonce: Octets
  public var choices: [String]
  /// The signed head that the proof leads to.
  public var checkpoint: String

  public init(leaf: BallotLeaf, proof: InclusionProof, nonce: Octets, choices: [String], checkpoint: SignedNote) {
    self.leaf = leaf
    self.proof = proof
    self.nonce = nonce
    self.choices = choices
    self.checkpoint = String(decoding: checkpoint.bytes, as: UTF8.self)
  }

  /// - Returns: nil for anything but the one spelling of a receipt.
  public init?(bytes: [UInt8]) {
    guard bytes.last == 0x0A, bytes.count <= Self.longest, let read = try? Self(line: bytes.dropLast()) else {
      return nil
    }
    self = read
  }

  private init(line: ArraySlice<UInt8>) throws(Malformed) {
    var fields = try FieldReader(Array(line))
    guard try fields.identifier("format") == Self.format else { throw Malformed() }
    let place = try fields.number("leaf")
    let text = try fields.text("line", longest: EntryBundle.longestLeaf)
    guard case .ballot(let leaf) = Leaf(bytes: Array(text.utf8)) else { throw Malformed() }
    self.leaf = leaf
    nonce = try fields.octets("nonce")
    choices = try fields.identifiers("choices")
    let hashes = try fields.octetsList("proof").compactMap { TreeHash($0.bytes) }
    checkpoint = try fields.text("checkpoint", longest: LeafLimits.text)
    try fields.finish()
    guard let signed = SignedHead(Array(checkpoint.utf8)) else { throw Malformed() }
    proof = InclusionProof(index: UInt64(place), size: signed.head.size, hashes: hashes)
  }

  public var bytes: [UInt8] {
    var fields = FieldWriter()
    fields.identifier("format", Self.format)
    fields.number("leaf", Int64(clamping: proof.index))
    fields.text("line", String(decoding: leaf.bytes, as: UTF8.self))
    fields.octets("nonce", nonce)
    fields.identifiers("choices", choices)
    fields.octets("proof", proof.hashes.map { Octets($0) })
    fields.text("checkpoint", checkpoint)
    return fields.finish() + [0x0A]
  }

  public enum Refusal: Error, Equatable, Sendable {
    /// The head is not of this log, or no key of it signed.
    case wrongCheckpoint
    /// The line is not in the log at that place.
    case wrongProof
    /// What it says was chosen is not what the line commits to.
    case wrongChoices
  }

  /// Checks the receipt alone, by the keys of its log.
  ///
  /// - Returns: the head, which must then be one that the log is consistent with.
  public func verify(_ keys: KeyHistory) throws(Refusal) -> Checkpoint {
    guard let note = try? SignedNote(bytes: Array(checkpoint.utf8)), let head = try? keys.checkpoint(note) else {
      throw .wrongCheckpoint
    }
    guard (try? proof.verify(TreeHash.leaf(leaf.bytes), root: head.root)) != nil else { throw .wrongProof }
    let held = Choices(organisation: leaf.organisation, propositions: choices)
    guard Octets(of: held, under: nonce) == leaf.choices else { throw .wrongChoices }
    return head
  }
}
