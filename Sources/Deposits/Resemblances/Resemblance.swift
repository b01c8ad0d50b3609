package import Consultations
import Directory
import Localization
import Platform
import Retrieval
package import Storage

/// What resembles a text that is being written: contributions, and services of the catalogue.
package struct Resembling: Sendable {
  package var contributions: [Resemblance] = []
  package var sheets: [Match.Suggestion] = []
  var isEmpty: Bool { contributions.isEmpty && sheets.isEmpty }
}

/// A published contribution that resembles what is being written, or another contribution. It is kept in no table.
package struct Resemblance: Sendable {
  package var contribution: ContributionSummary
  /// The words of its title or first lines that are shared, as it writes them.
  package var shared: [String]
  /// Whether the reader's organisation could support it now.
  var isSupportable: Bool

  /// How many are shown, and among how many of the nearest they are chosen.
  package static let shown = 5
  private static let considered = 10
  private static let sharedWords = 4
  /// Below it, what is alike is an accident; without a word in common that is rare enough, more is asked.
  private static let least = 0.2
  private static let leastWithoutWords = 0.35
  private static let rareEnough = 0.2
  /// How much the rarest shared word raises what it is in, in a title and under it.
  private static let raiseByTitle = 0.6
  private static let raiseByText = 0.3

  /// Those that resemble a text, the nearest first.
  /// - Parameters:
  ///   - organisation: whose support would be given; nil when none can be.
  static func of(
    _ text: ContributionText, in consultation: Consultation, supportableBy organisation: Int64?,
    _ search: ContributionSearch, _ db: Snapshot
  ) throws -> [Resemblance] {
    guard !text.title.isEmpty else { return [] }
    let near = try search.near(likeness(of: text), in: consultation.id, limit: considered, db)
    return Array(try those(near, of: text, supportableBy: organisation, search, db).prefix(shown))
  }

  /// Those that resemble a contribution, the nearest first.
  package static func of(
    _ contribution: Contribution, in consultation: Consultation, _ search: ContributionSearch, _ db: Snapshot
  ) throws -> [Resemblance] {
    try of([contribution], in: consultation, limit: shown, search, db)[contribution.id] ?? []
  }

  /// Those that resemble each of some contributions, the nearest first, at most `limit`.
  package static func of(
    _ contributions: [Contribution], in consultation: Consultation, limit: Int, _ search: ContributionSearch,
    _ db: Snapshot
  ) throws -> [Int64: [Resemblance]] {
    var found: [Int64: ArraySlice<ContributionSearch.Alike>] = [:]
    for contribution in contributions {
      let text = contribution.text
      found[contribution.id] = try search.alike(
        contribution.id, likeness(of: text), in: consultation.id, limit: considered, db
      ) { near in
        try those(near, of: text, supportableBy: nil, search, db).map {
          .init(contribution: $0.contribution.id, shared: $0.shared)
        }
      }.prefix(limit)
    }
    // Their supports change meanwhile: they are read anew, all at once.
    let read = try ContributionSummary.with(ids: Set(found.values.joined().map(\.contribution)).sorted(), db)
    let known = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
    return found.mapValues { alike in
      alike.compactMap { one in
        known[one.contribution].map { Resemblance(contribution: $0, shared: one.shared, isSupportable: false) }
      }
    }
  }

  private static func body(of text: ContributionText) -> String {
    [text.today, text.forWhom, text.existing, text.expected].joined(separator: "\n")
  }

  private static func likeness(of text: ContributionText) -> LikenessIndex.Text {
    LikenessIndex.Text(title: text.title, body: body(of: text))
  }

  private static func those(
    _ near: [LikenessIndex.Near], of text: ContributionText, supportableBy organisation: Int64?,
    _ search: ContributionSearch, _ db: Snapshot
  ) throws -> [Resemblance] {
    let shared = SharedWords(with: text.title + "\n" + body(of: text))
    let scores = Dictionary(near.map { ($0.id, $0.score) }, uniquingKeysWith: max)
    let contributions = try ContributionSummary.with(ids: near.map(\.id), db)
    let given = try Support.given(to: contributions.map(\.id), by: organisation.map { [$0] } ?? [], db)
    let others = try Codeposit.organisations(of: contributions.map(\.id), db)
    let found = contributions.map { shared.found(title: $0.title, body: $0.excerpt) }
    let rarities = search.rarities(of: Set(found.joined().map(\.word)))
    let ranked = zip(contributions, found).compactMap { contribution, found -> (rank: Double, Resemblance)? in
      let score = scores[contribution.id] ?? 0
      let rarest = found.map { rarities[$0.word] ?? 0 }.max() ?? 0
      guard score >= (rarest < rareEnough ? leastWithoutWords : least) else { return nil }
      let raise = found.map { (rarities[$0.word] ?? 0) * ($0.isInTitle ? raiseByTitle : raiseByText) }.max() ?? 0
      // Those of the title first, and the rarest of them; as they are written where they are alike.
      let words = found.enumerated().sorted { one, other in
        if one.element.isInTitle != other.element.isInTitle { return one.element.isInTitle }
        let (first, second) = (rarities[one.element.word] ?? 0, rarities[other.element.word] ?? 0)
        return first == second ? one.offset < other.offset : first > second
      }
      let depositors = [contribution.organisation] + (others[contribution.id] ?? [])
      let isOwn = organisation.map(depositors.contains) ?? false
      let isSupportable = !isOwn && (given[contribution.id] ?? []).isEmpty
      return (
        score * (1 + raise),
        Resemblance(
          contribution: contribution, shared: words.prefix(sharedWords).map(\.element.word),
          isSupportable: organisation != nil && isSupportable)
      )
    }
    return ranked.enumerated().sorted { ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset) }
      .map(\.element.1)
  }
}
