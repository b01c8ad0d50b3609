/// What can be wrong with an export: three are what somebody does to the files of a log that was signed, two are what
/// a server that holds the key would do.
public enum Corruption: String, Sendable, CaseIterable {
  /// One letter of a name on the roll is another.
  case changedByte = "changed-byte"
  /// The file of leaves lacks a ballot.
  case droppedLine = "dropped-line"
  /// Two ballots have changed places.
  case swappedLines = "swapped-lines"
  /// A ballot that replaces another is entered as a first one: two would count.
  case secondBallot = "second-ballot"
  /// The tally gives a proposition one more supporter than the ballots.
  case wrongTally = "wrong-tally"

  /// How the lines of an honest log are written instead.
  func forge(_ leaves: [Leaf]) -> @Sendable (Int, [UInt8]) -> (entered: [UInt8], written: [[UInt8]]) {
    let ballots = leaves.indices.filter { Self.ballot(leaves[$0]) != nil }
    switch self {
    case .changedByte:
      let place = leaves.firstIndex { if case .roll = $0 { true } else { false } } ?? 0
      return { number, line in (line, [number == place ? Self.changed(line) : line]) }
    case .droppedLine:
      let place = ballots.dropFirst(2).first ?? 0
      return { number, line in (line, number == place ? [] : [line]) }
    case .swappedLines:
      let (first, second) = (ballots.dropFirst(3).first ?? 0, ballots.dropFirst(4).first ?? 0)
      let (earlier, later) = (leaves[first].bytes, leaves[second].bytes)
      return { number, line in (line, [number == first ? later : number == second ? earlier : line]) }
    case .secondBallot:
      let place = ballots.first { Self.ballot(leaves[$0])?.number == 2 } ?? 0
      guard var ballot = Self.ballot(leaves[place]) else { return { ($1, [$1]) } }
      ballot.number = 1
      return Self.entering(.ballot(ballot), at: place)
    case .wrongTally:
      for (place, leaf) in leaves.enumerated() {
        guard case .tally(var tally) = leaf, !tally.supports.isEmpty else { continue }
        tally.supports[0] += 1
        return Self.entering(.tally(tally), at: place)
      }
      return { ($1, [$1]) }
    }
  }

  private static func ballot(_ leaf: Leaf) -> BallotLeaf? {
    if case .ballot(let ballot) = leaf { ballot } else { nil }
  }

  private static func entering(
    _ leaf: Leaf, at place: Int
  ) -> @Sendable (Int, [UInt8]) -> (entered: [UInt8], written: [[UInt8]]) {
    let forged = leaf.bytes
    return { number, line in number == place ? (forged, [forged]) : (line, [line]) }
  }

  /// The first letter of the name is the next of the alphabet.
  private static func changed(_ line: [UInt8]) -> [UInt8] {
    var line = line
    guard let place = line.firstRange(of: Array("\"name\":\"".utf8))?.upperBound, place < line.count else {
      return line
    }
    line[place] += 1
    return line
  }
}

/// Keeps the leaves of an export and nothing else.
final class LeafPlaces: ExportSink {
  private(set) var leaves: [Leaf] = []

  /// Leaves come by whole lines.
  func append(_ bytes: [UInt8], to path: String) {
    guard path == ExportPath.leaves else { return }
    leaves += bytes.split(separator: 0x0A).compactMap { Leaf(bytes: Array($0)) }
  }
}
