package import Localization
import Platform
import Storage

/// What lets an operator prepare for one of its members: see its drafts and complete them, and neither publish nor vote
/// for it. It gives no mandate.
///
/// Asked by an operator of the members that the file of members names; accepted or refused by a member through the
/// link that its official mailbox receives, or by somebody who holds its mandate. Ended by its date, by the member, or
/// by the operator; what was written meanwhile stays the member's.
package struct Preparation: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var `operator`: Int64
  package var member: Int64
  package var askedAt: Instant
  /// The last letter.
  package var writtenAt: Instant
  package var letters: Int
  package var until: Instant
  package var answer: Answer?
  package var answeredAt: Instant?
  package var endedAt: Instant?
  /// Whether the operator itself ended it.
  package var isEndedByOperator = false
  /// Whether it may prepare the member's ballot too.
  package var hasBallots = false

  package enum Answer: String, Sendable, ColumnCodable, CaseIterable { case accepted, refused }

  /// How it stands, for the table of an operator.
  package enum State: String, Sendable, CaseIterable {
    case accepted = "acceptee"
    case refused = "refusee"
    case silent = "sans-reponse"
    case ended = "terminee"
    case notAsked = "non-demandee"

    var title: Phrase {
      switch self {
      case .accepted: t("Acceptée")
      case .refused: t("Refusée")
      case .silent: t("Sans réponse")
      case .ended: t("Terminée")
      case .notAsked: t("Pas encore demandée")
      }
    }
  }

  package func state(at now: Instant) -> State {
    if endedAt != nil || until <= now { return .ended }
    switch answer {
    case .accepted: return .accepted
    case .refused: return .refused
    case nil: return .silent
    }
  }

  package static let day: Int64 = 86_400
  /// Between two letters about the same, and how many there are at most by themselves.
  static let reminderSeconds: Int64 = 7 * day
  static let mostLetters = 4
  /// Before a member that has refused or ended is asked again.
  static let restSeconds: Int64 = 30 * day
  static let longestSeconds: Int64 = 2 * 365 * day
  static let usualSeconds: Int64 = 365 * day

  /// Whether another letter may be written.
  func mayRemind(at now: Instant) -> Bool {
    state(at: now) == .silent && now.seconds(since: writtenAt) >= Self.reminderSeconds
  }

  /// Whether its member may be asked anew.
  func mayAskAgain(at now: Instant) -> Bool {
    guard state(at: now) == .ended else { return false }
    let end = endedAt ?? until
    if now.seconds(since: end) >= Self.restSeconds { return true }
    // What the member itself has refused or ended rests; its date, or the operator's own end, turns nothing down.
    guard answer != .refused, endedAt == nil || isEndedByOperator else { return false }
    // One that was silent is not written to more often for that.
    return answer == .accepted || now.seconds(since: writtenAt) >= Self.reminderSeconds
  }
}

package enum PreparationRefusal: FieldRefusal, Equatable, CaseIterable {
  case nobodyChosen, pastDate, longDate, noScope, expired, settled, nothingToRemind

  package var status: Int {
    switch self {
    case .expired: 410
    case .settled: 409
    default: 422
    }
  }

  package var sentence: Phrase {
    switch self {
    case .nobodyChosen: t("Cochez au moins un adhérent à qui écrire.")
    case .pastDate: t("Choisissez un jour à venir.")
    case .longDate: t("Une autorisation dure deux ans au plus.")
    case .noScope: t("Cochez ce que vous autorisez, ou refusez.")
    case .expired: t("Ce lien n’est plus valable : la demande a pris fin.")
    case .settled: t("La demande a changé entre-temps. Voici où elle en est.")
    case .nothingToRemind: t("Il n’y a personne à relancer : une relance par semaine au plus.")
    }
  }

  package var field: String {
    switch self {
    case .pastDate, .longDate: "jusque"
    case .noScope: "portee-brouillons"
    case .nobodyChosen, .expired, .settled, .nothingToRemind: "adherents"
    }
  }
}
