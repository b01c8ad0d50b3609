package import Localization
import Platform
package import Storage

/// Why a later room forbids that a contribution be corrected or taken back: something of its own stands on the text as
/// it is. Asked in the transaction that acts.
package struct ContributionVeto: Refusal {
  /// Nil where nothing stands on it.
  package typealias Maker = @Sendable (Contribution, Snapshot) throws -> ContributionVeto?

  package let status = 422
  package var sentence: Phrase

  package init(_ sentence: Phrase) { self.sentence = sentence }
}

extension DepositsModule {
  func veto(on contribution: Contribution, _ db: Snapshot) throws -> ContributionVeto? {
    for maker in contributionVetoes {
      if let veto = try maker(contribution, db) { return veto }
    }
    return nil
  }

  /// - Throws: `ContributionVeto`.
  func requireNoVeto(on contribution: Contribution, _ db: Snapshot) throws {
    if let veto = try veto(on: contribution, db) { throw veto }
  }
}
