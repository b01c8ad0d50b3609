package import Consultations
import Directory
import Localization
import Platform
import Retrieval
package import Storage

/// A published contribution that resembles what is being written, or another contribution. It is found anew each time,
/// and kept nowhere.
package struct Resemblance: Sendable {
  package var contribution: ContributionSummary
  /// The words of its title or first lines that are shared, as it writes them.
  package var shared: [String]
  /// Whether the reader's organisation could support it now.
  var isSupportable: Bool

  /// How many are shown.
  static let shown = 5
  private static let sharedWords = 4
  /// Below it, what is alike is an accident; without a word in common, more is asked.
  private static let least = 0.2
  private static let leastWithoutWords = 0.35

  /// Those that resemble a text, the nearest first.
  /// - Parameters:
  ///   - organisation: whose support would be given; nil when none can be.
  static func of(
    _ text: ContributionText, in consultation: Consultation, supportableBy organisation: Int64?,
    _ search: ContributionSearch, _ db: Snapshot
  ) throws -> [Resemblance] {
    guard !text.title.isEmpty else { return [] }
    let near = try search.near(likeness(of: text), in: consultation.id, limit: shown, db)
    return try those(near, of: text, supportableBy: organisation, db)
  }

  /// Those that resemble a contribution, the nearest first.
  package static func of(
    _ contribution: Contribution, in consultation: Consultation, _ search: ContributionSearch, _ db: Snapshot
  ) throws -> [Resemblance] {
    let near = try search.near(
      contribution.id, likeness(of: contribution.text), in: consultation.id, limit: shown, db)
    return try those(near, of: contribution.text, supportableBy: nil, db)
  }

  private static func body(of text: ContributionText) -> String {
    [text.today, text.forWhom, text.existing, text.expected].joined(separator: "\n")
  }

  private static func likeness(of text: ContributionText) -> LikenessIndex.Text {
    LikenessIndex.Text(title: text.title, body: body(of: text))
  }

  private static func those(
    _ near: [LikenessIndex.Near], of text: ContributionText, supportableBy organisation: Int64?, _ db: Snapshot
  ) throws -> [Resemblance] {
    let shared = SharedWords(with: text.title + "\n" + body(of: text))
    let scores = Dictionary(near.map { ($0.id, $0.score) }, uniquingKeysWith: max)
    let contributions = try ContributionSummary.with(ids: near.map(\.id), db)
    let given = try Support.given(to: contributions.map(\.id), by: organisation.map { [$0] } ?? [], db)
    let others = try Codeposit.organisations(of: contributions.map(\.id), db)
    return contributions.compactMap { contribution in
      let words = shared.words(in: contribution.title + "\n" + contribution.excerpt, limit: sharedWords)
      let score = scores[contribution.id] ?? 0
      guard score >= (words.isEmpty ? leastWithoutWords : least) else { return nil }
      let depositors = [contribution.organisation] + (others[contribution.id] ?? [])
      let isOwn = organisation.map(depositors.contains) ?? false
      let isSupportable = !isOwn && (given[contribution.id] ?? []).isEmpty
      return Resemblance(
        contribution: contribution, shared: words, isSupportable: organisation != nil && isSupportable)
    }
  }
}
