import Testing

@testable import MerkleLog

@Suite("Proofs")
struct ProofsTests {
  @Test("For every size to 300, each proof is what the RFC's recursion gives, and verifies")
  func everyProof() throws {
    var plain = PlainTree(size: 300)
    for size in 1...300 {
      let root = plain.root(0..<size)
      for other in 0..<size {
        let path = plain.path(other, 0..<size)
        #expect(TreeRanges.inclusion(of: UInt64(other), size: UInt64(size)).map { plain.root(Self.range($0)) } == path)
        let inclusion = InclusionProof(index: UInt64(other), size: UInt64(size), hashes: path)
        try inclusion.verify(plain.leaves[other], root: root)
        let earlier = other + 1
        let hashes = plain.proof(earlier, 0..<size)
        let ranges = TreeRanges.consistency(from: UInt64(earlier), size: UInt64(size))
        #expect(ranges.map { plain.root(Self.range($0)) } == hashes)
        try ConsistencyProof(earlierSize: UInt64(earlier), size: UInt64(size), hashes: hashes)
          .verify(earlierRoot: plain.root(0..<earlier), root: root)
      }
    }
  }

  @Test("From tiles too, for every size to 300")
  func everySizeFromTiles() throws {
    var plain = PlainTree(size: 300)
    for size in 1...300 {
      let log = KeptLog(size: size)
      #expect(log.tree.root == plain.root(0..<size))
      let indices: Set = [0, size / 3, size / 2, size - 1]
      for index in indices { try compare(index, size, log, &plain) }
    }
  }

  @Test("From tiles, for random sizes to 100,000", arguments: 1...6 as ClosedRange<UInt64>)
  func randomSizes(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let size = Int.random(in: 301...100_000, using: &random)
    var plain = PlainTree(size: size)
    let log = KeptLog(size: size)
    #expect(log.tree.root == plain.root(0..<size))
    for _ in 0..<12 { try compare(Int.random(in: 0..<size, using: &random), size, log, &plain) }
  }

  private func compare(_ index: Int, _ size: Int, _ log: KeptLog, _ plain: inout PlainTree) throws {
    let tree = try TiledTree(size: UInt64(size))
    #expect(try tree.root { try log.tile($0) } == log.tree.root)
    let inclusion = try tree.inclusion(of: UInt64(index)) { try log.tile($0) }
    #expect(inclusion.hashes == plain.path(index, 0..<size))
    let consistency = try tree.consistency(from: UInt64(index + 1)) { try log.tile($0) }
    #expect(consistency.hashes == plain.proof(index + 1, 0..<size))
  }

  @Test("Every tampering with a proof of inclusion is refused")
  func tamperedInclusion() throws {
    var plain = PlainTree(size: 40)
    for size in 1...40 {
      let root = plain.root(0..<size)
      for index in 0..<size {
        let (leaf, path) = (plain.leaves[index], plain.path(index, 0..<size))
        let honest = InclusionProof(index: UInt64(index), size: UInt64(size), hashes: path)
        try honest.verify(leaf, root: root)
        for hashes in Self.tampered(path) {
          let proof = InclusionProof(index: UInt64(index), size: UInt64(size), hashes: hashes)
          #expect(throws: ProofRefusal.self) { try proof.verify(leaf, root: root) }
        }
        for other in 0...UInt64(size) where other != UInt64(index) {
          let proof = InclusionProof(index: other, size: UInt64(size), hashes: path)
          #expect(throws: ProofRefusal.self) { try proof.verify(leaf, root: root) }
        }
        #expect(throws: ProofRefusal.wrongRoot) { try honest.verify(TreeHash.leaf([7]), root: root) }
        #expect(throws: ProofRefusal.wrongRoot) { try honest.verify(leaf, root: .empty) }
      }
    }
  }

  @Test("Every tampering with a proof of consistency is refused")
  func tamperedConsistency() throws {
    var plain = PlainTree(size: 40)
    for size in 2...40 {
      let root = plain.root(0..<size)
      for earlier in 1..<size {
        let (before, hashes) = (plain.root(0..<earlier), plain.proof(earlier, 0..<size))
        for changed in Self.tampered(hashes) {
          let proof = ConsistencyProof(earlierSize: UInt64(earlier), size: UInt64(size), hashes: changed)
          #expect(throws: ProofRefusal.self) { try proof.verify(earlierRoot: before, root: root) }
        }
        for other in 0...size where other != earlier {
          let proof = ConsistencyProof(earlierSize: UInt64(other), size: UInt64(size), hashes: hashes)
          #expect(throws: ProofRefusal.self) { try proof.verify(earlierRoot: before, root: root) }
        }
        let honest = ConsistencyProof(earlierSize: UInt64(earlier), size: UInt64(size), hashes: hashes)
        #expect(throws: ProofRefusal.self) { try honest.verify(earlierRoot: .empty, root: root) }
        #expect(throws: ProofRefusal.wrongRoot) { try honest.verify(earlierRoot: before, root: .empty) }
      }
    }
  }

  @Test("Numbers at the end of what can be counted are refused, and end nothing")
  func extremes() throws {
    for (index, size) in [(0, UInt64.max), (.max, .max), (.max - 1, .max), (0, 0), (.max, 0)] as [(UInt64, UInt64)] {
      let inclusion = InclusionProof(index: index, size: size, hashes: [.empty, .empty])
      #expect(throws: ProofRefusal.self) { try inclusion.verify(.empty, root: .empty) }
      let consistency = ConsistencyProof(earlierSize: index, size: size, hashes: [.empty])
      #expect(throws: ProofRefusal.self) { try consistency.verify(earlierRoot: .empty, root: TreeHash.leaf([])) }
    }
    let largest = try TiledTree(size: UInt64(Int64.max))
    #expect(try largest.tilesForInclusion(of: 0).count == 15)
    #expect(throws: TileRefusal.outOfRange) { try largest.tilesForInclusion(of: .max) }
    #expect(throws: TileRefusal.outOfRange) { try largest.tilesForConsistency(from: .max) }
    #expect(throws: TileRefusal.outOfRange) { try largest.tilesForConsistency(from: 0) }
    #expect(throws: KeptLog.Missing.self) { try largest.root { _ in throw KeptLog.Missing() } }
  }

  /// Each hash changed, dropped, doubled or swapped with the next; one more at either end.
  static func tampered(_ hashes: [TreeHash]) -> [[TreeHash]] {
    var all = [hashes + [.empty], [.empty] + hashes]
    for place in hashes.indices {
      var changed = hashes
      changed[place] = TreeHash.leaf(hashes[place].bytes)
      all.append(changed)
      changed = hashes
      changed.remove(at: place)
      all.append(changed)
      changed = hashes
      changed.insert(hashes[place], at: place)
      all.append(changed)
      guard place > 0 else { continue }
      changed = hashes
      changed.swapAt(place, place - 1)
      all.append(changed)
    }
    return all
  }

  static func range(_ range: Range<UInt64>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }
}
