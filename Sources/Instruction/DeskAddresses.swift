import Consultations
import Platform

/// The address of a page of the desk, under a consultation.
protocol AddressAtDesk: Address {
  var consultation: String { get }
  init(consultation: String)
}

extension AddressAtDesk {
  init(_ consultation: Consultation) { self.init(consultation: consultation.slug) }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.init(consultation: slug)
  }
  var segments: [String] { [consultation] }
}

/// The address of one thing at the desk, by its token.
protocol AddressOfThing: Address {
  var consultation: String { get }
  var token: String { get }
  init(consultation: String, token: String)
}

extension AddressOfThing {
  init(_ consultation: Consultation, token: String) { self.init(consultation: consultation.slug, token: token) }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let token = Token(prefixOf: segments[1]) else { throw NotFound() }
    self.init(consultation: segments[0], token: token.text)
  }
  var segments: [String] { [consultation, token] }
}
