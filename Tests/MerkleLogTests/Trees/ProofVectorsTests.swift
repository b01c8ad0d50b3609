import Foundation
import MerkleLog
import Testing

/// Proofs made and refused by another implementation (transparency-dev/merkle, folder `testdata`). They are not in this
/// repository: `MERKLE_VECTORS` names the folder, `make` looks for it beside the project.
enum ProofVectors {
  struct Inclusion: Decodable {
    var name: String
    var leafIdx: UInt64
    var treeSize: UInt64
    var root: String
    var leafHash: String
    var proof: [String]?
    var wantErr: Bool
  }

  struct Consistency: Decodable {
    var name: String
    var size1: UInt64
    var size2: UInt64
    var root1: String
    var root2: String
    var proof: [String]?
    var wantErr: Bool
  }

  static let folder = URL(
    filePath: ProcessInfo.processInfo.environment["MERKLE_VECTORS"] ?? "../shared/data/merkle")
  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "inclusion.jsonl").path)
  }

  static func lines<Line: Decodable>(_ name: String, _ type: Line.Type) throws -> [Line] {
    let text = try Data(contentsOf: folder.appending(path: name))
    return try text.split(separator: 0x0A).map { try JSONDecoder().decode(Line.self, from: $0) }
  }

  struct NotAHash: Error {}

  /// What is no hash is refused before any proof is.
  static func hash(_ text: String) throws -> TreeHash {
    guard let hash = TreeHash(base64: text) else { throw NotAHash() }
    return hash
  }

  /// Some roots there are words ("dont care 1"), which stand for any hash: theirs.
  static func root(_ text: String) throws -> TreeHash {
    guard let bytes = Data(base64Encoded: text) else { throw NotAHash() }
    return TreeHash(bytes) ?? TreeHash.leaf(bytes)
  }
}

@Suite(
  "Proofs of another implementation",
  .enabled(if: ProofVectors.isThere, "No proofs of others: MERKLE_VECTORS names no folder with inclusion.jsonl."))
struct ProofVectorsTests {
  @Test("Proofs of inclusion are taken and refused alike")
  func inclusion() throws {
    let lines = try ProofVectors.lines("inclusion.jsonl", ProofVectors.Inclusion.self)
    #expect(lines.count >= 98)
    for line in lines {
      let isRefused = Self.isRefused {
        let hashes = try (line.proof ?? []).map { try ProofVectors.hash($0) }
        try InclusionProof(index: line.leafIdx, size: line.treeSize, hashes: hashes)
          .verify(try ProofVectors.hash(line.leafHash), root: try ProofVectors.root(line.root))
      }
      #expect(isRefused == line.wantErr, "\(line.name)")
    }
  }

  @Test("Proofs of consistency are taken and refused alike")
  func consistency() throws {
    let lines = try ProofVectors.lines("consistency.jsonl", ProofVectors.Consistency.self)
    #expect(lines.count >= 98)
    for line in lines {
      let isRefused = Self.isRefused {
        let hashes = try (line.proof ?? []).map { try ProofVectors.hash($0) }
        try ConsistencyProof(earlierSize: line.size1, size: line.size2, hashes: hashes)
          .verify(earlierRoot: try ProofVectors.root(line.root1), root: try ProofVectors.root(line.root2))
      }
      #expect(isRefused == line.wantErr, "\(line.name)")
    }
  }

  private static func isRefused(_ act: () throws -> Void) -> Bool {
    do {
      try act()
      return false
    } catch {
      return true
    }
  }
}
