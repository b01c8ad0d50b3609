/// How well texts that people have put in the same group are found from one another, without looking at the groups.
public struct GroupingEvaluation: Sendable, Equatable {
  /// A text and the group that somebody gave it.
  public struct Labelled: Sendable {
    public let text: String
    let group: String

    public init(text: String, group: String) {
      self.text = text
      self.group = group
    }
  }

  /// How many texts have a companion in their group: only these are asked about.
  public let asked: Int
  /// The share of them whose nearest other text is of the same group; of which one of the five nearest is.
  public let hitAt1: Double
  public let hitAt5: Double

  public init(_ texts: [Labelled]) {
    var index = LikenessIndex()
    var sizes: [String: Int] = [:]
    for (place, labelled) in texts.enumerated() {
      index.insert(LikenessIndex.Text(title: labelled.text), id: Int64(place))
      sizes[labelled.group, default: 0] += 1
    }
    index.settle()
    let stemmer = Stemmer()
    let vectors = texts.indices.map { index.vector(ofID: Int64($0), stemmer) }
    var asked = 0
    var hits = (first: 0, five: 0)
    for (place, labelled) in texts.enumerated() where sizes[labelled.group, default: 0] > 1 {
      let text = LikenessIndex.Text(title: labelled.text)
      let nearest = index.nearest(to: text, limit: 5, filter: { $0 != Int64(place) }, stemmer) { vectors[Int($0)] }
      let found = nearest.map { texts[Int($0.id)].group == labelled.group }
      asked += 1
      if found.first == true { hits.first += 1 }
      if found.contains(true) { hits.five += 1 }
    }
    self.asked = asked
    hitAt1 = asked == 0 ? 0 : Double(hits.first) / Double(asked)
    hitAt5 = asked == 0 ? 0 : Double(hits.five) / Double(asked)
  }

  /// How well the groups that are proposed are those that people made (B³, Bagga and Baldwin 1998): of the texts put
  /// with each one, the share that belongs there; of those that belong there, the share that was put.
  public struct BCubed: Sendable, Equatable {
    public let precision: Double
    public let recall: Double
    public var f: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    /// Groups the texts at a fineness, without looking at their groups, then compares.
    public init(_ texts: [Labelled], fineness: Double = LikenessGroups.usualFineness) {
      let all = texts.enumerated().map { (id: Int64($0.offset), text: LikenessIndex.Text(title: $0.element.text)) }
      // Who is alone is a group of one.
      var proposed = Array(-texts.count..<0)
      for (number, group) in LikenessGroups(all).groups(fineness: fineness).enumerated() {
        for member in group.members { proposed[Int(member.id)] = number }
      }
      self.init(texts.map(\.group), proposed: proposed)
    }

    /// Compares what was proposed with what people made.
    init(_ made: [String], proposed: [Int]) {
      struct Cell: Hashable {
        var made: String
        var proposed: Int
      }
      var cells: [Cell: Int] = [:]
      for (made, proposed) in zip(made, proposed) { cells[Cell(made: made, proposed: proposed), default: 0] += 1 }
      let madeSizes = made.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      let proposedSizes = proposed.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      var sums = (precision: 0.0, recall: 0.0)
      for (cell, count) in cells.sorted(by: { ($0.key.proposed, $0.key.made) < ($1.key.proposed, $1.key.made) }) {
        let square = Double(count * count)
        sums.precision += square / Double(proposedSizes[cell.proposed] ?? 1)
        sums.recall += square / Double(madeSizes[cell.made] ?? 1)
      }
      let count = Double(max(1, made.count))
      precision = sums.precision / count
      recall = sums.recall / count
    }
  }
}
