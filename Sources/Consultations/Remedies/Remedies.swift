package import Localization
import Platform

/// What whoever disagrees with a decision may do: for how long a re-examination may be asked, and the legal mention
/// that letters carry.
///
/// Begins as the usual one, without a mention; changed by administrators, each time by another row. A decision keeps
/// what was in force when it was published: nobody's delay is shortened.
package struct Remedies: Sendable, Equatable {
  /// Working days.
  package var days: Int
  /// Empty where nobody has written it.
  package var mention: String
  package var mentionEnglish: String

  package init(days: Int = usualDays, mention: String = "", mentionEnglish: String = "") {
    self.days = days
    self.mention = mention
    self.mentionEnglish = mentionEnglish
  }

  package static let usualDays = 10
  package static let mostDays = 60
  static let longestMention = 2_000

  /// The mention, in French where it has no English.
  package func mention(in language: Language) -> (text: String, language: Language) {
    language == .english && !mentionEnglish.isEmpty ? (mentionEnglish, .english) : (mention, .french)
  }

  /// The first instant at which a re-examination of what was published then is too late.
  package func end(after published: Instant) -> Instant { WorkingDays.end(of: days, after: published) }
}

/// All that were in force, by time.
package struct RemediesHistory: Sendable {
  /// The oldest first.
  var all: [(since: Instant, remedies: Remedies)]

  package var current: Remedies { all.last?.remedies ?? Remedies() }

  /// What is in force for a decision that was published then.
  package func at(_ instant: Instant) -> Remedies { all.last { $0.since < instant }?.remedies ?? Remedies() }
}

enum RemediesRefusal: FieldRefusal, Equatable, CaseIterable {
  case badDays, longMention, longEnglish, englishAlone

  var status: Int { 422 }

  var sentence: Phrase {
    switch self {
    case .badDays: t("Donnez un nombre de jours ouvrés, de 1 à 60.")
    case .longMention: t("Cette mention est trop longue : 2 000 caractères au plus.")
    case .longEnglish: t("Cette mention en anglais est trop longue : 2 000 caractères au plus.")
    case .englishAlone: t("Écrivez aussi la mention en français : c’est elle qui fait foi.")
    }
  }

  var field: String {
    switch self {
    case .badDays: "jours"
    case .longMention, .englishAlone: "mention"
    case .longEnglish: "mention-anglais"
    }
  }
}
