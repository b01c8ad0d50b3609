import Testing

@testable import MerkleLog

@Suite("Tiles")
struct TileTests {
  @Test("Addresses are paths, in one spelling only")
  func paths() throws {
    let far = try #require(TileAddress(.hashes(level: 0), index: 1_234_067))
    #expect(far.path == "tile/0/x001/x234/067")
    let entries = try #require(TileAddress(.entries, index: 273, width: 112))
    #expect(entries.path == "tile/entries/273.p/112")
    for address in [far, entries, try #require(TileAddress(.hashes(level: 7), index: 0, width: 1))] {
      #expect(TileAddress(path: address.path) == address)
    }
    for wrong in [
      "", "tile", "tile/0", "tile/0/", "tile/0/1", "tile/0/0001", "tile/00/001", "tile/8/000", "tile/-1/000",
      "tile/0/001.p/256", "tile/0/001.p/0", "tile/0/001.p/-1", "tile/0/001.p/01", "tile/0/001.p", "tile/0/.p/1",
      "tile/0/x000/001", "tile/0/001/002", "tile/0/x001", "tile/0/001/", "/tile/0/001", "tile/0/é01", "tile/0/+01",
      "tile/7/x999/999", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/data/001", "tile/../001",
    ] {
      #expect(TileAddress(path: wrong) == nil, "\(wrong)")
    }
  }

  @Test("A tree of 70,000 leaves has the tiles that the specification counts")
  func exampleOfSpecification() {
    let log = KeptLog(size: 70_000)
    let names = Set(log.tiles.keys)
    #expect(names.count == 273 + 1 + 1 + 1 + 1)
    #expect(names.isSuperset(of: ["tile/0/000", "tile/0/272", "tile/0/273.p/112", "tile/1/000"]))
    #expect(names.isSuperset(of: ["tile/1/001.p/17", "tile/2/000.p/1"]))
    #expect(Set(KeptLog(size: 256).tiles.keys) == ["tile/0/000", "tile/1/000.p/1"])
    #expect(log.tiles["tile/0/000"]?.count == 8192)
  }

  @Test("A tile of another width, or with half a hash, is refused")
  func widths() throws {
    let address = try #require(TileAddress(.hashes(level: 0), index: 0, width: 2))
    for count in [0, 1, 32, 63, 65, 96] {
      let bytes = [UInt8](repeating: 1, count: count)
      #expect(throws: TileRefusal.wrongWidth(address)) { try Tile(address, bytes: bytes) }
    }
    #expect(try Tile(address, bytes: [UInt8](repeating: 1, count: 64)).hashes.count == 2)
    #expect(TileAddress(.hashes(level: 0), index: 0, width: 257) == nil)
    #expect(TileAddress(.hashes(level: 0), index: .max) == nil)
  }

  @Test("A number that no tree reaches is no address, at any level", arguments: 0..<8)
  func overflow(level: Int) throws {
    let hashes = TreeRanges.largestSize >> UInt64(8 * level)
    let last = hashes >> 8
    let width = Int(hashes & 255)
    #expect(width == 255 || level == 7)
    let kind = TileAddress.Kind.hashes(level: level)
    let widest = try #require(TileAddress(kind, index: last, width: width))
    #expect(widest.index == last)
    #expect(TileAddress(path: widest.path) == widest)
    #expect(TileAddress(kind, index: last, width: width + 1) == nil)
    for beyond: UInt64 in [last + 1, last + 256, (last + 1) << 8, 1 << 56, 1 << 63, .max - 1] {
      #expect(TileAddress(kind, index: beyond, width: 1) == nil, "\(beyond)")
    }
  }

  @Test("Bundles hold leaves after their lengths, and nothing else")
  func bundles() throws {
    let leaves: [[UInt8]] = [Array("{\"n\":1}".utf8), [], [UInt8](repeating: 7, count: 300)]
    let bundle = try EntryBundle(leaves)
    #expect(bundle.bytes.prefix(3) == [0, 7, 0x7B])
    #expect(bundle.bytes.dropFirst(9).prefix(4) == [0, 0, 1, 44])
    #expect(try EntryBundle(bytes: bundle.bytes, width: 3) == bundle)
    for end in 0..<bundle.bytes.count {
      #expect(throws: TileRefusal.brokenBundle) { try EntryBundle(bytes: Array(bundle.bytes.prefix(end)), width: 3) }
    }
    #expect(throws: TileRefusal.brokenBundle) { try EntryBundle(bytes: bundle.bytes, width: 2) }
    #expect(throws: TileRefusal.brokenBundle) { try EntryBundle(bytes: bundle.bytes, width: 4) }
    #expect(throws: TileRefusal.brokenBundle) { try EntryBundle([]) }
    #expect(throws: TileRefusal.leafTooLong) { try EntryBundle([[UInt8](repeating: 0, count: 65_536)]) }
  }
}
