internal import MerkleLog

/// A head as an export and a receipt hold it, not believed yet: three lines, an empty one, one signature of Ed25519, in
/// the only spelling.
struct SignedHead {
  let note: SignedNote
  let head: Checkpoint

  /// - Returns: nil for anything else.
  init?(_ bytes: [UInt8]) {
    guard let note = try? SignedNote(bytes: bytes), note.signatures.count == 1, note.signatures[0].isOfEd25519,
      note.bytes == bytes, let head = try? Checkpoint(text: note.text),
      head.text.utf8.elementsEqual(note.text.utf8), head.size <= UInt64(FieldReader.greatest)
    else { return nil }
    self.note = note
    self.head = head
  }
}
