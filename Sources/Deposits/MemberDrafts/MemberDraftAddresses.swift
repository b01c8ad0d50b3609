import Consultations
import Directory
import Platform

/// `/consultations/services-2021/adherents`: the drafts of an operator's members.
struct MemberDraftsAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/adherents"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  var segments: [String] { [consultation] }
}

/// `/consultations/services-2021/adherents/7k3m9p2q4r-dax/besoin`: the beginning of a draft for a member.
struct MemberDepositAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/adherents/{organisation}/{rubrique}"
  var consultation: String
  var organisation: OrganisationAddress
  var rubric: Rubric
  init(_ rubric: Rubric, for member: Organisation, in consultation: Consultation) {
    self.consultation = consultation.slug
    organisation = OrganisationAddress(member)
    self.rubric = rubric
  }
  init(segments: [String]) throws(NotFound) {
    consultation = try first(segments)
    guard segments.count == 3, let rubric = Rubric(slug: segments[2]) else { throw NotFound() }
    organisation = try OrganisationAddress(segments: [segments[1]])
    self.rubric = rubric
  }
  var segments: [String] { [consultation] + organisation.segments + [rubric.slug] }
}

/// Telling the member that a draft is ready to be read and published.
struct DraftReadyAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/relecture"
  var place: DraftPlace
}
