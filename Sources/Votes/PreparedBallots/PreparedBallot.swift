import Localization
import Platform

/// What a colleague, or an operator that the organisation allows, proposes that it choose.
///
/// Nothing of it counts before somebody entitled takes it up in one act, or starts from nothing; it is replaced as long
/// as the ballot is not open. Whoever prepared learns that a ballot was cast, never what, before the closing.
struct PreparedBallot: Sendable, Equatable {
  var id: Int64
  var organisation: Int64
  /// Nil for a colleague.
  var `operator`: Int64?
  var person: Int64
  /// Names of propositions, in the order of their bytes.
  var choices: [String]
  var preparedAt: Instant

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case nobodyChosen, notAllowed, opened, notOpen, nothingChosen

    var status: Int {
      switch self {
      case .opened: 409
      default: 422
      }
    }

    var field: String { self == .nothingChosen ? "choix" : "organismes" }

    var sentence: Phrase {
      switch self {
      case .nobodyChosen: t("Cochez au moins une collectivité.")
      case .notAllowed: t("Une de ces collectivités ne vous laisse pas préparer son bulletin : rien n’a changé.")
      case .opened: t("Le bulletin est déjà ouvert : il ne se prépare plus.")
      case .notOpen: t("Le vote n’est pas ouvert.")
      case .nothingChosen: t("Choisissez au moins une proposition.")
      }
    }
  }
}
