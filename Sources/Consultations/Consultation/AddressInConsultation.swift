package import Platform

/// An address whose one variable segment is a consultation.
package protocol AddressInConsultation: Address {
  var consultation: String { get }
  init(consultation: String)
}

extension AddressInConsultation {
  package init(_ consultation: Consultation) { self.init(consultation: consultation.slug) }
  package init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.init(consultation: slug)
  }
  package var segments: [String] { [consultation] }
}

/// The address of one thing in a consultation, by its token.
package protocol AddressOfThing: Address {
  var consultation: String { get }
  var token: String { get }
  init(consultation: String, token: String)
}

extension AddressOfThing {
  package init(_ consultation: Consultation, token: String) {
    self.init(consultation: consultation.slug, token: token)
  }
  package init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let token = Token(prefixOf: segments[1]) else { throw NotFound() }
    self.init(consultation: segments[0], token: token.text)
  }
  package var segments: [String] { [consultation, token] }
}
