package import Catalogue
import Consultations
package import Localization
import Platform
import Retrieval
import Storage

/// A service of the catalogue that could meet a need. Suggested by likeness, which is kept nowhere; proposed by anyone
/// who acts for an organisation; confirmed by an instructor, or set aside, and then not suggested until an instructor
/// puts it back. Ended by those who proposed it as long as nobody has confirmed it.
package struct Match: Sendable, Equatable {
  package var contribution: Int64
  package var sheet: Int64
  /// Who proposed it; nil where an instructor did.
  package var organisation: Int64?
  package var isConfirmed: Bool

  /// A service that resembles a need, with the words that bring them together.
  package struct Suggestion: Sendable {
    package var sheet: Sheet
    package var shared: [String]
  }

  static let suggested = 5
  private static let sharedWords = 4
  /// Below it, what is alike is an accident; without a word in common, more is asked.
  private static let least = 0.2
  private static let leastWithoutWords = 0.35

  /// The services that resemble a need, the nearest first, without those that are matched with it or were set aside.
  static func suggestions(for need: Contribution, _ search: SheetSearch, _ db: Snapshot) throws -> [Suggestion] {
    let settled = try settled(with: need.id, db)
    let near = try search.near(
      .init(of: need.id, version: need.version), likeness(of: need.text), limit: suggested + settled.count, db)
    return try those(near.filter { !settled.contains($0.id) }, of: need.text, db)
  }

  /// The services that resemble what is being written.
  static func suggestions(for text: ContributionText, _ search: SheetSearch, _ db: Snapshot) throws -> [Suggestion] {
    guard !text.title.isEmpty else { return [] }
    return try those(search.near(likeness(of: text), limit: suggested, db), of: text, db)
  }

  private static func body(of text: ContributionText) -> String {
    [text.today, text.forWhom, text.existing, text.expected].joined(separator: "\n")
  }

  private static func likeness(of text: ContributionText) -> LikenessIndex.Text {
    LikenessIndex.Text(title: text.title, body: body(of: text))
  }

  private static func those(_ near: [LikenessIndex.Near], of text: ContributionText, _ db: Snapshot) throws
    -> [Suggestion]
  {
    let shared = SharedWords(with: text.title + "\n" + body(of: text))
    let scores = Dictionary(near.map { ($0.id, $0.score) }, uniquingKeysWith: max)
    return try Sheet.with(ids: near.prefix(suggested).map(\.id), db).compactMap { sheet in
      let words = shared.found(title: sheet.name, body: sheet.summary.text).prefix(sharedWords).map(\.word)
      guard scores[sheet.id] ?? 0 >= (words.isEmpty ? leastWithoutWords : least) else { return nil }
      return Suggestion(sheet: sheet, shared: words)
    }
  }
}

package enum MatchRefusal: Refusal, Equatable, CaseIterable {
  case notANeed, merged, confirmed

  package var status: Int { 422 }
  package var sentence: Phrase {
    switch self {
    case .notANeed: t("Un service se propose pour un besoin, et pour rien d’autre.")
    case .merged: t("Cette commune en a rejoint une autre : agissez pour celle-là.")
    case .confirmed: t("Un instructeur l’a confirmé : lui seul peut revenir dessus.")
    }
  }
}
