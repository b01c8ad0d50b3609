package import Localization
import Platform
import Storage

/// A contribution taken back by its organisation, until decisions are published. A tombstone stays at its address, with
/// the reason; its text, its versions and its supports are shown no more, and counted no more.
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
  case noReason, longReason, done

  package var status: Int { self == .done ? 409 : 422 }

  package var sentence: Phrase {
    switch self {
    case .noReason: t("Dites pourquoi vous la retirez.")
    case .longReason: t("Cette raison est trop longue : 500 caractères au plus.")
    case .done: t("Cette contribution est déjà retirée.")
    }
  }

  package var field: String { "raison" }
}
