import Deposits

/// A sentence of a contribution that a wording does not take, with why: where the reason for the whole contribution
/// does not say it. It goes on from wording to wording until the sentence is picked.
struct UnkeptSentence: Sendable, Equatable {
  var sentence: PickedSentence
  var reason: String

  static let longestReason = 500
  /// Of one contribution in one wording: a form has at most `Limits.formFields` fields.
  static let most = 20

  /// In the order of the contributions and of their texts; a place once, the first reason that was given.
  static func ordered(_ all: [UnkeptSentence]) -> [UnkeptSentence] {
    var seen: Set<PickedSentence> = []
    let once = all.filter { seen.insert($0.sentence).inserted }
    return once.sorted { $0.place < $1.place }
  }

  /// Those that a form gives: one that is picked now loses the reason that it had, and is given none.
  static func given(
    _ all: [UnkeptSentence], picked: [PickedSentence], before: [UnkeptSentence]
  ) throws -> [UnkeptSentence] {
    guard all.allSatisfy({ $0.reason.unicodeScalars.count <= longestReason }) else {
      throw CompositionRefusal.longSentenceReason
    }
    let given = try all.filter { one in
      guard !one.reason.isEmpty else { return false }
      guard picked.contains(where: { $0.isSame(as: one.sentence) }) else { return true }
      guard before.contains(where: { $0.sentence.isSame(as: one.sentence) }) else {
        throw CompositionRefusal.reasonOfPicked
      }
      return false
    }
    let counts = Dictionary(grouping: given, by: \.sentence.contribution)
    guard counts.values.allSatisfy({ $0.count <= most }) else { throw CompositionRefusal.manySentenceReasons }
    return given
  }

  private var place: (Int64, Int, Int, Int) {
    let field = ContributionText.longFields.firstIndex(of: sentence.field) ?? 0
    return (sentence.contribution, sentence.version, field, sentence.characters.lowerBound)
  }
}
