import Consultations
import Deposits
import Localization
import Platform
import Storage

/// What everyone reads of the propositions of a consultation, as it was before an act that may change it.
struct PublicWordings: Sendable {
  private var propositions: [Int64: Proposition]
  /// Of which a published decision feeds each.
  private var contributions: [Int64: Set<Int64>]

  init(in consultation: Int64, _ db: Snapshot) throws {
    let all = try Proposition.published(in: consultation, db)
    propositions = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    let fed = try db.rows(
      """
      SELECT DISTINCT grouping.proposition_id, decision.contribution_id FROM grouping
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
      WHERE grouping.proposition_id IN (\(SQL.list(all.map(\.id))))
      """
    ) { row in (proposition: try row.next(Int64.self), contribution: try row.next(Int64.self)) }
    contributions = Dictionary(grouping: fed, by: \.proposition).mapValues { Set($0.map(\.contribution)) }
  }

  /// Those of some propositions of which the wording would replace one that is public, each with the contributions
  /// whose depositors are then written to.
  func replaced(by others: [Proposition]) -> [(proposition: Proposition, contributions: [Int64])] {
    others.compactMap { other in
      guard let before = propositions[other.id], before.wording != other.wording else { return nil }
      let fed = (contributions[other.id] ?? []).sorted()
      return fed.isEmpty ? nil : (proposition: other, contributions: fed)
    }
  }

  /// Where the act has replaced what was public, whoever deposited what fed it and feeds it still is written what
  /// changed, and it is news of their contributions.
  func tellChanges(in consultation: Consultation, site: Site, by actor: Actor, at now: Instant, _ db: Transaction)
    throws
  {
    let after = try PublicWordings(in: consultation.id, db)
    for (id, proposition) in after.propositions.sorted(by: { $0.key < $1.key }) {
      guard let before = propositions[id], before.wording != proposition.wording else { continue }
      let both = (contributions[id] ?? []).intersection(after.contributions[id] ?? []).sorted()
      guard !both.isEmpty else { continue }
      var event: Int64 = 0
      for contribution in both {
        event = try Event(
          "proposition.corrected", on: .init("contribution", contribution), by: actor, at: now,
          consultation: consultation.id, details: [("proposition", .number(id))]
        ).record(db)
      }
      try DecisionLetters(consultation: consultation, site: site).tellCorrected(
        proposition, before: before.wording, to: both, event: event, at: now, db)
    }
  }
}

extension DecisionLetters {
  /// Tells what changed of a proposition that was public already: one letter for each person, whatever the number of
  /// her contributions.
  fileprivate func tellCorrected(
    _ proposition: Proposition, before: Proposition.Wording, to contributions: [Int64], event: Int64, at now: Instant,
    _ db: Transaction
  ) throws {
    let after = proposition.wording
    try write(
      "correction/\(proposition.token)/\(event)", to: contributions, at: now, db,
      subject: t("La proposition « \(after.title) » est corrigée")
    ) { language, _ in
      [
        t("Bonjour,"),
        t(
          "Une contribution de votre organisme alimente la proposition « \(after.title) », qui sera soumise au vote. Sa version publique vient de changer."
        ),
      ] + changes(before, after) + [
        link(PropositionAddress(consultation, token: proposition.token).path, language),
        site.settings.helpLine,
      ]
    }
  }

  private func changes(_ before: Proposition.Wording, _ after: Proposition.Wording) -> [Phrase] {
    var told: [Phrase] = []
    if before.title != after.title {
      told.append(t("Son titre était « \(before.title) ». Il est maintenant « \(after.title) »."))
    }
    if before.text != after.text {
      told += [
        t("Son texte était :"), .verbatim(before.text), t("Il est maintenant :"), .verbatim(after.text),
      ]
    }
    let (old, new) = (before.retainedCost, after.retainedCost)
    if old != new {
      let (was, becomes) = (cost(old), cost(new))
      told.append(t("Coût retenu pour le vote : avant, \(was) ; maintenant, \(becomes)."))
    }
    if before.kind != after.kind {
      let (was, becomes) = (before.kind.title, after.kind.title)
      told.append(t("Suite envisagée : avant, « \(was) » ; maintenant, « \(becomes) »."))
    }
    let isElsewhere =
      (before.cost, before.costSource, before.themes, before.language)
      != (after.cost, after.costSource, after.themes, after.language)
    if isElsewhere { told.append(t("Ses thèmes, sa langue ou sa fourchette de coût ont changé.")) }
    if old == new, let new { told.append(t("Coût retenu pour le vote, inchangé : \(new) euros.")) }
    return told
  }

  private func cost(_ euros: Int?) -> Phrase { euros.map { t("\($0) euros") } ?? t("aucun") }
}
