import Crypto
import Platform

/// The Rules as one text in Markdown, the form in which they are written, published and hashed:
///
///     # Règlement de la démarche
///
///     ## Qui peut déposer {#qui-depose}
///     …
///     ## Motifs d’inéligibilité {#ineligibilite verifier}
///     …
///
/// Each heading of the second level begins an article; its number is its place, its key stands in braces. The word
/// `verifier` shows the article to whoever is about to publish a contribution.
struct RulesText: Sendable, Equatable {
  var title: String
  var articles: [Rules.Article]

  static let longest = 100_000
  static let mostArticles = 60

  init(_ rules: Rules) {
    title = rules.title
    articles = rules.articles
  }

  /// Reads what was typed.
  init(parsing text: String) throws(RulesRefusal) {
    guard text.utf8.count <= Self.longest else { throw .tooLong }
    title = ""
    var found: [(heading: Substring, lines: [Substring])] = []
    var fence: Substring?
    for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
      let isCode = fence != nil
      fence = Self.fence(after: line, fence)
      if line.hasPrefix("## "), !isCode {
        found.append((line.dropFirst(3), []))
      } else if found.isEmpty, line.hasPrefix("# ") {
        title = String(line.dropFirst(2)).trimmed
      } else if !found.isEmpty {
        found[found.count - 1].lines.append(line)
      } else if !String(line).trimmed.isEmpty {
        throw .textBeforeArticles
      }
    }
    guard !title.isEmpty, title.unicodeScalars.count <= 150 else { throw .noTitle }
    guard !found.isEmpty else { throw .noArticle }
    guard found.count <= Self.mostArticles else { throw .tooManyArticles }
    articles = []
    for (heading, lines) in found {
      articles.append(try Self.article(heading, lines, number: articles.count + 1, after: articles))
    }
  }

  /// What would close the block of code that is open after this line, if one is (CommonMark §4.5).
  private static func fence(after line: Substring, _ open: Substring?) -> Substring? {
    let bare = line.drop { $0 == " " }
    guard line.count - bare.count < 4, let first = bare.first, first == "`" || first == "~" else { return open }
    let marks = bare.prefix { $0 == first }
    guard marks.count >= 3 else { return open }
    let rest = bare.dropFirst(marks.count)
    guard let open else { return first == "`" && rest.contains("`") ? nil : marks }
    let closes = first == open.first && marks.count >= open.count && rest.allSatisfy { $0 == " " }
    return closes ? nil : open
  }

  private static func article(
    _ heading: Substring, _ lines: [Substring], number: Int, after earlier: [Rules.Article]
  ) throws(RulesRefusal) -> Rules.Article {
    var title = String(heading).trimmed
    var key: String?
    var isSelfCheck = false
    if let mark = title.firstMatch(of: /\s*\{#([^}]*)\}$/) {
      let words = mark.1.split(separator: " ").map(String.init)
      guard let first = words.first, first.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,59}/) != nil,
        words.dropFirst().allSatisfy({ $0 == "verifier" })
      else { throw .badKey(number) }
      key = first
      isSelfCheck = words.count > 1
      title = String(title[..<mark.range.lowerBound]).trimmed
    }
    guard !title.isEmpty, title.unicodeScalars.count <= 150 else { throw .noArticleTitle(number) }
    let text = lines.joined(separator: "\n").trimmed
    guard !text.isEmpty else { throw .emptyArticle(number) }
    if let key, earlier.contains(where: { $0.key == key }) { throw .sameKey(number) }
    let taken = Set(earlier.map(\.key))
    return Rules.Article(
      number: number, key: key ?? Slug.free(for: title, or: "article") { !taken.contains($0) }, title: title,
      text: text, isSelfCheck: isSelfCheck)
  }

  /// The same text, always written the same way: what is hashed.
  var markdown: String {
    var text = "# \(title)\n"
    for article in articles {
      let mark = article.isSelfCheck ? " verifier" : ""
      text += "\n## \(article.title) {#\(article.key)\(mark)}\n\n\(article.text)\n"
    }
    return text
  }

  /// SHA-256 of the text in UTF-8, in hexadecimal: anyone finds it again from the file (`sha256sum`).
  var hash: String { hexadecimal(SHA256.hash(data: Array(markdown.utf8))) }
}

extension Rules {
  /// The 32 bytes of SHA-256 of its text, by which what is done under it names it.
  package var documentHash: [UInt8] { Array(SHA256.hash(data: Array(RulesText(self).markdown.utf8))) }
}
