import Localization
import Platform
import Storage

/// Somebody who follows by mail without account: the house knows her address and what she follows, and nothing else.
///
/// Made when she confirms that she follows; forgotten when she leaves, when she follows nothing any more, or at once
/// when she asks for it from the page that each of her mails leads to. The link in them is her proof.
struct Citizen: Sendable, Equatable {
  var mail: MailAddress

  init(_ mail: MailAddress) { self.mail = mail }

  /// What is kept of her besides what she follows.
  struct Kept: Sendable {
    var follower: Follower?
    var requestedAt: [Instant]
    var letters: [Letter]
    /// Since when she refuses mails.
    var refusesSince: Instant?

    var isNothing: Bool { follower == nil && requestedAt.isEmpty && letters.isEmpty }
  }

  /// A mail that she was sent because she follows; that with the link by which one confirms keeps its words to itself.
  struct Letter: Sendable {
    var subject: String
    var text: String?
    var at: Instant
  }
}
