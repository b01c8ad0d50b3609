package import Localization
import Platform

/// What is written in a comment: Markdown, in a language.
package struct CommentText: Sendable, Equatable {
  package var text: String
  package var language: Language

  package static let longest = 5000

  package init(_ text: String = "", language: Language = .french) {
    self.text = text
    self.language = language
  }

  /// What a form sent, its ends of line as the database keeps them.
  init(_ form: FormFields, pageLanguage: Language) {
    text = Self.kept(form["texte"])
    language = form["langue"].flatMap { Language(rawValue: $0) } ?? pageLanguage
  }

  /// As the database keeps what was typed.
  static func kept(_ typed: String?) -> String {
    (typed ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "").trimmed
  }

  package var refusal: CommentRefusal? {
    if text.isEmpty { return .empty }
    return text.unicodeScalars.count > Self.longest ? .long : nil
  }
}
