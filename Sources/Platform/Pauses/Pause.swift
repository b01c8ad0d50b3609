package import Localization
import Storage

/// The site only reads for a while, around an upgrade. An administrator or a command begins it, in two steps, and ends
/// it; it stands in the database, so that every node obeys from its next request on.
package enum Pause {
  /// What is refused meanwhile: each step refuses what the one before it does, and more.
  package enum Step: String, Sendable, ColumnCodable, CaseIterable {
    /// All but what casting a ballot needs.
    case acts
    /// All; what the house does by itself waits too.
    case ballots

    var word: Event.Detail { self == .acts ? .word("acts") : .word("ballots") }
  }

  package enum Refusal: Platform.Refusal, Equatable {
    case alreadyBegun, notBegun

    package var status: Int { 409 }
    package var sentence: Phrase {
      switch self {
      case .alreadyBegun: t("C’est déjà fait : le site ne fait que se lire.")
      case .notBegun: t("Le site n’est pas en lecture seule : rien n’a changé.")
      }
    }
  }
}
