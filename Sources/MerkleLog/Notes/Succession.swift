/// The passing of a log from one key to the next, at a head that both know; signed by both, the old one first.
///
/// The old key says who follows it, the new one that it is held. Heads up to that size are the old key's, later ones
/// the new key's. Its third line is a number where a checkpoint has its root, so that neither passes for the other.
public struct Succession: Hashable, Sendable {
  private static let title = "coporter key succession 1"

  public let head: Checkpoint
  public let old: VerifierKey
  public let new: VerifierKey

  public init(at head: Checkpoint, from old: VerifierKey, to new: VerifierKey) throws(NoteRefusal) {
    guard old != new else { throw .malformedSuccession }
    self.head = head
    self.old = old
    self.new = new
  }

  /// Six lines: the title, the head's three, the old key, the new key.
  public var text: String { "\(Self.title)\n\(head.text)\(old.text)\n\(new.text)\n" }

  public static func signed(at head: Checkpoint, from old: SigningKey, to new: SigningKey) throws -> SignedNote {
    let succession = try Succession(at: head, from: old.verifier, to: new.verifier)
    return try SignedNote(text: succession.text, by: [old, new])
  }

  /// Reads a note that both keys have signed. Whether the old one is the log's is for `KeyHistory` to say.
  public init(_ note: SignedNote) throws(NoteRefusal) {
    let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 7, lines[0] == Self.title, lines[6] == "" else { throw .malformedSuccession }
    let head = try Checkpoint(text: lines[1...3].joined(separator: "\n") + "\n")
    try self.init(at: head, from: try VerifierKey(text: String(lines[4])), to: try VerifierKey(text: String(lines[5])))
    guard text.utf8.elementsEqual(note.text.utf8) else { throw .malformedSuccession }
    // Two lines, the old key's first: there is one way to write it.
    guard note.signatures.count == 2, note.signatures[0].isNamed(after: old), note.signatures[1].isNamed(after: new)
    else { throw .malformedSuccession }
    try note.verify([old, new])
  }
}

/// Which key signs which heads of a log: the first, which one was told, then those that successions brought.
public struct KeyHistory: Sendable {
  public let origin: String
  public let first: VerifierKey
  public private(set) var successions: [Succession] = []

  public init(origin: String, first: VerifierKey) {
    self.origin = origin
    self.first = first
  }

  /// Takes the next succession: of this log, from the key of today, at a head that is no older than the last.
  ///
  /// Its head must then be shown consistent with those around it, as any other.
  public mutating func add(_ note: SignedNote) throws(NoteRefusal) {
    let next = try Succession(note)
    guard next.head.origin.utf8.elementsEqual(origin.utf8) else { throw .wrongOrigin }
    guard next.old == current, next.head.size >= successions.last?.head.size ?? 0 else { throw .brokenSuccession }
    // A key that was replaced does not come back.
    guard next.new != first, !successions.contains(where: { $0.new == next.new }) else { throw .brokenSuccession }
    successions.append(next)
  }

  public var current: VerifierKey { successions.last?.new ?? first }

  /// Takes a note for a head of this log, if the key of that size signed it. At the very size of a succession both
  /// of its keys may.
  public func checkpoint(_ note: SignedNote) throws(NoteRefusal) -> Checkpoint {
    try Checkpoint(note, origin: origin, keys: keys(at: try Checkpoint(text: note.text).size))
  }

  private func keys(at size: UInt64) -> [VerifierKey] {
    let before = successions.last { $0.head.size < size }?.new ?? first
    return [before] + successions.filter { $0.head.size == size }.map(\.new)
  }
}
