import Testing

@testable import MerkleLog

@Suite("Checkpoints")
struct CheckpointTests {
  /// The example of C2SP tlog-checkpoint.
  static let example = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/behind-the-sofa \
    Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

    """

  @Test("The example of the specification is read and written back")
  func exampleOfSpecification() throws {
    let note = try SignedNote(bytes: Array(Self.example.utf8))
    let head = try Checkpoint(text: note.text)
    #expect(head.origin == "example.com/behind-the-sofa")
    #expect(head.size == 20_852_163)
    #expect(head.text == note.text)
    #expect(note.bytes == Array(Self.example.utf8))
    #expect(note.signatures.map(\.identifier) == [0x033D_E0AE])
  }

  @Test("What is no head is refused")
  func refusals() throws {
    let root = TreeHash.leaf([1]).base64
    for text in [
      "", "\n\n\n", "a\n1\n", "a\n1\n\(root)", "\n1\n\(root)\n", "a\n01\n\(root)\n", "a\n+1\n\(root)\n",
      "a\n-1\n\(root)\n",
      "a\n18446744073709551616\n\(root)\n", "a\n0\n\(root)\n", "a\n1\n\(root.dropLast())\n", "a\n1\n\(root)\n\n",
      "a\n1\n\(root)AAAA\n", "a\n\n1\n\(root)\n", "a\n１\n\(root)\n",
    ] {
      #expect(throws: NoteRefusal.malformedCheckpoint, "\(text)") { try Checkpoint(text: text) }
    }
    #expect(try Checkpoint(text: "a\n1\n\(root)\nmore\n").size == 1)
    #expect(try Checkpoint(text: "a\n0\n\(TreeHash.empty.base64)\n").size == 0)
    #expect(throws: NoteRefusal.malformedCheckpoint) { try Checkpoint(origin: "a\n9", size: 0, root: .empty) }
  }

  @Test("A later head follows an earlier one of the same log, and no other")
  func following() throws {
    let (before, after) = (KeptLog(size: 300), KeptLog(size: 1000))
    let earlier = try Checkpoint(origin: "a.fr", before.tree)
    let later = try Checkpoint(origin: "a.fr", after.tree)
    let proof = try TiledTree(size: 1000).consistency(from: 300) { try after.tile($0) }
    try later.follows(earlier, proof.hashes)
    let forged = try Checkpoint(origin: "a.fr", size: 300, root: TreeHash.leaf([1]))
    #expect(throws: ProofRefusal.wrongEarlierRoot) { try later.follows(forged, proof.hashes) }
    #expect(throws: ProofRefusal.outOfRange) { try earlier.follows(later, proof.hashes) }
    let elsewhere = try Checkpoint(origin: "b.fr", before.tree)
    #expect(throws: ProofRefusal.otherLog) { try later.follows(elsewhere, proof.hashes) }
    let key = try SigningKey(name: "a.fr")
    let note = try later.signed(by: key)
    #expect(try Checkpoint(note, origin: "a.fr", keys: [key.verifier]) == later)
    #expect(throws: NoteRefusal.wrongOrigin) { try Checkpoint(note, origin: "b.fr", keys: [key.verifier]) }
  }

  @Test("A key passes the log to the next at a head, and signs no later one")
  func succession() throws {
    let log = KeptLog(size: 10)
    let (one, two, three) = try (SigningKey(name: "a.fr"), SigningKey(name: "a.fr"), SigningKey(name: "a.fr"))
    func head(_ size: UInt64) throws -> Checkpoint { try Checkpoint(origin: "a.fr", size: size, root: log.tree.root) }
    var keys = KeyHistory(origin: "a.fr", first: one.verifier)
    try keys.add(Succession.signed(at: try head(10), from: one, to: two))
    try keys.add(Succession.signed(at: try head(20), from: two, to: three))
    #expect(keys.current == three.verifier)
    for (size, signer, isTaken) in [
      (9, one, true), (10, one, true), (10, two, true), (11, one, false), (11, two, true), (20, two, true),
      (20, three, true), (20, one, false), (21, two, false), (21, three, true), (9, two, false), (9, three, false),
    ] as [(UInt64, SigningKey, Bool)] {
      let note = try head(size).signed(by: signer)
      let taken = try? keys.checkpoint(note)
      #expect((taken != nil) == isTaken, "\(size)")
    }
  }

  @Test("A succession that one key did not sign, or that follows another, is refused")
  func successionRefused() throws {
    let (one, two, three) = try (SigningKey(name: "a.fr"), SigningKey(name: "a.fr"), SigningKey(name: "a.fr"))
    let head = try Checkpoint(origin: "a.fr", size: 5, root: TreeHash.leaf([1]))
    let text = try Succession(at: head, from: one.verifier, to: two.verifier).text
    var keys = KeyHistory(origin: "a.fr", first: one.verifier)
    for signers in [[one], [two], [one, three], [three]] {
      let note = try SignedNote(text: text, by: signers)
      #expect(throws: NoteRefusal.self) { try keys.add(note) }
    }
    let usurped = try Succession.signed(at: head, from: three, to: two)
    #expect(throws: NoteRefusal.brokenSuccession) { try keys.add(usurped) }
    let elsewhere = try Checkpoint(origin: "b.fr", size: 5, root: TreeHash.leaf([1]))
    let other = try Succession.signed(at: elsewhere, from: one, to: two)
    #expect(throws: NoteRefusal.wrongOrigin) { try keys.add(other) }
    let first = try Succession.signed(at: head, from: one, to: two)
    #expect(throws: NoteRefusal.malformedCheckpoint) { try Checkpoint(text: first.text) }
    try keys.add(first)
    #expect(throws: NoteRefusal.brokenSuccession) { try keys.add(first) }
    let back = try Succession.signed(at: head, from: two, to: one)
    #expect(throws: NoteRefusal.brokenSuccession) { try keys.add(back) }
    let older = try Checkpoint(origin: "a.fr", size: 4, root: TreeHash.leaf([1]))
    let earlier = try Succession.signed(at: older, from: two, to: three)
    #expect(throws: NoteRefusal.brokenSuccession) { try keys.add(earlier) }
  }
}
