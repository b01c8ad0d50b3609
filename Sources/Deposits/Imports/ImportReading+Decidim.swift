import Consultations
import Directory
import Localization
import Platform
import Storage

/// The proposals that a Decidim exports, in CSV or JSON: `id`, `title`, `body` (one text, or one for each language:
/// `title/fr`), `published_at`, `state`, `withdrawn`, `reference`, `url`. Older editions name some otherwise.
extension ImportReading {
  /// Whether a line is a text that amends another, which is no contribution of its own.
  static func isAmendment(_ row: ImportFile.Row) -> Bool { row["is_amend"] == "true" }

  mutating func proposal(_ row: ImportFile.Row, _ db: Snapshot) throws -> ImportedContribution {
    let name = [row["url"], row["reference"], row["id"]].first { !$0.isEmpty } ?? ""
    guard !row["id"].isEmpty, name.utf8.count <= 250 else { throw ImportRefusal.noSource }
    guard !row["published_at"].isEmpty else { throw ImportRefusal.unpublished }
    let publishedAt = try instant(row["published_at"])
    guard let (language, title) = Self.words(of: "title", in: row) else {
      throw ImportRefusal.text(.noTitle)
    }
    let body = Self.words(of: "body", in: row, preferring: language)?.text ?? ""
    let text = ContributionText(
      title: ContributionText.line(PlainText.of(title)), today: ContributionText.text(PlainText.of(body)),
      language: language)
    var imported = ImportedContribution(
      source: "decidim:" + name, organisation: try depositor(row, db).id, rubric: .need,
      text: try checked(text), publishedAt: publishedAt, versionAt: publishedAt)
    if row["withdrawn"] == "true" || row["state"] == "withdrawn" {
      let at = row["withdrawn_at"].isEmpty ? publishedAt : try instant(row["withdrawn_at"])
      imported.withdrawal = ("Retirée sur la plateforme d’origine.", at)
    }
    return imported
  }

  /// A text that may be given in several languages: French first, then English, never what a machine translated.
  private static func words(
    of field: String, in row: ImportFile.Row, preferring preferred: Language = .french
  ) -> (language: Language, text: String)? {
    for language in [preferred, .french, .english] where !row["\(field)/\(language.rawValue)"].isEmpty {
      return (language, row["\(field)/\(language.rawValue)"])
    }
    if !row[field].isEmpty { return (preferred, row[field]) }
    // Another language is kept as it is.
    let others = row.fields.filter { $0.key.hasPrefix(field + "/") && !$0.key.contains("machine_translations") }
    return others.sorted { $0.key < $1.key }.first { !$0.value.isEmpty }.map { (preferred, $0.value) }
  }
}

/// The words of a text in HTML, as an editor of rich text writes it: a paragraph or an item of a list for each line.
enum PlainText {
  private static let ends = ["/p", "br", "br/", "/li", "/ul", "/ol", "/div", "/h1", "/h2", "/h3", "/h4", "/blockquote"]

  static func of(_ html: String) -> String {
    guard html.contains(/<\/?[a-zA-Z]/) || html.contains("&") else { return html }
    var text = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: ">"), rest[open...].prefixMatch(of: /<\/?[a-zA-Z]/) != nil else {
        text += "<"
        rest = rest[rest.index(after: open)...]
        continue
      }
      let tag = rest[rest.index(after: open)..<close].lowercased()
      let name = tag.split(separator: " ").first.map(String.init) ?? ""
      if ends.contains(name) { text += name == "/p" ? "\n\n" : "\n" }
      if name == "li" { text += "- " }
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    for (entity, character) in entities { text = text.replacing(entity, with: character) }
    return text.replacing(/\n{3,}/, with: "\n\n")
  }

  /// « & » last, so that what it escapes is not read twice.
  private static let entities = [
    ("&nbsp;", "\u{A0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "’"), ("&rsquo;", "’"),
    ("&amp;", "&"),
  ]
}
