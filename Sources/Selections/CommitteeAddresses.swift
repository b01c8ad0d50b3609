import Consultations
import Platform

/// An address under a consultation whose one variable segment is that consultation.
protocol AddressOfCommittee: Address {
  var consultation: String { get }
  init(consultation: String)
}

extension AddressOfCommittee {
  init(_ consultation: Consultation) { self.init(consultation: consultation.slug) }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.init(consultation: slug)
  }
  var segments: [String] { [consultation] }
}

/// The address of one thing of the committee, by its token.
protocol AddressOfItem: Address {
  var consultation: String { get }
  var token: String { get }
  init(consultation: String, token: String)
}

extension AddressOfItem {
  init(_ consultation: Consultation, token: String) { self.init(consultation: consultation.slug, token: token) }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let token = Token(prefixOf: segments[1]) else { throw NotFound() }
    self.init(consultation: segments[0], token: token.text)
  }
  var segments: [String] { [consultation, token] }
}

/// `/administration/comites`
struct CommitteesAddress: FixedAddress {
  static let pattern: StaticString = "/administration/comites"
}

/// `/administration/consultations/services-2021/comite`: who sits in it, the quorum, the publication.
struct CommitteeSetupAddress: AddressOfCommittee {
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

struct SeatEndAddress: AddressOfItem {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/membres/{seat}/fin"
  var consultation: String
  var token: String
}

struct SeatReminderAddress: AddressOfItem {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/membres/{seat}/rappel"
  var consultation: String
  var token: String
}

/// `/administration/consultations/services-2021/comite/publication`
struct SelectionPublicationAddress: AddressOfCommittee {
  static let pattern: StaticString = "/administration/consultations/{consultation}/comite/publication"
  var consultation: String
}

/// `/comites/invitations/8f3k29qrst`: the link of the letter.
struct SeatAddress: TokenAddress {
  static let pattern: StaticString = "/comites/invitations/{seat}"
  var token: String
}

/// `/consultations/services-2021/comite`
struct CommitteeAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite"
  var consultation: String
}

/// `/consultations/services-2021/comite/propositions/8f3k29qrst`: the sheet of a member.
struct GradeSheetAddress: AddressOfItem {
  static let pattern: StaticString = "/consultations/{consultation}/comite/propositions/{proposition}"
  var consultation: String
  var token: String
}

struct RecusalAddress: AddressOfItem {
  static let pattern: StaticString = "/consultations/{consultation}/comite/propositions/{proposition}/deport"
  var consultation: String
  var token: String
}

struct GradeSendingAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/envoi"
  var consultation: String
}

/// `/consultations/services-2021/comite/simulation?choix=8f3k29qrst`
struct SimulationAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/simulation"
  var consultation: String
}

/// `/consultations/services-2021/comite/livret`: all sheets, to print.
struct BookAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/livret"
  var consultation: String
}

/// `/consultations/services-2021/comite/seance`: the screen of the meeting.
struct SittingAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance"
  var consultation: String
}

struct SittingOpeningAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/ouverture"
  var consultation: String
}

struct PresenceAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/presences"
  var consultation: String
}

struct ItemAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/point"
  var consultation: String
}

struct SittingEndAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/cloture"
  var consultation: String
}

/// What the committee decides of the item at which it is.
struct RulingAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/decision"
  var consultation: String
}

struct RulingUndoingAddress: AddressOfItem {
  static let pattern: StaticString = "/consultations/{consultation}/comite/decisions/{ruling}/annulation"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/comite/releve`: the minutes, while they are written.
struct MinutesAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/releve"
  var consultation: String
}

struct MinutesSigningAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/comite/releve/signature"
  var consultation: String
}

/// `/consultations/services-2021/selection`: what everyone reads.
struct SelectionAddress: AddressOfCommittee {
  static let pattern: StaticString = "/consultations/{consultation}/selection"
  var consultation: String
}

/// `/consultations/services-2021/selection/releve`: the minutes that were signed.
struct PublishedMinutesAddress: AddressOfCommittee {
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
