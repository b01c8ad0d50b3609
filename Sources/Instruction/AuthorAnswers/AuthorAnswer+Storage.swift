import Consultations
package import Deposits
import HTML
import Localization
import Platform
import Storage

extension AnswerBanner.Answer {
  /// What everyone reads of some published decisions, in their order.
  static func of(
    _ decisions: [Decision], in consultation: Consultation, at now: Instant, _ db: Snapshot
  ) throws -> [AnswerBanner.Answer] {
    let targets = try Decision.targets(of: decisions, in: consultation.id, asPublished: true, db)
    let exchanges = try Exchange.of(decisions, at: now, db)
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    let standings = try ReexaminationStanding.of(decisions, in: consultation.id, at: now, db)
    return decisions.map {
      AnswerBanner.Answer(
        decision: $0, part: $0.part.flatMap { parts[$0] }, target: targets[$0.id] ?? .nothing,
        exchange: exchanges[$0.id], standing: standings[$0.id])
    }
  }
}

extension InstructionModule {
  /// What became of a contribution, on its own page, once that is published.
  package static let contributionPanel: ContributionPanel.Maker = { contribution, consultation, visit, db in
    let decisions = try Decision.published(of: [contribution.id], db)
    let changed = try Reexamination.changed(of: [contribution.id], db)[contribution.id] ?? []
    guard !decisions.isEmpty || !changed.isEmpty else { return nil }
    return ContributionPanel(
      AnswerBanner(
        consultation: consultation,
        answers: try AnswerBanner.Answer.of(decisions, in: consultation, at: visit.now, db), changed: changed,
        isMine: try contribution.standing(of: visit.person, db) != nil, done: visit.query["fait"],
        language: visit.language))
  }
}
