package import Localization
import Storage

/// A step of a consultation, with the wall-clock times in Paris between which it is open.
package struct Phase: Sendable, Equatable {
  package var kind: PhaseKind
  package var opensAt: Instant
  /// The last phases may stay open.
  package var closesAt: Instant?

  package init(kind: PhaseKind, opensAt: Instant, closesAt: Instant?) {
    self.kind = kind
    self.opensAt = opensAt
    self.closesAt = closesAt
  }

  package enum State: Sendable, Equatable { case ahead, open, over }

  /// Open from its first instant to the one before its closing.
  package func state(at now: Instant) -> State {
    if now < opensAt { return .ahead }
    guard let closesAt else { return .open }
    return now < closesAt ? .open : .over
  }

  /// How much of it has gone, from 0 to 100; a phase that stays open is whole once it has begun.
  package func percentGone(at now: Instant) -> Int {
    guard now >= opensAt else { return 0 }
    guard let closesAt, now < closesAt else { return 100 }
    let whole = closesAt.seconds(since: opensAt)
    return whole > 0 ? Int(now.seconds(since: opensAt) * 100 / whole) : 100
  }
}

package enum PhaseKind: String, Sendable, CaseIterable, ColumnCodable {
  case deposit, instruction, vote
  /// Those who know a subject work on the propositions before the committee decides; many consultations have none.
  case workingGroups = "working-groups"
  case selection, experimentation, funding

  package var title: Phrase {
    switch self {
    case .deposit: t("Dépôt")
    case .instruction: t("Instruction")
    case .vote: t("Vote")
    case .workingGroups: t("Groupes de travail")
    case .selection: t("Sélection")
    case .experimentation: t("Expérimentation")
    case .funding: t("Financement")
    }
  }
}
