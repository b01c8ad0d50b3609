import ArgumentParser
import Crypto
import Foundation
import MerkleLog

extension ProofCommand {
  /// For `make bench`: what a log costs beside what the library of hashes and signatures costs alone.
  struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mesure le journal à côté de sa bibliothèque de chiffrement.", shouldDisplay: false)

    @Option(help: "Combien de feuilles.")
    var leaves = 1_000_000

    /// As long as the leaf of a ballot.
    private static let leaf = [UInt8](repeating: 0x61, count: 190)
    private static let signatures = 2000
    /// A head a second, when a vote is busy.
    private static let leavesPerHead = 10_000

    func run() throws {
      let key = try SigningKey(name: "banc.exemple.fr")
      var figures: [(String, Double)] = []
      figures.append(("hash_raw", rate(leaves) { _ = SHA256.hash(data: Self.leaf) }))
      figures.append(("hash_leaf", rate(leaves) { _ = TreeHash.leaf(Self.leaf) }))
      let raw = Curve25519.Signing.PrivateKey()
      let text = try Checkpoint(origin: "banc.exemple.fr", GrowingTree()).text
      let signature = try raw.signature(for: Data(text.utf8))
      figures.append(("sign_raw", rate(Self.signatures) { _ = try? raw.signature(for: Data(text.utf8)) }))
      figures.append(("sign_note", rate(Self.signatures) { _ = try? SignedNote(text: text, by: [key]) }))
      let data = Data(text.utf8)
      figures.append(
        ("verify_raw", rate(Self.signatures) { _ = raw.publicKey.isValidSignature(signature, for: data) }))
      let note = try SignedNote(text: text, by: [key]).bytes
      figures.append(
        ("verify_note", rate(Self.signatures) { _ = try? SignedNote(bytes: note).verify([key.verifier]) }))
      figures.append(("append_seconds", try append(key)))
      for (name, figure) in figures { print("\(name) \(figure)") }
    }

    /// How many times a second.
    private func rate(_ times: Int, _ act: () -> Void) -> Double {
      let elapsed = ContinuousClock().measure { for _ in 0..<times { act() } }
      return Double(times) / (elapsed / .seconds(1))
    }

    /// Seconds to append all leaves, make their tiles and sign heads on the way.
    private func append(_ key: SigningKey) throws -> Double {
      var (tree, bytes) = (GrowingTree(), 0)
      let elapsed = try ContinuousClock().measure {
        for number in 1...leaves {
          for tile in tree.append(TreeHash.leaf(Self.leaf)) { bytes += tile.bytes.count }
          guard number % Self.leavesPerHead == 0 else { continue }
          bytes += try Checkpoint(origin: "banc.exemple.fr", tree).signed(by: key).bytes.count
        }
      }
      return bytes > 0 ? elapsed / .seconds(1) : 0
    }
  }
}
