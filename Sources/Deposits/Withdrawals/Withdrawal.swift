package import Localization
import Platform
import Storage

/// A contribution taken back by its organisation, until decisions are published. A tombstone stays at its address, with
/// the reason; its text, its versions and its supports are shown no more, and counted no more. Those who deposited it
/// still read its text and, while it may be corrected, put it back on line, which ends the withdrawal: its supports and
/// its comments are shown and counted again.
package struct Withdrawal: Sendable, Equatable {
  /// Why, for everyone to read.
  package var reason: String
  package var language: Language
  package var at: Instant

  package static let longestReason = 500

  /// What is wrong with a reason.
  static func refusal(_ reason: String) -> WithdrawalRefusal? {
    if reason.isEmpty { return .noReason }
    return reason.unicodeScalars.count > longestReason ? .longReason : nil
  }
}

package enum WithdrawalRefusal: FieldRefusal, Equatable, CaseIterable {
  case noReason, longReason, done, undone

  package var status: Int {
    switch self {
    case .done, .undone: 409
    case .noReason, .longReason: 422
    }
  }

  package var sentence: Phrase {
    switch self {
    case .noReason: t("Dites pourquoi vous la retirez.")
    case .longReason: t("Cette raison est trop longue : 500 caractères au plus.")
    case .done: t("Cette contribution est déjà retirée.")
    case .undone: t("Cette contribution est déjà en ligne.")
    }
  }

  package var field: String { "raison" }
}
