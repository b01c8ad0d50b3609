import Localization
import Platform

/// `…/contributions/8f3k29qrst-bureau-virtuel/commentaires`: where a comment is written, and sent.
struct CommentsAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/commentaires"
  var contribution: ContributionAddress
}

/// The address of an act upon a comment.
protocol AddressOfComment: Address {
  var place: CommentPlace { get }
  init(place: CommentPlace)
}

extension AddressOfComment {
  init(_ place: CommentPlace) { self.init(place: place) }
  init(segments: [String]) throws(NotFound) { self.init(try CommentPlace(segments)) }
  var segments: [String] { place.contribution.segments + [place.token] }
}

/// Where a comment is.
struct CommentPlace: Sendable {
  var contribution: ContributionAddress
  var token: String

  init(_ comment: Comment, on contribution: ContributionAddress) {
    self.contribution = contribution
    token = comment.token
  }
  init(_ segments: [String]) throws(NotFound) {
    contribution = try ContributionAddress(segments: segments)
    guard segments.count == 3, let token = Token(prefixOf: segments[2]) else { throw NotFound() }
    self.token = token.text
  }
}

/// Where its author rewords it or takes it back.
struct CommentAddress: AddressOfComment {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/commentaires/{comment}"
  var place: CommentPlace
}

struct CommentWithdrawalAddress: AddressOfComment {
  static let pattern: StaticString =
    "/consultations/{consultation}/contributions/{contribution}/commentaires/{comment}/retrait"
  var place: CommentPlace
}

struct CommentReportAddress: AddressOfComment {
  static let pattern: StaticString =
    "/consultations/{consultation}/contributions/{contribution}/commentaires/{comment}/signalement"
  var place: CommentPlace
}

/// `/instruction/commentaires`: those that were reported or hidden.
struct ModerationAddress: FixedAddress {
  static let pattern: StaticString = "/instruction/commentaires"
}

struct CommentModerationAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/commentaires/{comment}"
  var token: String
}

struct CommentHidingAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/commentaires/{comment}/masquage"
  var token: String
}

struct CommentHidingEndAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/commentaires/{comment}/masquage/fin"
  var token: String
}

/// Letting it stand.
struct CommentKeepingAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/commentaires/{comment}/maintien"
  var token: String
}

extension Comment {
  /// Where it stands on its page.
  var anchor: String { "commentaire-\(token)" }

  /// The path of its contribution, opened where it stands: `…?fait=commentaire&fil=2#commentaire-8f3k29qrst`.
  func path(on contribution: ContributionAddress, page: Int, done: String, in language: Language) -> String {
    let thread = page > 1 ? "&fil=\(page)" : ""
    return language.address(contribution.path) + "?fait=\(done)\(thread)#\(anchor)"
  }
}
