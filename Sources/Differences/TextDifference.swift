/// What changed from one text to another, sentence by sentence, then word by word within a sentence that was reworded.
///
/// Reading the pieces without those added gives the old text, without those removed the new one, to the last space.
public struct TextDifference: Sendable, Equatable {
  public enum Change: Sendable, Equatable { case kept, removed, added }

  public struct Piece: Sendable, Equatable {
    public var change: Change
    public var text: String

    public init(_ change: Change, _ text: String) {
      self.change = change
      self.text = text
    }
  }

  /// Neighbours differ by their change.
  public private(set) var pieces: [Piece] = []

  public var isEmpty: Bool { pieces.allSatisfy { $0.change == .kept } }

  public init(from old: String, to new: String) {
    let steps = Alignment.steps(Cutting.sentences(old), Cutting.sentences(new))
    var removed: [Substring] = []
    var added: [Substring] = []
    for step in steps {
      switch step {
      case .removed(let sentence): removed.append(sentence)
      case .added(let sentence): added.append(sentence)
      case .kept(let sentence):
        append(from: removed, to: added)
        removed = []
        added = []
        append(.kept, sentence)
      }
    }
    append(from: removed, to: added)
  }

  /// Sentences that took the place of others: word by word where enough of them stayed, else one after the other.
  private mutating func append(from removed: [Substring], to added: [Substring]) {
    guard !removed.isEmpty, !added.isEmpty else {
      for sentence in removed { append(.removed, sentence) }
      for sentence in added { append(.added, sentence) }
      return
    }
    let old = removed.flatMap(Cutting.words)
    let new = added.flatMap(Cutting.words)
    let steps = Alignment.steps(old, new)
    guard Self.isReworded(steps, old.count, new.count) else {
      for sentence in removed { append(.removed, sentence) }
      for sentence in added { append(.added, sentence) }
      return
    }
    for step in steps {
      switch step {
      case .kept(let word): append(.kept, word)
      case .removed(let word): append(.removed, word)
      case .added(let word): append(.added, word)
      }
    }
  }

  /// Below a third of common words, mixed pieces are harder to read than both sentences.
  private static func isReworded(_ steps: [Alignment.Step], _ old: Int, _ new: Int) -> Bool {
    let kept = steps.reduce(0) { count, step in
      if case .kept(let word) = step, word.contains(where: { $0.isLetter || $0.isNumber }) { return count + 1 }
      return count
    }
    return kept * 3 >= min(old, new)
  }

  private mutating func append(_ change: Change, _ text: Substring) {
    if let last = pieces.last, last.change == change {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(Piece(change, String(text)))
    }
  }
}
