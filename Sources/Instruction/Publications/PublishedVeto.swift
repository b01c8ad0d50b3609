package import Deposits
import Localization
import Storage

extension InstructionModule {
  /// What is published stands on the text that was read: it is neither corrected nor taken back as long as the decision
  /// lasts.
  package static let contributionVeto: ContributionVeto.Maker = { contribution, db in
    guard try !Decision.published(of: [contribution.id], db).isEmpty else { return nil }
    return ContributionVeto(
      t(
        "Une décision est publiée sur cette contribution : elle ne se corrige et ne se retire plus. Si quelque chose ne va pas, demandez un réexamen, ou le retrait d’un passage."
      ))
  }
}
