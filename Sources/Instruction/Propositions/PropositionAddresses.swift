package import Consultations
import Platform

/// `/consultations/services-2021/instruction/propositions`: those that are being made.
struct EditedPropositionsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/propositions"
  var consultation: String
}

/// `/consultations/services-2021/instruction/propositions/8f3k29qrst`
struct EditedPropositionAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/propositions/{proposition}"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/propositions/8f3k29qrst/publication`: its wording becomes what everyone
/// reads.
struct WordingPublicationAddress: AddressOfThing {
  static let pattern: StaticString =
    "/consultations/{consultation}/instruction/propositions/{proposition}/publication"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/propositions`: those that everyone may read.
struct PropositionsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/propositions"
  var consultation: String
}

/// `/consultations/services-2021/propositions/8f3k29qrst`
struct PropositionAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/propositions/{proposition}"
  var consultation: String
  var token: String
}

extension Proposition {
  /// Where everyone reads it.
  package static func path(token: String, in consultation: Consultation) -> String {
    PropositionAddress(consultation, token: token).path
  }
}
