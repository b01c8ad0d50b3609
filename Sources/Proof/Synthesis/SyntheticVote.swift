internal import MerkleLog

/// A vote that never was, whole and the same for the same seed: to try what reads a log, to measure it, and to show it.
///
/// Its random bytes come from its seed: they hide nothing, which is right for a vote whose voters are invented.
public struct SyntheticVote: Sendable {
  /// Where it stops.
  public enum Stage: String, Sendable, CaseIterable {
    /// Before the opening, amid the vote, once closed, once counted, once the committee has decided.
    case preparation, vote, closing, count, selection
  }

  public var seed: UInt64
  /// Organisations that vote; a fifth of the roll does not.
  public var ballots: Int
  public var stage = Stage.selection
  public var rule = CountingRule.mesGreedy
  public var utility = CountingUtility.cost
  public var form = BallotForm.approval
  public var propositions = 67
  public var origin = "vote.exemple.fr/synthese"
  /// The opening: 2 November 2026, 8:00 in Paris.
  public var opens: Int64 = 1_793_602_800_000

  /// What is wrong with it, where something must be.
  public var corruption: Corruption?

  public static let mostBallots = 1_000_000

  public init(seed: UInt64, ballots: Int) {
    self.seed = seed
    self.ballots = min(max(ballots, 1), Self.mostBallots)
  }

  /// Writes it.
  /// - Returns: what a receipt of one of its ballots is made of.
  @discardableResult
  public func write(to sink: any ExportSink) throws -> OpenedBallot? {
    var writer = ExportWriter(sink)
    if let corruption {
      // Where its line is depends on the vote: it is written once before.
      let places = LeafPlaces()
      var honest = self
      honest.corruption = nil
      try honest.write(to: places)
      writer.forge = corruption.forge(places.leaves)
    }
    var course = try SyntheticCourse(self, writer)
    try course.run()
    return course.sample
  }

  /// A ballot of which one knows what it holds.
  public struct OpenedBallot: Sendable {
    public let leaf: BallotLeaf
    public let place: UInt64
    public let nonce: Octets
    public let choices: [String]

    /// Proves the ballot by the files of the export.
    public func receipt(from files: any ExportFiles) throws -> Receipt {
      let bytes = files.bytes(of: ExportPath.checkpoint, atMost: Examination.longestCheckpoint) ?? []
      let note = try SignedNote(bytes: bytes)
      let tree = try TiledTree(size: Checkpoint(text: note.text).size)
      let proof = try tree.inclusion(of: place) { address in
        try Tile(address, bytes: files.bytes(of: address.path, atMost: Tile.fullWidth * TreeHash.length) ?? [])
      }
      return Receipt(leaf: leaf, proof: proof, nonce: nonce, choices: choices, checkpoint: note)
    }
  }
}
