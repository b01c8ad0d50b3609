import Testing

@testable import MerkleLog

@Suite("Succession of keys")
struct SuccessionTests {
  private static let origin = "vote.exemple.fr/2026"
  private let keys = (0..<3).compactMap { try? SigningKey(name: Self.origin, seed: Array(repeating: $0, count: 32)) }

  private func head(_ size: UInt64, _ origin: String = Self.origin) throws -> Checkpoint {
    try Checkpoint(origin: origin, size: size, root: .leaf(Array("\(size)".utf8)))
  }

  private func history(_ sizes: UInt64...) throws -> KeyHistory {
    var history = KeyHistory(origin: Self.origin, first: keys[0].verifier)
    for (place, size) in sizes.enumerated() {
      try history.add(try Succession.signed(at: try head(size), from: keys[place], to: keys[place + 1]))
    }
    return history
  }

  @Test("Heads are signed by the key of their size; at a succession by either")
  func heads() throws {
    let history = try history(10, 20)
    #expect(history.current == keys[2].verifier)
    let signers: [UInt64: [Int]] = [1: [0], 9: [0], 10: [0, 1], 11: [1], 20: [1, 2], 21: [2], 1000: [2]]
    for (size, known) in signers {
      for (place, key) in keys.enumerated() {
        let note = try head(size).signed(by: key)
        #expect(((try? history.checkpoint(note)) != nil) == known.contains(place), "size \(size), key \(place)")
      }
    }
  }

  @Test("The text of a succession is the one that its page tells, and reads back")
  func text() throws {
    let note = try Succession.signed(at: try head(7), from: keys[0], to: keys[1])
    let lines = note.text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["coporter key succession 1", Self.origin, "7"])
    #expect(lines.suffix(2) == [keys[0].verifier.text, keys[1].verifier.text])
    #expect(try Succession(try SignedNote(bytes: note.bytes)).head == head(7))
    #expect(throws: NoteRefusal.self, "it does not pass for a head") { try Checkpoint(text: note.text) }
  }

  @Test("Both keys sign, or there is no succession")
  func unsigned() throws {
    let text = try Succession.signed(at: try head(7), from: keys[0], to: keys[1]).text
    for signers in [
      [keys[0]], [keys[1]], [keys[0], keys[2]], [keys[2], keys[2]], [keys[1], keys[0]], [keys[0], keys[1], keys[1]],
      [keys[0], keys[1], keys[2]], [keys[0], keys[0]],
    ] {
      let note = try SignedNote(text: text, by: signers)
      #expect(throws: NoteRefusal.self) { try Succession(note) }
    }
    #expect(throws: NoteRefusal.malformedSuccession) {
      try Succession.signed(at: try head(7), from: keys[0], to: keys[0])
    }
    let longer = try SignedNote(text: text + "more\n", by: [keys[0], keys[1]])
    #expect(throws: NoteRefusal.malformedSuccession) { try Succession(longer) }
  }

  @Test("A succession follows the one before: same log, key of the moment, no earlier head, no key that comes back")
  func order() throws {
    var history = try history(10)
    let wrong: [(Checkpoint, Int, Int)] = [
      (try head(12), 0, 2), (try head(9), 1, 2), (try head(12), 1, 0), (try head(12), 2, 1),
    ]
    for (head, old, new) in wrong {
      let note = try Succession.signed(at: head, from: keys[old], to: keys[new])
      #expect(throws: NoteRefusal.brokenSuccession) { try history.add(note) }
    }
    let other = try Succession.signed(at: try head(12, "other.exemple.fr"), from: keys[1], to: keys[2])
    #expect(throws: NoteRefusal.wrongOrigin) { try history.add(other) }
    try history.add(try Succession.signed(at: try head(10), from: keys[1], to: keys[2]))
    #expect(history.current == keys[2].verifier)
  }
}
