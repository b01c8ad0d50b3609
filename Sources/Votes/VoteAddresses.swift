import Consultations
import Platform

/// `/consultations/services-2021/vote`: what is voted on, how, until when.
struct VoteAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote"
  var consultation: String
}

/// `/consultations/services-2021/vote/bulletin`: the ballot of the organisation that one acts for.
struct BallotAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletin"
  var consultation: String
}

struct BallotOpeningAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletin/ouverture"
  var consultation: String
}

/// The receipt of the ballot that stands, as a file.
struct ReceiptAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletin/recepisse"
  var consultation: String
}

/// The ballot on paper, for those who speak of it before it is cast: nothing is ticked.
struct PaperBallotAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletin/papier"
  var consultation: String
}

/// `/consultations/services-2021/vote/regle`: how ballots are counted, with an example.
struct VoteRuleAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/regle"
  var consultation: String
}

/// `/consultations/services-2021/vote/emargement`: who came.
struct AttendanceAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/emargement"
  var consultation: String
}

struct ResultsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/resultats"
  var consultation: String
}

/// The whole result on some pages to print.
struct ReportAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/rapport"
  var consultation: String
}

/// `/consultations/services-2021/vote/propositions/8f3k2…`: who chose a proposition.
struct PropositionResultAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/propositions/{proposition}"
  var consultation: String
  var token: String

  init(_ consultation: Consultation, _ proposition: VotedProposition) {
    self.consultation = consultation.slug
    token = proposition.name
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2 else { throw NotFound() }
    consultation = segments[0]
    token = segments[1]
  }
  var segments: [String] { [consultation, token] }
}

/// `/consultations/services-2021/vote/droit`: who votes for the organisation that one acts for.
struct RightAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/droit"
  var consultation: String
}

struct RightCodeAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/droit/code"
  var consultation: String
}

/// Naming somebody who votes too.
struct NamingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/droit/representants"
  var consultation: String
}

struct NamingEndAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/droit/fin"
  var consultation: String
}

/// The requests that wait for two instructors.
struct RightRequestsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/demandes"
  var consultation: String
}

/// Two instructors end the right of a head.
struct RightEndAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/demandes/fin"
  var consultation: String
}

/// `/administration/consultations/services-2021/vote`: its form, and its steps.
struct VotePreparationAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote"
  var consultation: String
}

struct VoteOpeningAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/ouverture"
  var consultation: String
}

struct VoteCountAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/depouillement"
  var consultation: String
}

/// When it will be counted.
struct CountOrderAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/programmation"
  var consultation: String
}

struct CountOrderEndAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/programmation/retrait"
  var consultation: String
}

/// `/administration/consultations/services-2021/vote/voyants`: what must be in order before it opens.
struct OpeningLightsAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/voyants"
  var consultation: String
}

/// Sends a mail to whoever looks at the lights.
struct TrialMailAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/voyants/courriel"
  var consultation: String
}

/// `/administration/votes`
struct VotesAdministrationAddress: FixedAddress {
  static let pattern: StaticString = "/administration/votes"
}

extension Permission {
  /// Confirms who is the head of an organisation.
  static let confirmHeads = Permission("votes.confirm-heads", [.instructor])
}
