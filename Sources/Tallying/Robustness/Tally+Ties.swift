extension Tally {
  /// Recounts that telling which ties matter may take.
  static let mostRecounts = 24

  /// The outcome, each tie told to matter or not. Greedy counts know it as they go; in rounds of equal shares and of
  /// Phragmén each of the others is put first in turn and the whole is counted again, up to 24 times: ties beyond are
  /// named without.
  public func outcomeWithTies() -> Outcome {
    var outcome = outcome()
    let selected = Set(outcome.order)
    var recounts = 0
    for index in outcome.ties.indices where outcome.ties[index].matters == nil {
      let projects = outcome.ties[index].projects
      guard let first = projects.first, recounts + projects.count - 1 <= Self.mostRecounts else { continue }
      recounts += projects.count - 1
      outcome.ties[index].matters = projects.dropFirst().contains { other in
        Set(ordered(by: ties.moving(other, before: first)).outcome().order) != selected
      }
    }
    return outcome
  }

  /// What a selection owes to the order of ties.
  public struct Orders: Sendable {
    /// Counts made, each under another order.
    public var counts: Int
    /// Whether every tie met on the way was tried with each of its projects first.
    public var isComplete: Bool
    /// The different selections, sets of projects; the first is that of the published order.
    public var selections: [Set<Int>]

    /// In all of them, and in some but not in all.
    public var always: Set<Int> { selections.dropFirst().reduce(selections.first ?? []) { $0.intersection($1) } }
    public var sometimes: Set<Int> {
      var all: Set<Int> = []
      for selection in selections { all.formUnion(selection) }
      return all.subtracting(always)
    }
  }

  /// Counts under other orders of ties: each tie that is met is tried with each of its projects first, and so on from
  /// the ties met then, until none is new or `most` counts were made.
  public func orders(most: Int = 200) -> Orders {
    var result = Orders(counts: 0, isComplete: true, selections: [])
    var waiting = [ties]
    var known: Set<[Int]> = [ties.places]
    while let order = waiting.first {
      guard result.counts < most else {
        result.isComplete = false
        break
      }
      waiting.removeFirst()
      let outcome = ordered(by: order).outcome()
      result.counts += 1
      let selection = Set(outcome.order)
      if !result.selections.contains(selection) { result.selections.append(selection) }
      for tie in outcome.ties where tie.matters != false {
        for other in tie.projects.dropFirst() {
          let next = order.moving(other, before: tie.projects[0])
          if known.insert(next.places).inserted { waiting.append(next) }
        }
      }
    }
    return result
  }
}
