import Platform

/// `/consultations/services-2021/brouillons/8f3k29qrst/pieces-jointes`
struct DraftAttachmentsAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/pieces-jointes"
  var place: DraftPlace
}

/// One of them, and what happens to it.
protocol AddressOfDraftAttachment: Address {
  var place: DraftPlace { get }
  var token: String { get }
  init(_ place: DraftPlace, token: String)
}

extension AddressOfDraftAttachment {
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 3, let token = Token(prefixOf: segments[2]) else { throw NotFound() }
    self.init(try DraftPlace(segments), token: token.text)
  }
  var segments: [String] { place.segments + [token] }
}

struct DraftAttachmentAddress: AddressOfDraftAttachment {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}"
  var place: DraftPlace
  var token: String
  init(_ place: DraftPlace, token: String) {
    self.place = place
    self.token = token
  }
}

struct AttachmentRemovalAddress: AddressOfDraftAttachment {
  static let pattern: StaticString =
    "/consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}/suppression"
  var place: DraftPlace
  var token: String
  init(_ place: DraftPlace, token: String) {
    self.place = place
    self.token = token
  }
}

struct AttachmentKeepingAddress: AddressOfDraftAttachment {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}/maintien"
  var place: DraftPlace
  var token: String
  init(_ place: DraftPlace, token: String) {
    self.place = place
    self.token = token
  }
}

extension Attachment {
  /// Beside the whole address of its contribution.
  static func address(_ token: String, of contribution: String) -> String { contribution + "/pieces-jointes/" + token }
}

/// `/consultations/services-2021/contributions/8f3k29qrst/pieces-jointes/4d6h8k2mnp-plan-de-la-salle`
struct AttachmentAddress: Address {
  static let pattern: StaticString =
    "/consultations/{consultation}/contributions/{contribution}/pieces-jointes/{piece}"
  var contribution: ContributionAddress
  var token: String
  var slug: String
  init(_ attachment: Attachment, of contribution: ContributionAddress) {
    self.contribution = contribution
    token = attachment.token
    slug = Slug.make(attachment.description)
  }
  init(segments: [String]) throws(NotFound) {
    contribution = try ContributionAddress(segments: segments)
    guard segments.count == 3, let token = Token(prefixOf: segments[2]) else { throw NotFound() }
    self.token = token.text
    slug = ""
  }
  var segments: [String] { contribution.segments + [slug.isEmpty ? token : "\(token)-\(slug)"] }
}
