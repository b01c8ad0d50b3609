import Consultations
import Platform

/// `/consultations/services-2021/instruction/contributions/8f3k29qrst`: one contribution, to be decided.
struct DecidingAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/contributions/{contribution}"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/contributions/8f3k29qrst/decision`
struct DecisionAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/contributions/{contribution}/decision"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/contributions/8f3k29qrst/deport`
struct RecusalAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/contributions/{contribution}/deport"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/contributions/8f3k29qrst/note`
struct NoteAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/contributions/{contribution}/note"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/decisions/8f3k29qrst/relecture`
struct SecondReadingAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/decisions/{decision}/relecture"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/decisions/8f3k29qrst/publication`
struct DecisionPublicationAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/decisions/{decision}/publication"
  var consultation: String
  var token: String
}
