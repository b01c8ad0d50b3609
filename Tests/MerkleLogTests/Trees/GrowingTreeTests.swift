import Testing

@testable import MerkleLog

@Suite("Growing tree")
struct GrowingTreeTests {
  /// The tree of eight leaves by which implementations of Certificate Transparency are compared since 2013.
  static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57), Array(0x60...0x6F),
  ]
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("The roots of the eight known leaves")
  func knownRoots() {
    var tree = GrowingTree()
    for (size, root) in Self.roots.enumerated() {
      #expect(Self.hexadecimal(tree.root) == root)
      if size < Self.leaves.count { #expect(tree.append(leaf: Self.leaves[size]).isEmpty) }
    }
  }

  @Test("A log taken up from its tiles goes on as if it had never stopped")
  func restoring() throws {
    for size in [0, 1, 2, 3, 100, 254, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537, 70_000] {
      var log = KeptLog(size: size)
      var restored = try GrowingTree(size: UInt64(size), root: log.tree.root) { try log.tile($0) }
      for number in 0..<300 {
        let leaf = String(size + number).utf8
        #expect(restored.append(leaf: leaf) == log.tree.append(leaf: leaf))
      }
      #expect(restored.root == log.tree.root)
      #expect(restored.partialTiles == log.tree.partialTiles)
    }
  }

  @Test("A log is not taken up from tiles of another root, nor beyond what can be counted")
  func restoringRefused() throws {
    let log = KeptLog(size: 300)
    #expect(throws: TileRefusal.wrongRoot) { try GrowingTree(size: 300, root: .empty) { try log.tile($0) } }
    #expect(throws: TileRefusal.tooLarge) { try GrowingTree(size: .max, root: .empty) { try log.tile($0) } }
    let narrow = try #require(TileAddress(.hashes(level: 0), index: 1, width: 43))
    #expect(throws: TileRefusal.self) {
      try GrowingTree(size: 300, root: log.tree.root) { $0.index == 1 ? Tile(narrow, []) : try log.tile($0) }
    }
  }

  @Test("A million leaves: proofs of any of them, from a handful of tiles")
  func million() throws {
    let size = 1_000_000
    let log = KeptLog(size: size)
    let tree = try TiledTree(size: UInt64(size))
    #expect(try tree.root { try log.tile($0) } == log.tree.root)
    for index in [0, 1, 255, 256, 65_535, 65_536, 524_288, 999_423, 999_999] {
      var read = Set<TileAddress>()
      let proof = try tree.inclusion(of: UInt64(index)) {
        read.insert($0)
        return try log.tile($0)
      }
      #expect(read == (try tree.tilesForInclusion(of: UInt64(index))))
      #expect(read.count <= 6)
      try proof.verify(.leaf(String(index).utf8), root: log.tree.root)
    }
    let earlier = KeptLog(size: 70_000)
    try tree.consistency(from: 70_000) { try log.tile($0) }
      .verify(earlierRoot: earlier.tree.root, root: log.tree.root)
  }

  static func hexadecimal(_ hash: TreeHash) -> String {
    hash.bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
