import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// Where all that an organisation deposited went, alone or with others: each contribution with its decisions, their
/// reasons, what they feed, what was answered, and the letters that went out, which everyone reads once its decision is
/// published.
struct OrganisationOutcomes: Sendable {
  struct Entry: Sendable {
    var contribution: ContributionSummary
    var answers: [AnswerBanner.Answer]
    var others: OtherParts?
    /// Of decisions that hold no more.
    var earlier: [Reexamination]
    var letters: [ToldLetter]
  }

  var entries: [Entry]
  var hasMore: Bool
  /// When decisions may be published; nil where the calendar does not say.
  var instruction: Phase?

  var decided: Int { entries.count { !$0.answers.isEmpty } }

  static let most = 500

  /// How many of its contributions have a published decision.
  static func decided(of organisation: Int64, in consultation: Int64, _ db: Snapshot) throws -> Int {
    let found = try ContributionSummary.all(of: organisation, in: consultation, limit: most, db)
    return Set(try Decision.published(of: found.map(\.id), db).map(\.contribution)).count
  }

  /// - Parameter isMine: for whoever acts for it.
  init(
    of organisation: Int64, in consultation: Consultation, isMine: Bool, at now: Instant, _ db: Snapshot
  ) throws {
    let found = try ContributionSummary.all(of: organisation, in: consultation.id, limit: Self.most + 1, db)
    hasMore = found.count > Self.most
    let shown = Array(found.prefix(Self.most))
    let ids = shown.map(\.id)
    let decisions = try Decision.published(of: ids, db)
    let answers = Dictionary(
      grouping: try AnswerBanner.Answer.of(decisions, in: consultation, at: now, db), by: \.decision.contribution)
    let others = try OtherParts.of(beside: decisions, db)
    let earlier = try Reexamination.earlier(of: ids, db)
    let told = isMine ? ids : Array(answers.keys)
    let letters = try ToldLetter.all(of: told, to: organisation, isMine: isMine, db)
    entries = shown.map {
      Entry(
        contribution: $0, answers: answers[$0.id] ?? [], others: others[$0.id], earlier: earlier[$0.id] ?? [],
        letters: letters[$0.id] ?? [])
    }
    instruction = try Phase.all(of: consultation.id, db).first { $0.kind == .instruction }
  }
}
