import Deposits
import Platform

/// A sentence of a contribution that was picked into the text of a proposition, with the version in which it stands.
///
/// Picked by an instructor, side by side with those of other contributions. It goes on from wording to wording as long
/// as its words stand in the text; one that is changed there has no source any more. What is blotted out of its
/// contribution is blotted out of the text, even where a passage began before the sentence.
package struct PickedSentence: Sendable, Hashable {
  var contribution: Int64
  var version: Int
  /// The column of the answer.
  var field: String
  /// Without the spaces around it.
  var characters: Range<Int>
  /// As its version holds them now.
  var words: String

  static let most = 300

  /// Whether it stands in a part of that version.
  func overlaps(_ part: Part) -> Bool {
    part.contribution == contribution && part.version == version
      && part.ranges.all.contains { $0.field == field && $0.characters.overlaps(characters) }
  }

  /// The same place, whatever its words.
  func isSame(as other: PickedSentence) -> Bool {
    contribution == other.contribution && version == other.version && field == other.field
      && characters == other.characters
  }
}
