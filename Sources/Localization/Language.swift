/// The languages of the pages. French is the language of the code; English is looked up from it.
public enum Language: String, Sendable, CaseIterable {
  case french = "fr"
  case english = "en"

  /// Before the path of every address in this language: nothing in French, `/en` in English.
  public var prefix: String { self == .french ? "" : "/en" }

  /// The address in this language of a page whose French path is `path`; the home page has no slash at its end.
  public func address(_ path: String) -> String {
    path == "/" && !prefix.isEmpty ? prefix : prefix + path
  }

  /// Whether `count` takes the singular: 0 and 1 in French, 1 alone in English (CLDR plural rules).
  func isSingular(_ count: Int) -> Bool {
    switch self {
    case .french: count == 0 || count == 1
    case .english: count == 1
    }
  }
}
