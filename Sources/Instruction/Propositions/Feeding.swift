import Deposits
import Localization
import Platform
import Storage

/// A decision by which a contribution, or one of its parts, feeds a proposition.
struct Feeding: Sendable {
  var decision: Decision
  var contribution: ContributionSummary
  var part: PartWords?

  /// « Payer la cantine en ligne ».
  var title: Phrase {
    contribution.isWithdrawn
      ? t("Contribution n° \(contribution.number), retirée") : .verbatim(contribution.title)
  }

  /// « n° 12, Commune de Dax », with the part where it is one.
  var mention: Phrase {
    let (number, organisation) = (contribution.number, contribution.organisationName)
    guard let part else { return t("n° \(number), \(organisation)") }
    return t("n° \(number), \(organisation), partie \(part.number)")
  }

  /// Whether it was grouped without any of its sentences being in the text.
  func isWithoutText(_ composition: Composition) -> Bool {
    decision.kind == .grouped && !contribution.isWithdrawn
      && !composition.sentences.contains { $0.contribution == contribution.id }
  }

  /// Those of a proposition, in the order of the decisions.
  static func of(_ proposition: Proposition, onlyPublished: Bool, _ db: Snapshot) throws -> [Feeding] {
    let decisions = try Decision.feeding(proposition.id, db).filter { !onlyPublished || $0.publishedAt != nil }
    let found = try ContributionSummary.with(
      ids: Array(Set(decisions.map(\.contribution))), evenWithdrawn: true, db)
    let contributions = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    return decisions.compactMap { decision in
      contributions[decision.contribution].map {
        Feeding(decision: decision, contribution: $0, part: decision.part.flatMap { parts[$0] })
      }
    }
  }
}
