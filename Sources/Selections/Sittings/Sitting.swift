import Localization
import Platform
import Storage

/// A meeting of the committee, and the item at which it is: all of it is kept by the server, so that a screen that is
/// cut comes back to the same item.
///
/// Opened and closed by whoever leads; one at a time.
package struct Sitting: Sendable, Equatable {
  package var id: Int64
  var token: String
  var committee: Int64
  var place: String
  /// The proposition at which it is.
  var current: Int64?
  var openedAt: Instant
  var closedAt: Instant?

  var isOpen: Bool { closedAt == nil }

  static let longestPlace = 150

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case notCounted, noPlace, longPlace, alreadyOpen, noSitting, signed, noSeat
    /// Of what is typed of an item, before going to another.
    case undecided

    var status: Int {
      switch self {
      case .alreadyOpen, .noSitting, .signed, .undecided: 409
      default: 422
      }
    }
    var field: String {
      switch self {
      case .noPlace, .longPlace: "lieu"
      case .undecided: "decision"
      default: "seance"
      }
    }
    var sentence: Phrase {
      switch self {
      case .notCounted: t("Une séance s’ouvre une fois le vote dépouillé.")
      case .noPlace: t("Dites où se tient la séance.")
      case .longPlace: t("Ce lieu est trop long : 150 caractères au plus.")
      case .alreadyOpen: t("Une séance est déjà ouverte.")
      case .noSitting: t("Aucune séance n’est ouverte.")
      case .signed: t("Le relevé est signé : plus rien ne change.")
      case .noSeat: t("Personne ne siège encore dans ce comité.")
      case .undecided: t("Ce que vous avez écrit sur ce point n’est pas décidé : vous le retrouvez plus bas.")
      }
    }
  }
}

/// Whether somebody is there.
package enum Presence: String, Sendable, CaseIterable, ColumnCodable {
  case present, remote, excused, left

  var isThere: Bool { self == .present || self == .remote }

  var title: Phrase {
    switch self {
    case .present: t("Présent")
    case .remote: t("À distance")
    case .excused: t("Excusé")
    case .left: t("Sorti")
    }
  }
}

/// An arrival, an exit, an excuse: who, and at which item.
struct PresenceChange: Sendable, Equatable {
  var id: Int64
  var seat: Int64
  var presence: Presence
  /// Nil before the first decision of the sitting.
  var proposition: Int64?
}
