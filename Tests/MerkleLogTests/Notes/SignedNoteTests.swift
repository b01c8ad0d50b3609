import Testing

@testable import MerkleLog

@Suite("Signed notes")
struct SignedNoteTests {
  /// The example of the documentation of Go's `golang.org/x/mod/sumdb/note`, where the format comes from.
  static let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let signed = """
    \(text)
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """

  @Test("The known note is believed, and the known key signs one that is")
  func knownNote() throws {
    let key = try VerifierKey(text: Self.known)
    #expect(key.text == Self.known)
    let note = try SignedNote(bytes: Array(Self.signed.utf8))
    #expect(note.text == Self.text)
    #expect(try note.verify([key]) == [key])
    #expect(note.bytes == Array(Self.signed.utf8))
    let secret = try SigningKey(text: Self.secret)
    #expect(secret.verifier == key)
    #expect(secret.secretText == Self.secret)
    #expect(!"\(secret)".contains("AYEKFALV"))
    var shown = ""
    dump(secret, to: &shown)
    #expect(!shown.contains("key: "))
    try SignedNote(text: Self.text, by: [secret]).verify([key])
  }

  @Test("No bit of a note changes unseen")
  func everyBit() throws {
    let key = try VerifierKey(text: Self.known)
    let bytes = Array(Self.signed.utf8)
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        #expect(throws: NoteRefusal.self) { try SignedNote(bytes: changed).verify([key]) }
      }
      let cut = Array(bytes.prefix(place))
      #expect(throws: NoteRefusal.self) { try SignedNote(bytes: cut).verify([key]) }
    }
  }

  @Test("No letter of a key changes unseen, nor is any part of it a key")
  func everyLetterOfAKey() {
    for (text, isSecret) in [(Self.known, false), (Self.secret, true)] {
      let letters = Array(text.utf8)
      for place in letters.indices {
        var changed = letters
        changed[place] ^= 1
        let parts = [changed, Array(letters.prefix(place)), Array(letters.dropFirst(place + 1))]
        for part in parts.map({ String(decoding: $0, as: UTF8.self) }) {
          #expect(throws: NoteRefusal.malformedKey) {
            if isSecret { _ = try SigningKey(text: part) } else { _ = try VerifierKey(text: part) }
          }
        }
      }
    }
  }

  @Test("Signatures of keys unknown are ignored; a wrong one of a known key ruins the note")
  func severalSigners() throws {
    let (one, two, other) = try (SigningKey(name: "a.fr"), SigningKey(name: "b.fr"), SigningKey(name: "a.fr"))
    let note = try SignedNote(text: "Dax\n\nBeauvais\n", by: [one, two])
    #expect(try note.verify([two.verifier]) == [two.verifier])
    #expect(try note.verify([one.verifier, other.verifier, two.verifier]) == [one.verifier, two.verifier])
    #expect(throws: NoteRefusal.unsigned) { try note.verify([other.verifier]) }
    #expect(throws: NoteRefusal.unsigned) { try note.verify([]) }
    let swapped = String(decoding: note.bytes, as: UTF8.self).replacing("Dax", with: "Pau")
    let changed = try SignedNote(bytes: Array(swapped.utf8))
    #expect(throws: NoteRefusal.wrongSignature("b.fr")) { try changed.verify([two.verifier]) }
    #expect(try SignedNote(bytes: note.bytes) == note)
  }

  @Test("What is no note is refused, and ends nothing")
  func refusals() throws {
    for text in [
      "", "\n", "\n\n", "a\n", "a\n\n", "a\n\n— x\n", "a\n\n— x y\n", "a\n\n— x AAAA\n", "a\n\n- x AAAAAA==\n",
    ] {
      #expect(throws: NoteRefusal.malformed) { try SignedNote(bytes: Array(text.utf8)) }
    }
    #expect(throws: NoteRefusal.malformed) { try SignedNote(bytes: [0xFF, 0x0A, 0x0A, 0x0A]) }
    #expect(throws: NoteRefusal.malformed) { try SignedNote(bytes: Array("a\r\n\n— x AAAAAAA=\n".utf8)) }
    let line = "— x AAAAAAA=\n"
    #expect(try SignedNote(bytes: Array("a\n\n\(line)".utf8)).signatures.count == 1)
    let many = "a\n\n" + String(repeating: line, count: 101)
    #expect(throws: NoteRefusal.tooLarge) { try SignedNote(bytes: Array(many.utf8)) }
    #expect(throws: NoteRefusal.tooLarge) { try SignedNote(bytes: [UInt8](repeating: 0x0A, count: 1 << 20 + 1)) }
    #expect(try SignedNote(bytes: Array(("a\n\n" + String(repeating: line, count: 100)).utf8)).signatures.count == 100)
    for name in ["", "a b", "a+b", "a\u{A0}b", "a\nb", "é", "e\u{301}", "a\u{85}", "a\u{7F}", "a\u{200B}"] {
      let note = Array("a\n\n\(line.replacing("x", with: name))".utf8)
      #expect(throws: NoteRefusal.malformed, "\(name)") { try SignedNote(bytes: note) }
      #expect(throws: NoteRefusal.malformedKey) { try SigningKey(name: name) }
    }
    let key = try SigningKey(name: "a.fr")
    #expect(throws: NoteRefusal.malformed) { try SignedNote(text: "no end", by: [key]) }
    #expect(throws: NoteRefusal.malformed) { try SignedNote(text: "a\n", by: []) }
    var random = Seeded(state: 6)
    for _ in 0..<2000 {
      let bytes = (0..<40).map { _ in Array("a\n\n— x=A+/\u{301}".utf8).randomElement(using: &random) ?? 0 }
      _ = try? SignedNote(bytes: bytes)
      _ = try? VerifierKey(text: String(decoding: bytes, as: UTF8.self))
      _ = TileAddress(path: String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("Base64 is read in its canonical spelling only (RFC 4648 section 10)")
  func base64() {
    for (plain, text) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ] {
      #expect(Base64.text(of: Array(plain.utf8)) == text)
      #expect(Base64.bytes(of: text.utf8) == Array(plain.utf8))
    }
    for wrong in ["Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "=Zg=", "Zg==Zg==", "Zm9v\n", "Zm-_", "Zg= "] {
      #expect(Base64.bytes(of: wrong.utf8) == nil, "\(wrong)")
    }
  }
}
