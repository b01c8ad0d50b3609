import Consultations
package import Deposits
import HTML
import Localization
import Platform
import Storage

extension InstructionModule {
  /// What became of a contribution, on its own page, once that is published.
  package static let contributionPanel: ContributionPanel.Maker = { contribution, consultation, visit, db in
    let decisions = try Decision.published(of: [contribution.id], db)
    guard !decisions.isEmpty else { return nil }
    let targets = try Decision.targets(of: decisions, in: consultation.id, asPublished: true, db)
    let exchanges = try Exchange.of(decisions, at: visit.now, db)
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    return ContributionPanel(
      AnswerBanner(
        consultation: consultation,
        answers: decisions.map {
          AnswerBanner.Answer(
            decision: $0, part: $0.part.flatMap { parts[$0] }, target: targets[$0.id] ?? .nothing,
            exchange: exchanges[$0.id])
        },
        isMine: try contribution.standing(of: visit.person, db) != nil, done: visit.query["fait"],
        language: visit.language))
  }
}
