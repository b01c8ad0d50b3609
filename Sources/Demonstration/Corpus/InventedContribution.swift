package import Localization

/// What an invented body deposits. Texts are French, in the words of a town hall; blank lines part paragraphs.
package struct InventedContribution: Sendable, Equatable {
  package enum Rubric: String, Sendable { case need, service }

  /// The place of the depositor in `Corpus.organisations`.
  package var organisation: Int
  package var rubric: Rubric
  /// At most 150 characters.
  package var title: String
  package var today: String
  package var forWhom: String?
  package var existing: String?
  package var expected: String?
  /// Slugs of themes of `Data/2021.json`, one to three.
  package var themes: [String]
  /// The family of contributions that say nearly the same and will be regrouped; nil for one that stands alone or
  /// mixes several needs.
  package var family: String?
  /// The families that it mixes; empty for most.
  package var mixes: [String]
  package var publishedAt: Instant
}
