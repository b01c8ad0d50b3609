import MerkleLog

@testable import Proof

/// An export whose files are in memory.
final class MemoryExport: ExportSink, ExportFiles {
  var files: [String: [UInt8]] = [:]

  init() {}
  init(_ files: [String: [UInt8]]) { self.files = files }

  /// The export of a synthetic vote.
  convenience init(_ vote: SyntheticVote) throws {
    self.init()
    try vote.write(to: self)
  }

  func append(_ bytes: [UInt8], to path: String) { files[path, default: []] += bytes }

  func open(_ path: String) -> (any ExportFile)? { files[path].map { MemoryFile($0) } }

  func paths(_ take: ([UInt8]) -> Void) -> Bool {
    for path in files.keys { take(Array(path.utf8)) }
    return true
  }

  var leaves: [Leaf] { lines(of: ExportPath.leaves).compactMap { Leaf(bytes: $0) } }

  func lines(of path: String) -> [[UInt8]] {
    (files[path] ?? []).split(separator: 0x0A).map { Array($0) }
  }

  func put(_ lines: [[UInt8]], _ path: String) { files[path] = lines.flatMap { $0 + [0x0A] } }

  private final class MemoryFile: ExportFile {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A few bytes at a time, as a slow disk gives them.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(buffer.count, bytes.count - place, 4093)
      buffer.copyBytes(from: bytes[place..<(place + count)])
      place += count
      return count
    }
  }
}

extension SyntheticVote {
  /// A small one that has a leaf of every kind.
  static func small(_ stage: Stage = .selection, ballots: Int = 12) -> SyntheticVote {
    var vote = SyntheticVote(seed: 7, ballots: ballots)
    vote.propositions = 8
    vote.stage = stage
    return vote
  }
}

extension Examination {
  /// The place of the first fault, or nil when all is right.
  var fault: Fault? {
    do {
      _ = try run()
      return nil
    } catch { return error }
  }
}
