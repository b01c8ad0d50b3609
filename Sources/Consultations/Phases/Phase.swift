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
}

package enum PhaseKind: String, Sendable, CaseIterable, ColumnCodable {
  case deposit, instruction, vote, selection, experimentation, funding

  package var title: Phrase {
    switch self {
    case .deposit: t("Dépôt")
    case .instruction: t("Instruction")
    case .vote: t("Vote")
    case .selection: t("Sélection")
    case .experimentation: t("Expérimentation")
    case .funding: t("Financement")
    }
  }
}
