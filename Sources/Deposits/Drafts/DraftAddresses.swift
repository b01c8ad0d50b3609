package import Consultations
import Localization
package import Platform

/// `/consultations/services-2021/deposer/besoin`: the beginning of a draft.
package struct DepositAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}/deposer/{rubrique}"
  package var consultation: String
  package var rubric: Rubric
  package init(_ rubric: Rubric, in consultation: Consultation) {
    self.consultation = consultation.slug
    self.rubric = rubric
  }
  package init(segments: [String]) throws(NotFound) {
    consultation = try first(segments)
    guard segments.count == 2, let rubric = Rubric(slug: segments[1]) else { throw NotFound() }
    self.rubric = rubric
  }
  package var segments: [String] { [consultation, rubric.slug] }
}

/// `/consultations/services-2021/brouillons`: one's drafts and one's deposits.
package struct DraftsAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}/brouillons"
  package var consultation: String
  package init(_ consultation: Consultation) { self.consultation = consultation.slug }
  package init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  package var segments: [String] { [consultation] }
}

/// Where a draft is, and where what happens to it is sent.
struct DraftPlace: Sendable {
  var consultation: String
  var token: String
  init(consultation: String, token: String) {
    self.consultation = consultation
    self.token = token
  }
  init(_ segments: [String]) throws(NotFound) {
    consultation = try first(segments)
    token = try tokenAndSlug(segments).0
  }
  var segments: [String] { [consultation, token] }
}

protocol AddressOfDraft: Address {
  var place: DraftPlace { get }
  init(place: DraftPlace)
}

extension AddressOfDraft {
  init(_ place: DraftPlace) { self.init(place: place) }
  init(segments: [String]) throws(NotFound) { self.init(try DraftPlace(segments)) }
  var segments: [String] { place.segments }
}

struct DraftAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}"
  var place: DraftPlace
}

struct PreviewAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/apercu"
  var place: DraftPlace
}

struct PublicationAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/publication"
  var place: DraftPlace
}

struct DraftDeletionAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/suppression"
  var place: DraftPlace
}

struct CorrectionAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/correction"
  var contribution: ContributionAddress
}
