import Consultations
import Platform

/// `/administration/comites`
struct CommitteesAddress: FixedAddress {
  static let pattern: StaticString = "/administration/comites"
}

/// `/administration/consultations/services-2021/comite`: who sits in it, the quorum, the publication.
struct CommitteeSetupAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite"
  var consultation: String
}

/// The invitation of somebody, for an organisation of the register by its token, or for none: `autre`.
struct SeatInvitationAddress: Address {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/invitation/{organisation}"
  static let none = "autre"
  var consultation: String
  /// Nil for a body that is not in the register.
  var organisation: String?

  init(_ consultation: Consultation, organisation: String?) {
    self.consultation = consultation.slug
    self.organisation = organisation
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2 else { throw NotFound() }
    consultation = segments[0]
    guard segments[1] != Self.none else { return }
    guard let token = Token(prefixOf: segments[1]) else { throw NotFound() }
    organisation = token.text
  }
  var segments: [String] { [consultation, organisation ?? Self.none] }
}

struct SeatEndAddress: AddressOfThing {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/membres/{seat}/fin"
  var consultation: String
  var token: String
}

struct SeatReminderAddress: AddressOfThing {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/membres/{seat}/rappel"
  var consultation: String
  var token: String
}

/// `/administration/consultations/services-2021/comite/publication`
struct SelectionPublicationAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/publication"
  var consultation: String
}

/// `/comites/invitations/8f3k29qrst`: the link of the letter.
struct SeatAddress: TokenAddress {
  static let pattern: StaticString = "/comites/invitations/{seat}"
  var token: String
}

/// `/consultations/services-2021/comite`
struct CommitteeAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite"
  var consultation: String
}

/// `/consultations/services-2021/comite/propositions/8f3k29qrst`: the sheet of a member.
struct GradeSheetAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/comite/propositions/{proposition}"
  var consultation: String
  var token: String
}

struct RecusalAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/comite/propositions/{proposition}/deport"
  var consultation: String
  var token: String
}

struct GradeSendingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/envoi"
  var consultation: String
}

/// `/consultations/services-2021/comite/simulation?choix=8f3k29qrst`
struct SimulationAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/simulation"
  var consultation: String
}

/// `/consultations/services-2021/comite/livret`: all sheets, to print.
struct BookAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/livret"
  var consultation: String
}

/// `/consultations/services-2021/comite/seance`: the screen of the meeting.
struct SittingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance"
  var consultation: String
}

struct SittingOpeningAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/ouverture"
  var consultation: String
}

struct PresenceAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/presences"
  var consultation: String
}

struct ItemAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/point"
  var consultation: String
}

struct SittingEndAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/cloture"
  var consultation: String
}

/// What the committee decides of the item at which it is.
struct RulingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/decision"
  var consultation: String
}

struct RulingUndoingAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/comite/decisions/{ruling}/annulation"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/comite/releve`: the minutes, while they are written.
struct MinutesAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/releve"
  var consultation: String
}

struct MinutesSigningAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/releve/signature"
  var consultation: String
}

/// `/consultations/services-2021/groupes-de-travail`: what everyone reads.
struct WorkingGroupsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/groupes-de-travail"
  var consultation: String
}

/// Where whoever leads the committee makes them.
struct WorkingGroupsDeskAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/groupes-de-travail"
  var consultation: String
}

struct WorkingGroupAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/comite/groupes-de-travail/{groupe}"
  var consultation: String
  var token: String
}

struct WorkingGroupEndAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/comite/groupes-de-travail/{groupe}/fin"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/selection`: what everyone reads.
struct SelectionAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/selection"
  var consultation: String
}

/// `/consultations/services-2021/selection/releve`: the minutes that were signed.
struct PublishedMinutesAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/selection/releve"
  var consultation: String
}

/// `/consultations/services-2021/selection/fichiers/releve.md`
struct MinutesFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/selection/fichiers/{fichier}"
  enum File: String, Sendable, CaseIterable {
    case text = "releve.md"
    case signed = "releve-signe.pdf"
  }
  var consultation: String
  var file: File

  init(_ consultation: Consultation, _ file: File) {
    self.consultation = consultation.slug
    self.file = file
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let file = File(rawValue: segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.file = file
  }
  var segments: [String] { [consultation, file.rawValue] }
}
