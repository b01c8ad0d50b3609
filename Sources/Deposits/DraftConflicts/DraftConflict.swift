import Consultations
import Forms
import Localization
import Platform
import Storage

/// What one person typed upon a draft that somebody else, or she herself on another device, had changed meanwhile; or
/// upon one that was published or deleted.
///
/// Kept by the save that could not be made, hers alone; ends when she has chosen answer by answer, takes it up in a new
/// draft, or lets it go. A later save of the same window that cannot be made replaces it; what two windows of hers hold
/// is kept side by side.
struct DraftConflict: Sendable, Equatable {
  /// Of the draft.
  var token: String
  /// In which it was typed: drawn with the form.
  var window: String
  var consultation: Int64
  var rubric: Rubric
  /// The marks of the text upon which it was typed, where they are known.
  var base: DraftBase?
  var keptAt: Instant
  var text: ContributionText

  /// Of two versions of one answer.
  enum Choice: String, Sendable, CaseIterable {
    case mine = "mien", theirs = "leur", both = "deux"
  }

  /// One answer that both have changed.
  struct Answer: Sendable {
    var field: ContributionText.Field
    var mine: [String]
    var theirs: [String]
    /// One after the other; nil where that cannot be: another answer, or one that is too long.
    var both: [String]?

    /// What loses the least, chosen at first.
    var first: Choice {
      if mine.isEmpty { return .theirs }
      if theirs.isEmpty { return .mine }
      return both == nil ? .mine : .both
    }

    func chosen(_ choice: Choice) -> [String]? {
      switch choice {
      case .mine: mine
      case .theirs: theirs
      case .both: both
      }
    }
  }

  /// What there is to choose, the draft being as it is now.
  func merge(with draft: Draft) -> DraftMerge {
    DraftMerge(text, upon: draft.text, rubric, base: base, isNewer: true)
  }

  func answers(against draft: Draft, asking questionnaire: Questionnaire?) -> [Answer] {
    merge(with: draft).conflicts.map { field in
      let (mine, theirs) = (text[field], draft.text[field])
      return Answer(field: field, mine: mine, theirs: theirs, both: Self.joined(theirs, mine, field, questionnaire))
    }
  }

  /// Theirs, then mine.
  private static func joined(
    _ theirs: [String], _ mine: [String], _ field: ContributionText.Field, _ questionnaire: Questionnaire?
  ) -> [String]? {
    guard !theirs.isEmpty, !mine.isEmpty else { return nil }
    func text(_ mark: String, _ longest: Int) -> [String]? {
      let joined = (theirs + mine).joined(separator: mark)
      return joined.unicodeScalars.count <= longest ? [joined] : nil
    }
    switch field {
    case .title: return text(" / ", ContributionText.longestTitle)
    case .today, .forWhom, .existing, .expected: return text("\n\n", ContributionText.longestText)
    case .users, .cost: return text("\n\n", ServiceSheet.longest)
    case .maintainer: return text(", ", ServiceSheet.longest)
    case .themes:
      let themes = theirs + mine.filter { !theirs.contains($0) }
      return themes.count <= ContributionText.mostThemes ? themes : nil
    case .language, .codeAddress, .licence, .documentation: return nil
    case .answer(let key):
      guard let question = questionnaire?.question(key), case .text(let longest, let isLong) = question.type else {
        return nil
      }
      return text(isLong ? "\n\n" : " / ", longest)
    }
  }
}
