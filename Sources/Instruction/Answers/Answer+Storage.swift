import Consultations
package import Deposits
import HTML
import Localization
import Storage

extension InstructionModule {
  /// What became of a contribution, on its own page, once that is published.
  package static let contributionPanel: ContributionPanel.Maker = { contribution, consultation, language, db in
    let decisions = try Decision.published(of: [contribution.id], db)
    guard !decisions.isEmpty else { return nil }
    let targets = try Decision.targets(of: decisions, in: consultation.id, db)
    return ContributionPanel(
      AnswerBanner(
        consultation: consultation,
        answers: decisions.map { AnswerBanner.Answer(decision: $0, target: targets[$0.id] ?? .nothing) },
        language: language))
  }
}
