import Localization
import Platform
import Storage

/// A place in a committee: for which body somebody sits, as titular or in the titular's place.
///
/// Made by an administrator's invitation to an address; taken by whoever enters with that address and accepts; ended by
/// an administrator, or by whoever declines.
package struct Seat: Sendable, Equatable {
  package var id: Int64
  package var token: String
  var committee: Int64
  var organisation: Int64?
  package var body: String
  var mail: String
  var person: Int64?
  var rank: Rank
  var titular: Int64?
  package var isChair: Bool
  var invitedEvent: Int64
  var invitedAt: Instant
  var letters: Int
  var isAccepted: Bool
  var endedEvent: Int64?

  var isEnded: Bool { endedEvent != nil }

  package enum Rank: String, Sendable, CaseIterable, ColumnCodable {
    case titular, deputy

    var title: Phrase {
      switch self {
      case .titular: t("titulaire")
      case .deputy: t("suppléant")
      }
    }
  }

  /// What an administrator types.
  package struct Invited: Sendable {
    package var mail: String
    package var body: String
    package var organisation: Int64?
    package var isChair: Bool
    /// Nil for a titular.
    package var titular: String?
    package init(
      mail: String, body: String, organisation: Int64? = nil, isChair: Bool = false, titular: String? = nil
    ) {
      self.mail = mail
      self.body = body
      self.organisation = organisation
      self.isChair = isChair
      self.titular = titular
    }
  }

  static let longestBody = 150
  static let mostLetters = 5
  static let most = 60

  /// « Métropole de Lyon (suppléant) »
  var title: String { rank == .deputy ? "\(body) (suppléant)" : body }
}
