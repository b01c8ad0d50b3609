import Consultations
import Localization
import Platform
import Storage

/// A contribution as letters and lists of news name it: of one that was taken back, its number alone, since its words
/// are shown nowhere any more.
struct ContributionMention: Sendable {
  var isWithdrawn: Bool
  var title: Phrase
  /// The language of its title; nil where that is the reader's.
  var written: String?
  var address: ContributionAddress

  init(_ contribution: Contribution, in consultation: Consultation, _ db: Snapshot) throws {
    isWithdrawn = try Withdrawal.of(contribution.id, db) != nil
    title = isWithdrawn ? TombstonePage.title(contribution) : .verbatim(contribution.text.title)
    written = isWithdrawn ? nil : contribution.text.language.rawValue
    address =
      isWithdrawn
      ? ContributionAddress(bare: contribution, in: consultation)
      : ContributionAddress(contribution, in: consultation)
  }
}
