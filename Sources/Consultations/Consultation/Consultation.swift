package import Localization

/// What an organiser asks the authorities, from the deposit to the funding. Created by an administrator.
package struct Consultation: Sendable, Equatable {
  package var id: Int64
  package var slug: String
  package var title: String
  /// One or two sentences under the title.
  package var lead: String
  package var organiser: String
  /// In English, when it was written.
  package var english: Wording?

  /// What a consultation says of itself.
  package struct Wording: Sendable, Equatable {
    package var title: String
    package var lead: String
    package var organiser: String

    package init(title: String, lead: String, organiser: String) {
      self.title = title
      self.lead = lead
      self.organiser = organiser
    }
  }

  /// Its words for a page, and the language that they are in.
  package func wording(in language: Language) -> (words: Wording, language: Language) {
    if language == .english, let english { return (english, .english) }
    return (Wording(title: title, lead: lead, organiser: organiser), .french)
  }
}
