/// How well texts that people have put in the same group are found from one another, without looking at the groups.
public struct GroupingEvaluation: Sendable, Equatable {
  /// A text and the group that somebody gave it.
  public struct Labelled: Sendable {
    let text: String
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
    var asked = 0
    var hits = (first: 0, five: 0)
    for (place, labelled) in texts.enumerated() where sizes[labelled.group, default: 0] > 1 {
      let nearest = index.nearest(to: LikenessIndex.Text(title: labelled.text), limit: 5) { $0 != Int64(place) }
      let found = nearest.map { texts[Int($0.id)].group == labelled.group }
      asked += 1
      if found.first == true { hits.first += 1 }
      if found.contains(true) { hits.five += 1 }
    }
    self.asked = asked
    hitAt1 = asked == 0 ? 0 : Double(hits.first) / Double(asked)
    hitAt5 = asked == 0 ? 0 : Double(hits.five) / Double(asked)
  }
}
