import Consultations
import Deposits
import Differences
import Localization
import Platform
import Retrieval
import Storage

/// A contribution as it stands in a column beside others that feed the same proposition: its sentences, or those of the
/// parts that feed it, in the version that is picked from.
struct ComparedContribution: Sendable {
  /// The first decision by which it feeds the proposition.
  var feeding: Feeding
  var rubric: Rubric
  var version: Int
  var answers: [Answer]
  /// Those that the text takes, or of which it says why it does not, from elsewhere than what is shown: from a version
  /// that was corrected since, or from what feeds the proposition no more.
  var elsewhere: [PickedSentence]

  struct Answer: Sendable {
    var field: String
    /// The whole text, by which passages that are shared are found.
    var text: String
    var sentences: [PickedSentence]
  }

  static let most = 8
  /// How many stand side by side when nobody has chosen.
  static let usual = 4

  var id: Int64 { feeding.contribution.id }
  var sentences: [PickedSentence] { answers.flatMap(\.sentences) + elsewhere }

  /// Those of some contributions that feed a proposition, in the order of the decisions; none that was taken back.
  /// - Parameter composition: what its text takes already.
  static func of(
    _ proposition: Proposition, contributions chosen: [Int64], taking composition: Composition, _ db: Snapshot
  ) throws -> [ComparedContribution] {
    let feeding = try Feeding.of(proposition, onlyPublished: false, db)
    var found: [ComparedContribution] = []
    for one in feeding where !one.contribution.isWithdrawn && chosen.contains(one.contribution.id) {
      guard !found.contains(where: { $0.id == one.contribution.id }) else { continue }
      let parts = Set(feeding.filter { $0.contribution.id == one.contribution.id }.compactMap(\.decision.part))
      if let compared = try ComparedContribution(one, parts: parts, taking: composition, db) { found.append(compared) }
    }
    return found
  }

  /// - Parameter parts: those that feed the proposition; none for a contribution that nobody has divided.
  private init?(_ feeding: Feeding, parts: Set<Int64>, taking composition: Composition, _ db: Snapshot) throws {
    guard let contribution = try Contribution.with(ids: [feeding.contribution.id], db).first else { return nil }
    let its = try Part.all(of: contribution.id, db).filter { parts.contains($0.id) }
    self.feeding = feeding
    rubric = contribution.rubric
    version = its.first?.version ?? contribution.version
    let texts = try PickedSentence.answers(of: contribution.id, version, db)
    let version = version
    let answers = ContributionText.longFields.compactMap { field -> Answer? in
      let text = String(texts[field] ?? [])
      let sentences = PickedSentence.all(of: contribution.id, version: version, field: field, text).filter { sentence in
        its.isEmpty || its.contains(where: sentence.overlaps)
      }
      return sentences.isEmpty ? nil : Answer(field: field, text: text, sentences: sentences)
    }
    self.answers = answers
    let shown = answers.flatMap(\.sentences)
    elsewhere = (composition.sentences + composition.unkept.map(\.sentence)).filter { one in
      one.contribution == contribution.id && !shown.contains { $0.isSame(as: one) }
    }
  }

  /// What they say in the same words, by the place of the contribution and of its answer.
  static func shared(_ all: [ComparedContribution]) -> SharedPassages {
    SharedPassages(all.map { $0.answers.map(\.text) })
  }
}

extension PickedSentence {
  /// The sentences of one answer, each without the spaces around it.
  static func all(of contribution: Int64, version: Int, field: String, _ text: String) -> [PickedSentence] {
    let sentences = Sentences(text)
    return zip(sentences.ranges, sentences.texts).compactMap { range, text in
      let words = text.trimmed
      let before = text.prefix { $0.isWhitespace }.count
      guard !words.isEmpty else { return nil }
      let start = range.lowerBound + before
      return PickedSentence(
        contribution: contribution, version: version, field: field, characters: start..<start + words.count,
        words: words)
    }
  }
}
