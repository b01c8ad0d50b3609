package import Localization

/// What an organiser asks the authorities, from the deposit to the funding. Prepared by an administrator; nobody else
/// sees it until it is announced. Its words and its calendar may change afterwards: a change of calendar is told.
package struct Consultation: Sendable, Equatable {
  package var id: Int64
  package var slug: String
  package var words: Wording
  /// In English, when it was written.
  package var english: Wording?
  /// Nil while it is prepared.
  package var announcedAt: Instant?

  /// What a consultation says of itself.
  package struct Wording: Sendable, Equatable {
    package var title: String
    /// One or two sentences under the title.
    package var lead: String
    package var organiser: String
    /// Markdown; may be empty.
    package var presentation: String

    package init(title: String, lead: String, organiser: String, presentation: String = "") {
      self.title = title
      self.lead = lead
      self.organiser = organiser
      self.presentation = presentation
    }

    static let longestTitle = 150
    static let longestLead = 500
    static let longestOrganiser = 150
    static let longestPresentation = 20_000
  }

  package var title: String { words.title }

  /// Its words for a page, and the language that they are in.
  package func wording(in language: Language) -> (words: Wording, language: Language) {
    if language == .english, let english { return (english, .english) }
    return (words, .french)
  }
}
