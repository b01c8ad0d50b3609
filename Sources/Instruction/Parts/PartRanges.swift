extension Part {
  /// Which characters of which fields it takes, written `today:0-120 expected:0-60`.
  package struct Ranges: Sendable, Equatable {
    package struct Range: Sendable, Equatable {
      package var field: String
      package var characters: Swift.Range<Int>
    }

    package var all: [Range]

    package init(_ all: [Range]) { self.all = all }

    /// What the database holds; what is not understood is left out.
    package init(written: String) {
      all = written.split(separator: " ").compactMap { word in
        let halves = word.split(separator: ":")
        guard halves.count == 2 else { return nil }
        let ends = halves[1].split(separator: "-").compactMap { Int($0) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return Range(field: String(halves[0]), characters: ends[0]..<ends[1])
      }
    }

    package var written: String {
      all.map { "\($0.field):\($0.characters.lowerBound)-\($0.characters.upperBound)" }.joined(separator: " ")
    }
  }
}
