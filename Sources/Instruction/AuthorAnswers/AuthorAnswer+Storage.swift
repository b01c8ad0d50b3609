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
    let taken = try TakenText.of(decisions, db)
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    let standings = try ReexaminationStanding.of(decisions, in: consultation.id, at: now, db)
    return decisions.map {
      AnswerBanner.Answer(
        decision: $0, part: $0.part.flatMap { parts[$0] }, target: targets[$0.id] ?? .nothing,
        exchange: exchanges[$0.id], taken: taken[$0.id] ?? [:], standing: standings[$0.id])
    }
  }
}

extension InstructionModule {
  /// What became of a contribution, on its own page, once that is published.
  package static let contributionPanel: ContributionPanel.Maker = { contribution, consultation, visit, db in
    let decisions = try Decision.published(of: [contribution.id], db)
    let changed = try Reexamination.earlier(of: [contribution.id], db)[contribution.id] ?? []
    let isMine = try contribution.standing(of: visit.person, db) != nil
    let drafts = isMine ? try DraftToReread.of(contribution, in: consultation, visit, db) : []
    guard !decisions.isEmpty || !changed.isEmpty || !drafts.isEmpty else { return nil }
    return ContributionPanel(
      AnswerBanner(
        consultation: consultation,
        answers: try AnswerBanner.Answer.of(decisions, in: consultation, at: visit.now, db),
        others: try OtherParts.of(beside: decisions, db)[contribution.id], changed: changed, drafts: drafts,
        isMine: isMine, done: visit.query["fait"], language: visit.language))
  }
}

extension DraftToReread {
  /// The drafts that unite a contribution and that are with their authors now: those that were sent once it had joined.
  static func of(
    _ contribution: Contribution, in consultation: Consultation, _ visit: Visit, _ db: Snapshot
  ) throws -> [DraftToReread] {
    let waiting = try Decision.live(of: [contribution.id], db).filter { $0.kind == .grouped && $0.publishedAt == nil }
    let fed = try Proposition.of(decisions: waiting.map(\.id), db)
    let propositions = fed.values.joined().map(\.id)
    let readings = try AuthorReading.of(propositions: propositions, db)
    let asked = try AuthorReading.authors(of: propositions, onlySent: true, db)
    return waiting.flatMap { decision in
      (fed[decision.id] ?? []).compactMap { proposition in
        guard let reading = readings[proposition.id], visit.now < reading.due,
          asked[proposition.id, default: [:]].values.contains(where: { $0.contains(contribution.id) })
        else { return nil }
        return DraftToReread(
          consultation: consultation, proposition: proposition, reading: reading, language: visit.language)
      }
    }
  }
}
