import Consultations
import Localization
import Platform
import Storage

/// Supporting what exists rather than depositing once more: what was written goes under the contribution as a comment,
/// in the same transaction, and the draft stays. With nothing written, it is a support alone.
struct SupportInstead {
  var contribution: Contribution
  var standing: Standing
  var isAuthority: Bool
  var comment: CommentText
  /// Made by the page, so that a second click finds the first.
  var token: String

  /// What is written in a draft, as it would stand under a contribution.
  static func comment(from text: ContributionText) -> CommentText {
    let parts = [text.title, text.today, text.forWhom, text.existing, text.expected].filter { !$0.isEmpty }
    return CommentText(parts.joined(separator: "\n\n"), language: text.language)
  }

  /// - Throws: `ParticipationRefusal`, `DepositRefusal` of a support, `CommentRefusal` of a comment: nothing is done
  ///   then.
  func give(in language: Language, by actor: Actor, _ openings: Openings, at now: Instant, _ db: Transaction) throws {
    try openings.require(.support, for: standing.organisation, db)
    _ = try Support.giveAndFollow(
      contribution, for: standing.organisation, isAuthority: isAuthority, in: language, by: actor, at: now, db)
    guard !comment.text.isEmpty else { return }
    if let posted = try Comment.with(token: token, db) {
      guard posted.person == actor.person, posted.contribution == contribution.id else { throw NotFound() }
      return
    }
    try openings.require(.comment, for: standing.organisation, db)
    try Comment.post(
      comment, token: token, on: contribution, for: standing.organisation, mandate: standing.mandate, by: actor,
      at: now,
      db)
  }
}
