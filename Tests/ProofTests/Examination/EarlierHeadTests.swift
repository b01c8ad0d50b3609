import MerkleLog
import Testing

@testable import Proof

@Suite("Earlier heads and receipts")
struct EarlierHeadTests {
  @Test("A head kept from the vote is one that the whole log follows")
  func since() throws {
    let export = try MemoryExport(.small())
    for stage in [SyntheticVote.Stage.preparation, .vote, .closing, .count] {
      var examination = Examination(export)
      examination.since = try MemoryExport(.small(stage)).files[ExportPath.checkpoint]
      let since = try examination.run().since
      #expect(since != nil)
    }
  }

  @Test("A log that was written anew is found by whoever kept a head")
  func rewritten() throws {
    // The same keys, other ballots: the seed of the keys is that of the vote.
    var other = SyntheticVote.small(.vote)
    other.propositions = 9
    var examination = Examination(try MemoryExport(.small()))
    examination.since = try MemoryExport(other).files[ExportPath.checkpoint]
    #expect(examination.fault == Fault(.since, .rewritten))
    examination.since = [1, 2, 3]
    #expect(examination.fault == Fault(.since, .malformedCheckpoint))
    var stranger = SyntheticVote.small(.vote)
    stranger.seed = 1
    examination.since = try MemoryExport(stranger).files[ExportPath.checkpoint]
    #expect(examination.fault == Fault(.since, .wrongSignature))
    var later = Examination(try MemoryExport(.small(.vote)))
    later.since = try MemoryExport(.small()).files[ExportPath.checkpoint]
    #expect(later.fault == Fault(.since, .missingLine))
  }

  @Test("A receipt taken amid the vote verifies at the end, and says what became of the ballot")
  func receipts() throws {
    let amid = MemoryExport()
    let opened = try #require(try SyntheticVote.small(.vote).write(to: amid))
    let receipt = try opened.receipt(from: amid)
    #expect(Receipt(bytes: receipt.bytes) == receipt)
    var examination = Examination(try MemoryExport(.small()))
    examination.receipt = receipt.bytes
    #expect(try examination.run().receipt?.state == .counts)
    let keys = try examination.run().keys
    var read = 0
    for place in receipt.bytes.indices {
      var bytes = receipt.bytes
      bytes[place] ^= 1
      guard let changed = Receipt(bytes: bytes) else { continue }
      read += 1
      #expect(throws: Receipt.Refusal.self, "byte \(place)") { try changed.verify(keys) }
    }
    #expect(read > 300, "a letter of base64 for another is still a receipt")
    var other = receipt
    other.choices = ["P01", "P02", "P03", "P04"]
    examination.receipt = other.bytes
    #expect(examination.fault == Fault(.receipt, .receipt(.wrongChoices)))
    other = receipt
    other.proof.index += 1
    examination.receipt = other.bytes
    #expect(examination.fault == Fault(.receipt, .receipt(.wrongProof)))
  }

  @Test("A receipt of a log that was written anew is refused, though its key signed")
  func rewrittenReceipt() throws {
    var other = SyntheticVote.small(.vote)
    other.propositions = 9
    let export = MemoryExport()
    let opened = try #require(try other.write(to: export))
    var examination = Examination(try MemoryExport(.small()))
    examination.receipt = try opened.receipt(from: export).bytes
    #expect(examination.fault == Fault(.receipt, .rewritten))
  }
}
