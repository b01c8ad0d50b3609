import Deposits
import Localization
import Platform

/// Two contributions of which an instructor has said that they are not the same: from then on no group is proposed that
/// holds both, until somebody undoes it. Nothing else follows from it; authors are told nothing.
struct Separation: Sendable, Equatable {
  /// The one whose row is the lower first: a pair has one way to be written.
  var first: Int64
  var second: Int64
  /// The line of the journal by which it began.
  var event: Int64
  var at: Instant
}

enum SeparationRefusal: Refusal, Equatable, CaseIterable {
  case itself, gone, done, undone, few

  var status: Int {
    switch self {
    case .itself, .gone, .few: 422
    case .done, .undone: 409
    }
  }

  var sentence: Phrase {
    switch self {
    case .itself: t("Une contribution ne se sépare pas d’elle-même.")
    case .gone: t("Cette contribution n’est pas, ou plus, dans la consultation.")
    case .done: t("Ces deux contributions sont déjà séparées.")
    case .few: t("Cochez au moins deux contributions du groupe.")
    case .undone: t("Ces deux contributions ne sont pas séparées.")
    }
  }
}
